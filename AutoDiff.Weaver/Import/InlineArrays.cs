using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// The compiler's helpers for inline arrays, which say in IL what only pointers can, become addresses of elements. Locals that spans are made over
/// (collection expressions for spans make them, <c>params</c> spans too) become arrays.
/// </summary>
internal sealed class InlineArrays(MethodIR method, ModelTypes models, RowElements rows)
{
    private const string Helpers = "<PrivateImplementationDetails>";
    private readonly TypeContext types = method.Types;

    /// <summary>Whether the method is one of the compiler's: its IL is not differentiated.</summary>
    public static bool IsHelper(MethodReference call) => RowViews.Is(call) || IsOfCompiler(call);

    private static bool IsOfCompiler(MethodReference call) =>
        call.DeclaringType.Name == Helpers && call.Name.StartsWith("InlineArray", StringComparison.Ordinal);

    public static bool ReturnsSpan(MethodReference call) => IsOfCompiler(call) && call.Name is "InlineArrayAsSpan" or "InlineArrayAsReadOnlySpan";

    public void Run()
    {
        var spans = method.Instructions.OfType<Call>().Where(c => ReturnsSpan(c.Method)).ToList();
        var indexed = new HashSet<Call>(spans.Where(s => Accesses(s) is not null));
        foreach (var slot in method.Instructions.OfType<Slot>().ToList())
        {
            if (types.Shapes.RowOf(slot.SlotType) is { } row && !StructShapes.IsComplex(slot.SlotType) && slot.Users.All(u => IsKnown(u, slot))
                && (slot.Users.All(IsSimple) || slot.Users.Any(u => spans.Contains(u) && !indexed.Contains(u))))
                Raise(slot, row.Element, row.Length);
        }
        foreach (var span in indexed.Where(s => s.Block is not null))
            IndexInPlace(span);
        foreach (var call in method.Instructions.OfType<Call>().Where(c => IsOfCompiler(c.Method)).ToList())
        {
            var builder = new Builder(method) { Location = call.Location }.Before(call);
            if (!ReturnsSpan(call.Method))
                call.ReplaceWith(rows.Address(builder, call.Operand(0), ArrayType(call), call.OperandCount > 1 ? call.Operand(1) : method.Int32(0)));
            else if (call.Type is GenericInstanceType { Namespace: "AutoDiff.Implementations" } span)
                call.ReplaceWith(Span(builder, span, RowViews.Of(builder, call.Operand(0), ArrayType(call)), call.Operand(1)));
        }
    }

    private static TypeReference ArrayType(Call helper) => ((GenericInstanceMethod)helper.Method).GenericArguments[0];

    /// <summary>A user that an array can do for: elements, spans, the whole where it can be put together.</summary>
    private bool IsKnown(Instruction user, Slot slot) => user switch
    {
        Store store => ReferenceEquals(store.Address, slot) && !ReferenceEquals(store.Content, slot)
            && (store.Content is DefaultValue || !types.Shapes.Of(slot.SlotType).IsOpaque),
        Load => !types.Shapes.Of(slot.SlotType).IsOpaque,
        Call call => IsHelper(call.Method) && ReferenceEquals(call.Operand(0), slot),
        _ => false,
    };

    private static bool IsSimple(Instruction user) => user is Call or Store { Content: DefaultValue };

    private void Raise(Slot slot, TypeReference element, int length)
    {
        var array = new ArrayType(element);
        var entry = new Builder(method) { Location = slot.Location }.Before(slot);
        var home = entry.Slot(array);
        home.Name = slot.Name;
        entry.Store(array, home, entry.NewArray(element, method.Int32(length)));
        // A span may outlive what was in the array when it was made: then it is emptied in place.
        var isSpanned = slot.Users.OfType<Call>().Any(c => ReturnsSpan(c.Method)) && slot.Users.OfType<Store>().Skip(1).Any();
        foreach (var user in slot.Users.ToList())
        {
            var builder = new Builder(method) { Location = user.Location }.Before(user);
            Value At(Value items, int i) => builder.ElementAddress(element, items, method.Int32(i), @readonly: true);
            switch (user)
            {
                case Store { Content: DefaultValue } when !isSpanned:
                    builder.Store(array, home, builder.NewArray(element, method.Int32(length)));
                    break;
                case Store store:
                    var target = builder.Load(array, home);
                    for (var i = 0; i < length; i++)
                        builder.Store(element, At(target, i), store.Content is DefaultValue
                            ? method.Default(element)
                            : builder.Extract(store.Content, types.Shapes.ElementOf(slot.SlotType, i)));
                    break;
                case Load load:
                    var source = builder.Load(array, home);
                    Value whole = method.Default(slot.SlotType);
                    for (var i = 0; i < length; i++)
                        whole = builder.Insert(whole, types.Shapes.ElementOf(slot.SlotType, i), builder.Load(element, At(source, i)));
                    load.ReplaceAllUsesWith(whole);
                    break;
                case Call call:
                    var content = builder.Load(array, home);
                    call.ReplaceAllUsesWith(ReturnsSpan(call.Method) ? Span(builder, (GenericInstanceType)call.Type, content, call.Operand(1))
                        : builder.ElementAddress(element, content, call.OperandCount > 1 ? call.Operand(1) : method.Int32(0), @readonly: true));
                    break;
            }
            user.Remove();
        }
        slot.Remove();
    }

    private Value Span(Builder builder, GenericInstanceType span, Value array, Value length)
    {
        var slot = new Builder(method).AtStart(method.Entry).Slot(span);
        builder.Store(span, slot, method.Default(span));
        var constructor = new MethodReference(".ctor", types.Void, span) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(new ArrayType(types.Resolve(span)!.GenericParameters[0])));
        constructor.Parameters.Add(new ParameterDefinition(types.Int32));
        constructor.Parameters.Add(new ParameterDefinition(types.Int32));
        builder.Call(models.Member(span, constructor), slot, array, method.Int32(0), length);
        return builder.Load(span, slot);
    }

    /// <summary>
    /// An index that is not a constant is checked by the indexer of a span that is made for that alone: its uses, or null when there are others.
    /// </summary>
    private static List<Call>? Accesses(Call span)
    {
        if (span.Uses is not [{ User: Store { Address: Slot home } stored }])
            return null;
        var accesses = new List<Call>();
        foreach (var user in home.Users)
        {
            if (user is Store store && store.Content is Call other && ReturnsSpan(other.Method) && ReferenceEquals(store.Address, home))
                continue;
            if (user is not Call { Method.Name: "get_Item" } access || LastStore(access, home) is not { } last)
                return null;
            if (last == stored)
                accesses.Add(access);
        }
        return accesses;
    }

    private static Store? LastStore(Instruction access, Slot home)
    {
        for (var before = access.Previous; before is not null; before = before.Previous)
        {
            if (before is Store store && ReferenceEquals(store.Address, home))
                return store;
        }
        return null;
    }

    private void IndexInPlace(Call span)
    {
        foreach (var access in Accesses(span) ?? [])
        {
            var builder = new Builder(method) { Location = access.Location }.Before(access);
            rows.Check(builder, access.Operand(1), span.Operand(1));
            access.ReplaceWith(rows.Address(builder, span.Operand(0), ArrayType(span), access.Operand(1)));
        }
        foreach (var store in span.Users.ToList())
            store.Remove();
        span.Remove();
    }
}

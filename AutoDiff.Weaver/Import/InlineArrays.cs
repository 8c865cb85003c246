using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// Locals of an inline array type (collection expressions for spans make them, <c>params</c> spans too) become arrays: the compiler's helpers that
/// return references to elements, or spans over them, say in IL what only pointers can.
/// </summary>
internal sealed class InlineArrays(MethodIR method, ModelTypes models)
{
    private const string Helpers = "<PrivateImplementationDetails>";
    private readonly TypeContext types = method.Types;

    public static bool ReturnsSpan(MethodReference call) => call.DeclaringType.Name == Helpers && call.Name is "InlineArrayAsSpan" or "InlineArrayAsReadOnlySpan";

    /// <exception cref="MalformedBodyException">One is used in a way that is not followed.</exception>
    public void Run()
    {
        foreach (var slot in method.Instructions.OfType<Slot>().ToList())
        {
            if (Shape(slot.SlotType) is { } shape && slot.Users.All(u => IsKnown(u, slot)))
                Raise(slot, shape.Element, shape.Length);
        }
        if (method.Instructions.OfType<Call>().FirstOrDefault(c => ReturnsSpan(c.Method)) is not null)
            throw new MalformedBodyException("a span over an inline array is used in a way that is not followed");
    }

    private (TypeReference Element, int Length)? Shape(TypeReference type)
    {
        var attribute = types.Resolve(type)?.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "InlineArrayAttribute");
        return attribute is not null && types.InstanceFields(type) is [var field] ? (types.FieldType(field), (int)attribute.ConstructorArguments[0].Value) : null;
    }

    private static bool IsKnown(Instruction user, Slot slot) => user switch
    {
        Store { Content: DefaultValue } store => ReferenceEquals(store.Address, slot),
        Call call => call.Method.DeclaringType.Name == Helpers && call.Method.Name.StartsWith("InlineArray", StringComparison.Ordinal) && ReferenceEquals(call.Operand(0), slot),
        _ => false,
    };

    private void Raise(Slot slot, TypeReference element, int length)
    {
        var array = new ArrayType(element);
        var entry = new Builder(method) { Location = slot.Location }.Before(slot);
        var home = entry.Slot(array);
        home.Name = slot.Name;
        entry.Store(array, home, entry.NewArray(element, method.Int32(length)));
        foreach (var user in slot.Users.ToList())
        {
            var builder = new Builder(method) { Location = user.Location }.Before(user);
            if (user is not Call call)
            {
                builder.Store(array, home, builder.NewArray(element, method.Int32(length)));
            }
            else
            {
                var items = builder.Load(array, home);
                call.ReplaceAllUsesWith(ReturnsSpan(call.Method) ? Span(builder, (GenericInstanceType)call.Type, items, call.Operand(1))
                    : builder.ElementAddress(element, items, call.OperandCount > 1 ? call.Operand(1) : method.Int32(0), @readonly: true));
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
}

using System.Globalization;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Calls;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Reading;

/// <summary>Finds the footprints of instructions and of methods whose body is at hand.</summary>
/// <param name="types">The type system.</param>
/// <param name="bodyOf">The body of a method; null when it is not at hand, or being read.</param>
/// <param name="originalOf">The call inside a forwarder that takes by value what the method takes by reference; null for any other method.</param>
/// <param name="isOfEnumeration">The method goes to whichever sequence it is given: like the interface, it does nothing but what that one does.</param>
internal sealed class Footprints(TypeContext types, Func<MethodReference, MethodIR?> bodyOf, Func<MethodReference, Call?> originalOf,
    Func<MethodReference, bool> isOfEnumeration)
{
    private readonly QueryHolders holders = new(types);

    private static readonly HashSet<string> World =
    [
        "System.Console", "System.Text.StringBuilder", "System.Diagnostics.Debug", "System.Diagnostics.Trace", "System.GC", "System.Environment",
        "System.Diagnostics.Stopwatch",
        "System.Random", "System.IO.TextWriter", "System.Threading.Thread",
    ];

    /// <summary>What is outside of the program's memory: the console, clocks, random numbers.</summary>
    public const string Outside = "world";

    private readonly Dictionary<string, Footprint?> known = [];

    /// <summary>The kind of memory an address points to; null for memory that the method made and <paramref name="isOwn"/> accepts.</summary>
    public string? KindOf(Value address, Func<Value, bool> isOwn) => address switch
    {
        Slot => null,
        FieldAddress field when types.Shapes.RowOf(types.FieldType(field.Field)) is { } row => IsOwnPart(field, isOwn) ? null : Element(row.Element),
        FieldAddress field when StructShapes.IsElement(field.Field) => KindOf(field.Target, isOwn) is null ? null : Element(types.FieldType(field.Field)),
        FieldAddress field when field.Target.Type.IsByReference => KindOf(field.Target, isOwn),
        FieldAddress field => isOwn(field.Target) ? null : Field(field.Field),
        ElementAddress { Array: Call view } when RowViews.Is(view) => KindOf(view.Operand(0), isOwn),
        ElementAddress element => isOwn(element.Array) ? null : Element(element.ElementType),
        StaticAddress field => IsCache(field.Field) ? null : "static " + MemoryPart.Of(field.Field),
        Call call when ElementReferences.Is(call.Method) && call.Operand(0).Type.IsByReference =>
            KindOf(call.Operand(0), isOwn) is null ? null : Element(((ByReferenceType)call.Type).ElementType),
        Call call when ElementReferences.Is(call.Method) => isOwn(call.Operand(0)) ? null
            : IsContainer(call.Operand(0).Type) ? Item(((ByReferenceType)call.Type).ElementType) : Element(((ByReferenceType)call.Type).ElementType),
        Parameter parameter => "parameter " + parameter.Index.ToString(CultureInfo.InvariantCulture),
        _ => Footprint.Anything,
    };

    private bool IsOwnPart(FieldAddress field, Func<Value, bool> isOwn) =>
        field.Target.Type.IsByReference ? KindOf(field.Target, isOwn) is null : isOwn(field.Target);

    public static string Field(FieldReference field) => "field " + MemoryPart.Of(field);

    /// <summary>Arrays of references convert: theirs are one kind.</summary>
    public string Element(TypeReference type) => "element " + NameOf(type);

    /// <summary>
    /// What containers hold is not in any array that a program knows as one. Their content can also be reached as a span, which is like that of an array: who
    /// reads one reads both.
    /// </summary>
    private string Item(TypeReference type) => "item " + NameOf(type);

    /// <summary>The elements of an array, or of a container.</summary>
    public IEnumerable<string> Content(TypeReference type) => [Element(type), Item(type)];

    /// <summary>Of all kinds of references at once, or of anything.</summary>
    public static bool IsOfAnyReferences(string kind) => kind is Footprint.Anything or "element reference" or "item reference";

    private string NameOf(TypeReference type) => types.KindOf(type) == StackKind.Object ? "reference" : type.FullName;

    /// <summary>A class of the framework that keeps its elements to itself.</summary>
    private bool IsContainer(TypeReference type) =>
        type is GenericInstanceType && ContainerTypes.Are(type) && types.Resolve(type) is { IsInterface: false, IsValueType: false } definition
            && StructShapes.IsFramework(definition.Module.Assembly);

    /// <summary>Made where it is used.</summary>
    public static bool IsFresh(Value value) => IsFresh(value, [], _ => false);

    private static bool IsFresh(Value value, HashSet<Value> seen, Func<Call, bool> returnsFresh) => value switch
    {
        NewArray or NewObject => true,
        Call call => Allocations.Is(call) || (Primitive.Of(call.Method) is { } primitive
            ? !primitive.ReturnsItem && call.Method.Name is "New" or "NewNode" or "Items"
            : returnsFresh(call)),
        RawInstruction { OpCode.Code: Code.Castclass } cast => IsFresh(cast.Operand(0), seen, returnsFresh),
        BlockParameter parameter => !seen.Add(parameter) || (parameter.Block.Incoming.Count > 0
            && parameter.Block.Incoming.All(e => parameter.Index < e.ArgumentCount && IsFresh(e[parameter.Index], seen, returnsFresh))),
        _ => false,
    };

    /// <summary>What a method writes to an object that a callee made for it can be seen by nobody who does not see what the callee writes.</summary>
    private bool ReturnsFresh(Call call) =>
        types.KindOf(call.Type) == StackKind.Object && !call.IsDeferred && !KnownCalls.LeavesMemoryAlone(call)
            && CalleesOf(call, originalOf(call.Method)?.Method ?? call.Method) is { Count: > 0 } callees && callees.All(c => c.ReturnsFresh);


    /// <summary>What invoking a delegate does.</summary>
    public Footprint OfDelegate(Value function)
    {
        if (function is Constant { Content: null })
            return new Footprint();
        return DelegateResolutionPass.CreationOf(function) is { OperandCount: 2 } creation
            && creation.Operand(1) is FunctionAddress { IsVirtual: false } address && Of(address.Method) is { Invokes.Count: 0 } footprint
            ? footprint
            : Footprint.Unknown;
    }

    /// <summary>What a method does; null when that is not known.</summary>
    public Footprint? Of(MethodReference method)
    {
        var key = method.FullName;
        if (known.TryGetValue(key, out var footprint))
            return footprint;
        // While it is being found out, for recursive calls.
        known[key] = null;
        var body = bodyOf(method);
        if (body is null)
        {
            known.Remove(key);
            return null;
        }
        bool IsOwn(Value value) => IsFresh(value, [], ReturnsFresh) || (value is Parameter { Index: 0 } && method is { Name: ".ctor", HasThis: true });
        footprint = new Footprint();
        foreach (var instruction in body.Instructions)
        {
            var one = Of(instruction, IsOwn, footprint.Invokes);
            // What a constructor keeps in an object that this method makes goes where that goes.
            if (one.KeepsInMade && instruction is Call made && !(made.Operand(0) is Parameter && IsOwn(made.Operand(0))))
            {
                one.KeepsInMade = false;
                one.KeepsReferences |= !IsOwn(made.Operand(0));
            }
            footprint.Add(one);
        }
        footprint.ReturnsFresh = types.KindOf(body.ReturnType) == StackKind.Object
            && body.Blocks.Select(b => b.Terminator).OfType<Return>().All(r => IsFresh(r.Operand(0), [], ReturnsFresh));
        return known[key] = footprint;
    }

    /// <summary>The class that the compiler made of an iterator; null for any other method.</summary>
    public TypeDefinition? StateMachineOf(MethodReference method) =>
        types.ResolveMethod(method)?.CustomAttributes.FirstOrDefault(a =>
            a.AttributeType.Name == "IteratorStateMachineAttribute")?.ConstructorArguments[0].Value is TypeReference type ? types.Resolve(type) : null;

    /// <summary>What going to the next element of an iterator does.</summary>
    public Footprint OfIterator(TypeDefinition type) =>
        (type.HasGenericParameters ? null : type.Methods.FirstOrDefault(m => m.Name == "MoveNext")) is { } next && Of(types.Import(next)) is { } footprint
            ? footprint
            : Footprint.Unknown;

    /// <summary>
    /// What running through an iterator changes, other than the state that it and others like it keep: it matters when, and how far, it runs.
    /// </summary>
    /// <param name="iterator">The members that run.</param>
    /// <param name="isKnown">Callees that are looked at separately.</param>
    public HashSet<string> EffectsOf(IEnumerable<MethodReference> iterator, Func<MethodReference, bool> isKnown) =>
        [.. Writes(iterator, isKnown, intoDelegates: false).Where(kind => !IsState(kind)).Select(QueryFootprints.AsSeenHere)];

    /// <summary>The body of a method; null when it is not at hand.</summary>
    public MethodIR? BodyOf(MethodReference method) => bodyOf(method);

    /// <summary>The call goes through a sequence of whatever class.</summary>
    public bool IsOfSequence(Call call) => IsEnumeration(call.Method) || isOfEnumeration(call.Method);

    /// <summary>Whether an iterator goes through sequences of which it does not know what they are.</summary>
    public bool RunsOthers(TypeDefinition iterator) => iterator.HasGenericParameters
        || iterator.Methods.FirstOrDefault(m => m.Name == "MoveNext") is not { } next
        || bodyOf(types.Import(next)) is not { } body || body.Instructions.OfType<Call>().Any(IsOfSequence);

    /// <summary>
    /// Whether it is seen how often a method runs, beyond what it writes to what it is given or captures: it writes to static fields or to the outside, draws
    /// random numbers, or does what is not known.
    /// </summary>
    public bool CountsItsRuns(MethodReference method) => Writes([method], _ => false, intoDelegates: true).Any(kind =>
        kind is Footprint.Anything or Outside || kind.StartsWith("static ", StringComparison.Ordinal));

    /// <summary>
    /// The kinds of memory, other than what it makes itself, that a method and what it calls, functions that it invokes included, may read and write to.
    /// </summary>
    public Footprint WithCallees(MethodReference method)
    {
        var result = new Footprint();
        foreach (var part in Parts([method], _ => false, intoDelegates: true))
            result.Add(part);
        return result;
    }

    /// <summary>The kinds of memory, other than what they make themselves, that methods and what they call may write to.</summary>
    private IEnumerable<string> Writes(IEnumerable<MethodReference> methods, Func<MethodReference, bool> isKnown, bool intoDelegates) =>
        Parts(methods, isKnown, intoDelegates).SelectMany(p => p.Writes);

    /// <summary>What methods and what they call do to memory, one instruction after the other.</summary>
    /// <param name="methods">The methods.</param>
    /// <param name="isKnown">Callees that are looked at separately.</param>
    /// <param name="intoDelegates">
    /// Invoking a delegate does what the functions do that the program makes such delegates of, and what takes the place of the framework's code leaves alone
    /// what it is not given; both are not known otherwise.
    /// </param>
    private IEnumerable<Footprint> Parts(IEnumerable<MethodReference> methods, Func<MethodReference, bool> isKnown, bool intoDelegates)
    {
        var work = new Stack<MethodReference>(methods);
        var seen = new HashSet<string>();
        while (work.Count > 0)
        {
            var method = work.Pop();
            if (!seen.Add(method.FullName))
                continue;
            if (bodyOf(method) is not { } body)
            {
                yield return Footprint.Unknown;
                continue;
            }
            foreach (var instruction in body.Instructions)
            {
                if (instruction is Call call && !Dispatches(call) && (originalOf(call.Method)?.Method ?? call.Method) is var callee
                    && Primitive.Of(callee) is null && bodyOf(callee) is not null)
                {
                    if (!isKnown(callee))
                        work.Push(callee);
                }
                else if (intoDelegates && instruction is Call invocation && Delegates.IsInvocation(types, invocation.Method)
                    && types.Functions.WithQueries(invocation.Method.DeclaringType) is { Count: > 0 } functions)
                {
                    foreach (var function in functions)
                        work.Push(function);
                }
                else if (!intoDelegates || !IsLibrary(types.ResolveMethod(method)) || instruction is Call { Method.Name: "Invoke" })
                {
                    yield return Of(instruction, IsFresh, null);
                }
            }
        }
    }

    /// <summary>What an iterator notes about itself. The names of what the compiler makes of iterators cannot be written.</summary>
    public static bool IsState(string kind) =>
        kind.StartsWith("field ", StringComparison.Ordinal)
            && (kind.Contains(">d__") || kind.Contains(">d::") || kind.Contains("AutoDiff.Implementations.SequenceEnumerator"));

    /// <summary>What an instruction does, invocations of the method's own parameters aside when <paramref name="invoked"/> takes note of them.</summary>
    public Footprint Of(Instruction instruction, Func<Value, bool> isOwn, HashSet<int>? invoked)
    {
        var result = new Footprint();
        switch (instruction)
        {
            case Load load when KindOf(load.Address, isOwn) is { } kind:
                result.Reads.Add(kind);
                break;
            case Store store when KindOf(store.Address, isOwn) is { } kind:
                result.Writes.Add(kind);
                if (holders.MayHold(store.StoredType))
                    result.Keep(store.StoredType);
                break;
            case Store store:
                result.KeepsInMade = holders.MayHold(store.StoredType) && KindOf(store.Address, v => v is not Parameter && isOwn(v)) is not null;
                break;
            case Call call:
                Add(result, call, isOwn, invoked);
                break;
            case RawInstruction raw when (raw.Effects & Effects.Writes) != 0
                && raw.OpCode.Code is not (Code.Box or Code.Castclass or Code.Isinst or Code.Unbox or Code.Unbox_Any or Code.Ldtoken):
                result.Add(Footprint.Unknown);
                break;
        }
        foreach (var kind in result.Writes)
            result.Places[kind] = instruction.Location;
        return result;
    }

    private void Add(Footprint result, Call call, Func<Value, bool> isOwn, HashSet<int>? invoked)
    {
        var method = originalOf(call.Method)?.Method ?? call.Method;
        // What an override that is not known does, is taken to be what those do that are.
        if (call.KnownEffects == Effects.None || call.IsUnknownOverride || Allocations.Is(call) || ElementReferences.Is(method) || RowViews.Is(method))
            return;
        if (Primitive.Of(method) is { } primitive)
        {
            var containers = Enumerable.Range(0, call.OperandCount).Where(primitive.IsContainer).Select(i => call.Operand(i)).ToList();
            var isOfContainers = containers.All(c => IsContainer(c.Type));
            foreach (var type in (method as GenericInstanceMethod)?.GenericArguments ?? Enumerable.Empty<TypeReference>())
            {
                result.Reads.UnionWith(Content(type));
                if (method.Name is not ("Items" or "Peek" or "First" or "Last" or "Next" or "Previous" or "ListOf" or "Get" or "KeysOf" or "New" or "NewNode")
                    && !containers.All(isOwn))
                    result.Writes.UnionWith(isOfContainers ? [Item(type)] : Content(type));
            }
            if (primitive.Item is { } item && holders.MayHold(call.Operand(item).Type))
                result.Keep(call.Operand(item).Type);
            return;
        }
        if (KnownCalls.LeavesMemoryAlone(call))
        {
            if (World.Contains(method.DeclaringType.GetElementType().FullName))
            {
                result.Reads.Add(Outside);
                result.Writes.Add(Outside);
            }
            // How many there are, and which, changes with what is put in.
            if (method.HasThis && call.OperandCount > 0 && method.DeclaringType is GenericInstanceType && ContainerTypes.Are(method.DeclaringType)
                && !isOwn(call.Operand(0)))
                result.Reads.UnionWith(ElementsOf(method.DeclaringType));
            return;
        }
        if (Delegates.IsInvocation(types, method))
        {
            if (invoked is not null && call.Operand(0) is Parameter parameter)
                invoked.Add(parameter.Index);
            else
                result.Add(OfDelegate(call.Operand(0)));
            return;
        }
        if (IsEnumeration(method) || isOfEnumeration(method) || IsLibrary(call.Location?.Method) && Dispatches(call))
            return;
        // What cuts a derivative hands on what it is given.
        if (method is { Name: "WithoutDerivative", DeclaringType: { Namespace: "AutoDiff", Name: "DifferentialOperators" } })
            return;
        if (IsOfConstantValue(method) && (method.Name != ".ctor" || KindOf(call.Operand(0), isOwn) is null) && call.Operands.Skip(1).All(IsScalar))
            return;
        // Queries, and what only arranges constants, do nothing but what the functions they are given do.
        if (IsEnumerable(call.StandsFor ?? method) || (method.DeclaringType.Namespace == "AutoDiff.Implementations" && IsConstant(method)))
        {
            foreach (var operand in call.Operands)
            {
                if (!IsFunction(operand))
                    result.Reads.UnionWith(ElementsOf(operand.Type));
                else if (invoked is not null && operand is Parameter parameter)
                    invoked.Add(parameter.Index);
                else
                    result.Add(OfDelegate(operand));
            }
            return;
        }
        if (IsDefaultComparer(method) || IsOfPlainValues(method, call) || IsCheckOfLibrary(method, call))
            return;
        if (types.ResolveMethod(method) is { } framework && StructShapes.IsFramework(framework.Module.Assembly) && !call.IsDeferred
            && call.Operands.All(IsScalar))
        {
            if (method.DeclaringType is not { IsPrimitive: true })
                result.Add(new Footprint { Reads = { Outside }, Writes = { Outside } });
            return;
        }
        if (call.IsDeferred || CalleesOf(call, method) is not { } callees)
        {
            result.Add(Footprint.Unknown);
            return;
        }
        foreach (var callee in callees)
            Add(result, call, callee, isOwn, invoked);
    }

    /// <summary>What the methods do that a call may come to: of a virtual member of the program, the overrides in reach. Null when that is not known.</summary>
    private IReadOnlyList<Footprint>? CalleesOf(Call call, MethodReference method)
    {
        if (!Dispatches(call))
            return Of(method) is { } only ? [only] : null;
        if (call.Constrained is not null || types.ResolveMethod(method) is not { } member)
            return null;
        if (StructShapes.IsFramework(member.Module.Assembly))
            return OfContainerInterface(method) ?? OfFrameworkAlone(method, member);
        if (types.Hierarchy.Below(method.DeclaringType).Count(t => !types.ClassesInReach.IsOutOfReach(types.Resolve(t)!)) > CaseTables.Most)
            return null;
        var cases = Overrides.Of(types, method, m => bodyOf(m) is not null).Where(c => !c.IsOutOfReach)
            .Select(c => c.Method is null ? null : Of(c.Method)).ToList();
        return cases.Count == 0 || cases.Contains(null) ? null : [.. cases.OfType<Footprint>()];
    }

    /// <summary>A member that tells something and that nothing of the program overrides.</summary>
    private IReadOnlyList<Footprint>? OfFrameworkAlone(MethodReference method, MethodDefinition member) =>
        FrameworkEffects.AreNone(types, method, member) && types.Hierarchy.Below(method.DeclaringType)
            .All(t => types.Resolve(t) is { } definition && StructShapes.IsFramework(definition.Module.Assembly))
            ? [new()]
            : null;

    /// <summary>What is only read of a container behind an interface: of the framework's, its elements; of the program's own, what their members do.</summary>
    private IReadOnlyList<Footprint>? OfContainerInterface(MethodReference method)
    {
        if (method.DeclaringType is not GenericInstanceType { Namespace: "System.Collections.Generic" } container
            || types.Resolve(container) is not { IsInterface: true }
            || !(method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name is "ContainsKey" or "Contains" or "TryGetValue" or "IndexOf"))
            return null;
        var own = types.Hierarchy.Implementers(container).Where(t => types.Resolve(t) is { } definition && StructShapes.IsOfProgram(definition.Module))
            .ToList();
        if (own.Count > CaseTables.Most)
            return null;
        var cases = own.Select(t => Implementations.Of(types, t, method)).Select(m => m is null ? null : Of(m)).ToList();
        var elements = new Footprint();
        elements.Reads.UnionWith(container.GenericArguments.SelectMany(Content));
        return cases.Contains(null) ? null : [elements, .. cases.OfType<Footprint>()];
    }

    /// <summary>An operator or function of values of the framework that do not change once they are made.</summary>
    private bool IsOfPlainValues(MethodReference method, Call call) =>
        !method.HasThis && call.OperandCount > 0 && IsPlainStruct(method.DeclaringType) && call.Operands.All(o => IsScalar(o) || IsPlainStruct(o.Type));

    private bool IsPlainStruct(TypeReference type) =>
        type is { Namespace: "System", IsGenericInstance: false } && types.Resolve(type) is { IsValueType: true } definition
        && StructShapes.IsFramework(definition.Module.Assembly) && definition.CustomAttributes.Any(a => a.AttributeType.Name == "IsReadOnlyAttribute")
        && definition.CustomAttributes.All(a => a.AttributeType.Name != "IsByRefLikeAttribute");

    /// <summary>Throws, or does nothing.</summary>
    private bool IsCheckOfLibrary(MethodReference method, Call call) =>
        method is { Name: "Check", DeclaringType: { Namespace: "AutoDiff", Name: "Optional" } } && call.Operands.All(IsScalar);

    private void Add(Footprint result, Call call, Footprint callee, Func<Value, bool> isOwn, HashSet<int>? invoked)
    {
        result.KeepsReferences |= callee.KeepsReferences;
        result.KeepsInMade |= callee.KeepsInMade;
        result.Kept.UnionWith(callee.Kept);
        result.Reads.UnionWith(callee.Reads.Select(k => AtCall(k, call, isOwn)).OfType<string>());
        result.Writes.UnionWith(callee.Writes.Select(k => AtCall(k, call, isOwn)).OfType<string>());
        foreach (var index in callee.Invokes)
        {
            if (invoked is not null && call.Operand(index) is Parameter parameter)
                invoked.Add(parameter.Index);
            else
                result.Add(OfDelegate(call.Operand(index)));
        }
    }

    /// <summary>What a by-reference parameter points to is what its argument points to.</summary>
    private string? AtCall(string kind, Call call, Func<Value, bool> isOwn)
    {
        if (!kind.StartsWith("parameter ", StringComparison.Ordinal))
            return kind;
        return KindOf(call.Operand(int.Parse(kind["parameter ".Length..], CultureInfo.InvariantCulture)), isOwn);
    }

    /// <summary>What enumerating a value of a type reads.</summary>
    public IEnumerable<string> ElementsOf(TypeReference type) => type switch
    {
        ArrayType array => [Element(array.ElementType)],
        GenericInstanceType instance => instance.GenericArguments.SelectMany(Content),
        _ when types.KindOf(type) is StackKind.Object && type.MetadataType != MetadataType.String => [Footprint.Anything],
        _ => [],
    };

    /// <summary>A number or text, or a local variable that holds one.</summary>
    private bool IsScalar(Value value)
    {
        var type = value is Slot slot ? slot.SlotType : value.Type is ByReferenceType { ElementType: { IsPrimitive: true } pointed } ? pointed : value.Type;
        return type.IsPrimitive || type.MetadataType == MetadataType.String || types.KindOf(type) is StackKind.Int32 or StackKind.Int64;
    }

    /// <summary>A member of a value of the framework that does not change once it is made (a pair, a date): it tells what that holds.</summary>
    private bool IsOfConstantValue(MethodReference method) =>
        method.HasThis && types.Resolve(method.DeclaringType) is { IsValueType: true } type
        && StructShapes.IsFramework(type.Module.Assembly) && type.CustomAttributes.Any(a => a.AttributeType.Name == "IsReadOnlyAttribute")
        && type.CustomAttributes.All(a => a.AttributeType.Name != "IsByRefLikeAttribute")
        && method.Parameters.All(p => !p.ParameterType.IsByReference);

    private static bool IsDefaultComparer(MethodReference method) =>
        method is { Name: "get_Default", DeclaringType: { Namespace: "System.Collections.Generic", Name: "Comparer`1" or "EqualityComparer`1" } };

    private bool IsConstant(MethodReference method) =>
        types.ResolveMethod(method)?.CustomAttributes.Any(a => a.AttributeType.Name == "NoDerivativeAttribute") == true;

    public bool IsFunction(Value value) => Delegates.Is(types, value.Type);

    public static bool IsEnumerable(MethodReference method) => method.DeclaringType is { Namespace: "System.Linq", Name: "Enumerable" };

    /// <summary>A member of an enumerator of unknown class: where its elements are active it refuses at run time.</summary>
    public static bool IsEnumeration(MethodReference method) =>
        method.DeclaringType.GetElementType().FullName is "System.Collections.IEnumerator" or "System.Collections.Generic.IEnumerator`1"
            or "System.IDisposable";

    private static bool IsLibrary(MethodDefinition? method) => method?.DeclaringType.Namespace == "AutoDiff.Implementations";

    private bool Dispatches(Call call) =>
        types.ResolveMethod(call.Method) is { IsVirtual: true } method
        && (call.Constrained is not null
            || (call.IsVirtual && !method.IsFinal && !method.DeclaringType.IsSealed && !types.IsValueTypeOrEnum(call.Method.DeclaringType)));

    /// <summary>A compiler's cache of a delegate.</summary>
    private static bool IsCache(FieldReference field) => CompilerMade.IsOfLambdas(field.DeclaringType);
}

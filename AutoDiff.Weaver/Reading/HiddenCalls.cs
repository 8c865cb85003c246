using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Calls;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// The program's own overrides of members that the framework declares (<c>ToString</c>, <c>Equals</c>, <c>GetHashCode</c>, <c>CompareTo</c>, comparers,
/// formatters), which code of the
/// framework calls where nobody sees it: when it makes a text, looks for a key or compares.
/// </summary>
/// <param name="types">The type system.</param>
/// <param name="footprints">What methods do to memory.</param>
/// <param name="bodyOf">The body of a method; null when it is not at hand.</param>
internal sealed class HiddenCalls(TypeContext types, Footprints footprints, Func<MethodReference, MethodIR?> bodyOf)
{
    private static readonly HashSet<string> OfObject = ["ToString", "Equals", "GetHashCode"];
    private static readonly HashSet<string> OfKeys = ["Equals", "GetHashCode", "CompareTo", "Compare"];

    /// <summary>What is run when something is made of a sequence.</summary>
    private static readonly HashSet<string> OfSequences = ["GetEnumerator", "MoveNext", "get_Current"];

    private static readonly HashSet<string> Keyed =
        ["Dictionary`2", "SortedDictionary`2", "SortedList`2", "HashSet`1", "SortedSet`1", "PriorityQueue`2", "ConcurrentDictionary`2"];

    /// <summary>Members that do not look at the objects they are given, but at the references.</summary>
    private static readonly HashSet<string> OfReferences =
    [
        "System.Threading.Monitor", "System.Threading.Lock", "System.GC",
        "System.ArgumentNullException", "System.ObjectDisposedException", "System.Threading.Interlocked",
        "System.Threading.Volatile", "System.Runtime.CompilerServices.Unsafe",
        "System.Delegate", "System.MulticastDelegate", "System.Runtime.CompilerServices.RuntimeHelpers", "System.Type",
    ];

    /// <summary>What a container or an array does with nothing but itself, or with elements it does not look at, unless it has one of these names.</summary>
    private static readonly HashSet<string> Comparing =
        ["Sort", "IndexOf", "LastIndexOf", "BinarySearch", "Contains", "ContainsKey", "ContainsValue", "Remove", "TryGetValue", "TryAdd", "Equals"];

    private readonly Dictionary<string, Given> givenBy = [];
    private readonly Dictionary<string, IReadOnlyList<Hidden>> hiddenIn = [];
    private IReadOnlyList<TypeReference>? all;

    /// <summary>An override, and the kinds of memory that it may write to.</summary>
    internal sealed record Hidden(MethodReference Member, HashSet<string> Reads, HashSet<string> Writes);

    /// <summary>The overrides that an instruction may come to without being seen, as far as they write to memory.</summary>
    public IEnumerable<Hidden> Behind(IR.Instruction instruction)
    {
        var given = new Given();
        Add(given, instruction);
        var members = given.Types.Values.SelectMany(g => Below(g.Type).SelectMany(In)
            .Where(h => IsAsked(g.Asked, Last(h.Member.Name))));
        return instruction is Call call ? members.Concat(Functions(call)) : members;
    }

    /// <summary>Functions that are only asked for an order or a key, whatever else they do.</summary>
    private IEnumerable<Hidden> Functions(Call call)
    {
        if (call.Method.DeclaringType.Namespace != "AutoDiff.Implementations" || types.ResolveMethod(call.Method) is not { HasParameters: true } definition)
            yield break;
        foreach (var parameter in definition.Parameters.Where(p => p.CustomAttributes.Any(a => a.AttributeType.Name == "NoDerivativeAttribute")))
        {
            if (DelegateResolutionPass.CreationOf(call.Operand(parameter.Index)) is { OperandCount: 2 } creation
                && creation.Operand(1) is FunctionAddress function
                && types.ResolveMethod(function.Method) is { } method)
                yield return Of(function.Method, method);
        }
    }

    private void Add(Given given, IR.Instruction instruction)
    {
        switch (instruction)
        {
            case Call call:
                Add(given, call);
                break;
            // A comparer is called for as long as the container is used, a sequence is run through at once.
            case NewObject creation when IsOfFramework(creation.Constructor) && !Delegates.Is(types, creation.Type):
                foreach (var operand in creation.Operands.Where(o => types.KindOf(o.Type) == StackKind.Object))
                    Add(given, operand, IsSequence(operand.Type) ? Asked.Elements : Asked.Order);
                break;
            case FunctionAddress { IsVirtual: true } function when IsOfFramework(function.Method):
                given.Add(function.Method.DeclaringType, Asked.Anything);
                break;
        }
    }

    private bool IsOfFramework(MethodReference method) => types.ResolveMethod(method) is { } definition && StructShapes.IsFramework(definition.Module.Assembly);

    private void Add(Given given, Call call)
    {
        if (call.KnownEffects == Effects.None || Allocations.Is(call) || Views.Is(call.Method))
            return;
        var method = call.Method;
        if (Primitive.Of(method) is not null || ElementReferences.Is(method))
        {
            if (call.OperandCount > 0
                && call.Operands.Select(o => TypeContext.WithoutModifiers(o.Type)).OfType<GenericInstanceType>()
                    .FirstOrDefault(t => Keyed.Contains(t.Name)) is { } container)
                given.Add(container, Asked.Order);
            foreach (var operand in call.Operands.Where(o => IsComparer(o.Type)))
                Add(given, operand, Asked.Order);
            return;
        }
        if (types.ResolveMethod(method) is not { } definition)
            return;
        if (StructShapes.IsFramework(definition.Module.Assembly))
        {
            if (OfReferences.Contains(definition.DeclaringType.FullName)
                || (definition.DeclaringType.FullName == "System.Object" && !OfObject.Contains(definition.Name)))
                return;
            // What is compared with nothing is not asked.
            if (definition is { Name: "Equals", IsStatic: true, DeclaringType.FullName: "System.Object" }
                && call.Operands.Any(o => o is Constant { Content: null } or DefaultValue))
                return;
            // A delegate runs its function, which looks at what it is given where that can be seen.
            if (Delegates.Is(types, method.DeclaringType) && definition.Name == "Invoke" && !types.Functions.MayBeOfFramework(method.DeclaringType))
                return;
            // What is called through an interface is followed or refused there.
            if (definition.DeclaringType.IsInterface && !OfKeys.Contains(definition.Name))
                return;
            if (!Comparing.Contains(definition.Name)
                && (definition.DeclaringType.FullName == "System.Array"
                    || (definition.DeclaringType.Namespace == "System.Collections.Generic" && call.OperandCount == 1)))
                return;
            foreach (var operand in call.Operands)
                Add(given, operand, definition is { Name: "Equals", DeclaringType.FullName: "System.Object" } ? Asked.Same : Asked.Anything);
        }
        else
        {
            // What implementations collect is followed where they do.
            given.Add(Of(method), method.DeclaringType.Namespace == "AutoDiff.Implementations" ? Asked.Order : Asked.Anything);
        }
    }

    /// <summary>What an operand is known as; of an array that was made for the call, what was put into it.</summary>
    private static void Add(Given given, Value operand, Asked asked)
    {
        switch (operand)
        {
            case Immediate:
                break;
            case RawInstruction { OpCode.Code: Code.Box } box when !box.Operand(0).Type.IsByReference:
                given.Add(box.Operand(0).Type, asked);
                break;
            case NewArray array when array.Uses.All(u => u.User is ElementAddress or Call) && array.ElementType.MetadataType == MetadataType.Object:
                foreach (var store in array.Uses.Select(u => u.User).OfType<ElementAddress>().SelectMany(a => a.Uses).Select(u => u.User).OfType<Store>())
                    Add(given, store.Content, asked);
                break;
            case Slot slot:
                given.Add(slot.SlotType, asked);
                break;
            default:
                given.Add(Receivers.DeclaredType(operand), asked);
                break;
        }
    }

    private static bool IsComparer(TypeReference type) =>
        type is { Namespace: "System.Collections.Generic", Name: "IEqualityComparer`1" or "IComparer`1" }
        || (type is not (ArrayType or GenericParameter) && !type.IsPrimitive
            && type.Resolve() is { } definition && definition.Interfaces.Any(i => i.InterfaceType.Name is "IEqualityComparer`1" or "IComparer`1"));

    /// <summary>What a method hands to code of the framework, itself or through what it calls.</summary>
    private Given Of(MethodReference method)
    {
        if (givenBy.TryGetValue(method.FullName, out var known))
            return known;
        var given = new Given();
        // While it is being found out, for recursive calls.
        givenBy.Add(method.FullName, given);
        foreach (var instruction in bodyOf(method)?.Instructions ?? Enumerable.Empty<IR.Instruction>())
        {
            Add(given, instruction);
            if (instruction is FunctionAddress function && !IsOfFramework(function.Method))
                given.Add(Of(function.Method), Asked.Anything);
        }
        return given;
    }

    /// <summary>The types of the program that an object known as a type may be of, or what it holds.</summary>
    private IEnumerable<TypeReference> Below(TypeReference type)
    {
        switch (TypeContext.WithoutModifiers(type))
        {
            case ByReferenceType or ArrayType:
                return Below(((TypeSpecification)TypeContext.WithoutModifiers(type)).ElementType);
            case GenericInstanceType instance when types.Resolve(instance) is { } generic && StructShapes.IsFramework(generic.Module.Assembly):
                return Delegates.Is(types, instance) ? []
                    : instance.GenericArguments.SelectMany(Below).Concat(generic.IsInterface ? types.Hierarchy.Implementers(instance).Where(IsInReach) : []);
            case { IsPrimitive: true } or { MetadataType: MetadataType.String } or GenericParameter:
                return [];
            case var plain when plain.MetadataType == MetadataType.Object
                || (types.Resolve(plain) is { IsInterface: true } known && StructShapes.IsFramework(known.Module.Assembly)):
                return all ??= [.. types.Module.GetTypes().Where(t => !t.IsInterface && !t.HasGenericParameters).Select(t => types.Import(t))];
            case var plain when types.Resolve(plain) is { } definition && !StructShapes.IsFramework(definition.Module.Assembly):
                return types.Hierarchy.Below(plain).Prepend(plain).Where(IsInReach);
            default:
                return [];
        }
    }

    private bool IsInReach(TypeReference type) => types.Resolve(type) is not { } definition || !types.ClassesInReach.IsOutOfReach(definition);

    private IReadOnlyList<Hidden> In(TypeReference type)
    {
        if (hiddenIn.TryGetValue(type.FullName, out var known))
            return known;
        var found = new List<Hidden>();
        // What the compiler wraps around a collection expression only reads, and copies to where it is told.
        if (types.Resolve(type)?.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) == true)
            return hiddenIn[type.FullName] = found;
        for (TypeReference? current = type; current is not null && types.Resolve(current) is { } definition
            && !StructShapes.IsFramework(definition.Module.Assembly);)
        {
            var declared = new Lazy<HashSet<string>>(() => DeclaredAbove(definition));
            foreach (var method in definition.Methods.Where(m => m is { IsVirtual: true, HasBody: true, HasGenericParameters: false }
                && (OfObject.Contains(Last(m.Name)) || declared.Value.Contains(Last(m.Name)))))
            {
                if (Of(Implementations.Reference(types, current, method), method) is { Writes.Count: > 0 } hidden)
                    found.Add(hidden);
            }
            current = Implementations.BaseOf(types, current);
        }
        return hiddenIn[type.FullName] = found;
    }

    private Hidden Of(MethodReference member, MethodDefinition definition)
    {
        var footprint = footprints.Of(member);
        if (footprint is null || footprint.Writes.Contains(Footprint.Anything))
            footprint = ByItsText(definition);
        // An iterator runs from its beginning wherever else it is used.
        return new(member, footprint.Reads, [.. footprint.Writes.Where(kind => !Footprints.IsState(kind))]);
    }

    /// <summary>The members that the framework declares in interfaces and base classes of a type.</summary>
    private HashSet<string> DeclaredAbove(TypeDefinition type)
    {
        var above = type.Interfaces.Select(i => types.Resolve(i.InterfaceType)).OfType<TypeDefinition>().ToList();
        for (var parent = ParentOf(type); parent is not null; parent = ParentOf(parent))
        {
            above.Add(parent);
            above.AddRange(parent.Interfaces.Select(i => types.Resolve(i.InterfaceType)).OfType<TypeDefinition>());
        }
        return [.. above.Where(t => StructShapes.IsFramework(t.Module.Assembly)).SelectMany(t => t.Methods).Where(m => m.IsVirtual).Select(m => m.Name)];
    }

    private TypeDefinition? ParentOf(TypeDefinition type) => type.BaseType is { } parent ? types.Resolve(parent) : null;

    /// <summary>Where more than that is not known: the fields and elements that the instructions of a method, and of what they name, may write to.</summary>
    private Footprint ByItsText(MethodDefinition method)
    {
        var result = new Footprint { Reads = { Footprint.Anything } };
        var seen = new HashSet<MethodDefinition>();
        var work = new Stack<MethodDefinition>();
        work.Push(method);
        while (work.Count > 0)
        {
            var current = work.Pop();
            if (!current.HasBody || StructShapes.IsFramework(current.Module.Assembly) || !seen.Add(current))
                continue;
            foreach (var instruction in current.Body.Instructions)
            {
                switch (instruction.Operand)
                {
                    case MethodReference named when types.ResolveMethod(named) is { } callee:
                        work.Push(callee);
                        break;
                    case FieldReference field when instruction.OpCode.Code == Code.Stfld
                        && !(current.IsConstructor && types.Resolve(field.DeclaringType) == current.DeclaringType):
                        result.Writes.Add(Footprints.Field(field));
                        break;
                }
                if (instruction.OpCode.Code is Code.Stelem_R8 or Code.Stind_R8)
                    result.Writes.Add("element System.Double");
                else if (instruction.OpCode.Code is Code.Stelem_R4 or Code.Stind_R4)
                    result.Writes.Add("element System.Single");
            }
        }
        return result;
    }

    /// <summary>The name of a member without that of the interface that it is implemented for explicitly.</summary>
    private static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);

    /// <summary>What code of the framework asks of an object that it is given.</summary>
    [Flags]
    private enum Asked
    {
        /// <summary>Whether two are the same.</summary>
        Same = 1,

        /// <summary>Which comes first, and whether two are the same.</summary>
        Order = 3,

        /// <summary>Its elements.</summary>
        Elements = 4,

        /// <summary>That is not known.</summary>
        Anything = 15,
    }

    private static bool IsAsked(Asked asked, string member) =>
        asked == Asked.Anything || ((asked & Asked.Same) != 0 && member == "Equals") || ((asked & Asked.Order) == Asked.Order && OfKeys.Contains(member))
        || ((asked & Asked.Elements) != 0 && OfSequences.Contains(member));

    private static bool IsSequence(TypeReference type) =>
        type is { Namespace: "System.Collections" or "System.Collections.Generic", Name: "IEnumerable" or "IEnumerable`1" } || type.Name.Contains(">d");

    /// <summary>The types of what is handed to code of the framework.</summary>
    private sealed class Given
    {
        public Dictionary<string, (TypeReference Type, Asked Asked)> Types { get; } = [];

        public void Add(TypeReference type, Asked asked)
        {
            if (type.IsPrimitive || type.MetadataType == MetadataType.String)
                return;
            Types[type.FullName] = (type, Types.TryGetValue(type.FullName, out var known) ? known.Asked | asked : asked);
        }

        /// <param name="other">What is handed on by a callee.</param>
        /// <param name="most">What is asked of it at most.</param>
        public void Add(Given other, Asked most)
        {
            if (other == this)
                return;
            foreach (var (type, asked) in other.Types.Values)
            {
                if ((asked & most) is not 0 and var common)
                    Add(type, common);
            }
        }
    }
}

using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>What the runtime library is told of a type.</summary>
internal abstract record ReachedType(TypeReference Type)
{
    /// <summary>A type with a shape that the library has.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Factory">What makes the shape.</param>
    /// <param name="Arguments">Its type arguments.</param>
    internal sealed record Known(TypeReference Type, string Factory, IReadOnlyList<TypeReference> Arguments) : ReachedType(Type);

    /// <summary>A type of the program, field by field.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Fields">The fields to visit, those of the bases included.</param>
    /// <param name="HasOther">Whether there are other fields.</param>
    /// <param name="Container">The container of the framework that a class derives from.</param>
    /// <param name="Base">Another class of the framework that it derives from, whose fields count as its own.</param>
    internal sealed record Own(TypeReference Type, IReadOnlyList<FieldReference> Fields, bool HasOther, Known? Container, TypeReference? Base)
        : ReachedType(Type);
}

/// <summary>
/// The types whose objects a walk through arguments may meet: what arguments consist of and lead to, in the declared types and everything below them.
/// </summary>
internal sealed class ReachedTypes(TypeContext types, TangentTypes tangents, Lazy<Instantiations> instantiations)
{
    // Types that contain ever larger instantiations of themselves have no end.
    private const int DeepestNesting = 8;

    private static readonly Dictionary<string, string> containers = new()
    {
        ["System.Collections.Generic.List`1"] = "OfList",
        ["System.Collections.Generic.Dictionary`2"] = "OfDictionary",
        ["System.Collections.Generic.SortedDictionary`2"] = "OfSortedDictionary",
        ["System.Collections.Generic.SortedList`2"] = "OfSortedList",
        ["System.Collections.Generic.Stack`1"] = "OfStack",
        ["System.Collections.Generic.Queue`1"] = "OfQueue",
        ["System.Collections.Generic.LinkedList`1"] = "OfLinkedList",
        ["System.Collections.Generic.LinkedListNode`1"] = "OfLinkedListNode",
        ["System.Collections.Generic.HashSet`1"] = "OfHashSet",
        ["System.Collections.Generic.SortedSet`1"] = "OfSortedSet",
        ["System.Collections.Generic.PriorityQueue`2"] = "OfPriorityQueue",
        ["System.Lazy`1"] = "OfLazy",
        ["System.Collections.ObjectModel.ObservableCollection`1"] = "OfObservableCollection",
        ["System.Collections.ObjectModel.ReadOnlyDictionary`2"] = "OfReadOnlyDictionary",
        ["System.Collections.Immutable.ImmutableList`1"] = "OfImmutableList",
        ["System.Collections.Immutable.ImmutableDictionary`2"] = "OfImmutableDictionary",
        ["System.Collections.Concurrent.ConcurrentDictionary`2"] = "OfConcurrentDictionary",
    };

    private readonly Lazy<MadeObjects> made = new(() => new MadeObjects(types, instantiations));
    private readonly Dictionary<string, ReachedType?> reached = [];
    private readonly Queue<TypeReference> waiting = new();

    /// <summary>Everything that is to be told, from the types that the runtime library is called with.</summary>
    public IReadOnlyList<ReachedType> From(IEnumerable<TypeReference> roots)
    {
        foreach (var root in roots)
            Reach(root);
        while (waiting.Count > 0)
        {
            var type = waiting.Dequeue();
            reached[type.FullName] = Look(type);
        }
        return [.. reached.Values.OfType<ReachedType>()];
    }

    private void Reach(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        if (type.ContainsGenericParameter || !IsWalked(type) || reached.ContainsKey(type.FullName) || TypeContext.Nesting(type) > DeepestNesting)
            return;
        reached.Add(type.FullName, null);
        waiting.Enqueue(type);
    }

    private void Reach(IEnumerable<TypeReference> all)
    {
        foreach (var type in all)
            Reach(type);
    }

    /// <summary>Whether a location of the type may hold or lead to anything but numbers by themselves.</summary>
    private bool IsWalked(TypeReference type) => types.KindOf(type) switch
    {
        StackKind.Object => type.MetadataType != MetadataType.String,
        StackKind.Struct =>
            type.MetadataType != MetadataType.TypedByReference && type.FullName != "System.Decimal" && !tangents.IsScalar(type) && !IsByReferenceLike(type),
        _ => false,
    };

    private bool IsByReferenceLike(TypeReference type) =>
        types.Resolve(type)?.CustomAttributes.Any(a => a.AttributeType.Name == "IsByRefLikeAttribute") == true;

    private ReachedType? Look(TypeReference type)
    {
        if (type is ArrayType array)
        {
            Reach(array.ElementType);
            return types.IsStruct(array.ElementType) && IsWalked(array.ElementType) ? new ReachedType.Known(type, "OfArray", [array.ElementType]) : null;
        }
        if (types.Resolve(type) is not { } definition)
            return null;
        return types.IsStruct(type) ? LookAtStruct(type, definition) : LookAtClass(type, definition);
    }

    private ReachedType? LookAtStruct(TypeReference type, TypeDefinition definition)
    {
        IReadOnlyList<TypeReference> arguments = type is GenericInstanceType instance ? [.. instance.GenericArguments] : [];
        // These the library knows.
        if (definition.Namespace is "System.Numerics" or "System.Runtime.Intrinsics")
            return null;
        if (definition.CustomAttributes.Any(a => a.AttributeType.Name == "InlineArrayAttribute") || StructShapes.IsFixedBuffer(type))
        {
            var element = types.FieldType(types.InstanceFields(type)[0]);
            Reach(element);
            return element is PointerType or FunctionPointerType ? null : new ReachedType.Known(type, "OfRow", [type, element]);
        }
        if (!IsFramework(definition) || definition.Fields.All(f => f.IsStatic || f.IsPublic))
            return Fields(type);
        Reach(arguments);
        switch (definition.FullName)
        {
            case "System.Nullable`1":
                return new ReachedType.Known(type, "OfNullable", arguments);
            case "System.Collections.Generic.KeyValuePair`2":
                return new ReachedType.Known(type, "OfPair", arguments);
            case var _ when arguments.Count == 0 && definition.Namespace == "System":
                // Dates, durations and the like.
                return null;
            default:
                // A view of an array, most of the time.
                Reach(arguments.Where(a => a is not PointerType).Select(a => new ArrayType(a)));
                return new ReachedType.Known(type, "OfFrameworkStruct", [type]);
        }
    }

    private ReachedType? LookAtClass(TypeReference type, TypeDefinition definition)
    {
        if (Delegates.Is(types, type))
        {
            Reach(made.Value.BoundTo(type));
            Reach(types.Functions.Of(type).Where(f => f.HasThis).Select(f => f.DeclaringType));
            return null;
        }
        if (definition.FullName is "System.Object" or "System.Delegate" or "System.MulticastDelegate")
            Reach(made.Value.BoundToAny());
        if (!definition.IsSealed)
        {
            Reach(types.Hierarchy.Below(type));
            Reach(made.Value.Below(type));
        }
        IReadOnlyList<TypeReference> arguments = type is GenericInstanceType instance ? [.. instance.GenericArguments] : [];
        if (IsFramework(definition))
            return LookAtFrameworkClass(type, definition, arguments);
        return definition.IsInterface || definition.IsAbstract || IsOfLibrary(definition) ? null : Fields(type);
    }

    private ReachedType.Known? LookAtFrameworkClass(TypeReference type, TypeDefinition definition, IReadOnlyList<TypeReference> arguments)
    {
        Reach(arguments);
        if (containers.TryGetValue(definition.FullName, out var factory))
        {
            if (factory == "OfLinkedList" || factory == "OfLinkedListNode")
                Reach(FrameworkTypes.Close(Sibling(type, factory == "OfLinkedList" ? "LinkedListNode`1" : "LinkedList`1"), arguments));
            return new ReachedType.Known(type, factory, arguments);
        }
        if (IsNothingButFields(definition))
        {
            if (definition.Namespace == "System.Collections.ObjectModel")
                Reach(new ArrayType(arguments[0]));
            return new ReachedType.Known(type, "OfFrameworkClass", [type]);
        }
        // Behind an interface of a sequence, an array is most likely, which nobody may have made here.
        if (definition.IsInterface && definition.Namespace == "System.Collections.Generic" && arguments.Count == 1)
            Reach(new ArrayType(arguments[0]));
        return null;
    }

    private TypeReference Sibling(TypeReference type, string name)
    {
        var element = type.GetElementType();
        var sibling = new TypeReference(element.Namespace, name, element.Module, element.Scope);
        sibling.GenericParameters.Add(new GenericParameter(sibling));
        return sibling;
    }

    /// <summary>Fields of the type and its bases up to the framework.</summary>
    private ReachedType.Own Fields(TypeReference type)
    {
        var fields = new List<FieldReference>();
        var hasOther = false;
        for (TypeReference? level = type; level is not null && types.Resolve(level) is { } definition; level = BaseOf(level, definition))
        {
            if (types.Same(level, type) || !IsFramework(definition))
            {
                foreach (var field in types.InstanceFields(level))
                {
                    if (tangents.IsConstant(field) || !IsVisited(types.FieldType(field)))
                    {
                        hasOther = true;
                        continue;
                    }
                    fields.Add(field);
                    Reach(types.FieldType(field));
                }
                continue;
            }
            if (containers.ContainsKey(definition.FullName))
                return new ReachedType.Own(type, fields, hasOther, LookAtFrameworkClass(level, definition, [.. ((GenericInstanceType)level).GenericArguments]),
                    null);
            if (IsNothingButFields(definition))
            {
                LookAtFrameworkClass(level, definition, [.. ((GenericInstanceType)level).GenericArguments]);
                Reach(types.InstanceFields(level).Select(types.FieldType));
                return new ReachedType.Own(type, fields, hasOther, null, level);
            }
        }
        return new ReachedType.Own(type, fields, hasOther, null, null);
    }

    private bool IsVisited(TypeReference type) => tangents.IsScalar(type) || IsWalked(type) || types.KindOf(type) is StackKind.Single or StackKind.Double;

    private TypeReference? BaseOf(TypeReference type, TypeDefinition definition) =>
        definition.BaseType is { } parent ? types.Import(types.Substitute(parent, type as GenericInstanceType, null)) : null;

    private static bool IsNothingButFields(TypeDefinition definition) =>
        definition.Namespace switch
        {
            "System" => definition.Name.StartsWith("Tuple`", StringComparison.Ordinal),
            "System.Runtime.CompilerServices" => definition.Name == "StrongBox`1",
            "System.Collections.ObjectModel" => definition.Name is "Collection`1" or "ReadOnlyCollection`1",
            _ => false,
        };

    /// <summary>As the runtime library sees it.</summary>
    private static bool IsFramework(TypeDefinition definition) =>
        StructShapes.IsFramework(definition.Module.Assembly)
        || (definition.Module.Assembly.Name is { HasPublicKey: true, Name: var name } && name.StartsWith("Microsoft.", StringComparison.Ordinal));

    /// <summary>A class of the runtime library itself that stands for itself.</summary>
    private static bool IsOfLibrary(TypeDefinition definition) =>
        definition.Module.Assembly.Name.Name == ModuleUse.Library && definition.Namespace != "AutoDiff.Implementations";
}

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Tangents;

/// <summary>One scalar in the tangent of a type: the fields that lead to it, and its type (<c>float</c>, <c>double</c> or <c>Half</c>).</summary>
internal sealed class TangentLeaf(IReadOnlyList<FieldReference> path, TypeReference scalar)
{
    public IReadOnlyList<FieldReference> Path { get; } = path;

    public TypeReference Scalar { get; } = scalar;

    /// <summary>Part of the way is inside a nullable value, a pair or an inline array, whose content IL does not reach as a field.</summary>
    public bool HasNoAddress { get; } = path.Any(f => StructShapes.IsPseudo(f) || StructShapes.IsUnnamed(f));

    /// <summary>Names the place within the type; leaves of a field have the field's name as a prefix.</summary>
    public string Key { get; } = string.Join("/", path.Select(f => f.Name));
}

/// <summary>The tangent of a type as a list of scalar leaves. Types without leaves have no tangent: values of them are never active.</summary>
internal sealed class TangentTypes
{
    private const int DeepestNesting = 6;
    private const int MostTypes = 500;

    private readonly Constancy constancy;
    private readonly SeparateTangents separate;
    private readonly Dictionary<string, IReadOnlyList<TangentLeaf>> leaves = [];
    private readonly Dictionary<string, bool> references = [];
    private readonly Dictionary<string, bool> shadowed = [];
    private readonly NumbersInReach numbersInReach;
    private readonly List<string> assumed = [];
    private int depth;
    private int examined;

    public TangentTypes(TypeContext types, Constancy constancy)
    {
        Types = types;
        this.constancy = constancy;
        separate = new SeparateTangents(types, this);
        numbersInReach = new NumbersInReach(this);
    }

    public TypeContext Types { get; }

    /// <summary>The tangent that a struct has in another type; null for types that are their own.</summary>
    public SeparateTangent? SeparateOf(TypeReference type) => separate.Of(TypeContext.WithoutModifiers(type));

    /// <summary>The struct is not taken apart: its tangent is another type, with fields that are not those of the struct.</summary>
    public bool IsWhole(TypeReference type) => SeparateOf(type) is { Counterparts: null };

    /// <summary>What users see as the tangent of a type.</summary>
    public TypeReference TangentOf(TypeReference type) => SeparateOf(type)?.Tangent ?? type;

    /// <summary>The type of the values that hold tangents while derivatives are computed.</summary>
    public TypeReference CarrierOf(TypeReference type) => SeparateOf(type) is { Counterparts: null, Tangent: var tangent } ? tangent : type;

    /// <summary>A field of a type with a separate tangent that is neither constant nor has a counterpart there, though it has a tangent of its own.</summary>
    public bool IsUntracked(FieldReference field) =>
        SeparateOf(field.DeclaringType) is { } of ? of.Counterparts?.Any(c => c.Own.Name == field.Name) != true && !IsConstant(field)
            && IsDifferentiable(Types.FieldType(field))
        : SeparateOf(Types.FieldType(field)) is { Counterparts: null } && !IsConstant(field);

    /// <summary>Why the tangent that a type declares cannot be used; null when it can, or there is none.</summary>
    public string? ProblemWith(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        if (separate.Declared(type) is not { } tangent || Types.Same(tangent, type))
            return null;
        if (!Types.IsStruct(type))
            return $"the class '{TypeNames.Display(type)}' implements IDifferentiable, which is supported for structs only";
        return HasShadow(tangent) || HasReferences(tangent) || LeavesOf(tangent).Count == 0 || SeparateOf(tangent) is not null
            ? $"the tangent of '{TypeNames.Display(type)}', '{TypeNames.Display(tangent)}', is not a number or a struct of numbers"
            : null;
    }

    /// <summary>
    /// The first type with a tangent of another type that a struct, tuple, array or object contains, itself not counted; null when there is none.
    /// </summary>
    public TypeReference? SeparateWithin(TypeReference type) => SeparateWithin(type, []);

    private TypeReference? SeparateWithin(TypeReference type, HashSet<string> seen)
    {
        type = TypeContext.WithoutModifiers(type);
        if (!seen.Add(type.FullName) || SeparateOf(type) is not null)
            return null;
        IEnumerable<TypeReference> parts = type switch
        {
            ArrayType array => [array.ElementType],
            ByReferenceType byReference => [byReference.ElementType],
            _ when Types.Resolve(type) is { } definition && StructShapes.IsFramework(definition.Module.Assembly) =>
                type is GenericInstanceType instance ? instance.GenericArguments : [],
            _ => Types.InstanceFields(type).Where(f => !IsConstant(f)).Select(Types.FieldType),
        };
        return parts.Select(p => separate.Declared(p) is { } tangent && !Types.Same(tangent, p) ? p : SeparateWithin(p, seen))
            .FirstOrDefault(p => p is not null);
    }

    public bool HasTangent(TypeReference type) => LeavesOf(type).Count > 0;

    public IReadOnlyList<TangentLeaf> LeavesOf(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        var key = type.FullName;
        if (leaves.TryGetValue(key, out var known))
            return known;
        var result = new List<TangentLeaf>();
        if (IsScalar(type))
        {
            result.Add(new TangentLeaf([], type));
        }
        else if (SeparateOf(type) is { Counterparts: null, Tangent: var tangent })
        {
            // Recursive types have no tangent; the entry ends the recursion.
            leaves[key] = [];
            result.AddRange(LeavesOf(tangent));
        }
        else if (Types.IsStruct(type))
        {
            leaves[key] = [];
            foreach (var field in FieldsOf(type))
            {
                foreach (var leaf in LeavesOf(Types.FieldType(field)))
                    result.Add(new TangentLeaf([field, .. leaf.Path], leaf.Scalar));
            }
        }
        leaves[key] = result;
        return result;
    }

    /// <summary>A field that is treated as constant.</summary>
    public bool IsConstant(FieldReference field) => constancy.OfField(field);

    public bool IsScalar(TypeReference type) => Types.IsFloat(type) || IsHalf(type);

    public static bool IsHalf(TypeReference type) => type is { Namespace: "System", Name: "Half" };

    /// <summary>A struct that cannot be taken apart, or contains such, and may carry floating-point content derived from others.</summary>
    public bool IsOpaqueStruct(TypeReference type) => Types.KindOf(type) switch
    {
        StackKind.GenericParameter => true,
        // What is in it is that of an array, to which it is a reference.
        StackKind.Struct when Views.IsHeld(type) => false,
        StackKind.Struct when !HasTangent(type) => Types.Shapes.Of(type) is { IsOpaque: false } shape
            ? shape.Fields.Any(f => Types.KindOf(Types.FieldType(f)) == StackKind.Struct && IsOpaqueStruct(Types.FieldType(f)))
            : !IsPlainData(type, 4),
        _ => false,
    };

    /// <summary>Values of the type are references, addresses or pointers, or contain such.</summary>
    public bool HasReferences(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        switch (Types.KindOf(type))
        {
            case StackKind.Object:
                return type.MetadataType != MetadataType.String;
            case StackKind.ByReference or StackKind.Pointer or StackKind.NativeInt or StackKind.GenericParameter:
                return true;
            case StackKind.Struct:
                var key = type.FullName;
                if (!references.TryGetValue(key, out var known))
                {
                    var shape = Types.Shapes.Of(type);
                    references[key] = known = shape.IsOpaque
                        ? !IsPlainData(type, 4) && !IsScalar(type)
                        : shape.Fields.Any(f => HasReferences(Types.FieldType(f)));
                }
                return known;
            default:
                return false;
        }
    }

    /// <summary>Whether what a value of the type leads to may hold floating-point numbers, constant ones included.</summary>
    public bool MayLeadToNumbers(TypeReference type) => numbersInReach.From(type);

    /// <summary>An address of something that holds neither numbers nor references: a date in an object that is differentiated.</summary>
    public bool IsAddressOfPlainData(TypeReference type) =>
        type is ByReferenceType { ElementType: var content } && !HasTangent(content) && !HasReferences(content) && !IsOpaqueStruct(content);

    /// <summary>Whether a shadow of a value of the type could hold anything: it is or contains a reference to floating-point content.</summary>
    public bool HasShadow(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        // Types that contain ever larger instantiations of themselves: what they lead to has no end.
        if (TypeContext.Nesting(type) > DeepestNesting)
            return true;
        var key = type.FullName;
        if (shadowed.TryGetValue(key, out var known))
            return known;
        // Nor is it worth while to look at hundreds of types: a shadow that stays empty is right, too.
        if (depth > 0 && examined > MostTypes)
            return true;
        examined = depth == 0 ? 1 : examined + 1;
        // Through a cycle of types nothing is held that is not held elsewhere; what was found on the way with that assumption holds only if it was right.
        shadowed[key] = false;
        depth++;
        var holds = FindShadow(type);
        depth--;
        if (holds)
            shadowed[key] = true;
        else
            assumed.Add(key);
        if (depth > 0)
            return holds;
        if (holds)
            assumed.ForEach(k => shadowed.Remove(k));
        assumed.Clear();
        return holds;
    }

    private bool FindShadow(TypeReference type) => type switch
    {
        ArrayType array => IsDifferentiable(array.ElementType),
        ByReferenceType byReference => IsDifferentiable(byReference.ElementType),
        _ => Types.KindOf(type) switch
        {
            StackKind.Object => IsShadowedClass(type),
            StackKind.Struct when SeparateOf(type) is not null => false,
            StackKind.Struct => !Types.Shapes.Of(type).IsOpaque
                ? Types.Shapes.Of(type).Fields.Any(f => !IsConstant(f) && HasShadow(Types.FieldType(f)))
                : type is GenericInstanceType view
                && (view is { Namespace: "System", Name: "Span`1" or "ReadOnlySpan`1" or "Memory`1" or "ReadOnlyMemory`1" } || Views.IsImmutableArray(view))
                && IsDifferentiable(view.GenericArguments[0]),
            _ => false,
        },
    };

    /// <summary>Objects of the type are found where a shadow is expected: it has one itself, or is below a type that has.</summary>
    public bool MayStandForShadowed(TypeReference type)
    {
        for (TypeReference? current = type; current is not null && Types.Resolve(current) is { } declared; current = BaseOf(current, declared))
        {
            if (HasShadow(current)
                || declared.Interfaces.Any(i => HasShadow(Types.Import(Types.Substitute(i.InterfaceType, current as GenericInstanceType, null)))))
                return true;
        }
        return false;
    }

    /// <summary>A class that can neither hold numbers nor lead to some: an object of exactly this class may be its own shadow.</summary>
    public bool IsInert(TypeReference type)
    {
        if (Types.KindOf(type) != StackKind.Object || type is ArrayType)
            return false;
        for (TypeReference? current = type; current is not null && Types.Resolve(current) is { BaseType: { } } declared; current = BaseOf(current, declared))
        {
            if (declared.IsInterface || StructShapes.IsFramework(declared.Module.Assembly) || Types.InstanceFields(current)
                .Any(f => HasTangent(Types.FieldType(f)) || IsOpaqueStruct(Types.FieldType(f)) || HasReferences(Types.FieldType(f))))
                return false;
        }
        return true;
    }

    /// <summary>Has a tangent: scalars of its own, or references to some.</summary>
    public bool IsDifferentiable(TypeReference type) => HasTangent(type) || HasShadow(type);

    private bool IsShadowedClass(TypeReference type)
    {
        if (type.MetadataType == MetadataType.String || Types.Resolve(type) is not { } definition)
            return false;
        if (Delegates.Is(Types, type))
            // What a function takes nothing for, it has from its object: also one that only another assembly makes delegates of.
            return !DifferentiableDelegates.Is(Types, type)
                && (definition.Methods.Any(m => m.Name == "Invoke" && !m.HasParameters) ? Types.Functions.Of(type).Concat(Types.Functions.OfOthers(type))
                    : Types.Functions.Of(type))
                .Any(f => f.HasThis ? HasShadowOfOwn(f.DeclaringType) : f.Parameters.Count > 0 && HasShadow(Types.ParameterType(f, 0)));
        if (StructShapes.IsFramework(definition.Module.Assembly))
            return Delegates.IsBase(definition)
                || (ContainerTypes.Are(definition) || definition is { Namespace: "System.Linq", IsInterface: true }
                    || (definition.Namespace == "System" && (definition.Name == "Lazy`1" || definition.Name.StartsWith("Tuple`", StringComparison.Ordinal))))
                && type is GenericInstanceType container && container.GenericArguments.Any(IsDifferentiable);
        for (TypeReference? current = type; current is not null && Types.Resolve(current) is { } declared
            && !StructShapes.IsFramework(declared.Module.Assembly); current = BaseOf(current, declared))
        {
            if (Types.InstanceFields(current).Any(f => !IsConstant(f) && IsDifferentiable(Types.FieldType(f))))
                return true;
            // What derives from a container is one.
            if (BaseOf(current, declared) is GenericInstanceType container && ContainerTypes.Are(container) && HasShadow(container))
                return true;
        }
        return Types.Hierarchy.Below(type).Any(HasShadowOfOwn);
    }

    /// <summary>Also of a struct that implements an interface: its box.</summary>
    private bool HasShadowOfOwn(TypeReference type) =>
        Types.IsStruct(type) ? IsDifferentiable(type) : Types.KindOf(type) == StackKind.Object && HasShadow(type);

    private TypeReference? BaseOf(TypeReference type, TypeDefinition definition) =>
        definition.BaseType is { } parent ? Types.Import(Types.Substitute(parent, type as GenericInstanceType, null)) : null;

    /// <summary>The tangent-carrying fields of a struct that can be taken apart.</summary>
    public IEnumerable<FieldReference> FieldsOf(TypeReference type) =>
        SeparateOf(type) is { } of ? of.Counterparts?.Select(c => c.Own) ?? []
        : Types.Shapes.Of(type).Fields.Where(f => !IsConstant(f) && HasTangent(Types.FieldType(f))
            && SeparateOf(Types.FieldType(f)) is not { Counterparts: null });

    /// <summary>
    /// Puts the scalars of a tangent together, asked for by their index in <see cref="LeavesOf"/>; members without a tangent are default, and
    /// an optional value is present.
    /// </summary>
    public Value Pack(Builder builder, TypeReference type, Func<int, Value> scalar)
    {
        var next = 0;
        return Pack(builder, CarrierOf(type), ref next, scalar);
    }

    /// <summary>The tangent as users see it, from its scalars.</summary>
    public Value PackTangent(Builder builder, TypeReference type, Func<int, Value> scalar) => Pack(builder, TangentOf(type), scalar);

    /// <summary>The scalars of a tangent that is given as users see it, one for each leaf of the type it belongs to.</summary>
    public IReadOnlyList<TangentLeaf> LeavesOfTangent(TypeReference type) => LeavesOf(TangentOf(type));

    /// <summary>The scalar at a leaf of a value.</summary>
    public Value Unpack(Builder builder, Value value, TangentLeaf leaf)
    {
        foreach (var field in leaf.Path)
            value = builder.Extract(value, field);
        return value;
    }

    private Value Pack(Builder builder, TypeReference type, ref int next, Func<int, Value> scalar)
    {
        if (IsScalar(type))
            return scalar(next++);
        var value = builder.Method.Default(type);
        if (type.FullName.StartsWith("System.Nullable`1", StringComparison.Ordinal))
        {
            var hasValue = Types.Shapes.Of(type).Fields.First(f => f.Name == "hasValue");
            value = builder.Insert(value, hasValue, builder.Method.Constant(Types.Boolean, 1));
        }
        foreach (var field in FieldsOf(type))
            value = builder.Insert(value, field, Pack(builder, Types.FieldType(field), ref next, scalar));
        return value;
    }

    /// <summary>Reference assemblies say with dummy fields whether a struct contains references.</summary>
    private static bool IsPlainFrameworkStruct(TypeDefinition definition) =>
        !definition.HasGenericParameters && !definition.CustomAttributes.Any(a => a.AttributeType.Name == "IsByRefLikeAttribute")
        && definition.Fields.Where(f => !f.IsStatic).All(f => f.FieldType.IsPrimitive || f.FieldType.IsValueType);

    private bool IsPlainData(TypeReference type, int depth)
    {
        var shape = Types.Shapes.Layout(type);
        if (shape.IsOpaque)
            return Types.Resolve(type) is { Namespace: "System" } definition && IsPlainFrameworkStruct(definition);
        return depth > 0 && shape.Fields.All(f => Types.KindOf(Types.FieldType(f)) switch
        {
            StackKind.Object => Types.FieldType(f).MetadataType == MetadataType.String,
            StackKind.ByReference or StackKind.Pointer or StackKind.GenericParameter => false,
            StackKind.Struct => IsPlainData(Types.FieldType(f), depth - 1),
            _ => true,
        });
    }
}

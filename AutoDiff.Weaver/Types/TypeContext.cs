using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace AutoDiff.Weaving.Types;

/// <summary>How a value travels on the evaluation stack.</summary>
internal enum StackKind
{
    Void, Int32, Int64, NativeInt, Single, Double, Object, ByReference, Pointer, Struct, GenericParameter,
}

/// <summary>
/// The type system of the IR: Cecil references valid in the module being woven. Types are the same when their full names are (assemblies
/// are not compared: the same framework type is reached through different facades).
/// </summary>
internal sealed class TypeContext
{
    private readonly Dictionary<string, TypeDefinition?> definitions = [];
    private readonly Lazy<HashSet<string>> named;
    private readonly Dictionary<string, StackKind> kinds = [];
    private readonly Dictionary<MethodReference, MethodDefinition?> methods = [];

    public TypeContext(ModuleDefinition module)
        : this(module, new StandIns())
    {
    }

    /// <param name="module">The module being woven.</param>
    /// <param name="standIns">What is there for types that are not taken apart.</param>
    public TypeContext(ModuleDefinition module, StandIns standIns)
    {
        Module = module;
        StandIns = standIns;
        Shapes = new StructShapes(this);
        Hierarchy = new Hierarchy(this);
        Functions = new FunctionsInReach(this);
        ClassesInReach = new ClassesInReach(this);
        FunctionObjects = new FunctionObjects(this);
        EmptyObjects = new EmptyObjects(this);
        named = new(FindNames);
        Instantiations = new(() => new Instantiations(this, Module.GetTypes().Where(t => !IsGenerated(t)).ToList()));
        var system = module.TypeSystem;
        Void = system.Void;
        Object = system.Object;
        String = system.String;
        Boolean = system.Boolean;
        Char = system.Char;
        SByte = system.SByte;
        Byte = system.Byte;
        Int16 = system.Int16;
        UInt16 = system.UInt16;
        Int32 = system.Int32;
        UInt32 = system.UInt32;
        Int64 = system.Int64;
        UInt64 = system.UInt64;
        IntPtr = system.IntPtr;
        UIntPtr = system.UIntPtr;
        Single = system.Single;
        Double = system.Double;
    }

    private static bool IsGenerated(TypeDefinition type) => type.Name == "<AutoDiff>" || type.DeclaringType?.Name == "<AutoDiff>";

    public ModuleDefinition Module { get; }

    /// <summary>Whether the module being woven, or an assembly of a program that it refers to, names a type of the framework.</summary>
    public bool Names(TypeReference type) => named.Value.Contains(type.GetElementType().FullName);

    private HashSet<string> FindNames() =>
        [.. Hierarchy.Modules().SelectMany(m => m.GetTypeReferences()).Select(r => r.FullName)];

    /// <summary>The other modules that a type or a method was looked up in so far.</summary>
    public IEnumerable<ModuleDefinition> ModulesRead =>
        definitions.Values.Select(t => t?.Module).Concat(methods.Values.Select(m => m?.Module)).OfType<ModuleDefinition>().Distinct().Where(m => m != Module);

    public StructShapes Shapes { get; }

    public Hierarchy Hierarchy { get; }

    public FunctionsInReach Functions { get; }

    public ClassesInReach ClassesInReach { get; }

    public FunctionObjects FunctionObjects { get; }

    public EmptyObjects EmptyObjects { get; }

    /// <summary>Which generic code of the module is used with which types.</summary>
    public Lazy<Instantiations> Instantiations { get; }

    public StandIns StandIns { get; }

    /// <summary>Generated generic methods that choose by their type arguments.</summary>
    public Choosers Choosers { get; } = new();

    public TypeReference Void { get; }

    public TypeReference Object { get; }

    public TypeReference String { get; }

    public TypeReference Boolean { get; }

    public TypeReference Char { get; }

    public TypeReference SByte { get; }

    public TypeReference Byte { get; }

    public TypeReference Int16 { get; }

    public TypeReference UInt16 { get; }

    public TypeReference Int32 { get; }

    public TypeReference UInt32 { get; }

    public TypeReference Int64 { get; }

    public TypeReference UInt64 { get; }

    public TypeReference IntPtr { get; }

    public TypeReference UIntPtr { get; }

    public TypeReference Single { get; }

    public TypeReference Double { get; }

    public bool Same(TypeReference a, TypeReference b) => ReferenceEquals(a, b) || a.FullName == b.FullName;

    /// <summary>The definition behind a reference, or null when it cannot be found (or is a type parameter, array or pointer).</summary>
    public TypeDefinition? Resolve(TypeReference type)
    {
        type = WithoutModifiers(type);
        if (type is TypeDefinition definition)
            return definition;
        if (type is GenericParameter or ArrayType or PointerType or ByReferenceType or FunctionPointerType)
            return null;
        var element = type.GetElementType();
        var key = element.FullName + "|" + (element.Scope?.Name ?? "");
        if (!definitions.TryGetValue(key, out var found))
        {
            try
            {
                found = element.Resolve();
            }
            catch (AssemblyResolutionException)
            {
                found = null;
            }
            definitions.Add(key, found);
        }
        return found;
    }

    /// <summary>The definition behind a reference, or null when it cannot be found.</summary>
    public MethodDefinition? ResolveMethod(MethodReference method)
    {
        if (method is MethodDefinition definition)
            return definition;
        if (!methods.TryGetValue(method, out var found))
        {
            try
            {
                found = method.Resolve();
            }
            catch (AssemblyResolutionException)
            {
                found = null;
            }
            methods.Add(method, found);
        }
        return found;
    }

    public StackKind KindOf(TypeReference type)
    {
        type = WithoutModifiers(type);
        switch (type.MetadataType)
        {
            case MetadataType.Void: return StackKind.Void;
            case MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or MetadataType.Int16 or MetadataType.UInt16
                or MetadataType.Int32 or MetadataType.UInt32:
                return StackKind.Int32;
            case MetadataType.Int64 or MetadataType.UInt64: return StackKind.Int64;
            case MetadataType.IntPtr or MetadataType.UIntPtr or MetadataType.FunctionPointer: return StackKind.NativeInt;
            case MetadataType.Single: return StackKind.Single;
            case MetadataType.Double: return StackKind.Double;
            case MetadataType.Pointer: return StackKind.Pointer;
            case MetadataType.ByReference: return StackKind.ByReference;
            case MetadataType.Array or MetadataType.String or MetadataType.Object: return StackKind.Object;
            case MetadataType.Var or MetadataType.MVar: return StackKind.GenericParameter;
            case MetadataType.TypedByReference: return StackKind.Struct;
        }
        var key = type.FullName;
        if (!kinds.TryGetValue(key, out var kind))
        {
            var definition = Resolve(type);
            kind = definition switch
            {
                null => type.IsValueType ? StackKind.Struct : StackKind.Object,
                { IsEnum: true } => KindOf(definition.GetEnumUnderlyingType()),
                { IsValueType: true } => StackKind.Struct,
                _ => StackKind.Object,
            };
            kinds.Add(key, kind);
        }
        return kind;
    }

    /// <summary>The type of a sum or product of values of this type: small integers and enumerations become <c>int</c> or <c>long</c>.</summary>
    public TypeReference ArithmeticType(TypeReference type) => KindOf(type) switch
    {
        StackKind.Int32 when type.MetadataType is not MetadataType.UInt32 => Int32,
        StackKind.Int64 when type.MetadataType is not MetadataType.UInt64 => Int64,
        StackKind.NativeInt when type.MetadataType is not MetadataType.UIntPtr => IntPtr,
        _ => type,
    };

    public bool IsFloat(TypeReference type) => KindOf(type) is StackKind.Single or StackKind.Double;

    public bool IsInteger(TypeReference type) => KindOf(type) is StackKind.Int32 or StackKind.Int64 or StackKind.NativeInt;

    public bool IsStruct(TypeReference type) => KindOf(type) == StackKind.Struct;

    /// <summary>An address, or a struct that may hold some and lives on the stack.</summary>
    public bool HoldsAddresses(TypeReference type) =>
        type.IsByReference || (IsStruct(type) && Resolve(type)?.CustomAttributes.Any(a => a.AttributeType.Name == "IsByRefLikeAttribute") == true);

    /// <summary>Without <c>modreq</c>/<c>modopt</c>, pinning and sentinels.</summary>
    public static TypeReference WithoutModifiers(TypeReference type)
    {
        while (type is IModifierType or PinnedType or SentinelType)
            type = ((TypeSpecification)type).ElementType;
        return type;
    }

    /// <summary>How deep type arguments contain type arguments.</summary>
    public static int Nesting(TypeReference type) => type switch
    {
        GenericInstanceType instance => 1 + instance.GenericArguments.Max(Nesting),
        TypeSpecification { ElementType: var element } => 1 + Nesting(element),
        _ => 0,
    };

    /// <summary>The instance fields of a struct or class as references closed over its generic arguments, in declaration order.</summary>
    public IReadOnlyList<FieldReference> InstanceFields(TypeReference type)
    {
        if (Shapes.PartsOf(type) is { } parts)
            return parts;
        if (Resolve(type) is not { } definition)
            return [];
        return [.. definition.Fields.Where(f => !f.IsStatic).Select(f => FieldOf(type, f))];
    }

    /// <summary>A reference to a field of a definition, seen through a (possibly generic) reference to the type.</summary>
    public FieldReference FieldOf(TypeReference declaringType, FieldDefinition field)
    {
        if (declaringType is TypeDefinition own && own.Module == Module)
            return field;
        var imported = Module.ImportReference(field);
        return declaringType is GenericInstanceType
            ? new FieldReference(imported.Name, imported.FieldType, declaringType)
            : imported;
    }

    /// <summary>The type of a field with the declaring type's generic arguments put in.</summary>
    public TypeReference FieldType(FieldReference field) => WithoutModifiers(Substitute(field.FieldType, field.DeclaringType as GenericInstanceType, null));

    public TypeReference ReturnType(MethodReference method) =>
        WithoutModifiers(Substitute(method.ReturnType, method.DeclaringType as GenericInstanceType, method as GenericInstanceMethod));

    public TypeReference ParameterType(MethodReference method, int index) => WithoutModifiers(Substitute(
        method.Parameters[index].ParameterType, method.DeclaringType as GenericInstanceType, method as GenericInstanceMethod));

    /// <summary>The types of the arguments on the stack, <c>this</c> first (a managed pointer for value types).</summary>
    public IReadOnlyList<TypeReference> ArgumentTypes(MethodReference method)
    {
        var result = new List<TypeReference>();
        if (method.HasThis && !method.ExplicitThis)
            result.Add(IsValueTypeOrEnum(method.DeclaringType) ? new ByReferenceType(method.DeclaringType) : method.DeclaringType);
        for (var i = 0; i < method.Parameters.Count; i++)
            result.Add(ParameterType(method, i));
        return result;
    }

    public bool IsValueTypeOrEnum(TypeReference type) => type is GenericInstanceType or TypeDefinition or { IsValueType: true } or { IsPrimitive: true }
        ? type.IsPrimitive || (Resolve(type)?.IsValueType ?? type.IsValueType)
        : Resolve(type)?.IsValueType ?? false;

    /// <summary>Replaces type parameters of a generic type and method by the given arguments; either may be null.</summary>
    public TypeReference Substitute(TypeReference type, GenericInstanceType? typeArguments, GenericInstanceMethod? methodArguments)
    {
        if ((typeArguments is null && methodArguments is null) || !type.ContainsGenericParameter)
            return type;
        TypeReference Go(TypeReference t) => Substitute(t, typeArguments, methodArguments);
        switch (type)
        {
            case GenericParameter { Type: GenericParameterType.Type } p:
                return typeArguments is not null && p.Position < typeArguments.GenericArguments.Count ? typeArguments.GenericArguments[p.Position] : p;
            case GenericParameter { Type: GenericParameterType.Method } p:
                return methodArguments is not null && p.Position < methodArguments.GenericArguments.Count ? methodArguments.GenericArguments[p.Position] : p;
            case GenericInstanceType g:
                var instance = new GenericInstanceType(g.ElementType);
                foreach (var argument in g.GenericArguments)
                    instance.GenericArguments.Add(Go(argument));
                return instance;
            case ArrayType a:
                var array = new ArrayType(Go(a.ElementType));
                if (a.Rank > 1)
                {
                    array.Dimensions.Clear();
                    foreach (var dimension in a.Dimensions)
                        array.Dimensions.Add(dimension);
                }
                return array;
            case ByReferenceType b:
                return new ByReferenceType(Go(b.ElementType));
            case PointerType p:
                return new PointerType(Go(p.ElementType));
            case PinnedType p:
                return new PinnedType(Go(p.ElementType));
            case RequiredModifierType m:
                return new RequiredModifierType(m.ModifierType, Go(m.ElementType));
            case OptionalModifierType m:
                return new OptionalModifierType(m.ModifierType, Go(m.ElementType));
            default:
                return type;
        }
    }

    /// <summary>A reference to a method of the module or of a referenced assembly, usable as an operand in the module.</summary>
    public MethodReference Import(MethodReference method) => method.Module == Module ? method : Module.ImportReference(method);

    public TypeReference Import(TypeReference type) => type.Module == Module ? type : Module.ImportReference(type);

    public FieldReference Import(FieldReference field) => field.Module == Module ? field : Module.ImportReference(field);
}

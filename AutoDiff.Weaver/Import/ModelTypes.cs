using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// Types that cannot be taken apart and the structs that stand for them in bodies that are differentiated: for the framework's (spans, the containers'
/// enumerators) those of the runtime library, for the <c>ref struct</c>s of the program that contain such (whose methods are read like any other)
/// generated ones with the same fields.
/// </summary>
internal sealed class ModelTypes
{
    private readonly TypeContext types;
    private readonly Func<TypeReference, bool> isDifferentiable;
    private readonly Dictionary<string, TypeDefinition> models = [];
    private readonly Dictionary<string, TypeReference> framework = [];
    private readonly Dictionary<string, TypeReference?> closed = [];
    private readonly Dictionary<string, TypeDefinition?> declared = [];
    private readonly Dictionary<string, TypeReference> originals = [];
    private readonly Func<TypeReference, IReadOnlyList<(FieldReference Original, TypeReference Type)>, TypeDefinition> declare;

    /// <param name="types">The type system.</param>
    /// <param name="library">The runtime library.</param>
    /// <param name="isDifferentiable">Whether a type has a tangent: only types over such arguments are replaced.</param>
    /// <param name="declare">Makes the struct that stands for one of the program, with the fields of that one retyped.</param>
    public ModelTypes(
        TypeContext types, ModuleDefinition library, Func<TypeReference, bool> isDifferentiable,
        Func<TypeReference, IReadOnlyList<(FieldReference Original, TypeReference Type)>, TypeDefinition> declare)
    {
        this.declare = declare;
        this.types = types;
        this.isDifferentiable = isDifferentiable;
        foreach (var type in library.Types)
        {
            foreach (var attribute in type.CustomAttributes.Where(a => a.AttributeType.Name == "ModelAttribute"))
            {
                if (attribute.ConstructorArguments[0].Value is TypeReference modelled)
                {
                    models[modelled.GetElementType().FullName] = type;
                    framework[type.FullName] = modelled.GetElementType();
                }
            }
        }
    }

    /// <summary>Set when a type was replaced since it was last cleared.</summary>
    public bool WasUsed { get; set; }

    /// <summary>
    /// Makes of a model of a span what it stands for, in derivatives, for code that is not differentiated: read again with models, the two are the same.
    /// </summary>
    public static bool IsWayBack(MethodReference method) => method is
    {
        Name: "Modelled", HasThis: false,
        DeclaringType: GenericInstanceType { Namespace: "AutoDiff.Implementations", Name: "SpanModel`1" or "ReadOnlySpanModel`1" },
    };

    /// <summary>The struct that stands for a closed type, or null.</summary>
    public TypeReference? ModelOf(TypeReference type)
    {
        if (type is GenericInstanceType instance && OfFramework(instance) is { } model)
            return model;
        if (OfProgram(type) is not { } generated)
            return null;
        WasUsed = true;
        return generated;
    }

    private GenericInstanceType? OfFramework(GenericInstanceType type)
    {
        if (!models.TryGetValue(type.ElementType.FullName, out var model) || type.ContainsGenericParameter || !type.GenericArguments.Any(isDifferentiable))
            return null;
        var closed = new GenericInstanceType(types.Import(model)) { IsValueType = model.IsValueType };
        foreach (var argument in type.GenericArguments)
            closed.GenericArguments.Add(argument);
        WasUsed = true;
        return closed;
    }

    /// <summary>
    /// A field beside one that an iterator keeps an enumerator in from one element to the next: it holds the model. Only the bodies that the compiler made
    /// use such a field; of those the original ones go on using their own. Null for any other field.
    /// </summary>
    public FieldReference? FieldFor(FieldReference field)
    {
        if (types.Resolve(field.DeclaringType) is not { } type || type.Module != types.Module || !CompilerMade.IsIterator(type)
            || type.Fields.FirstOrDefault(f => f.Name == field.Name) is not { IsStatic: false, FieldType: GenericInstanceType open } original)
            return null;
        var name = original.Name + "__model";
        if (type.Fields.FirstOrDefault(f => f.Name == name) is not { } own)
        {
            var model = new GenericInstanceType(types.Import(models[open.ElementType.FullName])) { IsValueType = open.IsValueType };
            foreach (var argument in open.GenericArguments)
                model.GenericArguments.Add(argument);
            own = new FieldDefinition(name, FieldAttributes.Assembly, model);
            type.Fields.Add(own);
        }
        return ReferenceEquals(field.DeclaringType, type) ? own : new FieldReference(name, own.FieldType, field.DeclaringType);
    }

    private TypeDefinition? OfProgram(TypeReference type)
    {
        if (type is ByReferenceType or ArrayType or PointerType or GenericParameter || type.IsPrimitive)
            return null;
        if (declared.TryGetValue(type.FullName, out var known))
            return known;
        declared.Add(type.FullName, null);
        if (type.ContainsGenericParameter || types.Resolve(type) is not { IsValueType: true, HasCustomAttributes: true, IsExplicitLayout: false } definition
            || StructShapes.IsFramework(definition.Module.Assembly) || !IsByReferenceLike(definition))
            return null;
        var fields = types.InstanceFields(type).Select(f => (Original: f, Model: ModelOf(types.FieldType(f)))).ToList();
        if (fields.All(f => f.Model is null))
            return null;
        var made = declare(type, [.. fields.Select(f => (f.Original, f.Model ?? types.FieldType(f.Original)))]);
        originals.Add(made.FullName, type);
        return declared[type.FullName] = made;
    }

    private static bool IsByReferenceLike(TypeDefinition type) => type.CustomAttributes.Any(a => a.AttributeType.Name == "IsByRefLikeAttribute");

    /// <summary>The field of the struct that stands for one of the program.</summary>
    public FieldReference? Field(TypeReference declaring, string name) => OfProgram(declaring)?.Fields.First(f => f.Name == name);

    /// <summary>The model of a framework type, whose members stand for that type's.</summary>
    public GenericInstanceType? WithMembers(TypeReference type) => type is GenericInstanceType instance ? OfFramework(instance) : null;

    /// <summary>The type that a closed model stands for, or null.</summary>
    public TypeReference? TypeModelledBy(TypeReference model)
    {
        if (originals.TryGetValue(model.FullName, out var original))
            return original;
        if (model is not GenericInstanceType { Namespace: "AutoDiff.Implementations" } instance)
            return null;
        if (!closed.TryGetValue(model.FullName, out var known))
            closed.Add(model.FullName, known = framework.TryGetValue(instance.ElementType.FullName, out var open) ? Close(open, instance) : null);
        return known;
    }

    private GenericInstanceType Close(TypeReference open, GenericInstanceType model)
    {
        var type = new GenericInstanceType(types.Import(open)) { IsValueType = types.Resolve(open)?.IsValueType ?? false };
        foreach (var argument in model.GenericArguments)
            type.GenericArguments.Add(argument);
        return type;
    }

    /// <summary>Whether the type is one that stands for another, or an address of one.</summary>
    public static bool IsModel(TypeContext types, TypeReference type) =>
        types.StandIns.ModelledBy(type is ByReferenceType byReference ? byReference.ElementType : type) is not null;

    /// <summary>The member of a model that stands for one of the framework type.</summary>
    /// <exception cref="MalformedBodyException">There is none.</exception>
    public MethodReference Member(GenericInstanceType model, MethodReference original)
    {
        var definition = types.Resolve(model)!;
        var candidates = definition.Methods.Where(m => m.Name == original.Name && m.Parameters.Count == original.Parameters.Count
            && m.IsStatic != original.HasThis).ToList();
        var found = candidates.FirstOrDefault(m => Enumerable.Range(0, m.Parameters.Count)
            .All(i => Fits(m.Parameters[i].ParameterType, original.Parameters[i].ParameterType)))
            ?? throw new MalformedBodyException($"'{UserNames.Of(original)}' is not supported");
        var imported = types.Import(found);
        var closed = new MethodReference(found.Name, imported.ReturnType, model) { HasThis = found.HasThis };
        foreach (var parameter in imported.Parameters)
            closed.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return closed;
    }

    /// <summary>Compares the shapes of two signature types, a model standing for what it models.</summary>
    private bool Fits(TypeReference ours, TypeReference theirs)
    {
        if (ours is GenericInstanceType a && theirs is GenericInstanceType b)
        {
            var same = a.ElementType.FullName == b.ElementType.FullName
                || (models.TryGetValue(b.ElementType.FullName, out var model) && model.FullName == a.ElementType.FullName);
            return same && a.GenericArguments.Count == b.GenericArguments.Count && a.GenericArguments.Zip(b.GenericArguments, Fits).All(f => f);
        }
        return (ours, theirs) switch
        {
            (GenericParameter p, GenericParameter q) => p.Position == q.Position && p.Type == q.Type,
            (ByReferenceType p, ByReferenceType q) => Fits(p.ElementType, q.ElementType),
            (ArrayType p, ArrayType q) => p.Rank == q.Rank && Fits(p.ElementType, q.ElementType),
            (IModifierType p, _) => Fits(p.ElementType, theirs),
            (_, IModifierType q) => Fits(ours, q.ElementType),
            _ => ours.FullName == theirs.FullName,
        };
    }
}

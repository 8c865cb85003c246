using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// Framework types that cannot be taken apart (spans, the containers' enumerators) and the structs of the runtime library that stand for them in
/// bodies that are differentiated.
/// </summary>
internal sealed class ModelTypes
{
    private readonly TypeContext types;
    private readonly Func<TypeReference, bool> isDifferentiable;
    private readonly Dictionary<string, TypeDefinition> models = [];
    private readonly Dictionary<string, TypeReference> framework = [];
    private readonly Dictionary<string, TypeReference?> closed = [];

    /// <param name="types">The type system.</param>
    /// <param name="library">The runtime library.</param>
    /// <param name="isDifferentiable">Whether a type has a tangent: only types over such arguments are replaced.</param>
    public ModelTypes(TypeContext types, ModuleDefinition library, Func<TypeReference, bool> isDifferentiable)
    {
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

    /// <summary>The struct that stands for a closed type, or null.</summary>
    public TypeReference? ModelOf(GenericInstanceType type)
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
        if (types.Resolve(field.DeclaringType) is not { } type || type.Module != types.Module || !IsIterator(type)
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

    private static bool IsIterator(TypeDefinition type) =>
        type.Name.StartsWith("<", StringComparison.Ordinal) && type.Interfaces.Any(i => i.InterfaceType.FullName == "System.Collections.IEnumerator");

    /// <summary>The framework type that a closed model stands for, or null.</summary>
    public TypeReference? FrameworkTypeOf(TypeReference model)
    {
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

    /// <summary>The member of a model that stands for one of the framework type.</summary>
    /// <exception cref="MalformedBodyException">There is none.</exception>
    public MethodReference Member(GenericInstanceType model, MethodReference original)
    {
        var definition = types.Resolve(model)!;
        var candidates = definition.Methods.Where(m => m.Name == original.Name && m.Parameters.Count == original.Parameters.Count && m.IsStatic != original.HasThis).ToList();
        var found = candidates.FirstOrDefault(m => Enumerable.Range(0, m.Parameters.Count).All(i => Fits(m.Parameters[i].ParameterType, original.Parameters[i].ParameterType)))
            ?? throw new MalformedBodyException($"'{original.DeclaringType.Name}.{original.Name}' is not supported");
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
            var same = a.ElementType.FullName == b.ElementType.FullName || (models.TryGetValue(b.ElementType.FullName, out var model) && model.FullName == a.ElementType.FullName);
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

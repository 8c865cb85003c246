using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Which types are below a class or interface of user code, in the module being woven and in the assemblies that it references.</summary>
internal sealed class Hierarchy(TypeContext types)
{
    private readonly Dictionary<ModuleDefinition, ILookup<string, TypeDefinition>> derived = [];
    private readonly Dictionary<string, IReadOnlyList<TypeReference>> below = [];
    private readonly HashSet<string> incomplete = [];
    private IReadOnlyList<ModuleDefinition>? modules;

    /// <summary>The types that derive from or implement a type, directly or not, as references closed over its generic arguments.</summary>
    public IReadOnlyList<TypeReference> Below(TypeReference type) => Below(type, true);

    /// <summary>The same without those that only instantiations of the module's generic code tell.</summary>
    public IReadOnlyList<TypeReference> BelowByDeclaration(TypeReference type) => Below(type, false);

    private IReadOnlyList<TypeReference> Below(TypeReference type, bool withInstances)
    {
        if (types.Resolve(type) is not { IsSealed: false } definition || StructShapes.IsFramework(definition.Module.Assembly) || type.ContainsGenericParameter
            || definition.HasGenericParameters != type is GenericInstanceType)
            return [];
        var key = (withInstances ? "" : "declared ") + type.FullName;
        if (below.TryGetValue(key, out var known))
            return known;
        var found = new Dictionary<string, TypeReference>();
        foreach (var module in Modules().Where(m => m == definition.Module || m.AssemblyReferences.Any(r => r.Name == definition.Module.Assembly.Name.Name)))
        {
            foreach (var each in DerivedIn(module)[definition.FullName].Where(t => !types.FunctionObjects.IsOutOfReach(t)))
            {
                IEnumerable<TypeReference> closed = ClosedBelow(each, definition, type) is { } one ? [one]
                    : withInstances && each.HasGenericParameters ? InstancesDerivedFrom(each, type) : [];
                foreach (var direct in closed.Where(c => !found.ContainsKey(c.FullName)))
                {
                    found.Add(direct.FullName, direct);
                    foreach (var further in Below(direct, withInstances))
                        found[further.FullName] = further;
                }
            }
        }
        return below[key] = [.. found.Values];
    }

    /// <summary>The classes of user code that list an interface of the framework, closed over its generic arguments.</summary>
    public IReadOnlyList<TypeReference> Implementers(GenericInstanceType type)
    {
        if (types.Resolve(type) is not { IsInterface: true } definition || type.ContainsGenericParameter)
            return [];
        if (!below.TryGetValue(type.FullName, out var known))
        {
            known = [.. Modules().SelectMany(m => DerivedIn(m)[definition.FullName]).Where(t => !t.IsInterface && !t.IsAbstract && !t.IsValueType)
                .SelectMany(t => ClosedBelow(t, definition, type) is { } one ? [one] : InstancesBelow(t, type))];
            below.Add(type.FullName, known);
        }
        return known;
    }

    /// <summary>
    /// Whether objects of a class that lists an interface of the framework may be made: a generic class of the module is, where something leads to it.
    /// </summary>
    public bool IsMade(TypeReference implementer) => types.Resolve(implementer) is not { } definition || definition.Module != types.Module
        || implementer is not GenericInstanceType || types.Instantiations.Value.Of(definition).Any(i => types.Same(i, implementer));

    /// <summary>Whether <see cref="Below"/> gives all classes below a class: no other assembly can derive from it.</summary>
    public bool IsClosed(TypeReference type)
    {
        if (types.Resolve(type) is not { IsInterface: false } definition)
            return false;
        if (definition.IsSealed)
            return true;
        var canBeDerivedFrom = !IsHidden(definition)
            && definition.Methods.Any(m => m.IsConstructor && !m.IsStatic && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly));
        return !canBeDerivedFrom && !definition.Module.Assembly.CustomAttributes.Any(a => a.AttributeType.Name == "InternalsVisibleToAttribute")
            && Below(type).Prepend(type).All(t => !incomplete.Contains(t.FullName));
    }

    /// <summary>Whether other assemblies do not see a type.</summary>
    public static bool IsHidden(TypeDefinition type) =>
        type.IsNotPublic || type.IsNestedPrivate || type.IsNestedAssembly || type.IsNestedFamilyAndAssembly
            || (type.DeclaringType is { } outer && IsHidden(outer));

    /// <summary>The types that list one as a parent.</summary>
    public IEnumerable<TypeDefinition> DerivedFrom(TypeDefinition type) => Modules().SelectMany(m => DerivedIn(m)[type.FullName]);

    /// <summary>The module being woven and the programs' assemblies that it references.</summary>
    public IReadOnlyList<ModuleDefinition> Modules()
    {
        if (modules is not null)
            return modules;
        var found = new List<ModuleDefinition> { types.Module };
        foreach (var reference in types.Module.AssemblyReferences)
        {
            if (reference.Name is "mscorlib" or "netstandard" or "System" or "AutoDiff.Runtime"
                || reference.Name.StartsWith("System.", StringComparison.Ordinal))
                continue;
            try
            {
                if (types.Module.AssemblyResolver.Resolve(reference) is { } assembly && !StructShapes.IsFramework(assembly))
                    found.Add(assembly.MainModule);
            }
            catch (AssemblyResolutionException)
            {
                // What cannot be found at build time is met at run time, if at all.
            }
        }
        return modules = found;
    }

    private ILookup<string, TypeDefinition> DerivedIn(ModuleDefinition module)
    {
        if (!derived.TryGetValue(module, out var lookup))
        {
            lookup = module.GetTypes().SelectMany(t => Parents(t).Select(p => (Parent: p.GetElementType().FullName, Type: t)))
                .ToLookup(p => p.Parent, p => p.Type);
            derived.Add(module, lookup);
        }
        return lookup;
    }

    private static IEnumerable<TypeReference> Parents(TypeDefinition type) =>
        type.BaseType is { } parent ? type.Interfaces.Select(i => i.InterfaceType).Prepend(parent) : type.Interfaces.Select(i => i.InterfaceType);

    /// <summary>
    /// A type that lists the definition of <paramref name="parent"/> as a parent, with the generic arguments that make it derive from it; null when there are
    /// none.
    /// </summary>
    private TypeReference? ClosedBelow(TypeDefinition type, TypeDefinition parentDefinition, TypeReference parent)
    {
        foreach (var listed in Parents(type).Where(p => p.GetElementType().FullName == parentDefinition.FullName))
        {
            if (parent is not GenericInstanceType closedParent)
            {
                if (!type.HasGenericParameters)
                    return types.Import(type);
                incomplete.Add(parent.FullName);
                return null;
            }
            var arguments = new TypeReference?[type.GenericParameters.Count];
            if (!((GenericInstanceType)listed).GenericArguments.Zip(closedParent.GenericArguments, (p, a) => Matches(p, a, arguments)).All(m => m))
                continue;
            if (!type.HasGenericParameters)
                return types.Import(type);
            if (arguments.Contains(null))
            {
                incomplete.Add(parent.FullName);
                continue;
            }
            var closedType = new GenericInstanceType(types.Import(type)) { IsValueType = type.IsValueType };
            foreach (var argument in arguments)
                closedType.GenericArguments.Add(argument!);
            if (type.GenericParameters.All(p =>
                DemandsNoMore(p, (GenericInstanceType)listed, parentDefinition) || IsSatisfied(p, closedType.GenericArguments[p.Position], closedType)))
                return closedType;
            incomplete.Add(parent.FullName);
        }
        return null;
    }

    /// <summary>
    /// Of a type whose parent does not tell all of its arguments, such as an iterator over what another function makes of each element, the instantiations that
    /// the module leads to.
    /// </summary>
    private IEnumerable<TypeReference> InstancesBelow(TypeDefinition type, GenericInstanceType parent) =>
        types.Instantiations.Value.Of(type).Where(i => Implementations.Lists(types, i, parent)).Select(i => types.Import(i));

    /// <summary>The same for a class whose parent is another class.</summary>
    private IEnumerable<TypeReference> InstancesDerivedFrom(TypeDefinition type, TypeReference parent) => type.Module != types.Module ? []
        : types.Instantiations.Value.Of(type).Where(i => Implementations.BaseOf(types, i) is { } closed && types.Same(closed, parent))
            .Select(i => types.Import(i));

    private static bool Matches(TypeReference pattern, TypeReference type, TypeReference?[] arguments)
    {
        switch (pattern)
        {
            case GenericParameter { Type: GenericParameterType.Type } parameter:
                arguments[parameter.Position] ??= type;
                return arguments[parameter.Position]!.FullName == type.FullName;
            case GenericInstanceType a:
                return type is GenericInstanceType b && a.ElementType.FullName == b.ElementType.FullName
                    && a.GenericArguments.Zip(b.GenericArguments, (p, t) => Matches(p, t, arguments)).All(m => m);
            case ArrayType a:
                return type is ArrayType b2 && a.Rank == b2.Rank && Matches(a.ElementType, b2.ElementType, arguments);
            default:
                return pattern.FullName == type.FullName;
        }
    }

    /// <summary>What a type parameter has to satisfy, the parent's parameter that it is passed for has to satisfy as well.</summary>
    private static bool DemandsNoMore(GenericParameter parameter, GenericInstanceType listed, TypeDefinition parent)
    {
        const GenericParameterAttributes Special = GenericParameterAttributes.SpecialConstraintMask;
        if (!parameter.HasConstraints && (parameter.Attributes & Special) == 0)
            return true;
        for (var i = 0; i < listed.GenericArguments.Count; i++)
        {
            if (listed.GenericArguments[i] != parameter)
                continue;
            var passed = parent.GenericParameters[i];
            if ((parameter.Attributes & ~passed.Attributes & Special) == 0
                && parameter.Constraints.All(c => passed.Constraints.Any(o => SameDemand(c.ConstraintType, o.ConstraintType))))
                return true;
        }
        return false;
    }

    /// <summary>The argument is known to be what its type parameter demands.</summary>
    private bool IsSatisfied(GenericParameter parameter, TypeReference argument, GenericInstanceType around)
    {
        if (parameter.HasReferenceTypeConstraint || ((parameter.HasNotNullableValueTypeConstraint
            || parameter.HasDefaultConstructorConstraint) && !types.IsValueTypeOrEnum(argument)))
            return false;
        return parameter.Constraints.All(c => c.ConstraintType.FullName == "System.ValueType"
            || (Implementations.Closed(types, c.ConstraintType, around) is { } demanded && IsOrLists(argument, demanded)));
    }

    private bool IsOrLists(TypeReference type, TypeReference demanded)
    {
        for (var current = type; current is not null; current = Implementations.BaseOf(types, current))
        {
            if (types.Same(current, demanded) || Implementations.Lists(types, current, demanded))
                return true;
        }
        return false;
    }

    private static bool SameDemand(TypeReference a, TypeReference b) => (a, b) switch
    {
        (GenericParameter, GenericParameter) => true,
        (GenericInstanceType p, GenericInstanceType q) =>
            p.ElementType.FullName == q.ElementType.FullName && p.GenericArguments.Zip(q.GenericArguments, SameDemand).All(s => s),
        _ => a.FullName == b.FullName,
    };
}

using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// Which method a virtual or interface member is on objects of an exact type, by the rules of the runtime (ECMA-335 II.12.2): explicit
/// implementations first, then methods of the name and signature, never one that merely hides. Null whenever there is a doubt.
/// </summary>
internal static class Implementations
{
    public static MethodReference? Of(TypeContext types, TypeReference type, MethodReference member)
    {
        // The framework's explicit implementations cannot be called by name.
        return Find(types, type, member) is { } found && types.ResolveMethod(found) is { } method
            && (method.IsPublic || !StructShapes.IsFramework(method.Module.Assembly)) ? found : null;
    }

    private static MethodReference? Find(TypeContext types, TypeReference type, MethodReference member)
    {
        if (types.Resolve(type) is not { } definition || types.Resolve(member.DeclaringType) is not { } declaring)
            return null;
        if (types.IsValueTypeOrEnum(type))
            return InType(types, type, definition, member, declaring.IsInterface);
        if (!declaring.IsInterface)
            return OnClass(types, type, member);
        // The most derived class that lists the interface decides; what its subclasses declare counts only as an override of that.
        for (var current = type; current is not null; current = BaseOf(types, current))
        {
            if (!Lists(types, current, member.DeclaringType))
                continue;
            if (ExplicitIn(types, current, types.Resolve(current)!, member) is { } own)
                return own;
            for (var holder = current; holder is not null; holder = BaseOf(types, holder))
            {
                if (Named(types, holder, types.Resolve(holder)!, member, m => m.IsPublic, includeAbstract: true) is not { } found)
                    continue;
                return types.ResolveMethod(found) is { IsVirtual: true, IsFinal: false } ? OnClass(types, type, found) : found;
            }
            return null;
        }
        return null;
    }

    /// <summary>A struct's own method; what it inherits (from <c>object</c>, or an interface's default) is left alone.</summary>
    private static MethodReference? InType(TypeContext types, TypeReference type, TypeDefinition definition, MethodReference member, bool isInterface) =>
        ExplicitIn(types, type, definition, member) ?? Named(types, type, definition, member, m => isInterface ? m.IsPublic : m.IsVirtual && !m.IsNewSlot);

    /// <summary>
    /// What is in the slot of a class's virtual method, followed from the class that declares it down to the type: explicit overrides (which may start
    /// slots of their own, for a result of a narrower type) and methods of the name and signature, unless they belong to a slot that hides this one.
    /// </summary>
    private static MethodReference? OnClass(TypeContext types, TypeReference type, MethodReference member)
    {
        var path = new List<TypeReference>();
        for (var current = type; current is not null; current = BaseOf(types, current))
        {
            path.Insert(0, current);
            if (types.Same(current, member.DeclaringType))
                break;
        }
        if (path.Count == 0 || !types.Same(path[0], member.DeclaringType))
            return null;
        var slots = new List<MethodReference> { member };
        var isNearest = true;
        MethodReference? found = null;
        foreach (var current in path)
        {
            if (types.Resolve(current) is not { } definition)
                return null;
            var named = Named(types, current, definition, member, m => m.IsVirtual, includeAbstract: true);
            var startsSlot = named is not null && types.ResolveMethod(named) is { IsNewSlot: true };
            if (slots.Select(s => ExplicitIn(types, current, definition, s)).FirstOrDefault(e => e is not null) is { } own)
            {
                found = own;
                isNearest = !startsSlot || types.Same(own.DeclaringType, named!.DeclaringType) && own.Name == named.Name;
                if (types.ResolveMethod(own) is { IsVirtual: true, IsNewSlot: true })
                    slots.Add(own);
            }
            else if (named is not null && current == path[0])
            {
                found = named;
            }
            else if (startsSlot)
            {
                isNearest = false;
            }
            else if (named is not null && isNearest)
            {
                found = named;
            }
        }
        return found is not null && types.ResolveMethod(found) is { IsAbstract: false } ? found : null;
    }

    /// <summary>
    /// The body in an interface that a type without a member of its own gets: the interface's, or that of the one interface which overrides it. Null
    /// when the type has a member of that name or there is a choice.
    /// </summary>
    public static MethodReference? DefaultOf(TypeContext types, TypeReference type, MethodReference member)
    {
        if (types.Resolve(member.DeclaringType) is not { IsInterface: true } || types.ResolveMethod(member) is not { } declared)
            return null;
        var overriding = new Dictionary<string, MethodReference>();
        for (var current = type; current is not null && types.Resolve(current) is { } definition; current = BaseOf(types, current))
        {
            if (definition.Methods.Any(m => m.Parameters.Count == member.Parameters.Count
                && (m.Name == member.Name || m.Name.EndsWith("." + member.Name, StringComparison.Ordinal))))
                return null;
            foreach (var listed in definition.Interfaces)
            {
                if (Closed(types, listed.InterfaceType, current) is { } @interface && types.Resolve(@interface) is { } own
                    && ExplicitIn(types, @interface, own, member) is { } found)
                    overriding[found.FullName] = found;
            }
        }
        return overriding.Count switch
        {
            0 => declared.IsAbstract ? null : member,
            1 when overriding.Values.First() is var only => types.ResolveMethod(only) is { IsAbstract: false } ? only : null,
            _ => null,
        };
    }

    private static MethodReference? ExplicitIn(TypeContext types, TypeReference type, TypeDefinition definition, MethodReference member)
    {
        foreach (var candidate in definition.Methods.Where(m => m.HasOverrides && m.IsStatic != member.HasThis
            && m.GenericParameters.Count == ArgumentsOf(member).Count))
        {
            foreach (var overridden in candidate.Overrides)
            {
                if (overridden.Name == member.Name && overridden.Parameters.Count == member.Parameters.Count
                    && Closed(types, overridden.DeclaringType, type)?.FullName == member.DeclaringType.FullName)
                {
                    return Reference(types, type, candidate, member);
                }
            }
        }
        return null;
    }

    private static IList<TypeReference> ArgumentsOf(MethodReference member) => member is GenericInstanceMethod instance ? instance.GenericArguments : [];

    private static MethodReference? Named(TypeContext types, TypeReference type, TypeDefinition definition, MethodReference member,
        Func<MethodDefinition, bool> isWanted, bool includeAbstract = false)
    {
        foreach (var candidate in definition.Methods)
        {
            if (candidate.Name != member.Name || (candidate.IsAbstract && !includeAbstract) || candidate.IsStatic != !member.HasThis
                || candidate.GenericParameters.Count != ArgumentsOf(member).Count
                || candidate.Parameters.Count != member.Parameters.Count || !isWanted(candidate))
            {
                continue;
            }
            var fits = true;
            for (var i = 0; i < candidate.Parameters.Count && fits; i++)
                fits = Closed(types, candidate.Parameters[i].ParameterType, type, member as GenericInstanceMethod) is { } own
                    && types.Same(TypeContext.WithoutModifiers(own), types.ParameterType(member, i));
            if (fits)
                return Reference(types, type, candidate, member);
        }
        return null;
    }

    /// <summary>The type itself implements the interface, whether or not one that it derives from does.</summary>
    internal static bool Lists(TypeContext types, TypeReference type, TypeReference @interface) =>
        types.Resolve(type) is { } definition && definition.Interfaces.Any(i => Closed(types, i.InterfaceType, type)?.FullName == @interface.FullName);

    internal static TypeReference? BaseOf(TypeContext types, TypeReference type) =>
        types.Resolve(type)?.BaseType is { } parent ? Closed(types, parent, type) : null;

    /// <summary>
    /// A type as it reads inside a generic type, with that type's arguments put in; null when another module's type parameters would be left.
    /// </summary>
    public static TypeReference? Closed(TypeContext types, TypeReference type, TypeReference around, GenericInstanceMethod? within = null)
    {
        var closed = types.Substitute(type, around as GenericInstanceType, within);
        if (closed.Module == types.Module)
            return closed;
        return closed.ContainsGenericParameter ? null : types.Module.ImportReference(closed);
    }

    /// <summary>A method as a member of a closed type.</summary>
    internal static MethodReference Reference(TypeContext types, TypeReference type, MethodDefinition method, MethodReference? like = null)
    {
        var member = ReferenceTo(types, type, method);
        if (like is not GenericInstanceMethod { GenericArguments: var arguments })
            return member;
        var instance = new GenericInstanceMethod(member);
        foreach (var argument in arguments)
            instance.GenericArguments.Add(argument);
        return instance;
    }

    private static MethodReference ReferenceTo(TypeContext types, TypeReference type, MethodDefinition method)
    {
        var imported = types.Import(method);
        if (type is not GenericInstanceType)
            return imported;
        var closed = new MethodReference(imported.Name, imported.ReturnType, type) { HasThis = imported.HasThis };
        foreach (var parameter in method.GenericParameters)
            closed.GenericParameters.Add(new GenericParameter(parameter.Name, closed));
        foreach (var parameter in imported.Parameters)
            closed.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return closed;
    }
}

using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes;

/// <summary>
/// Which method a virtual or interface member is on objects of an exact type, by the rules of the runtime (ECMA-335 II.12.2): explicit
/// implementations first, then methods of the name and signature, never one that merely hides. Null whenever there is a doubt.
/// </summary>
internal static class Implementations
{
    public static MethodReference? Of(TypeContext types, TypeReference type, MethodReference member)
    {
        // The framework's explicit implementations cannot be called by name.
        return Find(types, type, member) is { } found && types.ResolveMethod(found) is { } method && (method.IsPublic || !StructShapes.IsFramework(method.Module.Assembly)) ? found : null;
    }

    private static MethodReference? Find(TypeContext types, TypeReference type, MethodReference member)
    {
        if (types.Resolve(type) is not { } definition || types.Resolve(member.DeclaringType) is not { } declaring || member is GenericInstanceMethod)
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
                if (Named(types, holder, types.Resolve(holder)!, member, m => m.IsPublic) is not { } found)
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

    /// <summary>The override of a class's virtual method; none when a method in between hides it.</summary>
    private static MethodReference? OnClass(TypeContext types, TypeReference type, MethodReference member)
    {
        for (var current = type; current is not null; current = BaseOf(types, current))
        {
            if (types.Resolve(current) is not { } definition)
                return null;
            if (ExplicitIn(types, current, definition, member) is { } own)
                return own;
            var isDeclaring = types.Same(current, member.DeclaringType);
            if (Named(types, current, definition, member, _ => true) is { } found)
            {
                var method = types.ResolveMethod(found)!;
                return method.IsVirtual && !method.IsAbstract && (isDeclaring || !method.IsNewSlot) && NothingHides(types, current, member) ? found : null;
            }
            if (isDeclaring)
                return null;
        }
        return null;
    }

    /// <summary>Between a class and the one that declares the member, no method of its name and signature starts a slot of its own.</summary>
    private static bool NothingHides(TypeContext types, TypeReference from, MethodReference member)
    {
        for (var current = from; current is not null && !types.Same(current, member.DeclaringType); current = BaseOf(types, current))
        {
            if (Named(types, current, types.Resolve(current)!, member, m => !m.IsVirtual || m.IsNewSlot) is not null)
                return false;
        }
        return true;
    }

    private static MethodReference? ExplicitIn(TypeContext types, TypeReference type, TypeDefinition definition, MethodReference member)
    {
        foreach (var candidate in definition.Methods.Where(m => m.HasOverrides && m.IsStatic != member.HasThis && !m.HasGenericParameters))
        {
            foreach (var overridden in candidate.Overrides)
            {
                if (overridden.Name == member.Name && overridden.Parameters.Count == member.Parameters.Count
                    && Closed(types, overridden.DeclaringType, type)?.FullName == member.DeclaringType.FullName)
                {
                    return Reference(types, type, candidate);
                }
            }
        }
        return null;
    }

    private static MethodReference? Named(TypeContext types, TypeReference type, TypeDefinition definition, MethodReference member, Func<MethodDefinition, bool> isWanted)
    {
        foreach (var candidate in definition.Methods)
        {
            if (candidate.Name != member.Name || candidate.IsAbstract || candidate.IsStatic != !member.HasThis || candidate.HasGenericParameters
                || candidate.Parameters.Count != member.Parameters.Count || !isWanted(candidate))
            {
                continue;
            }
            var fits = true;
            for (var i = 0; i < candidate.Parameters.Count && fits; i++)
                fits = Closed(types, candidate.Parameters[i].ParameterType, type) is { } own && types.Same(TypeContext.WithoutModifiers(own), types.ParameterType(member, i));
            if (fits)
                return Reference(types, type, candidate);
        }
        return null;
    }

    private static bool Lists(TypeContext types, TypeReference type, TypeReference @interface) =>
        types.Resolve(type) is { } definition && definition.Interfaces.Any(i => Closed(types, i.InterfaceType, type)?.FullName == @interface.FullName);

    private static TypeReference? BaseOf(TypeContext types, TypeReference type) =>
        types.Resolve(type)?.BaseType is { } parent ? Closed(types, parent, type) : null;

    /// <summary>A type as it reads inside a generic type, with that type's arguments put in; null when another module's type parameters would be left.</summary>
    private static TypeReference? Closed(TypeContext types, TypeReference type, TypeReference around)
    {
        var closed = types.Substitute(type, around as GenericInstanceType, null);
        if (closed.Module == types.Module)
            return closed;
        return closed.ContainsGenericParameter ? null : types.Module.ImportReference(closed);
    }

    private static MethodReference Reference(TypeContext types, TypeReference type, MethodDefinition method)
    {
        var imported = types.Import(method);
        if (type is not GenericInstanceType)
            return imported;
        var closed = new MethodReference(imported.Name, imported.ReturnType, type) { HasThis = imported.HasThis };
        foreach (var parameter in imported.Parameters)
            closed.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return closed;
    }
}

using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>One case of a virtual call.</summary>
/// <param name="Type">The type of the receiver.</param>
/// <param name="Method">What runs; null where that is not known or has no IL.</param>
/// <param name="IsExact">Types below this one are not meant: another assembly may add some.</param>
internal sealed record Override(TypeReference Type, MethodReference? Method, bool IsExact)
{
    /// <summary>No object of this class can be met: it stands here so that another case does not take it in.</summary>
    public bool IsOutOfReach { get; init; }
}

/// <summary>The cases of a virtual or interface call among the types in reach, to be tried in this order.</summary>
internal static class Overrides
{
    /// <param name="types">The type system.</param>
    /// <param name="member">The virtual member.</param>
    /// <param name="hasBody">Whether a method's IL is at hand.</param>
    /// <param name="receiver">The type that the receiver is known as, if not the one that declares the member.</param>
    public static IReadOnlyList<Override> Of(TypeContext types, MethodReference member, Func<MethodReference, bool> hasBody, TypeReference? receiver = null)
    {
        var candidates = new List<Override>();
        receiver ??= member.DeclaringType;
        foreach (var type in types.Hierarchy.Below(receiver).Prepend(receiver))
        {
            if (types.Resolve(type) is not { IsInterface: false, IsAbstract: false } definition)
                continue;
            if (types.ClassesInReach.IsOutOfReach(definition))
            {
                candidates.Add(new(type, null, !types.Hierarchy.IsClosed(type)) { IsOutOfReach = true });
                continue;
            }
            var method = Implementations.Of(types, type, member) ?? Implementations.DefaultOf(types, type, member);
            candidates.Add(new(type, method is not null && hasBody(method) ? method : null, !types.Hierarchy.IsClosed(type)));
        }
        var below = new Dictionary<string, HashSet<string?>>();
        foreach (var one in candidates)
        {
            foreach (var type in Path(types, one.Type))
            {
                if (!below.TryGetValue(type.FullName, out var methods))
                    below.Add(type.FullName, methods = []);
                methods.Add(one.Method?.FullName);
            }
        }
        var cases = candidates
            .Select(c => c.IsExact || c.Method is null ? c : c with { Type = Widest(types, c, below) })
            .GroupBy(c => c.Type.FullName).Select(g => g.First())
            .OrderByDescending(c => Path(types, c.Type).Count()).ToList();
        // What is not known is only tested where another test would take it in.
        var takingIn = new HashSet<string>(cases.Where(c => c.Method is not null && !c.IsExact).Select(c => c.Type.FullName));
        cases.RemoveAll(c => c.Method is null && !Path(types, c.Type).Any(t => takingIn.Contains(t.FullName)));
        return cases;
    }

    /// <summary>The class furthest up below which there is only this method.</summary>
    private static TypeReference Widest(TypeContext types, Override one, Dictionary<string, HashSet<string?>> below)
    {
        var widest = one.Type;
        while (!types.Same(widest, one.Method!.DeclaringType) && Implementations.BaseOf(types, widest) is { } parent && types.Resolve(parent) is { } definition
            && !StructShapes.IsFramework(definition.Module.Assembly) && types.Hierarchy.IsClosed(parent) && below[parent.FullName].Count == 1)
        {
            widest = parent;
        }
        return widest;
    }

    private static IEnumerable<TypeReference> Path(TypeContext types, TypeReference type)
    {
        for (var current = type; current is not null; current = Implementations.BaseOf(types, current))
            yield return current;
    }
}

using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>One case of a virtual call.</summary>
/// <param name="Type">The type of the receiver.</param>
/// <param name="Method">What runs; null where that is not known or has no IL.</param>
/// <param name="IsExact">Types below this one are not meant: another assembly may add some.</param>
internal sealed record Override(TypeReference Type, MethodReference? Method, bool IsExact);

/// <summary>The cases of a virtual or interface call among the types in reach, to be tried in this order.</summary>
internal static class Overrides
{
    /// <summary>So many are looked at one by one; more than that may do anything.</summary>
    public const int Most = 16;

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
            if (types.Resolve(type) is not { IsInterface: false, IsAbstract: false })
                continue;
            var method = Implementations.Of(types, type, member) ?? Implementations.DefaultOf(types, type, member);
            candidates.Add(new(type, method is not null && hasBody(method) ? method : null, !types.Hierarchy.IsClosed(type)));
        }
        var cases = candidates
            .Select(c => c.IsExact || c.Method is null ? c : c with { Type = Widest(types, c, candidates) })
            .GroupBy(c => c.Type.FullName).Select(g => g.First())
            .OrderByDescending(c => Path(types, c.Type).Count()).ToList();
        // What is not known is only tested where another test would take it in.
        cases.RemoveAll(c => c.Method is null && !cases.Any(o => o.Method is not null && !o.IsExact && IsBelow(types, c.Type, o.Type)));
        return cases;
    }

    /// <summary>The class furthest up below which there is only this method.</summary>
    private static TypeReference Widest(TypeContext types, Override one, List<Override> all)
    {
        var widest = one.Type;
        while (!types.Same(widest, one.Method!.DeclaringType) && Implementations.BaseOf(types, widest) is { } parent && types.Resolve(parent) is { } definition
            && !StructShapes.IsFramework(definition.Module.Assembly) && types.Hierarchy.IsClosed(parent)
            && all.Where(o => IsBelow(types, o.Type, parent)).All(o => o.Method?.FullName == one.Method.FullName))
        {
            widest = parent;
        }
        return widest;
    }

    private static bool IsBelow(TypeContext types, TypeReference type, TypeReference parent) => Path(types, type).Any(t => types.Same(t, parent));

    private static IEnumerable<TypeReference> Path(TypeContext types, TypeReference type)
    {
        for (var current = type; current is not null; current = Implementations.BaseOf(types, current))
            yield return current;
    }
}

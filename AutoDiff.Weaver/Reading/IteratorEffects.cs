using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>Which iterators a query may run through at once: those that change nothing, and come to an end where the query runs to it.</summary>
internal sealed class IteratorEffects(TypeContext types, Enumerations enumerations, Footprints footprints, Dispatchers dispatchers,
    StraightQueries straight, Func<MethodReference, MethodIR?> bodyOf)
{
    private readonly Dictionary<string, HashSet<string>> effects = [];
    private readonly Dictionary<string, bool> ends = [];

    /// <summary>
    /// An iterator with effects, or one that may have no end, is run through by a query that in the framework would run it later, or not to the end.
    /// </summary>
    public bool IsCollectedTooSoon(Call collect)
    {
        if (Sequences.QueryThatNeedNotRunAtOnce(collect) is null)
            return false;
        var iterators = new Dictionary<string, TypeReference>();
        var isAllKnown = enumerations.FindSources(collect.Operand(0), iterators);
        return iterators.Values.Any(t => (EffectsOf(t, isAllKnown) is { Count: > 0 } written && !straight.Hides(collect, written))
            || (collect.Operand(1) is Constant { Content: int.MaxValue } && !HasEnd(t)));
    }

    private bool HasEnd(TypeReference iterator)
    {
        if (!ends.TryGetValue(iterator.FullName, out var has))
            ends.Add(iterator.FullName, has = bodyOf(Implementations.Reference(types, iterator,
                types.Resolve(iterator)!.Methods.First(m => m.Name == "MoveNext"))) is not { } next || IteratorEnds.Has(next));
        return has;
    }

    private HashSet<string> EffectsOf(TypeReference iterator, bool worksOnWhatIsKnown)
    {
        var key = iterator.FullName + worksOnWhatIsKnown;
        if (!effects.TryGetValue(key, out var written))
        {
            var members = types.Resolve(iterator)!.Methods.Where(m => m.Name == "MoveNext" || m.Name.EndsWith("Dispose", StringComparison.Ordinal));
            effects.Add(key, written = footprints.EffectsOf(members.Select(m => Implementations.Reference(types, iterator, m)), m => worksOnWhatIsKnown
                && dispatchers.IsOfEnumeration(m)));
        }
        return written;
    }
}

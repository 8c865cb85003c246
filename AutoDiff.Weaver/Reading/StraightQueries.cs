using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// The queries that are run to their end where they are made, by their places. A place in a generic method is that of all its instantiations: what one of them
/// may read counts for all.
/// </summary>
internal sealed class StraightQueries
{
    private readonly Dictionary<(MethodDefinition Method, int Offset), HashSet<string>> reads = [];

    /// <param name="query">The query as it stands in the body that it was written in.</param>
    /// <param name="read">What may be read while it runs, other than by its first source; null where it is not run straight to its end.</param>
    public void Add(Call query, HashSet<string>? read)
    {
        if (query.Location is not { } at)
            return;
        if (!reads.TryGetValue((at.Method, at.Offset), out var all))
            reads.Add((at.Method, at.Offset), all = []);
        if (read is null)
            all.Add(Footprint.Anything);
        else
            all.UnionWith(read);
    }

    /// <summary>Whether nobody can tell when the source of a query runs, where that writes to memory of some kinds.</summary>
    /// <param name="collect">The call inside of the query's implementation that runs through the source.</param>
    /// <param name="written">The kinds of memory.</param>
    public bool Hides(Call collect, HashSet<string> written)
    {
        var at = collect.Location;
        while (at is { Method.DeclaringType.Namespace: "AutoDiff.Implementations" })
            at = at.InlinedAt;
        return at is not null && reads.TryGetValue((at.Method, at.Offset), out var read) && !Footprint.Conflict(written, read);
    }
}

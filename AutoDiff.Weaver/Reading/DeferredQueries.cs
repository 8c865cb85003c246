using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using Mono.Cecil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// LINQ's queries run when they are enumerated, their implementations when they are called. A call stays with its implementation only where nobody can tell:
/// nothing that the query may read is written between the call and its uses, the objects it makes are not told apart when it runs again, and functions with
/// effects run once, at once. Any other is put back as the user wrote it, marked as deferred.
/// </summary>
internal sealed class DeferredQueries
{
    private static readonly HashSet<string> Whole = ["Sum", "Average", "Max", "Min", "Aggregate", "ToArray", "ToList", "ToDictionary"];

    /// <summary>What goes through its source to the end, at once.</summary>
    private static readonly HashSet<string> ToTheEnd = [.. Whole, "Count", "LongCount", "ToHashSet", "ToLookup", "Last", "LastOrDefault", "MaxBy", "MinBy"];

    /// <summary>What takes an element of its source for each that it is asked for.</summary>
    private static readonly HashSet<string> Elementwise = ["Select", "Where"];

    /// <summary>What has all elements of its source before it yields one.</summary>
    private static readonly HashSet<string> TakesAll =
        ["OrderBy", "OrderByDescending", "Order", "OrderDescending", "ThenBy", "ThenByDescending", "Reverse", "GroupBy"];

    private readonly MethodIR body;
    private readonly Footprints footprints;
    private readonly QueryFootprints runs;
    private readonly StraightQueries straight;
    private readonly Dictionary<Instruction, HashSet<string>> enumerated = [];

    private DeferredQueries(MethodIR body, Footprints footprints, Func<MethodReference, bool> returnsQuery, StraightQueries straight)
    {
        this.body = body;
        this.straight = straight;
        runs = new QueryFootprints(body.Types, footprints, returnsQuery);
        this.footprints = footprints;
    }

    /// <param name="body">A body as imported and normalised.</param>
    /// <param name="footprints">What other bodies read and write.</param>
    /// <param name="returnsQuery">Whether a method of the user's returns a query.</param>
    /// <param name="straight">Takes note of the queries that are run to their end where they are made.</param>
    /// <returns>Whether the body itself returns a query.</returns>
    public static bool Run(MethodIR body, Footprints footprints, Func<MethodReference, bool> returnsQuery, StraightQueries straight) =>
        new DeferredQueries(body, footprints, returnsQuery, straight).Run();

    private bool Run()
    {
        var queries = body.Instructions.OfType<Call>().Where(c => QueryFootprints.IsSequence(c.Type)
            && (c.StandsFor is not null ? !IsConstant(c) : runs.MayReturnQuery(c))).Select(c => (Call: c, Uses: QueryUses.Of(c, footprints))).ToList();
        foreach (var (call, uses) in queries)
        {
            var writes = runs.FunctionsOf(call).Writes;
            if (writes.Count == 0)
                continue;
            foreach (var point in uses.Points)
                (enumerated.TryGetValue(point, out var all) ? all : enumerated[point] = []).UnionWith(writes);
        }
        var deferred = new Dictionary<Call, Deferral>();
        foreach (var (call, uses) in queries)
        {
            if (DeferralOf(call, uses) is { } deferral)
                deferred.Add(call, deferral);
        }
        // Functions with effects are interleaved: what works on the results runs as the framework does it, too.
        foreach (var (call, uses) in queries.Where(q => deferred.ContainsKey(q.Call)).ToList())
        {
            var hasEffects = runs.FunctionsOf(call).Writes.Count > 0;
            foreach (var next in uses.Points.OfType<Call>()
                .Where(c => c.StandsFor is { } original && Footprints.IsEnumerable(original) && (hasEffects || runs.FunctionsOf(c).Writes.Count > 0)))
            {
                if (!deferred.ContainsKey(next))
                    deferred.Add(next, deferred[call]);
            }
        }
        var returns = queries.Any(q => q.Uses.IsReturned);
        foreach (var call in body.Instructions.OfType<Call>())
        {
            if (call.StandsFor is { } original && Footprints.IsEnumerable(original) && !deferred.ContainsKey(call))
                straight.Add(call, ReadsWhenRunStraight(call));
        }
        foreach (var pair in deferred)
            PutBack(pair.Key, pair.Value);
        return returns;
    }

    /// <summary>Hands on what is there (the keys of a dictionary), of which nothing is differentiated.</summary>
    private bool IsConstant(Call call) => body.Types.ResolveMethod(call.Method) is { } definition && Constancy.Has(definition);

    private static void PutBack(Call call, Deferral deferral)
    {
        var builder = new Builder(call.Block!.Method) { Location = call.Location }.Before(call);
        var original = builder.Add(new Call(call.Type, call.StandsFor ?? call.Method, call.StandsFor is null
            && call.IsVirtual, call.Constrained, [.. call.Operands])
        { Deferral = QueryFootprints.IsSequence(call.Type) ? deferral : null });
        original.Name = call.Name;
        call.ReplaceWith(original);
    }

    /// <summary>What can tell whether the query runs at once; null when nothing can.</summary>
    private Deferral? DeferralOf(Call query, QueryUses uses)
    {
        if (uses.Escape is { } escape)
            return new("kept where it is not followed", escape.Location);
        if (runs.FunctionsOf(query) is { Writes.Count: > 0 } functions)
        {
            return RunsAtOnce(query) ? null
                : new(
                    functions.Writes.Contains(Footprint.Anything) ? "runs code of which it is not known what it changes" : "runs functions that change memory",
                    functions.Places.Values.FirstOrDefault(p => p is not null));
        }
        var written = new List<(Instruction Instruction, HashSet<string> Kinds)>();
        foreach (var instruction in Region([query], uses))
        {
            if (PutsIntoAnother(instruction, query))
                continue;
            var kinds = WritesOf(instruction, query);
            // What a member of an object does to references in general is no change of what the object was given.
            if (uses.ThroughObjects.Contains(instruction))
                kinds.RemoveWhere(Footprints.IsOfAnyReferences);
            if (kinds.Count > 0)
                written.Add((instruction, kinds));
        }
        if (written.Count == 0)
            return null;
        var reads = runs.ReadsOf(query, []);
        var made = runs.ContentOfMade(query);
        foreach (var (instruction, kinds) in written)
        {
            if (Footprint.Conflict(kinds, reads) && IsUsedAfter(instruction, uses.Points))
                return new("something it reads changes before it is used", instruction.Location);
            if (Footprint.Conflict(kinds, made)
                && IsUsedAfter(instruction, uses.Points.Where(p => p is not Call { Method: var m } || !Footprints.IsEnumeration(m))))
                return new("what it makes changes before it is used again", instruction.Location);
        }
        return null;

        bool IsUsedAfter(Instruction write, IEnumerable<Instruction> points)
        {
            var after = new HashSet<Instruction>(Region([write], uses, query));
            return points.Any(p => after.Contains(p) || (p == write && p is Call));
        }
    }

    /// <summary>What a query yields is put into a list made here that is not one of its sources, as collection expressions do.</summary>
    private bool PutsIntoAnother(Instruction instruction, Call query) =>
        instruction is Call { StandsFor.Name: "AddRange" or "Add" or "InsertRange" or "Insert" } put && put.Operand(0) is Call
        {
            Method:
            {
                Name: "Create"
            or "ToList" or "GetRange" or "ConvertAll", DeclaringType.Namespace: "AutoDiff.Implementations"
            }
        } list
        && runs.FunctionsOf(query).Reads.Count == 0 && !runs.Chain(query, []).SelectMany(c => c.Operands).Contains(list);

    /// <summary>A query with effects: it is used once, right after it is made and as a whole, and what else runs with it does not see the effects.</summary>
    private bool RunsAtOnce(Call query)
    {
        var own = runs.OwnFunctionsOf(query);
        var isSource = own.Writes.Count == 0;
        if (query.StandsFor is null || query.Method.Name is not ("Select" or "Where" or "Zip"))
            return false;
        for (var current = query; ;)
        {
            if (current.Uses.ToList() is not [{ User: Call next }] || !LeadsStraightTo(current, next))
                return false;
            var isWhole = Whole.Contains(next.Method.Name);
            if (!isWhole && !(next.StandsFor is not null && next.Method.Name is "Select" or "Where"))
                return false;
            var others = runs.OwnFunctionsOf(next);
            if (!isSource && (others.Writes.Count > 0 || Footprint.Conflict(own.Writes, others.Reads)))
                return false;
            if (isSource && others.Writes.Count > 0)
                return false;
            if (isWhole)
                break;
            current = next;
        }
        return isSource || query.Operands.OfType<Call>().Where(c => QueryFootprints.IsSequence(c.Type))
            .All(c => runs.FunctionsOf(c) is { } source && source.Writes.Count == 0 && !Footprint.Conflict(own.Writes, source.Reads));
    }

    /// <summary>
    /// A query whose only use comes next, and so on until something runs through the whole: an iterator that is its source is run as far as it is at once, and
    /// nothing sees when, other than the functions on the way.
    /// </summary>
    /// <returns>
    /// What those functions and the other sources read; null where the query may run later, or not to the end, or where functions have effects.
    /// </returns>
    private HashSet<string>? ReadsWhenRunStraight(Call query)
    {
        var reads = new HashSet<string>();
        var isFirst = true;
        var hasAll = false;
        for (var current = query; ;)
        {
            var name = current.Method.Name;
            if (current.StandsFor is null || !Footprints.IsEnumerable(current.StandsFor) || runs.OwnFunctionsOf(current) is not { Writes.Count: 0 } own)
                return null;
            reads.UnionWith(own.Reads);
            foreach (var other in current.Operands.Skip(1).Where(o => !footprints.IsFunction(o)))
            {
                // Two iterators take turns.
                if (QueryFootprints.IsSequence(other.Type))
                    return null;
                reads.UnionWith(footprints.ElementsOf(other.Type));
            }
            if (ToTheEnd.Contains(name))
                return reads;
            if (!(Elementwise.Contains(name) || TakesAll.Contains(name) || (name is "Take" or "Zip" && (isFirst || hasAll))))
                return null;
            hasAll |= TakesAll.Contains(name);
            if (current.Uses.ToList() is not [{ User: Call next }] || next.OperandCount == 0 || next.Operand(0) != current
                || !LeadsStraightTo(current, next))
                return null;
            current = next;
            isFirst = false;
        }
    }

    /// <summary>Whichever way is taken from one instruction, the other comes, with nothing but the making of delegates between.</summary>
    private bool LeadsStraightTo(Instruction from, Call to)
    {
        var seen = new HashSet<Block>();
        return From(from.Next);

        bool From(Instruction? instruction)
        {
            for (; instruction is not null; instruction = instruction.Next)
            {
                if (instruction == to)
                    return true;
                switch (instruction)
                {
                    case Return or Throw:
                    case Call { KnownEffects: not Effects.None } call when !Allocations.Is(call):
                        return false;
                    case Store store when footprints.KindOf(store.Address, _ => false) is not null:
                        return false;
                    case Terminator terminator:
                        return terminator.Successors.Any() && terminator.Successors.All(s => seen.Add(s) ? From(s.First) : s == to.Block);
                }
            }
            return false;
        }
    }

    private HashSet<string> WritesOf(Instruction instruction, Call query)
    {
        HashSet<string> writes = MakesContainer(instruction) ? [] : [.. footprints.Of(instruction, v => Footprints.IsFresh(v)
            && IsApart(v, query), null).Writes.Select(QueryFootprints.AsSeenHere)];
        if (enumerated.TryGetValue(instruction, out var effects))
            writes.UnionWith(effects);
        if (instruction is Call { Method: var method } call && Footprints.IsEnumeration(method))
            writes.UnionWith(WritesOfEnumerator(call.Operand(0), []));
        return writes;
    }

    /// <summary>What stands in for the constructor of a container writes to what it makes.</summary>
    private static bool MakesContainer(Instruction instruction) =>
        instruction is Call { StandsFor: null, HasResult: true, Method: { Name: "Create", DeclaringType.Namespace: "AutoDiff.Implementations" } };

    /// <summary>What going to the next element writes to: nothing for the containers that are known, and for what was passed in.</summary>
    private HashSet<string> WritesOfEnumerator(Value enumerator, HashSet<Value> seen) => enumerator switch
    {
        _ when !seen.Add(enumerator) => [],
        Call { Method: { Name: "GetEnumerator", DeclaringType.Namespace: "AutoDiff.Implementations" } } call => runs.WritesOfRunning(call.Operand(0)),
        BlockParameter parameter => [.. parameter.Block.Incoming.Where(e => parameter.Index < e.ArgumentCount).ToList()
            .SelectMany(e => WritesOfEnumerator(e[parameter.Index], seen))],
        RawInstruction raw => WritesOfEnumerator(raw.Operand(0), seen),
        Load { Address: Slot slot } when slot.Users.All(u => u is Load or Store) =>
            [.. slot.Users.OfType<Store>().ToList().SelectMany(s => WritesOfEnumerator(s.Content, seen))],
        Constant or DefaultValue => [],
        _ => [Footprint.Anything],
    };

    /// <summary>Memory made in this method that is neither given to the query nor to anything that could hand it on.</summary>
    private bool IsApart(Value made, Call query)
    {
        var seen = new HashSet<Value>();
        return Apart(made);

        bool Apart(Value value)
        {
            if (!seen.Add(value))
                return true;
            if (value is BlockParameter merged && !merged.Block.Incoming.All(e => Apart(e[merged.Index])))
                return false;
            foreach (var user in (value as TrackedValue)?.Users ?? [])
            {
                switch (user)
                {
                    case FieldAddress or ElementAddress or ArrayLength or Return or Compare:
                        continue;
                    case Store store when !ReferenceEquals(store.Content, value):
                        continue;
                    case Call call when call != query && (call.Method.DeclaringType.Namespace == "AutoDiff.Implementations"
                        || (call.Method.Name == ".ctor" && ReferenceEquals(call.Operand(0), value))) && !QueryFootprints.IsSequence(call.Type):
                        continue;
                    // Given to another query, it goes where that one goes.
                    case Call { StandsFor: not null } other when other != query && QueryFootprints.IsSequence(other.Type):
                        if (!Apart(other))
                            return false;
                        continue;
                    case Terminator terminator:
                        foreach (var edge in terminator.Edges)
                        {
                            for (var i = 0; i < edge.ArgumentCount; i++)
                            {
                                if (ReferenceEquals(edge[i], value) && !Apart(edge.Target.Parameters[i]))
                                    return false;
                            }
                        }
                        continue;
                    default:
                        return false;
                }
            }
            return true;
        }
    }

    /// <summary>The instructions that may run after those given, until the query is made anew.</summary>
    private IEnumerable<Instruction> Region(IEnumerable<Instruction> starts, QueryUses uses, Call? query = null)
    {
        query ??= (Call)starts.First();
        var seen = new HashSet<Block>();
        var work = new Stack<Instruction?>(starts.Select(s => s.Next).Concat(starts.SelectMany(s => HandlersOf(s.Block!)).Select(b => b.First)));
        while (work.Count > 0)
        {
            for (var at = work.Pop(); at is not null; at = at.Next)
            {
                if (at == query && !uses.ThroughParameters)
                    break;
                yield return at;
                if (at is not Terminator terminator)
                    continue;
                foreach (var next in terminator.Successors.Concat(HandlersOf(at.Block!)).Where(seen.Add))
                    work.Push(next.First);
            }
        }
    }

    private IEnumerable<Block> HandlersOf(Block block)
    {
        foreach (var region in body.Regions.Where(r => r.Try.Blocks.Contains(block)))
        {
            if (region.Filter is not null)
                yield return region.Filter.Entry;
            yield return region.Handler.Entry;
        }
    }
}

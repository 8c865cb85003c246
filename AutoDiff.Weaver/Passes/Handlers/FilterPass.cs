using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Passes.Handlers;

/// <summary>
/// Turns handlers with filters into ordinary ones. The handlers of a try part, from the first one with a filter on, become a single handler of what any of them
/// may catch, which goes through them in order: it tests the type, runs the filter, enters the first handler that takes the exception, and throws it on where
/// none does. What a filter throws itself counts as a refusal. The filter runs after what cleans up between the throw and the try part, not before: whether
/// that can be told is asked.
/// </summary>
internal sealed class FilterPass
{
    private readonly MethodIR method;
    private readonly TypeContext types;
    private readonly Builder builder;

    private FilterPass(MethodIR method)
    {
        this.method = method;
        types = method.Types;
        builder = new Builder(method);
    }

    /// <param name="method">The method.</param>
    /// <param name="obstacleTo">Why a filter has to run before what cleans up in its try part; null where nobody can tell.</param>
    public static bool Run(MethodIR method, Func<MethodIR, ExceptionRegion, string?> obstacleTo)
    {
        var changed = false;
        foreach (var region in method.Regions.Where(IsToDo).OrderByDescending(r => r.Try.Blocks.Count).ToList())
        {
            // What throws on inside of the try part of one that stays has cleaned up too early for it.
            var kept = method.Regions.FirstOrDefault(r => r.Obstacle is not null && (r.Try.Blocks.Contains(region.Handler.Entry) || AreTogether(r, region)));
            region.Obstacle = kept?.Obstacle ?? (IsUsual(method, GroupOf(method, region)) ? obstacleTo(method, region) : "it is not a usual one");
            if (region.Obstacle is not null)
                Keep(method, region);
        }
        // Inner ones first: what they throw on is thrown inside of the others.
        while (method.Regions.Where(IsToDo).OrderBy(r => r.Try.Blocks.Count).FirstOrDefault() is { } region)
        {
            new FilterPass(method).Lower(GroupOf(method, region));
            changed = true;
        }
        return changed;
    }

    private static bool IsToDo(ExceptionRegion region) => region is { Kind: ExceptionHandlerType.Filter, Obstacle: null };

    private static bool AreTogether(ExceptionRegion one, ExceptionRegion other) =>
        one.Try.Entry == other.Try.Entry && one.Try.Blocks.Count == other.Try.Blocks.Count;

    /// <summary>The handlers of a try part from the first filter on.</summary>
    private static List<ExceptionRegion> GroupOf(MethodIR method, ExceptionRegion region) =>
        [.. method.Regions.Where(r => r.Kind is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter && AreTogether(r, region))
            .SkipWhile(r => r.Kind != ExceptionHandlerType.Filter)];

    private static void Keep(MethodIR method, ExceptionRegion region)
    {
        foreach (var other in GroupOf(method, region).Where(r => r.Kind == ExceptionHandlerType.Filter))
            other.Obstacle = region.Obstacle;
    }

    private static IEnumerable<Region> PartsOf(ExceptionRegion region) => region.Filter is { } filter ? [filter, region.Handler] : [region.Handler];

    /// <summary>The handlers stand behind their try part, each filter before its handler, and no others share them.</summary>
    private static bool IsUsual(MethodIR method, List<ExceptionRegion> group)
    {
        var parts = group.SelectMany(PartsOf).ToList();
        var last = method.Blocks.IndexOf(group[0].Try.Blocks[group[0].Try.Blocks.Count - 1]);
        return parts.Select(p => p.Entry).Distinct().Count() == parts.Count
            && parts.All(p => method.Blocks.IndexOf(p.Entry) > last && p.ExceptionParameter is not null && p.Entry.Incoming.Count == 0)
            && RegionMap.Parts(method).All(p => parts.Contains(p) || parts.All(o => o.Entry != p.Entry || method.Regions.Any(r => r.Try == p)))
            && group.All(r => r.Filter is not { } filter || !method.Regions.Any(o => filter.Blocks.Contains(o.Try.Entry)))
            && group.Select(r => r.Handler).All(h => group.All(r => r.Filter?.Entry is not { } f || !h.Blocks.Contains(f)));
    }

    private void Lower(List<ExceptionRegion> group)
    {
        var parts = group.SelectMany(PartsOf).ToList();
        Gather(parts);
        var tested = group.Select(r => r.Filter is { } filter ? TestedBy(filter) : r.CatchType).ToList();
        var common = CommonType(tested);
        var caught = new ExceptionRegion(ExceptionHandlerType.Catch, common);
        caught.Try.Blocks.AddRange(group[0].Try.Blocks);
        var entry = Before(parts[0], "caught");
        var exception = caught.Handler.ExceptionParameter = entry.AddParameter(common, "exception");

        // Where each handler is entered, in the shared one.
        var wrappers = new List<ExceptionRegion>();
        var at = entry;
        for (var i = 0; i < group.Count; i++)
        {
            var region = group[i];
            var isLast = i == group.Count - 1;
            builder.Location = region.FilterLocation ?? region.Handler.Entry.Instructions.Select(j => j.Location).FirstOrDefault(l => l is not null);
            if (region.Filter is not { } filter)
            {
                var isSure = types.Same(region.CatchType!, common) || region.CatchType!.MetadataType == MetadataType.Object;
                var next = isSure ? null : Before(region.Handler, isLast ? "refused" : "next");
                var content = types.Same(region.CatchType!, common)
                    ? exception
                    : builder.AtEnd(at).Raw(region.CatchType!, OpCodes.Isinst, region.CatchType, Effects.None, exception);
                Receive(region.Handler, content);
                if (next is null)
                    builder.AtEnd(at).Jump(region.Handler.Entry);
                else
                    builder.AtEnd(at).Branch(builder.Compare(CompareOp.Ne, content, method.Null(content.Type)), region.Handler.Entry, next);
                if (next is null)
                {
                    at = null;
                    break;
                }
                at = next;
                continue;
            }
            var refused = Before(region.Handler, isLast ? "refused" : "next");
            Receive(filter, exception);
            Receive(region.Handler, exception);
            if (tested[i] is { } type && types.Same(type, common))
                AssumePassed(filter, exception, type);
            builder.AtEnd(at).Jump(filter.Entry);
            if (Decide(region, filter, refused) is { } wrapper)
                wrappers.Add(wrapper);
            at = refused;
        }
        if (at is not null)
            builder.AtEnd(at).Add(new Rethrow(types.Void));
        var first = method.Blocks.IndexOf(entry);
        var lastPart = parts[parts.Count - 1];
        var end = method.Blocks.IndexOf(lastPart.Blocks[lastPart.Blocks.Count - 1]);
        caught.Handler.Blocks.AddRange(method.Blocks.Skip(first).Take(end - first + 1));
        var place = method.Regions.IndexOf(group[group.Count - 1]);
        method.Regions.Insert(place, caught);
        method.Regions.InsertRange(place, wrappers);
        method.Regions.RemoveAll(group.Contains);
        UnreachableBlocks.Remove(method);
    }

    /// <summary>Where a filter ends, its verdict decides; where it throws, it has refused.</summary>
    /// <returns>The region around a filter that may throw.</returns>
    private ExceptionRegion? Decide(ExceptionRegion region, Region filter, Block refused)
    {
        if (!filter.Blocks.SelectMany(b => b.Instructions).Any(PreciseHandlersPass.MayThrowAnything))
        {
            foreach (var end in filter.Blocks.Select(b => b.Terminator).OfType<EndFilter>().ToList())
            {
                builder.Before(end).Branch(end.Operand(0), region.Handler.Entry, refused);
                end.Remove();
            }
            return null;
        }
        var failed = Before(region.Handler, "failed");
        var verdict = Before(region.Handler, "verdict");
        var answer = verdict.AddParameter(types.Int32, "verdict");
        foreach (var end in filter.Blocks.Select(b => b.Terminator).OfType<EndFilter>().ToList())
        {
            builder.Before(end).Add(new Leave(types.Void, verdict, end.Operand(0)));
            end.Remove();
        }
        builder.AtEnd(verdict).Branch(answer, region.Handler.Entry, refused);
        var wrapper = new ExceptionRegion(ExceptionHandlerType.Catch, types.Object);
        wrapper.Try.Blocks.AddRange(filter.Blocks);
        wrapper.Handler.Blocks.Add(failed);
        wrapper.Handler.ExceptionParameter = failed.AddParameter(types.Object, "failure");
        builder.AtEnd(failed).Add(new Leave(types.Void, refused));
        return wrapper;
    }

    /// <summary>A block in front of a part, in the regions around it but not in the part itself.</summary>
    private static Block Before(Region part, string name)
    {
        var block = BlockPlacement.NewBefore(part.Entry, name);
        part.Blocks.Remove(block);
        return block;
    }

    /// <summary>What a part receives as the exception is at hand.</summary>
    private static void Receive(Region part, Value exception)
    {
        var parameter = part.ExceptionParameter!;
        parameter.ReplaceAllUsesWith(exception);
        part.Entry.RemoveParameter(parameter);
        part.ExceptionParameter = null;
    }

    /// <summary>What is caught is of the type that a filter asks for, and not null.</summary>
    private void AssumePassed(Region filter, TrackedValue exception, TypeReference type)
    {
        foreach (var test in TestsIn(filter, exception).Where(t => types.Same((TypeReference)t.Metadata!, type)).ToList())
        {
            foreach (var user in test.Users.ToList())
            {
                if (user is Branch branch && branch.Condition == test)
                    branch.SetOperand(0, method.Int32(1));
                else if (user is Compare { Right: Constant { Content: null } } compare && compare.Left == test
                    && VerdictOf(compare, isNull: false) is { } known)
                    compare.ReplaceWith(method.Int32(known ? 1 : 0));
            }
            test.ReplaceWith(exception);
        }
    }

    /// <summary>The type without which a filter surely refuses, doing nothing; null where there is none.</summary>
    private TypeReference? TestedBy(Region filter) =>
        TestsIn(filter, filter.ExceptionParameter!).FirstOrDefault(t => RefusesNull(filter, t))?.Metadata as TypeReference;

    private static IEnumerable<RawInstruction> TestsIn(Region filter, TrackedValue exception) => exception.Users.OfType<RawInstruction>()
        .Where(t => t.OpCode.Code == Code.Isinst && t.Metadata is TypeReference && filter.Blocks.Contains(t.Block!));

    /// <summary>Follows the way through a filter on which a test of the type has failed.</summary>
    private static bool RefusesNull(Region filter, RawInstruction test)
    {
        var seen = new HashSet<Block>();
        Edge? from = null;
        for (var block = filter.Entry; seen.Add(block); block = from.Target)
        {
            if (block.Instructions.Any(i => i is not Terminator && !i.IsPure))
                return false;
            switch (block.Terminator)
            {
                case Jump jump:
                    from = jump.Edge;
                    break;
                case Branch { Condition: var condition } branch when condition == test:
                    from = branch.WhenFalse;
                    break;
                case Branch { Condition: Compare { Right: Constant { Content: null } } compare } branch when compare.Left == test:
                    if (VerdictOf(compare, isNull: true) is not { } isTrue)
                        return false;
                    from = isTrue ? branch.WhenTrue : branch.WhenFalse;
                    break;
                case EndFilter end:
                    var verdict = end.Operand(0);
                    return (verdict is BlockParameter parameter && parameter.Block == block ? from?[parameter.Index] : verdict) is Constant { IsZero: true };
                default:
                    return false;
            }
        }
        return false;
    }

    private static bool? VerdictOf(Compare compare, bool isNull) => compare.Op switch
    {
        CompareOp.Eq or CompareOp.LeUn => isNull,
        CompareOp.Ne or CompareOp.GtUn => !isNull,
        _ => null,
    };

    /// <summary>The class that all of these derive from; object, where one of them is not known.</summary>
    private TypeReference CommonType(IReadOnlyList<TypeReference?> all)
    {
        var common = all[0];
        foreach (var type in all.Skip(1))
        {
            if (type is null)
                return types.Object;
            while (common is not null && !IsOrDerives(type, common))
                common = Implementations.BaseOf(types, common);
        }
        return common is not null && types.Resolve(common) is { IsInterface: false } ? common : types.Object;
    }

    private bool IsOrDerives(TypeReference type, TypeReference from)
    {
        for (var current = type; current is not null; current = Implementations.BaseOf(types, current))
        {
            if (types.Same(current, from))
                return true;
        }
        return false;
    }

    /// <summary>Makes the parts of handlers neighbours of each other.</summary>
    private void Gather(List<Region> parts)
    {
        var blocks = parts.SelectMany(p => p.Blocks).ToList();
        var first = parts.Min(p => method.Blocks.IndexOf(p.Entry));
        if (method.Blocks.Skip(first).Take(blocks.Count).SequenceEqual(blocks))
            return;
        method.Blocks.RemoveAll(blocks.Contains);
        method.Blocks.InsertRange(first, blocks);
        var order = method.Blocks.Select((b, i) => (b, i)).ToDictionary(p => p.b, p => p.i);
        foreach (var part in RegionMap.Parts(method).Where(p => blocks.Any(p.Blocks.Contains)))
            part.Blocks.Sort((a, b) => order[a].CompareTo(order[b]));
    }
}

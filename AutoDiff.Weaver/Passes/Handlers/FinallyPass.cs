using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.Scalar;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Passes.Handlers;

/// <summary>
/// Puts a copy of each finally handler on every way out of its try part, so that the graph shows what runs; the handler itself is left for
/// exceptions only (a fault handler), and goes where nobody could see what it does.
/// </summary>
internal static class FinallyPass
{
    /// <summary>Instructions that copies for every way out may come to; with more of them, all ways share one copy.</summary>
    private const int LargestCopies = 200;

    public static bool Run(MethodIR method)
    {
        var changed = false;
        // Inner regions first: a way out of several of them then runs through the copies in order, and what a handler copied holds is a copy already.
        while (method.Regions.FirstOrDefault(r => IsToDo(r) && method.Regions.All(o => o == r || !IsToDo(o) || !IsInside(o, r))) is { } region)
        {
            Expand(method, region);
            changed = true;
        }
        foreach (var region in method.Regions.Where(r => r.Kind == ExceptionHandlerType.Fault).ToList())
            changed |= method.Regions.Contains(region) && RemoveIfInvisible(method, region);
        return changed;
    }

    private static bool IsToDo(ExceptionRegion region) => region.Kind == ExceptionHandlerType.Finally;

    private static bool IsInside(ExceptionRegion inner, ExceptionRegion outer) =>
        outer.Handler.Blocks.Contains(inner.Try.Entry) || (outer.Try.Blocks.Contains(inner.Try.Entry) && outer.Try.Blocks.Count > inner.Try.Blocks.Count);

    private static void Expand(MethodIR method, ExceptionRegion region)
    {
        var inside = new HashSet<Block>(region.Try.Blocks);
        var ways = region.Try.Blocks.Select(b => b.Terminator).OfType<Leave>().Where(l => !inside.Contains(l.Edge.Target)).ToList();
        if (ways.Count > 1 && ways.Count * region.Handler.Blocks.Sum(b => b.Instructions.Count()) > LargestCopies)
            ways = [Gather(method, region, ways)];
        foreach (var leave in ways)
            Insert(method, region, leave);
        var fault = new ExceptionRegion(ExceptionHandlerType.Fault, null);
        fault.Try.Blocks.AddRange(region.Try.Blocks);
        fault.Handler.Blocks.AddRange(region.Handler.Blocks);
        method.Regions[method.Regions.IndexOf(region)] = fault;
    }

    /// <summary>Leads all ways out of a try part through one, behind which they part again.</summary>
    private static Leave Gather(MethodIR method, ExceptionRegion region, List<Leave> ways)
    {
        var builder = new Builder(method) { Location = ways[0].Location };
        var gate = AddBehind(method, region, region.Try, "gate");
        region.Try.Blocks.Add(gate);
        var parting = AddBehind(method, region, region.Handler, "parting");
        var types = ways.SelectMany(w => w.Edge.Arguments.Select(a => a.Type)).Prepend(method.Types.Int32).ToList();
        foreach (var type in types)
        {
            gate.AddParameter(type, "way");
            parting.AddParameter(type, "way");
        }
        var targets = new List<Block>();
        var first = 1;
        for (var i = 0; i < ways.Count; i++)
        {
            var edge = ways[i].Edge;
            var count = edge.ArgumentCount;
            var target = AddBehind(method, region, region.Handler, "way");
            builder.AtEnd(target).Location = ways[i].Location;
            builder.Add(new Leave(method.Types.Void, edge.Target, [.. parting.Parameters.Skip(first).Take(count)]));
            Shorten(method, target);
            targets.Add(target);
            Value[] arguments = [method.Int32(i),
                .. types.Skip(1).Select((t, n) => n + 1 >= first && n + 1 < first + count ? edge[n + 1 - first] : (Value)method.Undefined(t))];
            edge.ClearArguments();
            edge.Target = gate;
            foreach (var argument in arguments)
                edge.AddArgument(argument);
            Shorten(method, ways[i].Block!);
            first += count;
        }
        CarryThrough(method, region, gate, parting);
        builder.AtEnd(parting).Switch(parting.Parameters[0], targets.Take(targets.Count - 1), targets[targets.Count - 1]);
        return (Leave)builder.AtEnd(gate).Add(new Leave(method.Types.Void, parting, [.. gate.Parameters]));
    }

    /// <summary>What the try part computed and code behind it uses is handed over where the ways meet: it has not been computed on all of them.</summary>
    private static void CarryThrough(MethodIR method, ExceptionRegion region, Block gate, Block parting)
    {
        var inside = new HashSet<Block>(region.Try.Blocks.Concat(region.Handler.Blocks));
        var dominators = Dominators.Of(method);
        foreach (var block in region.Try.Blocks.Where(b => b != gate && dominators.Contains(b)).ToList())
        {
            foreach (var value in block.Parameters.Concat<TrackedValue>(block.Instructions.Where(i => i.HasResult)).ToList())
            {
                var behind = value.Uses.Where(u => !inside.Contains(u.User.Block!)).ToList();
                if (behind.Count == 0)
                    continue;
                gate.AddParameter(value.Type, value.Name);
                foreach (var edge in gate.Incoming)
                    edge.AddArgument(dominators.Contains(edge.Source.Block!) && dominators.Dominates(block, edge.Source.Block!)
                        ? value
                        : method.Undefined(value.Type));
                var carried = parting.AddParameter(value.Type, value.Name);
                foreach (var use in behind)
                    use.Value = carried;
            }
        }
    }

    /// <summary>A block behind a part of a region, outside of the region.</summary>
    private static Block AddBehind(MethodIR method, ExceptionRegion region, Region part, string name)
    {
        var last = part.Blocks[part.Blocks.Count - 1];
        var block = new Block(method, name);
        method.Blocks.Insert(method.Blocks.IndexOf(last) + 1, block);
        foreach (var around in RegionsAround(method, region))
            around.Blocks.Insert(around.Blocks.IndexOf(last) + 1, block);
        return block;
    }

    /// <summary>Leads a way out through a copy of the handler, which stands in the regions around the try part.</summary>
    /// <returns>What became of the handler's blocks.</returns>
    public static CloneMap Insert(MethodIR method, ExceptionRegion region, Leave leave)
    {
        var map = new CloneMap();
        var copies = new List<Block>();
        foreach (var block in region.Handler.Blocks)
        {
            var copy = new Block(method, block.Name);
            copies.Add(copy);
            map[block] = copy;
            foreach (var parameter in block.Parameters)
                map[parameter] = copy.AddParameter(parameter.Type, parameter.Name);
        }
        // The parts around stay contiguous.
        method.Blocks.InsertRange(method.Blocks.IndexOf(region.Handler.Blocks[region.Handler.Blocks.Count - 1]) + 1, copies);
        foreach (var around in RegionsAround(method, region))
            around.Blocks.InsertRange(around.Blocks.IndexOf(region.Handler.Blocks[region.Handler.Blocks.Count - 1]) + 1, copies);
        var ends = region.Handler.Blocks.Where(b => b.Terminator is EndFinally && IsDirectlyIn(method, region, b)).ToList();
        foreach (var block in BlockOrder.Of(method).Where(map.Contains).ToList())
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction is EndFinally && ends.Contains(block))
                {
                    var way = new Builder(method) { Location = leave.Location }.AtEnd(map[block]);
                    way.Add(new Leave(method.Types.Void, leave.Edge.Target, [.. leave.Edge.Arguments]));
                }
                else
                {
                    map[block].Append(Copies.Of(instruction, map));
                }
            }
        }
        foreach (var inner in method.Regions.Where(r => map.Contains(r.Try.Entry) && map[r.Try.Entry] != r.Try.Entry).ToList())
            method.Regions.Insert(method.Regions.IndexOf(inner), Copy(inner, map));
        foreach (var end in ends)
            Shorten(method, map[end]);
        leave.Edge.ClearArguments();
        leave.Edge.Target = map[region.Handler.Entry];
        return map;
    }

    /// <summary>A way out of nothing is a jump.</summary>
    public static void Shorten(MethodIR method, Block block)
    {
        if (block.Terminator is not Leave leave || !RegionMap.Of(method).Same(block, leave.Edge.Target))
            return;
        var (target, arguments) = (leave.Edge.Target, leave.Edge.Arguments.ToArray());
        var builder = new Builder(method) { Location = leave.Location }.Before(leave);
        builder.Jump(target, arguments);
        leave.Remove();
    }

    /// <summary>Whether the end of a handler in a block is that of this region's, not one inside it.</summary>
    private static bool IsDirectlyIn(MethodIR method, ExceptionRegion region, Block block) => method.Regions.All(
        r => r == region || r.Kind is not (ExceptionHandlerType.Finally or ExceptionHandlerType.Fault) || !region.Handler.Blocks.Contains(r.Try.Entry)
            || !r.Handler.Blocks.Contains(block));

    private static ExceptionRegion Copy(ExceptionRegion region, CloneMap map)
    {
        var copy = new ExceptionRegion(region.Kind, region.CatchType) { IsPrecise = region.IsPrecise, Obstacle = region.Obstacle };
        Fill(copy.Try, region.Try);
        Fill(copy.Handler, region.Handler);
        if (region.Filter is not null)
            Fill(copy.Filter = new Region(), region.Filter);
        return copy;

        void Fill(Region part, Region original)
        {
            part.Blocks.AddRange(original.Blocks.Select(b => map[b]));
            if (original.ExceptionParameter is { } exception)
                part.ExceptionParameter = (BlockParameter)map[exception];
        }
    }

    private static IEnumerable<Region> RegionsAround(MethodIR method, ExceptionRegion region) =>
        method.Regions.Where(r => r != region).SelectMany(Parts).Where(p => region.Try.Blocks.All(p.Blocks.Contains));

    private static IEnumerable<Region> Parts(ExceptionRegion region) =>
        region.Filter is { } filter ? [region.Try, region.Handler, filter] : [region.Try, region.Handler];

    /// <summary>What the handler writes to locals is lost when the exception leaves the method; without other effects there is no need of it.</summary>
    private static bool RemoveIfInvisible(MethodIR method, ExceptionRegion region)
    {
        var handler = new HashSet<Block>(region.Handler.Blocks);
        if (RegionsAround(method, region).Any()
            || !handler.SelectMany(b => b.Instructions).All(i => IsInvisible(i) || (i is Leave way && handler.Contains(way.Edge.Target))))
            return false;
        // What protects parts of the handler has nothing to do: none of it throws.
        method.Regions.RemoveAll(r => r == region || handler.Contains(r.Try.Entry));
        foreach (var block in region.Try.Blocks)
            Shorten(method, block);
        foreach (var block in region.Handler.Blocks.ToList())
            method.RemoveBlock(block);
        return true;
    }

    private static bool IsInvisible(Instruction instruction) => instruction switch
    {
        EndFinally or Jump or Branch or Switch or Load { Volatile: false } => true,
        Store { Address: Slot or FieldAddress { Target: Slot } } => true,
        _ => instruction.IsPure || (instruction.Effects & Effects.Writes) == 0 && instruction is FieldAddress or ElementAddress or ArrayLength,
    };
}

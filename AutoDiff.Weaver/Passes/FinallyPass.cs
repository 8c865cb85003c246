using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.IR;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Passes;

/// <summary>
/// Puts a copy of each finally handler on every way out of its try part, so that the graph shows what runs; the handler itself is left for
/// exceptions only (a fault handler), and goes where nobody could see what it does.
/// </summary>
internal static class FinallyPass
{
    private const int LargestHandler = 200;

    public static bool Run(MethodIR method)
    {
        var changed = false;
        // Inner regions first: a way out of several of them then runs through the copies in order.
        foreach (var region in method.Regions.Where(r => r.Kind == ExceptionHandlerType.Finally).OrderBy(r => r.Try.Blocks.Count).ToList())
        {
            if (IsSimple(method, region))
                changed |= Expand(method, region);
        }
        foreach (var region in method.Regions.Where(r => r.Kind == ExceptionHandlerType.Fault).ToList())
            changed |= RemoveIfInvisible(method, region);
        return changed;
    }

    private static bool IsSimple(MethodIR method, ExceptionRegion region) =>
        region.Handler.Blocks.Sum(b => b.Instructions.Count()) <= LargestHandler
        && method.Regions.All(r => r == region || !region.Handler.Blocks.Contains(r.Try.Entry))
        && region.Handler.Blocks.All(b => b.Terminator is not Leave);

    private static bool Expand(MethodIR method, ExceptionRegion region)
    {
        var inside = new HashSet<Block>(region.Try.Blocks);
        foreach (var block in region.Try.Blocks.ToList())
        {
            if (block.Terminator is Leave leave && !inside.Contains(leave.Edge.Target))
                Insert(method, region, leave);
        }
        var fault = new ExceptionRegion(ExceptionHandlerType.Fault, null);
        fault.Try.Blocks.AddRange(region.Try.Blocks);
        fault.Handler.Blocks.AddRange(region.Handler.Blocks);
        method.Regions[method.Regions.IndexOf(region)] = fault;
        return true;
    }

    /// <summary>Leads a way out through a copy of the handler, which stands in the regions around the try part.</summary>
    public static void Insert(MethodIR method, ExceptionRegion region, Leave leave)
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
        foreach (var block in BlockOrder.Of(method).Where(map.Contains))
        {
            foreach (var instruction in block.Instructions)
            {
                foreach (var value in instruction.OperandUses.Select(u => u.Value))
                {
                    if (!map.TryGet(value, out _))
                        map[value] = value;
                }
                if (instruction is EndFinally)
                {
                    var way = new Builder(method) { Location = leave.Location }.AtEnd(map[block]);
                    var target = leave.Edge.Target;
                    if (RegionsAround(method, region).All(r => r.Blocks.Contains(target)) && IsInNoOther(method, copies[0], target))
                        way.Jump(target, [.. leave.Edge.Arguments]);
                    else
                        way.Add(new Leave(method.Types.Void, target, [.. leave.Edge.Arguments]));
                    continue;
                }
                var clone = instruction.Clone(map);
                clone.Name = instruction.Name;
                clone.Location = instruction.Location;
                map[instruction] = clone;
                map[block].Append(clone);
            }
        }
        leave.Edge.ClearArguments();
        leave.Edge.Target = map[region.Handler.Entry];
    }

    private static IEnumerable<Region> RegionsAround(MethodIR method, ExceptionRegion region) =>
        method.Regions.Where(r => r != region).SelectMany(Parts).Where(p => region.Try.Blocks.All(p.Blocks.Contains));

    private static bool IsInNoOther(MethodIR method, Block from, Block target) =>
        method.Regions.SelectMany(Parts).All(p => p.Blocks.Contains(target) == p.Blocks.Contains(from));

    private static IEnumerable<Region> Parts(ExceptionRegion region) => region.Filter is { } filter ? [region.Try, region.Handler, filter] : [region.Try, region.Handler];

    /// <summary>What the handler writes to locals is lost when the exception leaves the method; without other effects there is no need of it.</summary>
    private static bool RemoveIfInvisible(MethodIR method, ExceptionRegion region)
    {
        if (RegionsAround(method, region).Any() || !region.Handler.Blocks.SelectMany(b => b.Instructions).All(IsInvisible) || region.Handler.Blocks.Any(b => b.Terminator is Leave))
            return false;
        var inside = new HashSet<Block>(region.Try.Blocks);
        method.Regions.Remove(region);
        foreach (var block in region.Try.Blocks)
        {
            if (block.Terminator is Leave leave && method.Regions.SelectMany(Parts).All(p => p.Blocks.Contains(block) == p.Blocks.Contains(leave.Edge.Target)))
            {
                var (target, arguments, location) = (leave.Edge.Target, leave.Edge.Arguments.ToList(), leave.Location);
                leave.Remove();
                new Builder(method) { Location = location }.AtEnd(block).Jump(target, [.. arguments]);
            }
        }
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

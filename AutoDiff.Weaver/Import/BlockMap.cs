using AutoDiff.Weaving.IR;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// The IR blocks made for the IL blocks. A handler that loops back to its own first instruction gets a block of its own to be entered
/// through, because exceptions enter without an edge.
/// </summary>
internal sealed class BlockMap
{
    private readonly ControlFlow flow;
    private readonly Dictionary<ILBlock, Block> bodies = [];
    private readonly Dictionary<ILBlock, Block> entrances = [];

    public BlockMap(MethodIR ir, ControlFlow flow)
    {
        this.flow = flow;
        foreach (var block in flow.Layout)
        {
            var name = $"il_{flow.Body.Instructions[block.First].Offset:x4}";
            if (block.IsHandlerEntry && block.PredecessorCount > 0)
            {
                block.PredecessorCount++;
                entrances.Add(block, ir.AddBlock(name + "_enter"));
            }
            bodies.Add(block, ir.AddBlock(name));
        }
    }

    public Block Body(ILBlock block) => bodies[block];

    /// <summary>Where an exception enters the handler that starts with this block.</summary>
    public Block Entrance(ILBlock block) => entrances.TryGetValue(block, out var entrance) ? entrance : bodies[block];

    /// <summary>The IR blocks of a part of the body, in layout order.</summary>
    public IEnumerable<Block> In(ILRange range)
    {
        foreach (var block in flow.BlocksIn(range))
        {
            if (entrances.TryGetValue(block, out var entrance) && ContainsHandler(range, block))
                yield return entrance;
            yield return bodies[block];
        }
    }

    public Block Target(Instruction branch) => bodies[flow.BlockAt((Instruction)branch.Operand)];

    public IEnumerable<Block> Targets(Instruction @switch) => ((Instruction[])@switch.Operand).Select(t => bodies[flow.BlockAt(t)]);

    public Block After(Instruction instruction) => bodies[flow.BlockAt(flow.IndexOf(instruction) + 1)];

    /// <summary>Whether a <c>leave</c> really leaves a try part or handler.</summary>
    public bool CrossesRegion(Instruction leave) => !flow.SameRegions(flow.IndexOf(leave), flow.IndexOf((Instruction)leave.Operand));

    // A try part nested at the very start of a handler does not contain the way into the handler.
    private bool ContainsHandler(ILRange range, ILBlock entry) =>
        flow.Handlers.SelectMany(h => h.Entered).Any(p => p.Start == entry.First && p.End <= range.End);
}

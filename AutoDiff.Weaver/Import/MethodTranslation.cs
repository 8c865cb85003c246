using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// One attempt at translating a body: the blocks of the method in the order of the body after a fresh entry, translated in reverse
/// postorder, each sealed for SSA construction as soon as its last predecessor is done.
/// </summary>
internal sealed class MethodTranslation
{
    private readonly MethodIR ir;
    private readonly ControlFlow flow;
    private readonly Locations locations;
    private readonly BlockMap blocks;
    private readonly RegionBuilder regions;
    private readonly VariableHomes homes;
    private readonly SsaBuilder ssa;
    private readonly Builder builder;
    private readonly StackFrame stack;
    private readonly StackEdges edges;
    private readonly InstructionTranslator translator;
    private readonly Dictionary<ILBlock, int> unfinishedPredecessors = [];

    /// <param name="ir">Has its parameters, and no blocks yet.</param>
    /// <param name="widened">What earlier attempts learnt about stack slots at meeting points.</param>
    public MethodTranslation(MethodIR ir, MethodDefinition definition, ReadOperands operands, Dictionary<(int Block, int Depth), TypeReference> widened)
    {
        this.ir = ir;
        flow = new ControlFlow(definition.Body);
        locations = new Locations(definition);
        var entry = ir.AddBlock("entry");
        blocks = new BlockMap(ir, flow);
        regions = new RegionBuilder(ir, flow, blocks, operands);
        regions.Build();
        ssa = new SsaBuilder(v => ir.Default(v.Type));
        ssa.Seal(entry);
        builder = new Builder(ir) { Location = LocationOf(0) };
        var start = builder.AtEnd(entry).Jump(blocks.Body(flow.BlockAt(0)));
        var entryBuilder = new Builder(ir) { Location = builder.Location }.Before(start);
        homes = new VariableHomes(ir, flow, operands, locations, ssa, entryBuilder);
        stack = new StackFrame(ssa);
        var coercion = new Coercion(ir.Types);
        edges = new StackEdges(ssa, new TypeMerge(ir.Types, operands, coercion), coercion, widened);
        translator = new InstructionTranslator(ir, builder, entryBuilder, stack, ssa, homes, operands, coercion, blocks);
        foreach (var block in flow.Layout)
            unfinishedPredecessors.Add(block, block.PredecessorCount);
    }

    /// <summary>The index of the instruction being translated.</summary>
    public int Position { get; private set; }

    public SourceLocation LocationOf(int index) => locations.At(flow.Body.Instructions[index].Offset);

    /// <summary>False when the attempt has to be repeated with what it learnt about stack slots.</summary>
    public bool Run()
    {
        edges.Connect(ir.Entry, flow.BlockAt(0), []);
        Finish(flow.BlockAt(0));
        foreach (var block in flow.ReversePostorder)
        {
            Position = block.First;
            builder.Location = LocationOf(block.First);
            Enter(block);
            CarryIntoHandlers(block);
            TranslateBody(block);
        }
        return !edges.NeedsAnotherAttempt;
    }

    private void Enter(ILBlock block)
    {
        var target = blocks.Body(block);
        if (block.IsHandlerEntry)
        {
            var entrance = blocks.Entrance(block);
            Value[] caught = regions.ExceptionAt(block) is { } exception ? [exception] : [];
            ssa.Seal(entrance);
            if (entrance == target)
            {
                stack.Load(caught);
                builder.AtEnd(target);
                return;
            }
            builder.AtEnd(entrance).Jump(target);
            edges.Connect(entrance, block, caught);
            Finish(block);
        }
        stack.Load(edges.Enter(block, target));
        builder.AtEnd(target);
    }

    // SSA construction sees no edge from a try part to its handler: it is told what the handler finds in the variables the try part leaves alone.
    private void CarryIntoHandlers(ILBlock block)
    {
        foreach (var region in flow.Handlers.Where(h => h.Try.Start == block.First))
        {
            foreach (var variable in homes.CarriedInto(region))
            {
                var value = ssa.Read(variable, blocks.Body(block));
                foreach (var part in region.Entered)
                    ssa.Write(variable, blocks.Entrance(flow.BlockAt(part.Start)), value);
            }
        }
    }

    private void TranslateBody(ILBlock block)
    {
        var instructions = flow.Body.Instructions;
        for (Position = block.First; Position < block.End; Position++)
        {
            builder.Location = LocationOf(Position);
            translator.Translate(instructions[Position]);
        }
        Position = block.End - 1;
        if (builder.Block.Terminator is null)
            translator.FallThrough(instructions[Position]);
        var left = stack.Snapshot();
        foreach (var successor in block.Successors)
        {
            edges.Connect(builder.Block, successor, left);
            Finish(successor);
        }
    }

    private void Finish(ILBlock successor)
    {
        if (--unfinishedPredecessors[successor] == 0)
            ssa.Seal(blocks.Body(successor));
    }
}

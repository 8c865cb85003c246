using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Reverse.Lowering;
using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>
/// Builds the blocks of the reverse sweep: for every reversed block one that pops its record, reverses its instructions last to first, hands the
/// adjoints of its parameters over the edge it was entered by, and goes on to the block before.
/// </summary>
internal sealed class ReverseSweep(
    ReverseGraph graph, TracePlan plan, SsaBuilder ssa, Builder builder, Adjoints adjoints, PrimalValues primal,
    IReadOnlyDictionary<Instruction, AdjointAction> actions, Func<Value, bool> isActive, Value tape, TapeAccess tapes, BulkRecords bulk, AdjointRanges ranges,
    ZeroTests? zeroTests)
{
    private readonly Dictionary<Block, Block> reversed = [];
    private readonly Dictionary<Block, int> awaited = [];

    /// <summary>Builds the sweep from the builder's position, which it leaves for the reverse of <paramref name="exit"/>.</summary>
    public void Build(Block exit, Action finish)
    {
        foreach (var block in graph.Order)
        {
            var reverse = builder.Method.AddBlock((block.Name ?? "b") + "_r");
            reversed.Add(block, reverse);
            ranges.Declare(reverse, block);
        }
        CountArrivals(exit);
        builder.Jump(reversed[exit]);
        Arrive(exit);
        foreach (var block in graph.Order)
        {
            builder.AtEnd(reversed[block]);
            ReverseBlock(block);
            GoBack(block, finish);
        }
    }

    private void CountArrivals(Block exit)
    {
        awaited[exit] = 1;
        foreach (var block in graph.Order)
        {
            var targets = graph.StepOf(block) is ReverseStep.Skip skip ? [skip.Target] : graph.StepOf(block).Edges.Select(e => e.Source.Block!);
            foreach (var target in targets)
                awaited[target] = (awaited.TryGetValue(target, out var count) ? count : 0) + 1;
        }
    }

    private void Arrive(Block block)
    {
        if (--awaited[block] == 0)
            ssa.Seal(reversed[block]);
    }

    private void ReverseBlock(Block block)
    {
        builder.Location = block.Terminator?.Location ?? block.Last?.Location;
        if (bulk.For(block) is { } loop)
            tapes.Read(builder, ssa.Read(loop.First, builder.Block),
                loop.Index(builder, primal.CounterValue(loop.Counter), primal[loop.Counter.Initial, block]), loop.Values,
                loop.Count is null ? null : ssa.Read(loop.Count, builder.Block), primal.Restore);
        else if (plan.Records.TryGetValue(block, out var record))
            tapes.Pop(builder, tape, record, primal.Restore);
        var context = new SweepContext(builder, adjoints, v => primal[v, block], isActive, tape) { Tests = zeroTests };
        foreach (var instruction in block.InstructionsBackwards)
        {
            if (!actions.TryGetValue(instruction, out var action))
                continue;
            builder.Location = instruction.Location;
            var cotangent = instruction.HasResult && isActive(instruction) ? adjoints.Take(instruction) : [];
            context.IsZero = action.Multiplies && cotangent.Length > 0 && zeroTests?.IsNeeded(instruction) == true ? IsZero(cotangent) : null;
            if (action.IsUnconditional || !cotangent.All(Adjoints.IsZero))
                action.Emit(context, cotangent);
        }
    }

    /// <summary>All numbers of a cotangent are zero; null when they are known not to be.</summary>
    private Value? IsZero(Value[] cotangent)
    {
        Value? all = null;
        foreach (var number in cotangent.Where(d => !Adjoints.IsZero(d)))
        {
            var zero = builder.Method.Default(number.Type);
            var isZero = TangentTypes.IsHalf(number.Type)
                ? builder.Call(HalfArithmetic.Comparison(number.Type, builder.Types.Boolean, "op_Equality"), number, zero)
                : builder.Compare(CompareOp.Eq, number, zero);
            if (isZero is Constant { IsZero: true })
                return null;
            all = all is null ? isZero : builder.Binary(BinaryOp.And, all, isZero);
        }
        return all;
    }

    private void GoBack(Block block, Action finish)
    {
        switch (graph.StepOf(block))
        {
            case ReverseStep.Finish:
                finish();
                break;
            case ReverseStep.Skip skip:
                builder.Jump(reversed[skip.Target]);
                Arrive(skip.Target);
                break;
            case ReverseStep.Single single:
                Cross(single.Edge, TakeParameters(block), block);
                break;
            case ReverseStep.Iterate iterate:
                Iterate(block, iterate);
                break;
            case ReverseStep.Choose choose:
                {
                    var cotangents = TakeParameters(block);
                    var (whenTrue, whenFalse) = (EdgeBlock(block), EdgeBlock(block));
                    builder.Branch(primal[choose.Condition, block], whenTrue, whenFalse);
                    CrossIn(whenTrue, choose.WhenTrue, cotangents, block);
                    CrossIn(whenFalse, choose.WhenFalse, cotangents, block);
                    break;
                }
            case ReverseStep.Follow follow:
                {
                    var cotangents = TakeParameters(block);
                    var blocks = follow.Ways.Select(_ => EdgeBlock(block)).ToList();
                    var note = primal[follow.Note, block];
                    if (blocks.Count == 2)
                        builder.Branch(note, blocks[1], blocks[0]);
                    else
                        builder.Switch(note, blocks.Take(blocks.Count - 1), blocks[blocks.Count - 1]);
                    for (var i = 0; i < blocks.Count; i++)
                        CrossIn(blocks[i], follow.Ways[i], cotangents, block);
                    break;
                }
        }
    }

    private void Iterate(Block header, ReverseStep.Iterate step)
    {
        var cotangents = TakeParameters(header);
        var counter = primal.CounterValue(step.Counter);
        var (outside, back) = (EdgeBlock(header), EdgeBlock(header));
        var isFirst = builder.Compare(CompareOp.Eq, counter, primal[step.Counter.Initial, header]);
        builder.Branch(isFirst, outside, back);
        CrossIn(outside, step.Entry, cotangents, header);
        ssa.Seal(back);
        builder.AtEnd(back);
        var one = builder.Types.KindOf(counter.Type) == StackKind.Int64
            ? builder.Method.Int64(step.Counter.Step)
            : (Value)builder.Method.Int32(step.Counter.Step);
        primal.SetCounter(step.Counter, builder.Binary(BinaryOp.Sub, counter, one));
        Cross(step.Back, cotangents, header);
    }

    private Block EdgeBlock(Block block) => builder.Method.AddBlock((block.Name ?? "b") + "_e");

    private void CrossIn(Block edgeBlock, Edge edge, List<(int Index, Value[] Cotangent)> cotangents, Block from)
    {
        ssa.Seal(edgeBlock);
        builder.AtEnd(edgeBlock);
        Cross(edge, cotangents, from);
    }

    /// <summary>Hands the parameters' cotangents to the arguments of an edge and goes to the reverse of its source.</summary>
    private void Cross(Edge edge, List<(int Index, Value[] Cotangent)> cotangents, Block from)
    {
        foreach (var (counter, atExit) in graph.CountersLeftBy(edge))
        {
            primal.SetCounter(counter, primal[atExit, from]);
            if (bulk.For(counter) is { } loop)
            {
                var count = loop.Index(builder, primal[atExit, from], primal[counter.Initial, from]);
                ssa.Write(loop.First, builder.Block, tapes.PopMany(builder, tape, loop.Values, count));
                if (loop.Count is not null)
                    ssa.Write(loop.Count, builder.Block, count);
            }
        }
        foreach (var (index, cotangent) in cotangents)
        {
            var argument = edge[index];
            if (!isActive(argument))
                continue;
            for (var i = 0; i < cotangent.Length; i++)
                adjoints.Add(argument, i, cotangent[i]);
        }
        builder.Jump(reversed[edge.Source.Block!]);
        Arrive(edge.Source.Block!);
    }

    private List<(int Index, Value[] Cotangent)> TakeParameters(Block block)
    {
        var result = new List<(int, Value[])>();
        foreach (var parameter in block.Parameters)
        {
            if (isActive(parameter))
                result.Add((parameter.Index, adjoints.Take(parameter)));
        }
        return result;
    }
}

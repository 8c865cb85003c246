using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Loops;
using AutoDiff.Weaving.Reading;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>
/// Takes the outermost loops of a method out of it. What stays behind is the iteration in which a loop ends, wherever in it that is: its values are those that
/// the rest of the method uses.
/// </summary>
/// <param name="runtime">The runtime library.</param>
/// <param name="generated">Where the new methods go.</param>
/// <param name="tuples">Tuple types.</param>
/// <param name="tangents">Tangent types.</param>
/// <param name="writesBeyond">Whether an instruction writes to memory that others see than those that are accepted.</param>
/// <param name="provide">Makes a new method known by its body.</param>
internal sealed class LoopOutlining(RuntimeLibrary runtime, GeneratedTypes generated, TupleTypes tuples, TangentTypes tangents,
    Func<Instruction, Func<Instruction, bool>, bool> writesBeyond, Action<MethodDefinition, MethodIR> provide)
{
    private const string WritesBeforeEnd = "the iteration in which it ends runs twice, and writes to memory before it ends; test for the end first";

    /// <param name="method">A copy of the method, which is changed.</param>
    /// <param name="origin">The method.</param>
    /// <param name="snapshots">At how many iterations the state of each loop is kept.</param>
    /// <returns>The loops that were taken out, and what stood in the way of others.</returns>
    public (IReadOnlyList<OutlinedLoop> Loops, IReadOnlyList<(SourceLocation? Location, string Reason)> Obstacles) Run(
        MethodIR method, MethodReference origin, int snapshots)
    {
        LoopSimplifyPass.Run(method);
        var outlined = new List<OutlinedLoop>();
        var obstacles = new List<(SourceLocation?, string)>();
        var dominators = Dominators.Of(method);
        foreach (var loop in NaturalLoops.Of(method).All.Where(l => l.Parent is null).ToList())
        {
            var location = loop.Header.Instructions.Concat(loop.Blocks.SelectMany(b => b.Instructions)).Select(i => i.Location)
                .FirstOrDefault(l => l is not null);
            var inputs = LoopInputs.Of(method, loop, tangents);
            var ending = BlocksBeforeEnd(loop);
            var written = ending.SelectMany(b => b.Instructions).FirstOrDefault(i => writesBeyond(i, other => loop.Contains(other.Block!)));
            if ((inputs.Obstacle ?? (written is null ? null : WritesBeforeEnd)) is { } obstacle)
            {
                obstacles.Add((inputs.Obstacle is null ? written!.Location ?? location : location, obstacle));
                continue;
            }
            var bodies = new StepMethods(method, loop, inputs, dominators, runtime, tuples);
            var (run, steps) = (Provide(origin, "run", bodies.Run()), Provide(origin, "steps", bodies.Steps()));
            outlined.Add(new OutlinedLoop(run, steps, loop.Header.Parameters.Count, inputs.Numbers.Count, snapshots, AreApart(loop, inputs)));
            CallInstead(method, loop, inputs, run, dominators, location);
            LeaveLastIteration(method, loop, ending);
        }
        return (outlined, obstacles);
    }

    private static Func<int, int, bool> AreApart(Loop loop, LoopInputs inputs)
    {
        var first = loop.Header.Parameters.Count + inputs.Numbers.Count;
        return (i, j) => i >= first && j >= first && inputs.AreApart(i - first, j - first);
    }

    private MethodDefinition Provide(MethodReference origin, string suffix, MethodIR body)
    {
        var result = generated.NewMethod(origin, suffix, body.ReturnType, body.Parameters.Select(p => (p.ParameterName, p.Type)));
        provide(result, body);
        return result;
    }

    /// <summary>
    /// The loop begins with what the method returns. Numbers that do not change come out of it, too, so that the cotangents of all later uses go into the sums
    /// of the loop, as they would without it.
    /// </summary>
    private void CallInstead(MethodIR method, Loop loop, LoopInputs inputs, MethodReference run, Dominators dominators, SourceLocation? location)
    {
        var before = loop.Preheader!;
        var jump = (Jump)before.Terminator!;
        var builder = new Builder(method) { Location = location }.Before(jump);
        var call = builder.Call(run, [.. jump.Edge.Arguments, .. inputs.Numbers, .. inputs.Others, method.Int64(long.MaxValue)]);
        var carried = loop.Header.Parameters.Count;
        for (var i = 0; i < carried; i++)
            jump.Edge[i] = tuples.Item(builder, call, i);
        for (var i = 0; i < inputs.Numbers.Count; i++)
        {
            var later = ((TrackedValue)inputs.Numbers[i]).Uses.Where(u => u.User.Block is { } at && at != before && dominators.Dominates(before, at)).ToList();
            var same = tuples.Item(builder, call, carried + i);
            foreach (var use in later)
                use.Value = same;
        }
    }

    /// <summary>What leads to another iteration leads nowhere.</summary>
    private void LeaveLastIteration(MethodIR method, Loop loop, HashSet<Block> ending)
    {
        var nowhere = method.AddBlock("diverged");
        StepMethods.ThrowDiverged(method, nowhere, runtime);
        foreach (var edge in loop.Blocks.SelectMany(b => b.Terminator!.Edges)
            .Where(e => e.Target == loop.Header || (loop.Contains(e.Target) && !ending.Contains(e.Target))).ToList())
        {
            edge.ClearArguments();
            edge.Target = nowhere;
        }
    }

    /// <summary>What may run in the iteration in which a loop ends.</summary>
    private static HashSet<Block> BlocksBeforeEnd(Loop loop)
    {
        var ending = new HashSet<Block>(loop.Exits.Select(e => e.Source.Block!));
        var work = new Stack<Block>(ending);
        while (work.Count > 0)
        {
            var block = work.Pop();
            if (block == loop.Header)
                continue;
            foreach (var predecessor in block.Predecessors.Where(p => loop.Contains(p) && ending.Add(p)))
                work.Push(predecessor);
        }
        return ending;
    }
}

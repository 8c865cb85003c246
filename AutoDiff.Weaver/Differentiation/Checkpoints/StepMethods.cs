using System.Globalization;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Library;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>The bodies of the two methods that a loop becomes.</summary>
internal sealed class StepMethods
{
    private readonly MethodIR method;
    private readonly Loop loop;
    private readonly LoopInputs inputs;
    private readonly IReadOnlyList<Block> order;
    private readonly RuntimeLibrary runtime;
    private readonly TupleTypes tuples;
    private readonly TypeReference resultType;

    /// <param name="method">The method with the loop.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="inputs">What it works with.</param>
    /// <param name="dominators">Of the method.</param>
    /// <param name="runtime">The runtime library.</param>
    /// <param name="tuples">Tuple types.</param>
    public StepMethods(MethodIR method, Loop loop, LoopInputs inputs, Dominators dominators, RuntimeLibrary runtime, TupleTypes tuples)
    {
        (this.method, this.loop, this.inputs, this.runtime, this.tuples) = (method, loop, inputs, runtime, tuples);
        order = [.. dominators.ReversePostorder.Where(loop.Contains)];
        resultType = tuples.Tuple([.. loop.Header.Parameters.Select(p => p.Type), .. inputs.Numbers.Select(v => v.Type), method.Types.Int64]);
    }

    /// <summary>Runs to the beginning of the iteration in which the loop ends, or so many iterations.</summary>
    public MethodIR Run() => Build("run", staysInside: false);

    /// <summary>Runs so many iterations, which are known to be complete: a branch that would leave the loop stays in it.</summary>
    public MethodIR Steps() => Build("steps", staysInside: true);

    private MethodIR Build(string suffix, bool staysInside)
    {
        var (copy, map) = Declare(suffix);
        var limit = copy.AddParameter(method.Types.Int64, "limit");
        var (test, done) = (copy.AddBlock("test"), new Block(copy, "done"));
        var (header, exits) = Copy(copy, map, staysInside);
        Value[] carried = [.. loop.Header.Parameters.Select(p => test.AddParameter(p.Type, p.Name))];
        var count = test.AddParameter(method.Types.Int64, "count");
        foreach (var back in header.Incoming.ToList())
        {
            back.AddArgument(new Builder(copy).Before(back.Source).Binary(BinaryOp.Add, count, copy.Int64(1)));
            back.Target = test;
        }
        var builder = new Builder(copy).AtEnd(test);
        builder.Branch(builder.Compare(CompareOp.Lt, count, limit), header, carried, done, []);
        copy.Blocks.Add(done);
        Return(copy, done, map, carried, count);
        foreach (var exit in exits)
        {
            if (staysInside)
                ThrowDiverged(copy, exit, runtime);
            else
                Return(copy, exit, map, carried, count);
        }
        builder.AtEnd(copy.Entry).Jump(test, [.. copy.Parameters.Take(carried.Length), copy.Int64(0)]);
        return copy;
    }

    /// <summary>Ends a block where nothing comes to that runs again as it ran.</summary>
    public static void ThrowDiverged(MethodIR method, Block block, RuntimeLibrary runtime)
    {
        var builder = new Builder(method).AtEnd(block);
        builder.Throw(builder.Call(runtime.Method("AutoDiff.CheckpointedLoop", "Diverged")));
    }

    private (MethodIR Copy, CloneMap Map) Declare(string suffix)
    {
        var copy = new MethodIR(method.Types, method.Name + "__" + suffix, resultType) { Origin = method.Origin };
        var map = new CloneMap(copy);
        foreach (var input in loop.Header.Parameters.Concat(inputs.Numbers).Concat(inputs.Others))
            map[input] = copy.AddParameter(input.Type, ((input as TrackedValue)?.Name ?? "v") + copy.Parameters.Count.ToString(CultureInfo.InvariantCulture));
        copy.AddBlock("entry");
        return (copy, map);
    }

    /// <returns>The copy of the header, and where what leaves the loop goes to: blocks without an end.</returns>
    private (Block Header, IReadOnlyList<Block> Exits) Copy(MethodIR copy, CloneMap map, bool staysInside)
    {
        var exits = new List<Block>();
        foreach (var target in loop.Exits.Select(e => e.Target).Distinct())
        {
            var exit = new Block(copy, "leave");
            foreach (var parameter in target.Parameters)
                exit.AddParameter(parameter.Type);
            map[target] = exit;
            exits.Add(exit);
        }
        var blocks = new Cloner(copy, map).Blocks([.. method.Blocks.Where(loop.Contains)], order);
        copy.Blocks.AddRange(blocks);
        foreach (var branch in staysInside ? blocks.Select(b => b.Terminator).OfType<Branch>().ToList() : [])
        {
            if (branch.Edges.FirstOrDefault(e => !exits.Contains(e.Target)) is { } way && branch.Edges.Any(e => exits.Contains(e.Target)))
            {
                new Builder(copy) { Location = branch.Location }.Before(branch).Jump(way.Target, [.. way.Arguments]);
                branch.Remove();
            }
        }
        exits.RemoveAll(e => e.Incoming.Count == 0);
        copy.Blocks.AddRange(exits);
        return (map[loop.Header], exits);
    }

    private void Return(MethodIR copy, Block block, CloneMap map, IReadOnlyList<Value> carried, Value count)
    {
        var builder = new Builder(copy).AtEnd(block);
        builder.Return(tuples.Pack(builder, resultType, [.. carried, .. inputs.Numbers.Select(v => map[v]), count]));
    }
}

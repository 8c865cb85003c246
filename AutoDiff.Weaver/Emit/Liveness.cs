using AutoDiff.Weaving.IR;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Where the values that need a local are live, on the final order of statements. Statement k reads its operands at 2k and defines its
/// value at 2k+1. Found by walking from each use up to the definition (Boissinot 2010, "one variable at a time"): the cost is the size of
/// the result.
/// </summary>
internal sealed class Liveness
{
    private readonly ExpressionForest forest;
    private readonly Dictionary<Block, int> indices = [];
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly List<int>[] predecessors;
    private readonly Dictionary<(int From, int To), List<int>> finallyBlocks = [];
    private readonly Dictionary<TrackedValue, (int Block, int Position)> definitions = [];
    private readonly Dictionary<TrackedValue, List<(int Block, int End)>> uses = [];
    private readonly Dictionary<TrackedValue, LiveRange> ranges = [];

    private Liveness(MethodIR method, ExpressionForest forest)
    {
        this.forest = forest;
        starts = new int[method.Blocks.Count];
        ends = new int[method.Blocks.Count];
        predecessors = new List<int>[method.Blocks.Count];
        for (var i = 0; i < predecessors.Length; i++)
        {
            predecessors[i] = [];
            indices.Add(method.Blocks[i], i);
        }
        FindFlow(method);
        var position = 0;
        foreach (var block in method.Blocks)
            position = Number(block, position);
        foreach (var value in definitions.Keys)
            ranges.Add(value, Walk(value));
    }

    /// <summary>The values that need a local, in the order of their definitions.</summary>
    public IEnumerable<TrackedValue> Values => definitions.Keys;

    public static Liveness Of(MethodIR method, ExpressionForest forest) => new(method, forest);

    public LiveRange this[TrackedValue value] => ranges[value];

    public int IndexOf(Block block) => indices[block];

    private void FindFlow(MethodIR method)
    {
        foreach (var block in method.Blocks)
        {
            foreach (var successor in block.Successors.Distinct())
                predecessors[indices[successor]].Add(indices[block]);
        }
        foreach (var region in method.Regions)
        {
            foreach (var block in region.Try.Blocks)
            {
                if (region.Filter is { } filter)
                    predecessors[indices[filter.Entry]].Add(indices[block]);
                predecessors[indices[region.Handler.Entry]].Add(indices[block]);
            }
            foreach (var block in region.Filter?.Blocks ?? [])
                predecessors[indices[region.Handler.Entry]].Add(indices[block]);
        }
        // A leave runs the finally handlers it passes: what is live where it goes must survive them.
        foreach (var region in method.Regions.Where(r => r.Kind == ExceptionHandlerType.Finally))
        {
            var inside = new HashSet<Block>(region.Try.Blocks);
            foreach (var block in region.Try.Blocks)
            {
                if (block.Terminator is not Leave leave || inside.Contains(leave.Edge.Target))
                    continue;
                var key = (indices[block], indices[leave.Edge.Target]);
                if (!finallyBlocks.TryGetValue(key, out var list))
                    finallyBlocks.Add(key, list = []);
                list.AddRange(region.Handler.Blocks.Select(b => indices[b]));
            }
        }
    }

    private int Number(Block block, int position)
    {
        var index = indices[block];
        starts[index] = position;
        foreach (var parameter in block.Parameters.Where(forest.NeedsLocal))
            definitions.Add(parameter, (index, position));
        var leaves = new List<TrackedValue>();
        foreach (var root in forest.Roots(block))
        {
            var first = true;
            foreach (var input in forest.InputsOf(root))
            {
                leaves.Clear();
                forest.AddLeaves(input.Value, leaves);
                // An insertion writes its result before it evaluates the item.
                var early = root is Insert && !first;
                first = false;
                // Nothing is defined between a terminator and the end of its block; ranges without gaps are cheaper.
                var length = early || root is Terminator ? 2 : 1;
                foreach (var leaf in leaves)
                {
                    var updatesInPlace = early && ReferenceEquals(leaf, ((Insert)root).Aggregate);
                    AddUse(leaf, index, position + (updatesInPlace ? 1 : length));
                }
            }
            if (forest.NeedsLocal(root))
                definitions.Add(root, (index, position + 1));
            position += 2;
        }
        ends[index] = position;
        return position;
    }

    private void AddUse(TrackedValue value, int block, int end)
    {
        if (!uses.TryGetValue(value, out var list))
            uses.Add(value, list = []);
        list.Add((block, end));
    }

    private LiveRange Walk(TrackedValue value)
    {
        var (home, start) = definitions[value];
        var until = new Dictionary<int, int> { [home] = start + 1 };
        var work = new Stack<int>();
        var visited = new HashSet<int>();
        void LiveUntil(int block, int end) => until[block] = until.TryGetValue(block, out var known) ? Math.Max(known, end) : end;
        // Its assignment comes before the finally handlers that the edge runs.
        if (value is BlockParameter)
        {
            foreach (var predecessor in predecessors[home])
                SurviveFinally(predecessor, home);
        }
        if (uses.TryGetValue(value, out var list))
        {
            foreach (var (block, end) in list)
            {
                LiveUntil(block, end);
                if (block != home && visited.Add(block))
                    work.Push(block);
            }
        }
        while (work.Count > 0)
        {
            var block = work.Pop();
            foreach (var predecessor in predecessors[block])
            {
                SurviveFinally(predecessor, block);
                LiveUntil(predecessor, ends[predecessor]);
                if (predecessor != home && visited.Add(predecessor))
                    work.Push(predecessor);
            }
        }
        return LiveRange.Of(until.Select(u => (u.Key == home ? start : starts[u.Key], u.Value)));

        void SurviveFinally(int from, int to)
        {
            if (!finallyBlocks.TryGetValue((from, to), out var blocks))
                return;
            foreach (var block in blocks)
                LiveUntil(block, ends[block]);
        }
    }
}

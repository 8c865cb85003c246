using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>
/// Which values of a loop depend on themselves in the iteration before, and what else is computed from those. All of it is found at once, so that a loop of any
/// length is looked at once.
/// </summary>
internal sealed class LoopRounds
{
    private readonly Loop loop;
    private readonly ILookup<TrackedValue, BlockParameter> passedTo;
    private readonly Dictionary<TrackedValue, Round> rounds = [];

    public LoopRounds(Loop loop)
    {
        this.loop = loop;
        passedTo =
            (from block in loop.Blocks
             from edge in block.Incoming
             where loop.Contains(edge.Source.Block!)
             from i in Enumerable.Range(0, edge.ArgumentCount)
             where edge[i] is TrackedValue
             select (From: (TrackedValue)edge[i], To: block.Parameters[i])).ToLookup(p => p.From, p => p.To);
        List<TrackedValue> values = [.. loop.Blocks.SelectMany(b => b.Parameters.Concat<TrackedValue>(b.Instructions.Where(i => i.HasResult)))];
        foreach (var component in StronglyConnected.Of(values, Next))
        {
            var round = new Round(component, component.Count > 1 || Next(component[0]).Contains(component[0]));
            foreach (var value in component)
                rounds[value] = round;
        }
    }

    /// <summary>The value of one iteration depends on that of the iteration before.</summary>
    public bool GoesRound(TrackedValue value) => rounds.TryGetValue(value, out var round) && round.IsCycle;

    /// <summary>Something is computed from a value that goes round, in later iterations too.</summary>
    public bool IsComputedFrom(Value value, TrackedValue source)
    {
        if (value is not TrackedValue tracked || !rounds.TryGetValue(tracked, out var target) || !rounds.TryGetValue(source, out var from))
            return false;
        return from.Reached(this).Contains(target);
    }

    /// <summary>Takes note that a value that goes round is computed by another instruction now, from the same.</summary>
    public void Replace(TrackedValue value, TrackedValue replacement)
    {
        rounds[replacement] = rounds[value];
        rounds[value].Values.Add(replacement);
    }

    /// <summary>Takes note of a new instruction that computes from what does not go round what does not either.</summary>
    public void Add(TrackedValue value) => rounds[value] = new Round([value], isCycle: false);

    private IEnumerable<TrackedValue> Next(TrackedValue value) =>
        value.Users.Where(u => u.HasResult && u.Block is { } home && loop.Contains(home)).Concat<TrackedValue>(passedTo[value]);

    private sealed class Round(List<TrackedValue> values, bool isCycle)
    {
        private HashSet<Round>? reached;

        public bool IsCycle => isCycle;

        public List<TrackedValue> Values => values;

        /// <summary>What can be reached, itself included where it is a cycle.</summary>
        public HashSet<Round> Reached(LoopRounds owner)
        {
            if (reached is not null)
                return reached;
            reached = isCycle ? [this] : [];
            var work = new Stack<Round>([this]);
            while (work.Count > 0)
            {
                foreach (var next in work.Pop().Values.SelectMany(owner.Next))
                {
                    if (owner.rounds.TryGetValue(next, out var round) && round != this && reached.Add(round))
                        work.Push(round);
                }
            }
            return reached;
        }

    }
}

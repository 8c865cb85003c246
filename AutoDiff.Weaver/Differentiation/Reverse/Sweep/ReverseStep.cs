using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>Where the reverse sweep goes after the reverse of a block.</summary>
internal abstract record ReverseStep
{
    /// <summary>The entry: the sweep is done.</summary>
    internal sealed record Finish : ReverseStep;

    /// <summary>To a dominator; nothing between the two has anything to reverse.</summary>
    internal sealed record Skip(Block Target, IReadOnlyList<Block> Between) : ReverseStep;

    /// <summary>The block has one way in.</summary>
    internal sealed record Single(Edge Edge) : ReverseStep;

    /// <summary>A loop header: out of the loop when the counter is back at its start, to the latch of the iteration before otherwise.</summary>
    internal sealed record Iterate(LoopCounter Counter, Edge Entry, Edge Back) : ReverseStep;

    /// <summary>A condition computed in the forward sweep tells which of two ways was taken.</summary>
    internal sealed record Choose(Value Condition, Edge WhenTrue, Edge WhenFalse) : ReverseStep;

    /// <summary>A note (a parameter of the block that every edge supplies with its number) tells which way was taken.</summary>
    internal sealed record Follow(BlockParameter Note, IReadOnlyList<Edge> Ways) : ReverseStep;

    public IEnumerable<Edge> Edges => this switch
    {
        Single s => [s.Edge],
        Iterate i => [i.Entry, i.Back],
        Choose c => [c.WhenTrue, c.WhenFalse],
        Follow f => f.Ways,
        _ => [],
    };
}

namespace AutoDiff.Weaving.Import;

/// <summary>A basic block of a body: the instructions with indices from <see cref="First"/> up to <see cref="End"/>.</summary>
internal sealed class ILBlock(int first, int end)
{
    public int First { get; } = first;

    public int End { get; } = end;

    /// <summary>Where normal control flow goes next, each block once.</summary>
    public List<ILBlock> Successors { get; } = [];

    /// <summary>Filters and handlers that an exception in this block may reach directly.</summary>
    public List<ILBlock> HandlerEntries { get; } = [];

    /// <summary>The number of blocks that have this one as a successor, plus one for the start of the method.</summary>
    public int PredecessorCount { get; set; }

    public bool IsHandlerEntry { get; set; }
}

/// <summary>A contiguous piece of a body, by instruction index; the end is exclusive.</summary>
internal readonly record struct ILRange(int Start, int End)
{
    public bool Contains(int index) => index >= Start && index < End;
}

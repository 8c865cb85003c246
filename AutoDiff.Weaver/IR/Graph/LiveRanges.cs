namespace AutoDiff.Weaving.IR.Graph;

/// <summary>
/// At the end of which blocks (before they are left) values are still going to be used, for the values of interest. Found for each by walking from its
/// uses to its definition: what that costs is the length of the range.
/// </summary>
internal sealed class LiveRanges
{
    private readonly Dictionary<Block, List<Block>> implicitly = [];
    private readonly Dictionary<Value, HashSet<Block>> ranges = [];

    public LiveRanges(MethodIR method, Func<Value, bool> isOfInterest)
    {
        foreach (var region in method.Regions)
        {
            AddPredecessors(region.Handler.Entry, region.Try.Blocks);
            if (region.Filter is not { } filter)
                continue;
            AddPredecessors(filter.Entry, region.Try.Blocks);
            AddPredecessors(region.Handler.Entry, filter.Blocks);
        }
        foreach (var parameter in method.Parameters.Where(v => isOfInterest(v)))
            Find(parameter, method.Entry);
        foreach (var block in method.Blocks)
        {
            foreach (var parameter in block.Parameters.Where(v => isOfInterest(v)))
                Find(parameter, block);
            foreach (var instruction in block.Instructions.Where(v => isOfInterest(v)))
                Find(instruction, block);
        }
    }

    public bool IsLiveAtEnd(Value value, Block block) => ranges.TryGetValue(value, out var range) && range.Contains(block);

    private void Find(TrackedValue value, Block home)
    {
        HashSet<Block>? range = null;
        var work = new Stack<Block>();
        for (var use = value.FirstUse; use is not null; use = use.Next)
        {
            // What an edge hands on is used at the end of its source.
            if (use.User is Terminator { Block: { } source })
                Reach(source);
            else if (use.User.Block is { } user && user != home)
                work.Push(user);
        }
        while (work.Count > 0)
        {
            var block = work.Pop();
            foreach (var edge in block.Incoming)
                Reach(edge.Source.Block!);
            if (!implicitly.TryGetValue(block, out var others))
                continue;
            foreach (var other in others)
                Reach(other);
        }
        if (range is not null)
            ranges.Add(value, range);

        void Reach(Block block)
        {
            if ((range ??= []).Add(block) && block != home)
                work.Push(block);
        }
    }

    private void AddPredecessors(Block block, IEnumerable<Block> sources)
    {
        if (!implicitly.TryGetValue(block, out var list))
            implicitly.Add(block, list = []);
        list.AddRange(sources);
    }
}

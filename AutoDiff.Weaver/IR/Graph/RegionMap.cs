namespace AutoDiff.Weaving.IR.Graph;

/// <summary>Which try parts, filters and handlers a block lies in.</summary>
internal sealed class RegionMap
{
    private readonly Dictionary<Block, List<Region>> around = [];
    private readonly HashSet<Block> entries = [];

    private RegionMap(MethodIR method)
    {
        foreach (var part in Parts(method))
        {
            entries.Add(part.Entry);
            foreach (var block in part.Blocks)
            {
                if (!around.TryGetValue(block, out var list))
                    around.Add(block, list = []);
                list.Add(part);
            }
        }
    }

    public static RegionMap Of(MethodIR method) => new(method);

    /// <summary>The try parts, filters and handlers of a method.</summary>
    public static IEnumerable<Region> Parts(MethodIR method)
    {
        foreach (var region in method.Regions)
        {
            yield return region.Try;
            if (region.Filter is not null)
                yield return region.Filter;
            yield return region.Handler;
        }
    }

    /// <summary>Innermost first.</summary>
    public IReadOnlyList<Region> Around(Block block) => around.TryGetValue(block, out var list) ? list : [];

    /// <summary>The first block of a try part, filter or handler.</summary>
    public bool IsEntry(Block block) => entries.Contains(block);

    public bool Same(Block a, Block b)
    {
        if (around.Count == 0)
            return true;
        var x = Around(a);
        var y = Around(b);
        return x.Count == y.Count && x.SequenceEqual(y);
    }

    /// <summary>
    /// Every part around <paramref name="outer"/> is around <paramref name="inner"/> too: a value of the one has been computed when the
    /// other runs, provided that its block dominates. Dominance alone is not enough for a handler, which may be entered half way through a block.
    /// </summary>
    public bool Encloses(Block outer, Block inner) => around.Count == 0 || Around(outer).All(Around(inner).Contains);
}

namespace AutoDiff.Weaving.IR.Graph;

/// <summary>A natural loop: the blocks that reach one of its latches without passing the header, which dominates them all.</summary>
internal sealed class Loop(Block header)
{
    public Block Header { get; } = header;

    /// <summary>Those of the loops inside included; the header too.</summary>
    public HashSet<Block> Blocks { get; } = [header];

    /// <summary>The sources of the back edges.</summary>
    public List<Block> Latches { get; } = [];

    public Loop? Parent { get; internal set; }

    /// <summary>1 for an outermost loop.</summary>
    public int Depth { get; internal set; } = 1;

    /// <summary>The edges that leave the loop. Leaving by an exception is not an edge.</summary>
    public List<Edge> Exits { get; } = [];

    public bool Contains(Block block) => Blocks.Contains(block);

    /// <summary>The block before the loop that goes nowhere but to the header, if the loop has one.</summary>
    public Block? Preheader
    {
        get
        {
            Edge? entry = null;
            foreach (var edge in Header.Incoming)
            {
                if (Blocks.Contains(edge.Source.Block!))
                    continue;
                if (entry is not null)
                    return null;
                entry = edge;
            }
            return entry?.Source is Jump ? entry.Source.Block : null;
        }
    }

    /// <summary>The block with the only back edge, if there is only one.</summary>
    public Block? Latch => Latches.Count == 1 && Header.Incoming.Count(e => Blocks.Contains(e.Source.Block!)) == 1 ? Latches[0] : null;

    public override string ToString() => "loop at " + Header;
}

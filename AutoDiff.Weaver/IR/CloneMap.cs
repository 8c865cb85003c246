namespace AutoDiff.Weaving.IR;

/// <summary>What became of the values and blocks of a piece of IR that is being copied; immediates stand for themselves.</summary>
internal sealed class CloneMap
{
    private readonly Dictionary<Value, Value> values = [];
    private readonly Dictionary<Block, Block> blocks = [];

    public Value this[Value original]
    {
        get => original is Immediate ? original : values[original];
        set => values[original] = value;
    }

    public Block this[Block original]
    {
        get => blocks[original];
        set => blocks[original] = value;
    }

    public bool TryGet(Value original, out Value copy)
    {
        if (original is Immediate)
        {
            copy = original;
            return true;
        }
        return values.TryGetValue(original, out copy!);
    }

    public bool Contains(Block original) => blocks.ContainsKey(original);
}

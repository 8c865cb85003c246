namespace AutoDiff.Weaving.IR;

/// <summary>
/// What became of the values and blocks of a piece of IR that is being copied. Immediates stand for themselves, or for their equals in the
/// method that the copy goes to.
/// </summary>
internal sealed class CloneMap(MethodIR? target = null)
{
    private readonly Dictionary<Value, Value> values = [];
    private readonly Dictionary<Block, Block> blocks = [];

    public Value this[Value original]
    {
        get => original is Immediate immediate ? Own(immediate) : values[original];
        set => values[original] = value;
    }

    public Block this[Block original]
    {
        get => blocks[original];
        set => blocks[original] = value;
    }

    public bool TryGet(Value original, out Value copy)
    {
        if (original is Immediate immediate)
        {
            copy = Own(immediate);
            return true;
        }
        return values.TryGetValue(original, out copy!);
    }

    public bool Contains(Block original) => blocks.ContainsKey(original);

    private Value Own(Immediate original) => (target, original) switch
    {
        (null, _) => original,
        (_, Constant constant) => target.Constant(constant.Type, constant.Content),
        (_, DefaultValue) => target.Default(original.Type),
        _ => target.Undefined(original.Type),
    };
}

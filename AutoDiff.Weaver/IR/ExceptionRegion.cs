using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.IR;

/// <summary>
/// A protected region: the blocks of the try part and of its handler (and filter), nested ones included. A handler of kind catch or
/// filter starts with a block whose single <see cref="Region.ExceptionParameter"/> is the exception.
/// </summary>
internal sealed class ExceptionRegion(ExceptionHandlerType kind, TypeReference? catchType)
{
    public ExceptionHandlerType Kind { get; } = kind;

    public TypeReference? CatchType { get; } = catchType;

    /// <summary>
    /// The try part is an empty block and one whose instructions leave nothing behind when one of them throws, save for a call at its end; the handler
    /// does nothing but tell the graph that an exception came.
    /// </summary>
    public bool IsPrecise { get; set; }

    /// <summary>Why the filter cannot be evaluated in the handler.</summary>
    public string? Obstacle { get; set; }

    /// <summary>Where the condition of the filter stands: what tests the type before it belongs to no line.</summary>
    public SourceLocation? FilterLocation => (Filter?.Blocks ?? []).SelectMany(b => b.Instructions).Select(i => i.Location).LastOrDefault(l => l is not null);

    public Region Try { get; } = new();

    public Region? Filter { get; set; }

    public Region Handler { get; } = new();
}

/// <summary>A contiguous set of blocks entered only at the first one.</summary>
internal sealed class Region
{
    /// <summary>In layout order.</summary>
    public List<Block> Blocks { get; } = [];

    public Block Entry => Blocks[0];

    /// <summary>The caught exception, on the stack when a catch or filter block is entered: a parameter of the entry that no edge supplies.</summary>
    public BlockParameter? ExceptionParameter { get; set; }
}

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Vectors;

/// <summary>
/// An innermost loop of one header, which alone decides whether it goes on, and one block, run as often as is known when it begins: a counter goes by
/// 1 or -1 to a bound that does not change.
/// </summary>
internal sealed class CountedLoop
{
    private readonly CompareOp? staysWhile;
    private readonly Value? bound;

    private CountedLoop(Loop loop, Block body, Edge entry, Edge back, BlockParameter counter, CompareOp? staysWhile, Value? bound)
    {
        Loop = loop;
        Body = body;
        Entry = entry;
        Back = back;
        Counter = counter;
        this.staysWhile = staysWhile;
        this.bound = bound;
    }

    public Loop Loop { get; }

    public Block Header => Loop.Header;

    public Block Body { get; }

    /// <summary>The one way into the loop.</summary>
    public Edge Entry { get; }

    public Edge Back { get; }

    public BlockParameter Counter { get; }

    /// <summary>The loop, if it is one of these.</summary>
    public static CountedLoop? Of(Loop loop)
    {
        var header = loop.Header;
        if (loop.Blocks.Count != 2 || header.Incoming.Count != 2 || header.Terminator is not Branch branch)
            return null;
        var body = loop.Blocks.Single(b => b != header);
        var inside = branch.Edges.SingleOrDefault(e => e.Target == body);
        var entry = header.Incoming.SingleOrDefault(e => e.Source.Block != body);
        if (inside is null || entry is null || body.Terminator is not Jump { Edge: var back } || back.Target != header || body.Parameters.Count > 0)
            return null;
        var whenTrue = branch.WhenTrue == inside;
        switch (branch.Condition)
        {
            case BlockParameter down when down.Block == header && whenTrue && StepOf(down, back) == -1:
                return new CountedLoop(loop, body, entry, back, down, null, null);
            case Compare { Left: BlockParameter counter } compare when counter.Block == header && StepOf(counter, back) is { } step:
                var op = whenTrue ? compare.Op : Inverse(compare.Op);
                return (op, step) is (CompareOp.Lt or CompareOp.Le or CompareOp.Ne, 1) or (CompareOp.Gt or CompareOp.Ge or CompareOp.Ne, -1)
                    ? new CountedLoop(loop, body, entry, back, counter, op, compare.Right)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>1 or -1 for an integer parameter of the header that changes by that each time round, else null.</summary>
    public static int? StepOf(BlockParameter parameter, Edge back) => parameter.Type.MetadataType is not (MetadataType.Int32 or MetadataType.Int64)
        ? null
        : back[parameter.Index] switch
        {
            Binary { Op: BinaryOp.Add, Right: Constant c } sum when ReferenceEquals(sum.Left, parameter) => Unit(c, 1),
            Binary { Op: BinaryOp.Add, Left: Constant c } sum when ReferenceEquals(sum.Right, parameter) => Unit(c, 1),
            Binary { Op: BinaryOp.Sub, Right: Constant c } difference when ReferenceEquals(difference.Left, parameter) => Unit(c, -1),
            _ => null,
        };

    /// <summary>How often the loop runs, where it is entered; below 1 for not at all.</summary>
    /// <param name="builder">Where to compute it.</param>
    /// <param name="first">What a value that is the same in every iteration, or the counter, is at the beginning.</param>
    public Value Count(Builder builder, Func<Value, Value> first)
    {
        var wide = builder.Types.Int64;
        Value Wide(Value value) => builder.Convert(wide, value);
        var start = Wide(first(Counter));
        if (staysWhile is not { } op)
            return start;
        var end = Wide(first(bound!));
        var distance = StepOf(Counter, Back) == 1 ? builder.Binary(BinaryOp.Sub, end, start) : builder.Binary(BinaryOp.Sub, start, end);
        return op is CompareOp.Le or CompareOp.Ge ? builder.Binary(BinaryOp.Add, distance, builder.Method.Int64(1)) : distance;
    }

    /// <summary>What decides how often the loop runs, besides its counter.</summary>
    public Value? Bound => bound;

    private static int? Unit(Constant constant, int sign) => constant.Content switch
    {
        1 or 1L => sign,
        -1 or -1L => -sign,
        _ => null,
    };

    private static CompareOp? Inverse(CompareOp op) => op switch
    {
        CompareOp.Lt => CompareOp.Ge,
        CompareOp.Ge => CompareOp.Lt,
        CompareOp.Gt => CompareOp.Le,
        CompareOp.Le => CompareOp.Gt,
        CompareOp.Eq => CompareOp.Ne,
        _ => null,
    };
}

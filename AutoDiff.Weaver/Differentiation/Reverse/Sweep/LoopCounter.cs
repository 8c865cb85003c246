using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>
/// The induction variable that counts the iterations of a loop: a parameter of the header that starts at <see cref="Initial"/> and changes
/// by <see cref="Step"/> (1 or -1) each time round. The reverse sweep runs it backwards from its value at the exit to the initial one.
/// </summary>
internal sealed class LoopCounter(Loop loop, BlockParameter parameter, Value initial, int step)
{
    public Loop Loop { get; } = loop;

    public BlockParameter Parameter { get; } = parameter;

    public Value Initial { get; } = initial;

    public int Step { get; } = step;

    /// <summary>Holds the counter's value of the iteration being reversed.</summary>
    public Variable Reversed { get; } = new(parameter.Type, "k");

    /// <summary>Finds the loop's own counter, or adds one of type <c>long</c> that starts at zero.</summary>
    public static LoopCounter For(Loop loop)
    {
        var (entry, back) = EntryAndBack(loop);
        foreach (var parameter in loop.Header.Parameters)
        {
            if (InductionStep(parameter, back) is { } step && step is 1 or -1 && entry[parameter.Index] is Constant)
                return new LoopCounter(loop, parameter, entry[parameter.Index], (int)step);
        }
        foreach (var parameter in loop.Header.Parameters)
        {
            if (InductionStep(parameter, back) is 1 or -1)
                return new LoopCounter(loop, parameter, entry[parameter.Index], (int)InductionStep(parameter, back)!.Value);
        }
        var method = loop.Header.Method;
        var counter = loop.Header.AddParameter(method.Types.Int64, "trip");
        var builder = new Builder(method).Before(back.Source);
        entry.AddArgument(method.Int64(0));
        back.AddArgument(builder.Binary(BinaryOp.Add, counter, method.Int64(1)));
        return new LoopCounter(loop, counter, method.Int64(0), 1);
    }

    public static (Edge Entry, Edge Back) EntryAndBack(Loop loop)
    {
        var entry = loop.Header.Incoming.Single(e => !loop.Contains(e.Source.Block!));
        var back = loop.Header.Incoming.Single(e => loop.Contains(e.Source.Block!));
        return (entry, back);
    }

    /// <summary>What an integer parameter of the header grows by each time round, if that is a constant.</summary>
    public static long? InductionStep(BlockParameter parameter, Edge back)
    {
        if (parameter.Block.Method.Types.KindOf(parameter.Type) is not (StackKind.Int32 or StackKind.Int64))
            return null;
        return back[parameter.Index] switch
        {
            Binary { Op: BinaryOp.Add, Right: Constant c } b when ReferenceEquals(b.Left, parameter) => Content(c),
            Binary { Op: BinaryOp.Add, Left: Constant c } b when ReferenceEquals(b.Right, parameter) => Content(c),
            Binary { Op: BinaryOp.Sub, Right: Constant c } b when ReferenceEquals(b.Left, parameter) => -Content(c),
            _ => null,
        };
    }

    /// <summary>
    /// The counter's value when the loop is left, where it follows from the loop's bound: <c>max(initial, n)</c> for
    /// <c>for (i = initial; i &lt; n; i++)</c> with the only exit at the header; null otherwise.
    /// </summary>
    /// <param name="exit">The edge that leaves the loop.</param>
    /// <param name="isInvariant">Whether a value is computed outside the loop.</param>
    /// <param name="builder">Where to build it, if at all.</param>
    public Value? ClosedExitValue(Edge exit, Func<Value, bool> isInvariant, Builder builder)
    {
        if (Loop.Exits.Count != 1 || exit.Source is not Branch { Condition: Compare compare } branch || branch.Block != Loop.Header
            || !ReferenceEquals(compare.Left, Parameter))
            return null;
        if (!isInvariant(compare.Right) || !isInvariant(Initial))
            return null;
        var staysWhile = ReferenceEquals(branch.WhenFalse, exit) ? compare.Op : Inverse(compare.Op);
        var method = Loop.Header.Method;
        var (beyond, bound) = (staysWhile, Step, compare.Right) switch
        {
            (CompareOp.Lt, 1, var n) => (CompareOp.Gt, n),
            (CompareOp.Le, 1, Constant { Content: int n and < int.MaxValue }) => (CompareOp.Gt, method.Constant(Parameter.Type, n + 1)),
            (CompareOp.Gt, -1, var n) => (CompareOp.Lt, n),
            (CompareOp.Ge, -1, Constant { Content: int n and > int.MinValue }) => (CompareOp.Lt, method.Constant(Parameter.Type, n - 1)),
            _ => (CompareOp.Eq, null as Value),
        };
        return bound is null ? null : builder.Select(builder.Compare(beyond, bound, Initial), bound, Initial);
    }

    private static CompareOp? Inverse(CompareOp op) => op switch
    {
        CompareOp.Lt => CompareOp.Ge,
        CompareOp.Ge => CompareOp.Lt,
        CompareOp.Gt => CompareOp.Le,
        CompareOp.Le => CompareOp.Gt,
        _ => null,
    };

    private static long? Content(Constant constant) => constant.Content switch
    {
        int i => i,
        long l => l,
        _ => null,
    };
}

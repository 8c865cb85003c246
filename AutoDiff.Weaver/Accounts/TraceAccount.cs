using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Accounts;

/// <summary>How the reverse sweep gets at a value of the forward sweep.</summary>
internal enum TraceWay
{
    /// <summary>The counter of the loop, which runs backwards.</summary>
    Counter,

    /// <summary>A linear function of the counter.</summary>
    Induction,

    /// <summary>Computed, or read, again.</summary>
    Recomputed,

    /// <summary>Kept once a call.</summary>
    Kept,

    /// <summary>On the tape, once an iteration.</summary>
    Stored,
}

/// <summary>What reverse mode keeps of the forward sweep.</summary>
/// <param name="IsOnTape">Whether what is kept once a call is on the tape; otherwise it is in local variables.</param>
/// <param name="Kept">What is kept once a call.</param>
/// <param name="Recomputed">What is computed again outside loops.</param>
/// <param name="Loops">All loops, outer ones before those inside them.</param>
internal sealed record TraceAccount(
    bool IsOnTape, IReadOnlyList<TraceValue> Kept, IReadOnlyList<TraceValue> Recomputed, IReadOnlyList<LoopAccount> Loops)
{
    /// <summary>How many bytes a call puts on the tape, loops and callees aside.</summary>
    public int Bytes => IsOnTape ? TraceValue.BytesOf(Kept) : 0;
}

/// <summary>A value that the reverse sweep needs.</summary>
/// <param name="Text">The value, much as the source says it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Size">How many bytes it takes, references aside.</param>
/// <param name="Alignment">At which multiples it begins in a record.</param>
/// <param name="References">How many references are in it, which are kept apart from records.</param>
/// <param name="Way">How the sweep gets at it.</param>
/// <param name="Reasons">What needs it.</param>
internal sealed record TraceValue(string Text, string Type, int Size, int Alignment, int References, TraceWay Way, IReadOnlyList<TraceReason> Reasons)
{
    /// <summary>The size of a record of several values, padding included.</summary>
    public static int BytesOf(IReadOnlyList<TraceValue> values) => BytesOf([.. values.Select(v => (v.Size, v.Alignment))]);

    /// <inheritdoc cref="BytesOf(IReadOnlyList{TraceValue})"/>
    public static int BytesOf(IReadOnlyList<(int Size, int Alignment)> parts)
    {
        var (end, widest) = (0, 1);
        foreach (var (size, alignment) in parts.Where(p => p.Size > 0))
        {
            end = (end + alignment - 1) / alignment * alignment + size;
            widest = Math.Max(widest, alignment);
        }
        return (end + widest - 1) / widest * widest;
    }
}

/// <param name="Text">What needs a value, as the end of "needed by".</param>
/// <param name="Location">Where that is.</param>
internal sealed record TraceReason(string Text, SourceLocation? Location);

/// <param name="Number">Counted from one, in the method.</param>
/// <param name="Parent">The number of the loop around it; 0 for an outermost one.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Counter">
/// The variable that counts its iterations, empty where it has no name; null where the reverse sweep does not go through the loop.
/// </param>
/// <param name="CountsByItself">Whether the counter is one of the loop's own variables; otherwise one was added.</param>
/// <param name="Records">What an iteration stores.</param>
/// <param name="Others">What else the sweep needs of an iteration, without storing it.</param>
/// <param name="Callees">The calls that put on the tape what their own derivatives store.</param>
internal sealed record LoopAccount(
    int Number, int Parent, SourceLocation? Location, string? Counter, bool CountsByItself, IReadOnlyList<RecordAccount> Records,
    IReadOnlyList<TraceValue> Others, IReadOnlyList<string> Callees)
{
    /// <summary>How many bytes an iteration stores at most, loops inside and callees aside.</summary>
    public int Bytes => Records.Sum(r => r.Bytes);

    /// <summary>How many references an iteration stores at most.</summary>
    public int References => Records.Sum(r => r.Values.Sum(v => v.References));
}

/// <summary>How the records of a loop lie on the tape.</summary>
internal enum RecordPlacement
{
    /// <summary>Each is put on top when the iteration has computed it.</summary>
    Pushed,

    /// <summary>All are reserved before the first iteration.</summary>
    Reserved,

    /// <summary>The same, with equal numbers of all iterations beside each other, for vectors.</summary>
    Columns,
}

/// <param name="Values">What a record holds.</param>
/// <param name="Placement">How it lies on the tape.</param>
/// <param name="IsConditional">Not every iteration stores it.</param>
internal sealed record RecordAccount(IReadOnlyList<TraceValue> Values, RecordPlacement Placement, bool IsConditional)
{
    public int Bytes => TraceValue.BytesOf(Values);
}

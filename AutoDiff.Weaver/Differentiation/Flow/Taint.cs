using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>What a scalar owes to the parameters of a method, as sets of <see cref="Origins"/>.</summary>
/// <param name="followed">By operations that have derivatives.</param>
/// <param name="lost">By way of something that has no tangent (an integer, bits, text).</param>
/// <param name="lostAt">One of the places where that began, for messages; no part of what is compared.</param>
internal readonly struct Taint(ulong followed, ulong lost, SourceLocation? lostAt = null) : IEquatable<Taint>
{
    public ulong Followed { get; } = followed;

    public ulong Lost { get; } = lost;

    public SourceLocation? LostAt { get; } = lostAt;

    public bool IsNone => Followed == 0 && Lost == 0;

    public static bool operator ==(Taint a, Taint b) => a.Equals(b);

    public static bool operator !=(Taint a, Taint b) => !a.Equals(b);

    public static Taint operator |(Taint a, Taint b) => new(a.Followed | b.Followed, a.Lost | b.Lost, a.LostAt ?? b.LostAt);

    /// <summary>The same after a loss at a place.</summary>
    public Taint Truncated(SourceLocation? at) => new(0, Followed | Lost, Lost != 0 ? LostAt ?? at : Followed != 0 ? at : null);

    /// <summary>What of it comes from keys.</summary>
    public Taint OnlyOfKeys => new(Followed & Origins.AllKeys, Lost & Origins.AllKeys, LostAt);

    /// <summary>What of it is lost.</summary>
    public Taint OnlyLost => new(0, Lost, LostAt);

    public bool Equals(Taint other) => Followed == other.Followed && Lost == other.Lost;

    public override bool Equals(object? obj) => obj is Taint other && Equals(other);

    public override int GetHashCode() => (Followed, Lost).GetHashCode();
}

/// <summary>Sets of parts of parameters: for each parameter its numbers (and those that it leads to), everything else, and what its keys lead to.</summary>
internal static class Origins
{
    /// <summary>No parameter: a number that may have been overwritten where nobody sees it, which is no matter for one that does not vary.</summary>
    public const ulong Overwritten = 1UL << 62;

    /// <summary>Of all parameters, what their keys lead to.</summary>
    public const ulong AllKeys = 0x0924_9249_2492_4924;

    private const int LastParameter = 19;

    public static ulong Numbers(int parameter) => 1UL << (3 * Math.Min(parameter, LastParameter));

    public static ulong Others(int parameter) => Numbers(parameter) << 1;

    /// <summary>Numbers among the keys of containers, and in objects that are keys.</summary>
    public static ulong Keys(int parameter) => Numbers(parameter) << 2;
}

/// <summary>What a method makes of what it is given: the taint of each part of its result and of its classes of memory, in terms of its parameters.</summary>
internal sealed record TaintSummary(IReadOnlyDictionary<string, Taint> Result, TaintedMemory Memory);

/// <summary>The taint of classes of memory, floating-point numbers apart from everything else.</summary>
internal sealed class TaintedMemory
{
    public Dictionary<AliasCell, Taint> Numbers { get; } = [];

    public Dictionary<AliasCell, Taint> Others { get; } = [];

    /// <summary>
    /// The numbers among the keys of containers, and what the keys lead to: keys have no derivatives, so that all of it is lost when it is read again.
    /// </summary>
    public Dictionary<AliasCell, Taint> KeyNumbers { get; } = [];

    /// <summary>Everything else among the keys of containers.</summary>
    public Dictionary<AliasCell, Taint> KeyOthers { get; } = [];

    /// <summary>What is written to objects that are reached by way of keys: whoever has them from elsewhere reads it as a constant.</summary>
    public Dictionary<AliasCell, Taint> KeyWrites { get; } = [];

    public IEnumerable<Dictionary<AliasCell, Taint>> All => [Numbers, Others, KeyNumbers, KeyOthers, KeyWrites];
}

using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// Binomial checkpointing: the steps of a sequence in reverse order, with as few of them run again as so many snapshots allow. With s snapshots, sequences of
/// up to (s + t over s) steps run no step more than t times before it is reversed.
/// </summary>
/// <remarks>
/// <para>Steps are reversed in segments: what is said of steps holds for these.</para>
/// <para>A. Griewank and A. Walther, Algorithm 799: Revolve, ACM Transactions on Mathematical Software 26(1), 2000.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Revolve
{
    private readonly Stack<(int Place, long Position)> _kept = new();
    private readonly Stack<int> _free = new();
    private long _position;
    private long _end;
    private bool _isAway = true;
    private bool _isUnkept;

    /// <param name="steps">How many steps there are; the state before the first is kept at place 0.</param>
    /// <param name="snapshots">How many states can be kept, at least 1.</param>
    public Revolve(long steps, int snapshots)
        : this(steps, snapshots, [(0, 0)])
    {
    }

    /// <param name="steps">How many steps there are.</param>
    /// <param name="snapshots">How many states can be kept.</param>
    /// <param name="kept">The states that are kept already, in their order, that before the first step among them.</param>
    internal Revolve(long steps, int snapshots, IReadOnlyList<(int Place, long Position)> kept)
    {
        _end = steps;
        for (int place = snapshots - 1; place >= 0; place--)
        {
            if (kept.All(k => k.Place != place))
                _free.Push(place);
        }

        foreach (var state in kept)
            _kept.Push(state);
    }

    /// <summary>Gets or sets how many steps are reversed at once.</summary>
    public long Segment { get; set; } = 1;

    /// <summary>Gets the place to keep the state at, or to take it from.</summary>
    public int Place { get; private set; }

    /// <summary>Gets how many steps to run, or to reverse.</summary>
    public long Count { get; private set; }

    /// <summary>Decides what is done next, taking for granted that it is.</summary>
    public RevolveAction Next()
    {
        if (_end == 0)
            return RevolveAction.Done;
        if (_isUnkept)
        {
            _isUnkept = false;
            Place = _free.Pop();
            _kept.Push((Place, _position));
            return RevolveAction.Store;
        }

        while (_kept.Peek().Position >= _end)
            _free.Push(_kept.Pop().Place);
        if (_isAway)
        {
            _isAway = false;
            (Place, _position) = _kept.Peek();
            return RevolveAction.Restore;
        }

        long left = _end - _position;
        if (left <= Segment)
        {
            _end = _position;
            _isAway = true;
            Count = left;
            return RevolveAction.Reverse;
        }

        long segments = ((left - 1) / Segment) + 1;
        Count = Segment * (_free.Count == 0 ? segments - 1 : Distance(segments, _free.Count + 1));
        _position += Count;
        _isUnkept = _free.Count > 0 && _end - _position > Segment;
        return RevolveAction.Advance;
    }

    /// <summary>How many steps lie between the state at hand and the next one to keep, where so many can be kept, that at hand included.</summary>
    private static long Distance(long steps, int snapshots)
    {
        int times = 0;
        while (Reach(snapshots, times) < steps)
            times++;
        long distance = steps <= Reach(snapshots, times - 1) + Reach(snapshots - 2, times - 1) ? Reach(snapshots, times - 2)
            : steps >= Reach(snapshots, times) - Reach(snapshots - 3, times) ? Reach(snapshots, times - 1)
            : steps - Reach(snapshots - 1, times - 1) - Reach(snapshots - 2, times - 1);
        return Math.Clamp(distance, 1, steps - 1);
    }

    /// <summary>(s + t over s): how many steps s snapshots reach when none runs more than t times; a quarter of the largest number where it is more.</summary>
    private static long Reach(int snapshots, int times)
    {
        if (snapshots < 0 || times < 0)
            return 0;
        Int128 reach = 1;
        int few = Math.Min(snapshots, times), many = Math.Max(snapshots, times);
        for (int i = 1; i <= few; i++)
        {
            reach = reach * (many + i) / i;
            if (reach > long.MaxValue / 4)
                return long.MaxValue / 4;
        }

        return (long)reach;
    }
}

using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// Which states of a loop are kept, and what its reverse sweep does next. Generated code asks, iteration for iteration forwards, and then for one action after
/// the other until there is none.
/// </summary>
/// <remarks>
/// <para>How long the loop is shows when it ends. Forwards, states are kept at equal distances, which double when two thirds of the places are taken;
/// backwards, what lies between two of them is done by <see cref="Revolve"/> with the places that are free.</para>
/// <para>Iterations are reversed in segments of as many as leave a megabyte of trace, which an iteration that is run for the purpose shows.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckpointedLoop
{
    private const long BytesOfSegment = 1 << 20;
    private const long LongestSegment = 1 << 20;

    private readonly int _snapshots;
    private readonly List<(int Place, long Position)> _kept;
    private readonly Revolve? _schedule;
    private long _position;
    private long _distance = 1;
    private long _allocated;
    private bool _isAtBegin;
    private bool _isMeasured;

    /// <param name="snapshots">How many states are kept, that of the beginning included; at least 1.</param>
    public CheckpointedLoop(int snapshots)
    {
        _snapshots = Math.Max(1, snapshots);
        _kept = [];
    }

    private CheckpointedLoop(CheckpointedLoop forwards)
    {
        (_snapshots, _kept, _position) = (forwards._snapshots, forwards._kept, forwards._position);
        _schedule = new Revolve(_position, _snapshots, _kept);
    }

    /// <summary>Gets how many iterations to run or to reverse.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the place of the state to keep or to go back to.</summary>
    public int Place { get; private set; }

    /// <summary>Forwards: whether the present state is kept, at <see cref="Place"/>. After that, <see cref="Count"/> iterations are run.</summary>
    public bool Keep()
    {
        Count = _distance;
        if (_kept.Count > 0 && _kept.Count >= 2 * _snapshots / 3)
        {
            _distance *= 2;
            _kept.RemoveAll(k => k.Position % _distance != 0);
            long late = _position % _distance;
            Count = _distance - late;
            if (late != 0 || _kept.Count >= _snapshots)
                return false;
        }

        Place = Enumerable.Range(0, _snapshots).First(p => _kept.TrueForAll(k => k.Place != p));
        _kept.Add((Place, _position));
        return true;
    }

    /// <summary>Forwards: takes note of how many iterations were run.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Whether there may be more.</returns>
    public bool Ran(long count)
    {
        _position += count;
        return count == Count;
    }

    /// <summary>What leads a reverse sweep through the iterations that were run.</summary>
    public CheckpointedLoop Backwards() => new(this);

    /// <summary>The kept states, for a reverse sweep to overwrite.</summary>
    /// <typeparam name="T">What a state is.</typeparam>
    /// <param name="states">Those of the forward sweep.</param>
    public static T[] Copy<T>(T[] states) => states.AsSpan().ToArray();

    /// <summary>
    /// Backwards: 0 nothing more, 1 advance by <see cref="Count"/> iterations, 2 keep the state, 3 go back to a kept state, 4 reverse <see cref="Count"/>
    /// iterations from the present state on, 5 run one iteration with its trace and drop that.
    /// </summary>
    public int Next()
    {
        if (_position > 1 && !_isMeasured)
        {
            if (!_isAtBegin)
            {
                _isAtBegin = true;
                Place = _kept[0].Place;
                return (int)RevolveAction.Restore;
            }

            _isMeasured = true;
            _allocated = GC.GetAllocatedBytesForCurrentThread();
            return (int)RevolveAction.Measure;
        }

        var action = _schedule!.Next();
        (Place, Count) = (_schedule.Place, _schedule.Count);
        return (int)action;
    }

    /// <summary>Backwards: takes note of what one iteration left on a tape that was empty before, and empties it.</summary>
    /// <param name="tape">The tape.</param>
    public void Measure(Tape tape)
    {
        long bytes = tape.Length + GC.GetAllocatedBytesForCurrentThread() - _allocated;
        _schedule!.Segment = Math.Clamp(BytesOfSegment / Math.Max(bytes, 1), 1, LongestSegment);
        tape.Release(default);
    }

    /// <summary>What is thrown where an iteration that runs again ends the loop, though it did not the first time.</summary>
    public static Exception Diverged() => new InvalidOperationException(
        "A loop that runs again for its derivative took another course than the first time: what it depends on has changed, other than by the loop itself. "
        + "Take [Checkpoint] off the method, or hand over what changes as an argument.");
}

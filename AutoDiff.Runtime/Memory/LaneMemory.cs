using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// The arrays that code for several directions makes. They are larger by the number of lanes than those of the function, and whoever runs the code is done with
/// them before it runs again: each run gets those of the one before. Generated code uses it; users need not.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LaneMemory
{
    // What a thread keeps is at most a few megabytes.
    private const int MostNumbers = 1 << 15;

    [ThreadStatic]
    private static LaneMemory? t_free;

    private LaneNumber[]?[] _arrays = new LaneNumber[8][];
    private int _next;
    private long _numbers;

    /// <summary>An array of zeros.</summary>
    /// <param name="length">Its length.</param>
    /// <returns>The array; it is used again by the next run.</returns>
    public LaneNumber[] Array(long length)
    {
        if (_next < _arrays.Length && _arrays[_next] is { } kept && kept.Length == length)
        {
            _next++;
            System.Array.Clear(kept);
            return kept;
        }

        return Make(length);
    }

    /// <summary>Memory for a thread, which nobody else on it has.</summary>
    internal static LaneMemory Rent()
    {
        var memory = t_free ?? new();
        t_free = null;
        return memory;
    }

    /// <summary>Begins a run: all arrays are free.</summary>
    internal void Restart() => _next = 0;

    /// <summary>Gives the memory back.</summary>
    internal void Return() => t_free = this;

    private LaneNumber[] Make(long length)
    {
        var made = new LaneNumber[length];
        long replaced = _next < _arrays.Length ? _arrays[_next]?.Length ?? 0 : 0;
        if (_numbers - replaced + length > MostNumbers)
            return made;
        if (_next == _arrays.Length)
            System.Array.Resize(ref _arrays, 2 * _next);
        _numbers += length - replaced;
        _arrays[_next++] = made;
        return made;
    }
}

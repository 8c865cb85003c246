using System.ComponentModel;

namespace AutoDiff;

/// <summary>A position on a <see cref="Tape"/>: how many bytes and how many objects lie below it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TapeMark
{
    internal TapeMark(long bytes, int objects)
    {
        Bytes = bytes;
        Objects = objects;
    }

    internal long Bytes { get; }

    internal int Objects { get; }
}

using System.ComponentModel;

namespace AutoDiff;

/// <summary>A position on a <see cref="Tape"/>: how many bytes, objects and shadows of constants lie below it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TapeMark
{
    internal TapeMark(long bytes, int objects, ScratchShadows? scratch)
    {
        Bytes = bytes;
        Objects = objects;
        Scratch = scratch;
        Scratches = scratch?.Count ?? 0;
    }

    internal long Bytes { get; }

    internal int Objects { get; }

    internal ScratchShadows? Scratch { get; }

    internal int Scratches { get; }
}

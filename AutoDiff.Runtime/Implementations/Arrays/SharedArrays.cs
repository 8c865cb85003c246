using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Arrays that the framework hands out to everybody: programs may ask whether two are the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SharedArrays
{
    /// <summary>The empty array, which has nothing to differentiate.</summary>
    [Primitive(nameof(EmptyReverse))]
    public static T[] Empty<T>() => [];

    /// <summary>Reverse of <see cref="Empty"/>.</summary>
    public static void EmptyReverse<T>(T[] result, Tape tape)
    {
    }
}

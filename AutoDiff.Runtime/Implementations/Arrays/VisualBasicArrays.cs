using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>What <c>ReDim Preserve</c> of Visual Basic calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VisualBasicArrays
{
    /// <summary>Implements <c>Utils.CopyArray(Array, Array)</c> for arrays of one dimension.</summary>
    [Implementation("Microsoft.VisualBasic.CompilerServices.Utils", "CopyArray")]
    public static T[] CopyArray<T>(T[]? source, T[] destination)
    {
        if (source is null)
            return destination;
        int count = Math.Min(source.Length, destination.Length);
        for (int i = 0; i < count; i++)
            destination[i] = source[i];
        return destination;
    }
}

using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>A function returned an array of another length than last time. Generated code throws it, and nobody but the library sees it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OtherLengthException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="OtherLengthException"/> class.</summary>
    public OtherLengthException()
        : base("The function returned an array of another length.")
    {
    }
}

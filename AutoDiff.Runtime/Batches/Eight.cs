using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>As many values as there are lanes, where nobody wants them.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
[InlineArray(LaneNumber.Count)]
internal struct Eight<T>
{
    /// <summary>The first.</summary>
    public T First;
}

using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>
/// A number in several lanes: what a number becomes in code that is run for several directions at once. Generated code uses it; users need not.
/// </summary>
/// <remarks>
/// One vector: with two or four, the arrays no longer fit the first cache, which costs more than doing once what is the same in all lanes saves.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct LaneNumber
{
    /// <summary>The number of lanes.</summary>
    internal const int Count = 8;

    /// <summary>The lanes.</summary>
    public Vector512<double> Content;
}

namespace AutoDiff.Rules;

/// <summary>Piecewise constant functions, derivative 0, and steps to the neighbouring number, derivative 1.</summary>
internal static class HalfRoundingRules
{
    [Pullback(typeof(Half), nameof(Half.Floor))]
    [Pullback(typeof(Half), nameof(Half.Ceiling))]
    [Pullback(typeof(Half), nameof(Half.Truncate))]
    [Pullback(typeof(Half), nameof(Half.Round))]
    internal static Half Round(Half x, Half result, Half cotangent) => default;

    [Pullback(typeof(Half), nameof(Half.Round))]
    internal static Half Round(Half x, int digits, Half result, Half cotangent) => default;

    [Pullback(typeof(Half), nameof(Half.Round))]
    internal static Half Round(Half x, MidpointRounding mode, Half result, Half cotangent) => default;

    [Pullback(typeof(Half), nameof(Half.Round))]
    internal static Half Round(Half x, int digits, MidpointRounding mode, Half result, Half cotangent) => default;

    [Pullback(typeof(Half), nameof(Half.BitIncrement))]
    [Pullback(typeof(Half), nameof(Half.BitDecrement))]
    internal static Half Neighbour(Half x, Half result, Half cotangent) => cotangent;
}

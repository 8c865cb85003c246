namespace AutoDiff.Rules;

/// <summary>Hyperbolic functions and their inverses. Conventions are those of the <see cref="float"/> rules, to which these delegate.</summary>
/// <remarks>For Tanh, where the difference to 1 matters, the result is computed again in <see cref="float"/>: the rounded one has too few digits.</remarks>
internal static class HalfHyperbolicRules
{
    [Pullback(typeof(Half), nameof(Half.Sinh))]
    internal static Half Sinh(Half x, Half result, Half cotangent) => (Half)SingleHyperbolicRules.Sinh((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Cosh))]
    internal static Half Cosh(Half x, Half result, Half cotangent) => (Half)SingleHyperbolicRules.Cosh((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Tanh))]
    internal static Half Tanh(Half x, Half result, Half cotangent) =>
        (Half)SingleHyperbolicRules.Tanh((float)x, MathF.Tanh((float)x), (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Asinh))]
    internal static Half Asinh(Half x, Half result, Half cotangent) => (Half)SingleHyperbolicRules.Asinh((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Acosh))]
    internal static Half Acosh(Half x, Half result, Half cotangent) => (Half)SingleHyperbolicRules.Acosh((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Atanh))]
    internal static Half Atanh(Half x, Half result, Half cotangent) => (Half)SingleHyperbolicRules.Atanh((float)x, (float)result, (float)cotangent);
}

namespace AutoDiff.Rules;

/// <summary>Exponentials, logarithms and powers. Conventions are those of the <see cref="float"/> rules, to which these delegate.</summary>
/// <remarks>Where a difference to 1 matters, the result is computed again in <see cref="float"/>: the rounded one has too few digits.</remarks>
internal static class HalfExponentialRules
{
    [Pullback(typeof(Half), nameof(Half.Exp))]
    internal static Half Exp(Half x, Half result, Half cotangent) => (Half)SingleExponentialRules.Exp((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Exp2))]
    internal static Half Exp2(Half x, Half result, Half cotangent) => (Half)SingleExponentialRules.Exp2((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Exp10))]
    internal static Half Exp10(Half x, Half result, Half cotangent) => (Half)SingleExponentialRules.Exp10((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.ExpM1))]
    internal static Half ExpM1(Half x, Half result, Half cotangent) =>
        (Half)SingleExponentialRules.ExpM1((float)x, float.ExpM1((float)x), (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Exp2M1))]
    internal static Half Exp2M1(Half x, Half result, Half cotangent) =>
        (Half)SingleExponentialRules.Exp2M1((float)x, float.Exp2M1((float)x), (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Exp10M1))]
    internal static Half Exp10M1(Half x, Half result, Half cotangent) =>
        (Half)SingleExponentialRules.Exp10M1((float)x, float.Exp10M1((float)x), (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Log))]
    internal static Half Log(Half x, Half result, Half cotangent) => (Half)SingleExponentialRules.Log((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Log2))]
    internal static Half Log2(Half x, Half result, Half cotangent) => (Half)SingleExponentialRules.Log2((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Log10))]
    internal static Half Log10(Half x, Half result, Half cotangent) => (Half)SingleExponentialRules.Log10((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.LogP1))]
    internal static Half LogP1(Half x, Half result, Half cotangent) => (Half)SingleExponentialRules.LogP1((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Log2P1))]
    internal static Half Log2P1(Half x, Half result, Half cotangent) =>
        (Half)SingleExponentialRules.Log2P1((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Log10P1))]
    internal static Half Log10P1(Half x, Half result, Half cotangent) =>
        (Half)SingleExponentialRules.Log10P1((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Log))]
    internal static (Half X, Half NewBase) Log(Half x, Half newBase, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleExponentialRules.Log((float)x, (float)newBase, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.Pow))]
    internal static (Half X, Half Y) Pow(Half x, Half y, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleExponentialRules.Pow((float)x, (float)y, (float)result, (float)cotangent));
}

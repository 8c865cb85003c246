namespace AutoDiff.Rules;

/// <summary>Rules for the operators that act on derivatives.</summary>
internal static class OperatorRules
{
    [Pullback(typeof(DifferentialOperators), nameof(DifferentialOperators.WithDerivative))]
    internal static T WithDerivative<T>(T x, Func<T, T> map, T result, T cotangent) => map(cotangent);
}

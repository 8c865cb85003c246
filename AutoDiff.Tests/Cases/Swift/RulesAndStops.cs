using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Swift;

/// <summary>Group I of the cases restated from differentiable Swift: custom rules, stopped gradients, closures. And the rule row of group G.</summary>
public sealed class RulesAndStops
{
    [Test]
    public void I1_EverythingStopped() => Expect.ValueAndGradient(ValueWithGradient(at: 4.0, of: x => WithoutDerivative(x * x * x)), 64, 0);

    [Test]
    public void I3_OneVariableStopped()
    {
        static double F(double x)
        {
            double y = WithoutDerivative(x);
            return x + (y * y * y) + x;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: 4.0, of: F), 72, 2);
    }

    [Test]
    public void I5_TappedDerivatives() => Expect.ValueAndGradient(
        ValueWithGradient(at: 4.0, of: x => WithDerivative(x, d => d * 10) + WithDerivative(x, d => d * 20)), 8, 30);

    [Test]
    public void I7_DifferentiableParameter()
    {
        static double SlopeInFirst(DifferentiableFunc<double, double, double> f, double x, double y) => Gradient(at: (x, y), of: f).Item1;

        Expect.Near(SlopeInFirst((a, b) => a + b, 0, 0), 1);
        Expect.Near(SlopeInFirst((a, b) => a * b, 2, 7), 7);
    }

    [Test]
    public void I9_LocalFunctionCapturingReference()
    {
        static double F(double x)
        {
            double outer = 1;
            return Inner(x);

            double Inner(double y)
            {
                outer += 1;
                return y * outer;
            }
        }

        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: F), 6, 2);
    }

    [Test]
    public void G15_RuleForBothUsedForOne()
    {
        Expect.Near(Gradient(at: 2.0, of: x => MultipliedByRule(x, 3)), 3);
        Expect.Near(Gradient(at: 3.0, of: y => MultipliedByRule(2, y)), 2);
    }

    [Pullback(typeof(RulesAndStops), nameof(MultipliedByRule))]
    internal static (double, double) MultipliedPullback(double x, double y, double result, double cotangent) => (cotangent * y, cotangent * x);

    internal static double MultipliedByRule(double x, double y) => x * y;
}

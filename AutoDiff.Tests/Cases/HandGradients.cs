using AutoDiff.Perf.Cases;
using AutoDiff.Perf.Hand;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases;

/// <summary>The gradients written by hand that the benchmarks compare with are the same gradients.</summary>
public sealed class HandGradients
{
    [Test]
    public void OfScalarFunctions([Values(1.25, 1.6, 2.1875)] double x)
    {
        Expect.Near(Gradient(at: x, of: ScalarFunctions.OneOperation), ScalarGradients.OneOperation(x));
        Expect.Near(Gradient(at: x, of: ScalarFunctions.SixteenOperations), ScalarGradients.SixteenOperations(x));
        Expect.Near(Gradient(at: x, of: ScalarFunctions.ComposedCalls), ScalarGradients.ComposedCalls(x));
        Expect.Near(Gradient(at: x, of: ScalarFunctions.LoopOf8), ScalarGradients.LoopOf8(x));
        Expect.Near(Gradient(at: x, of: ScalarFunctions.LoopOf100), ScalarGradients.LoopOf100(x));
        Expect.Near(Gradient(at: x, of: FuzzedExpressions.Nested), FuzzedGradients.Nested(x));
    }

    [Test]
    public void OfFuzzedExpressions([Values(1.25, 1.6, 2.1875)] double x, [Values(0.75, 1.625)] double y, [Values(2, 1.25)] double z)
    {
        Expect.Near(Gradient(at: (x, y), of: FuzzedExpressions.SineAndQuotient), FuzzedGradients.SineAndQuotient(x, y));
        Expect.Near(Gradient(at: (x, y, z), of: FuzzedExpressions.RationalAndRoot), FuzzedGradients.RationalAndRoot(x, y, z));
        Expect.Near(Gradient(at: (x, y), of: FuzzedExpressions.LogarithmAndPower), FuzzedGradients.LogarithmAndPower(x, y));
        Expect.Near(Gradient(at: (x, y, z), of: FuzzedExpressions.Polynomial), FuzzedGradients.Polynomial(x, y, z));
        Expect.Near(Gradient(at: (x, y), of: FuzzedExpressions.Ternary), FuzzedGradients.Ternary(x, y));
        Expect.Near(Gradient(at: (x, y), of: FuzzedExpressions.NestedTernaries), FuzzedGradients.NestedTernaries(x, y));
    }

    [Test]
    public void OfRosenbrocksValley()
    {
        double[] at = Rosenbrock.Point(50), into = new double[50], hand = new double[50];
        Expect.Bits(ValueWithGradient(at: at, into: into, of: Rosenbrock.Value).Value, RosenbrockGradient.ValueWithGradient(at, hand));
        for (int i = 0; i < at.Length; i++)
            Expect.Near(into[i], hand[i]);
    }

    [Test]
    public void OfOptionsInABatch()
    {
        var market = new Market(100, 0.02, 0.2);
        var quotes = BlackScholes.Quotes(100);
        var (value, gradient) = ValueWithGradient(at: market, over: quotes, of: BlackScholes.SquaredError);
        var (sum, byVolatility) = (0.0, 0.0);
        foreach (var quote in quotes)
        {
            sum += BlackScholes.SquaredError(market, quote);
            byVolatility += Gradient(at: market, of: m => BlackScholes.SquaredError(m, quote)).Volatility;
        }

        Expect.Bits(value, sum);
        Expect.Near(gradient.Volatility, byVolatility);
    }

    [Test]
    public void OfAProductOfMatrices()
    {
        double[,] a = MatrixLoss.Made(19, 1), b = MatrixLoss.Made(19, 2);
        var (value, (byA, byB)) = ValueWithGradient(at: (a, b), of: MatrixLoss.Value);
        var (expected, handA, handB) = MatrixLossGradient.ValueWithGradient(a, b);
        Expect.Bits(value, expected);
        for (int i = 0; i < 19; i++)
        {
            for (int j = 0; j < 19; j++)
                Expect.Near((byA[i, j], byB[i, j]), (handA[i, j], handB[i, j]));
        }
    }
}

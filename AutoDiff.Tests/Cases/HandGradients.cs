using AutoDiff.Perf.Cases;
using AutoDiff.Perf.Cases.Loops;
using AutoDiff.Perf.Hand;
using AutoDiff.Perf.Hand.Loops;
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

        // Scenarios in lanes take logarithms and exponentials from vector functions, whose last digit may be another.
        Assert.That(value, Is.EqualTo(sum).Within(4).Ulps);
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

    [Test]
    public void OfAChainOfMatrices()
    {
        double[] a = Numbers(4096, 1), b = Numbers(4096, 2), c = Numbers(4096, 3);
        var (value, (byA, byB, byC)) = ValueWithGradient(at: (a, b, c), of: MatrixChain.Loss);
        var (expected, handA, handB, handC) = MatrixChainGradient.ValueWithGradient(a, b, c);
        Expect.Bits(value, expected);
        Near([.. byA, .. byB, .. byC], [.. handA, .. handB, .. handC]);
    }

    [Test]
    public void OfANetworkOfTwoLayers()
    {
        double[][] first = Rows(Network.Hidden, Network.Inputs, 0.05), second = Rows(Network.Outputs, Network.Hidden, 0.2), images = Rows(5, Network.Inputs, 1);
        double[] firstBias = Numbers(Network.Hidden, 6), secondBias = Numbers(Network.Outputs, 7);
        int[] labels = [3, 1, 4, 1, 5];
        var (value, (w, b, v, c)) = ValueWithGradient(
            at: (first, firstBias, second, secondBias), of: (w, b, v, c) => Network.Loss(w, b, v, c, images, labels));
        var (expected, handW, handB, handV, handC) = NetworkGradient.ValueWithGradient(first, firstBias, second, secondBias, images, labels);
        Expect.Near(value, expected);
        Near([.. w.SelectMany(r => r), .. b, .. v.SelectMany(r => r), .. c], [.. handW.SelectMany(r => r), .. handB, .. handV.SelectMany(r => r), .. handC]);
    }

    [Test]
    public void OfTheHeatEquation()
    {
        double[] start = Numbers(Heat.Side * Heat.Side, 4);
        var (value, gradient) = ValueWithGradient(at: start, of: Heat.Energy);
        var (expected, hand) = HeatGradient.ValueWithGradient(start);
        Expect.Bits(value, expected);
        Near(gradient, hand);
    }

    [Test]
    public void OfRosenbrocksFunction()
    {
        double[] x = Numbers(1000, 5);
        Near(Gradient(at: x, of: Rosenbrock.Value), RosenbrockGradient.Gradient(x));
    }

    private static void Near(double[] actual, double[] expected)
    {
        double scale = 1e-12 * Math.Max(1, expected.Max(Math.Abs));
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        Assert.That(actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max(), Is.LessThanOrEqualTo(scale));
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static double[][] Rows(int count, int length, double scale) =>
        [.. Enumerable.Range(0, count).Select(i => Numbers(length, 10 + i).Select(x => scale * x).ToArray())];
}

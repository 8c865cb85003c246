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

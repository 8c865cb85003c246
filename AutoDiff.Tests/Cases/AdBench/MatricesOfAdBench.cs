using AutoDiff.Perf.Cases.AdBench;
using static AutoDiff.DifferentialOperators;
using static AutoDiff.Tests.Cases.AdBench.AdBenchReference;

namespace AutoDiff.Tests.Cases.AdBench;

/// <summary>Jacobians of ADBench's objectives as one matrix: the whole bundle adjustment, and hand tracking.</summary>
public sealed class MatricesOfAdBench
{
    [Test]
    public void TheWholeBundleAdjustment()
    {
        var input = Data.BundleAdjustment();
        var problem = input.Problem;
        double[] feature = input.Feature, unknowns = problem.Copies(input);
        var plan = new SparseJacobianPlan(problem.Pattern);
        Assert.That((plan.ByRows, plan.Directions), Is.EqualTo((false, BundleAdjustment.BlockSize)));
        var jacobian = SparseJacobian(at: unknowns, plan: plan, of: x => problem.Errors(x, feature));
        Assert.That((jacobian.RowCount, jacobian.ColumnCount), Is.EqualTo((3 * 31843, (11 * 49) + (3 * 7776) + 31843)));
        var expected = Data.ExpectedOfBundleAdjustment();
        for (int row = 0; row < jacobian.RowCount; row++)
        {
            double[] found = jacobian.Values[jacobian.RowPointers[row]..jacobian.RowPointers[row + 1]];
            if (row >= 2 * problem.Observations)
                Relative(found, [expected.WeightDerivative]);
            else
                Relative(found, row % 2 == 0 ? expected.Jacobian[..BundleAdjustment.BlockSize] : expected.Jacobian[BundleAdjustment.BlockSize..]);
        }
    }

    [Test]
    public void ThePatternOfABundleAdjustment()
    {
        var input = Data.BundleAdjustment();
        var problem = new BundleProblem(3, 20, 50);
        double[] feature = input.Feature, unknowns = problem.Copies(input);
        var plan = PlanSparseJacobian(at: unknowns, of: x => problem.Errors(x, feature));
        var given = problem.Pattern;
        Assert.That(plan.Pattern.Union(given).Count, Is.EqualTo(given.Count));
        Assert.That(plan.Directions, Is.LessThanOrEqualTo(BundleAdjustment.BlockSize));
        double[,] full = Jacobian(at: unknowns, of: x => problem.Errors(x, feature));
        var sparse = SparseJacobian(at: unknowns, plan: plan, of: x => problem.Errors(x, feature));
        for (int i = 0; i < sparse.RowCount; i++)
        {
            for (int j = 0; j < sparse.ColumnCount; j++)
                Assert.That(sparse[i, j], Is.EqualTo(full[i, j]).Within(1e-10 * Math.Abs(full[i, j])));
        }
    }

    [Test]
    public void PointsOnVertices()
    {
        var input = Data.Hand.Simple();
        var problem = input.Problem;
        Close(HandTracking.Errors(input.Pose, problem), Data.Hand.ExpectedErrors(isOnSurface: false));
        double[,] jacobian = Jacobian(at: input.Pose, of: pose => HandTracking.Errors(pose, problem));
        Close([.. jacobian.Cast<double>()], Data.Hand.ExpectedJacobian(isOnSurface: false));
    }

    [Test]
    public void PointsOnTriangles()
    {
        var input = Data.Hand.Complicated();
        var problem = input.Problem;
        Close(HandTracking.ErrorsOnSurface(input.Places, input.Pose, problem), Data.Hand.ExpectedErrors(isOnSurface: true));
        double[] all = [.. input.Places, .. input.Pose], expected = Data.Hand.ExpectedJacobian(isOnSurface: true);
        var plan = new SparseJacobianPlan(PatternOnSurface(input));
        Assert.That(plan.Directions, Is.EqualTo(2 + HandTracking.PoseSize));
        var jacobian = SparseJacobian(at: all, plan: plan, of: x => HandTracking.ErrorsOfAll(x, problem));
        Close(jacobian.Values, expected);
        Close([.. Jacobian(at: (input.Places, input.Pose), of: (double[] u, double[] pose) => HandTracking.ErrorsOnSurface(u, pose, problem)).Cast<double>()
            .Where((_, i) => i % all.Length >= input.Places.Length || i % all.Length / 2 == i / all.Length / 3)], expected);
    }

    private static SparsityPattern PatternOnSurface(HandInput input)
    {
        int places = input.Places.Length;
        return SparsityPattern.FromRows(
            places + HandTracking.PoseSize,
            Enumerable.Range(0, 3 * places / 2).Select(row =>
                (IEnumerable<int>)[row / 3 * 2, (row / 3 * 2) + 1, .. Enumerable.Range(places, HandTracking.PoseSize)]));
    }

    private static void Close(double[] actual, double[] expected)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (int i = 0; i < expected.Length; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(1e-9), $"number {i}");
    }
}

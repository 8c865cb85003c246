using MathNet.Numerics.LinearAlgebra;
using static AutoDiff.DifferentialOperators;
using static AutoDiff.Perf.Cases.Sparse.SparseSubjects;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>Sparse Jacobians and Hessians against closed forms, full matrices and products; patterns that are too small.</summary>
public sealed class SparseDerivatives
{
    [Test]
    public void TheHessianOfABand()
    {
        double[] x = Points(10_000, 1);
        var plan = PlanSparseHessian(at: x, of: Rosenbrock);
        Assert.That(plan.Directions, Is.LessThanOrEqualTo(3));
        Assert.That(plan.Pattern.Count, Is.EqualTo((3 * x.Length) - 2));
        for (int iteration = 0; iteration < 2; iteration++)
        {
            var hessian = SparseHessian(at: x, plan: plan, of: Rosenbrock);
            for (int i = 0; i < x.Length; i++)
            {
                double diagonal = (i + 1 < x.Length ? (1200 * x[i] * x[i]) - (400 * x[i + 1]) + 2 : 0) + (i > 0 ? 200 : 0);
                Assert.That(hessian[i, i], Is.EqualTo(diagonal).Within(1e-9));
                if (i + 1 == x.Length)
                    continue;
                Assert.That(hessian[i, i + 1], Is.EqualTo(-400 * x[i]).Within(1e-9));
                Expect.Bits(hessian[i + 1, i], hessian[i, i + 1]);
            }

            x = Points(10_000, 2);
        }
    }

    [Test]
    public void TheJacobianOfReactionAndDiffusion()
    {
        double[] state = Points(2 * Grid * Grid, 3), v = Points(2 * Grid * Grid, 4);
        var plan = PlanSparseJacobian(at: state, of: ReactionAndDiffusion);
        Assert.That(plan.Pattern.Count, Is.EqualTo(6 * state.Length));
        Assert.That((plan.ByRows, plan.Directions), Is.EqualTo((false, plan.Directions)));
        Assert.That(plan.Directions, Is.LessThanOrEqualTo(12));
        state = Points(state.Length, 5);
        var jacobian = SparseJacobian(at: state, plan: plan, of: ReactionAndDiffusion);
        double[] product = JacobianVectorProduct(at: state, along: v, of: ReactionAndDiffusion), times = jacobian.Times(v);
        for (int i = 0; i < product.Length; i++)
            Assert.That(times[i], Is.EqualTo(product[i]).Within(1e-12));
        double a = state[0], b = state[1];
        Expect.Near(jacobian[0, 0], -0.64 - (b * b) - 0.035);
        Expect.Near(jacobian[0, 1], -2 * a * b);
        Expect.Near(jacobian[1, 0], b * b);
        Expect.Near(jacobian[1, 1], -0.32 + (2 * a * b) - 0.1);
        Expect.Near(jacobian[0, 2 * (Grid - 1)], 0.16);
        ColumnsAreTheSame(jacobian);
        Rebuilt(jacobian, v, times);
    }

    [Test]
    public void TheIdentityOfBothModes()
    {
        double[] state = Points(2 * Grid * Grid, 6), v = Points(state.Length, 7), u = Points(state.Length, 8);
        var plan = new SparseJacobianPlan(PlanSparseJacobian(at: state, of: ReactionAndDiffusion).Pattern);
        var jacobian = SparseJacobian(at: state, plan: plan, of: ReactionAndDiffusion);
        double[] back = Pullback(at: state, of: ReactionAndDiffusion)(u);
        double left = Inner(u, jacobian.Times(v));
        Assert.That(left, Is.EqualTo(Inner(back, v)).Within(1e-12 * Math.Max(1, Math.Abs(left)) * Math.Sqrt(state.Length)));
    }

    [Test]
    public void ByRowsWhereTheseAreFewer()
    {
        double[] x = [1, 2, 3, 0];
        var plan = PlanSparseJacobian(at: x, of: Few);
        Assert.That((plan.ByRows, plan.Directions, plan.Pattern.Count), Is.EqualTo((true, 2, 5)));
        double[,] full = Jacobian(at: x, of: Few);
        Same(SparseJacobian(at: x, plan: plan, of: Few), full);
        Assert.That(x, Is.EqualTo(new double[] { 1, 2, 3, 0 }), "the point is read only");
        var tooSmall = new SparseJacobianPlan(SparsityPattern.FromRows(4, [[0, 1, 2, 3], [0]]));
        Assert.That(() => SparseJacobian(at: [1, 2, 3, 4], plan: tooSmall, of: Few), Throws.InvalidOperationException.With.Message.Contains("column 3"));
    }

    [Test]
    public void OfRandomPatterns()
    {
        for (int seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            int n = random.Next(1, 30), count = random.Next(0, 3 * n);
            (int I, int J, int K)[] terms = [.. Enumerable.Range(0, count).Select(_ => (random.Next(n), random.Next(n), random.Next(n)))];
            double[] x = Points(n, seed);
            DifferentiableFunc<double[], double> cubic = z =>
            {
                double sum = 0;
                foreach (var (i, j, k) in terms)
                    sum += z[i] * z[j] * z[k];
                return sum;
            };
            var plan = PlanSparseHessian(at: x, of: cubic);
            Same(SparseHessian(at: x, plan: plan, of: cubic), Hessian(at: x, of: cubic));
            Assert.That(plan.Directions, Is.LessThanOrEqualTo(n));

            int m = random.Next(1, 40);
            (int I, int J, int Row)[] parts = [.. Enumerable.Range(0, count).Select(_ => (random.Next(n), random.Next(n), random.Next(m)))];
            DifferentiableFunc<double[], double[]> squares = z =>
            {
                double[] result = new double[m];
                foreach (var (i, j, row) in parts)
                    result[row] += z[i] * Math.Exp(z[j]);
                return result;
            };
            var jacobianPlan = PlanSparseJacobian(at: x, of: squares);
            Same(SparseJacobian(at: x, plan: jacobianPlan, of: squares), Jacobian(at: x, of: squares));
        }
    }

    /// <summary>One row and column that everything meets in.</summary>
    [Test]
    public void OfAnArrow()
    {
        double[] x = Points(300, 9);
        var plan = PlanSparseHessian(at: x, of: Arrow);
        Assert.That((plan.Directions, plan.Pattern.Count), Is.EqualTo((2, (3 * 300) - 3)));
        Same(SparseHessian(at: x, plan: plan, of: Arrow), Hessian(at: x, of: Arrow));
    }

    [Test]
    public void WhatIsZeroByAccident()
    {
        var plan = PlanSparseJacobian(at: [0.0, 0.0, 5], of: Accidents);
        Assert.That(plan.Pattern.Count, Is.EqualTo(3));
        Same(SparseJacobian(at: [1, 2, 3], plan: plan, of: Accidents), new double[,] { { 2, 0, 0 }, { 0, 3, 2 } });
    }

    [Test]
    public void PatternsThatAreTooSmall()
    {
        double[] x = Points(50, 10);
        var hessian = new SparseHessianPlan(SparsityPattern.Banded(50, 50, 0, 0));
        Assert.That(
            () => SparseHessian(at: x, plan: hessian, of: Rosenbrock),
            Throws.InvalidOperationException.With.Message.Contains("The pattern of the Hessian is too small: row 0"));
        hessian.Checks = false;
        Assert.That(() => SparseHessian(at: x, plan: hessian, of: Rosenbrock), Throws.Nothing);

        var plan = PlanSparseJacobian(at: [1, 1, 1], of: Branching);
        Assert.That(() => SparseJacobian(at: [2, 2, 2], plan: plan, of: Branching), Throws.Nothing);
        Assert.That(() => SparseJacobian(at: [-1, 1, 1], plan: plan, of: Branching), Throws.InvalidOperationException.With.Message.Contains("row 1"));
        var both = new SparseJacobianPlan(plan.Pattern.Union(PlanSparseJacobian(at: [-1, 1, 1], of: Branching).Pattern));
        Same(SparseJacobian(at: [-1, 1, 1], plan: both, of: Branching), Jacobian(at: [-1, 1, 1], of: Branching));
        Same(SparseJacobian(at: [2, 1, 1], plan: both, of: Branching), Jacobian(at: [2, 1, 1], of: Branching));
    }

    [Test]
    public void IntoAMatrixThatIsThere()
    {
        double[] x = Points(20, 11);
        var plan = new SparseHessianPlan(SparsityPattern.Banded(20, 20, 0, 1));
        var matrix = SparseHessian(at: x, plan: plan, of: Rosenbrock);
        x = Points(20, 12);
        SparseHessian(at: x, plan: plan, into: matrix, of: Rosenbrock);
        Same(matrix, Hessian(at: x, of: Rosenbrock));
        var other = new SparseHessianPlan(SparsityPattern.Banded(20, 20, 2, 2));
        Assert.That(() => SparseHessian(at: x, plan: other, into: matrix, of: Rosenbrock), Throws.ArgumentException);
        Assert.That(
            () => SparseHessian(at: Points(21, 1), plan: plan, of: Rosenbrock), Throws.ArgumentException.With.Message.Contains("20 numbers, not of 21"));
        var wrong = new SparseJacobianPlan(SparsityPattern.FromRows(4, [[0], [0], [0]]));
        Assert.That(() => SparseJacobian(at: [1, 2, 3, 4], plan: wrong, of: Few), Throws.ArgumentException.With.Message.Contains("result has 3 numbers"));
    }

    [Test]
    public void Patterns()
    {
        var pattern = SparsityPattern.FromEntries(3, 4, [(2, 3), (0, 1), (2, 0), (0, 1)]);
        Assert.That(pattern.RowPointers.ToArray(), Is.EqualTo(new[] { 0, 1, 1, 3 }));
        Assert.That(pattern.ColumnIndices.ToArray(), Is.EqualTo(new[] { 1, 0, 3 }));
        Assert.That((pattern.Contains(2, 3), pattern.Contains(1, 3)), Is.EqualTo((true, false)));
        Assert.That(pattern.Transposed().RowPointers.ToArray(), Is.EqualTo(new[] { 0, 1, 2, 2, 3 }));
        Assert.That(pattern.Transposed().Transposed().ColumnIndices.ToArray(), Is.EqualTo(pattern.ColumnIndices.ToArray()));
        Assert.That(() => SparsityPattern.FromRows(2, [[0, 2]]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SparsityPattern.FromEntries(2, 2, [(2, 0)]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SparseHessianPlan(pattern), Throws.ArgumentException);
        var empty = PlanSparseJacobian(at: [1.0, 2], of: x => new double[3]);
        Assert.That((empty.Directions <= 1, empty.Pattern.Count), Is.EqualTo((true, 0)));
    }

    private static double[] Points(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static double Inner(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void Same(CompressedRows sparse, double[,] full)
    {
        Assert.That((sparse.RowCount, sparse.ColumnCount), Is.EqualTo((full.GetLength(0), full.GetLength(1))));
        for (int i = 0; i < sparse.RowCount; i++)
        {
            for (int j = 0; j < sparse.ColumnCount; j++)
                Assert.That(sparse[i, j], Is.EqualTo(full[i, j]).Within(1e-12 * (1 + Math.Abs(full[i, j]))), $"entry {i}, {j}");
        }

        ColumnsAreTheSame(sparse);
    }

    private static void ColumnsAreTheSame(CompressedRows rows)
    {
        var columns = rows.ToColumns();
        Assert.That(columns.ColumnPointers, Has.Length.EqualTo(rows.ColumnCount + 1));
        Assert.That(columns.ColumnPointers[^1], Is.EqualTo(rows.Values.Length));
        for (int j = 0; j < columns.ColumnCount; j++)
        {
            for (int k = columns.ColumnPointers[j]; k < columns.ColumnPointers[j + 1]; k++)
            {
                Expect.Bits(columns.Values[k], rows[columns.RowIndices[k], j]);
                if (k > columns.ColumnPointers[j] && columns.RowIndices[k] <= columns.RowIndices[k - 1])
                    Assert.Fail("rows ascend");
            }
        }
    }

    /// <summary>A library that takes such arrays has the same matrix.</summary>
    private static void Rebuilt(CompressedRows rows, double[] v, double[] product)
    {
        var columns = rows.ToColumns();
        Matrix<double>[] matrices =
        [
            Matrix<double>.Build.SparseFromCompressedSparseRowFormat(
                rows.RowCount, rows.ColumnCount, rows.Values.Length, rows.RowPointers, rows.ColumnIndices, rows.Values),
            Matrix<double>.Build.SparseFromCompressedSparseColumnFormat(
                columns.RowCount, columns.ColumnCount, columns.Values.Length, columns.RowIndices, columns.ColumnPointers, columns.Values),
        ];
        foreach (var matrix in matrices)
            Assert.That((matrix * Vector<double>.Build.Dense(v)).ToArray(), Is.EqualTo(product).Within(1e-12));
    }

    private static double Arrow(double[] x)
    {
        double sum = 0;
        for (int i = 1; i < x.Length; i++)
            sum += (x[i] * x[i] * x[0]) + Math.Sin(x[i]);
        return sum;
    }

    private static double[] Few(double[] z)
    {
        double product = 1;
        for (int i = 0; i < z.Length; i++)
        {
            product *= z[i];
            z[i] *= z[i];
        }

        return [product, z[3]];
    }

    private static double[] Accidents(double[] z) => [z[0] * z[0], z[1] * z[2]];

    private static double[] Branching(double[] z) => [z[0], z[0] > 0 ? z[1] : z[1] * z[2], z[2]];
}

using System.Runtime.Intrinsics;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>Jacobians of which several columns are computed in one run of the function: the same as column by column, to the last bit.</summary>
public sealed class JacobiansInLanes
{
    private static readonly double[] s_seven = [0.3, 0.5, 0.7, -0.2, 0.9, 1.1, -1.3];
    private static readonly double[] s_many = [.. Enumerable.Range(0, 75).Select(i => Math.Sin(i + 1) + (0.01 * i))];

    [Test]
    public void OfLoops()
    {
        Same(s_seven, Chain, hasLanes: true);
        Same(s_many, Chain, hasLanes: true);
    }

    [Test]
    public void OfArraysOnTheWay()
    {
        Same(s_seven, Turned, hasLanes: true);
        Same(s_many, Turned, hasLanes: true);
        Same(s_seven, x => Halves(x[..3], x[3..]), hasLanes: true);
    }

    [Test]
    public void WithVariablesOfALambda()
    {
        double[] factors = [2, 3, 5, 7, 11, 13, 17];
        Same(s_seven, x =>
        {
            double[] y = new double[7];
            for (int i = 0; i < 7; i++)
                y[i] = factors[i] * Math.Exp(x[i]) * x[6 - i];
            return y;
        }, hasLanes: true);
    }

    /// <summary>The point decides, which is the same in all lanes.</summary>
    [Test]
    public void WithBranches() => Same(s_many, Kinks, hasLanes: true);

    /// <summary>A tangent of zero stays zero behind an infinite partial, and what is NaN stays NaN.</summary>
    [Test]
    public void WhereZerosMeetInfinity()
    {
        Same([0, 4, 9, 0], Roots, hasLanes: true);
        Same([double.NaN, 4, 9, 0], Roots, hasLanes: true);
        Same([double.PositiveInfinity, 4, 9, double.NegativeInfinity], Roots, hasLanes: true);
        Assert.That(Jacobian(at: [0.0, 4, 9, 0], of: Roots)[1, 0], Is.Zero);
        Assert.That(Jacobian(at: [0.0, 4, 9, 0], of: Roots)[0, 0], Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void OneByOneWhereLanesCannotGo()
    {
        Same(s_seven, Listed, hasLanes: false);
        Same(s_seven, Boxed, hasLanes: false);
        Same(s_seven, InPlace, hasLanes: false);
        Same(s_seven, Recursive, hasLanes: false);
    }

    /// <summary>It runs once for all columns that are computed together.</summary>
    [Test]
    public void OfWhatCountsItsRuns()
    {
        Same(s_seven, Counted, hasLanes: true);
        s_runs = 0;
        Jacobian(at: s_seven, of: Counted);
        Assert.That(s_runs, Is.EqualTo(Vector512.IsHardwareAccelerated ? 1 : 7));
    }

    [Test]
    public void ThatAreSparse()
    {
        double[] at = s_many;
        var plan = new SparseJacobianPlan(SparsityPattern.FromRows(at.Length, Enumerable.Range(0, at.Length).Select(
            i => Enumerable.Range(Math.Max(0, i - 2), Math.Min(at.Length - 1, i + 2) - Math.Max(0, i - 2) + 1))));
        Assert.That(plan.ByRows, Is.False);
        var sparse = SparseJacobian(at: at, plan: plan, of: Banded);
        double[,] dense = Jacobian(at: at, of: Banded);
        for (int row = 0; row < at.Length; row++)
        {
            for (int k = sparse.RowPointers[row]; k < sparse.RowPointers[row + 1]; k++)
                Assert.That(sparse.Values[k], Is.EqualTo(dense[row, sparse.ColumnIndices[k]]));
        }
    }

    [Test]
    public void InMemoryOfTheCallers()
    {
        double[,] into = new double[7, 7];
        Jacobian(at: s_seven, into: into, of: Chain);
        Assert.That(into, Is.EqualTo(Jacobian(at: s_seven, of: Chain)));
    }

    /// <summary>The rows of a Jacobian with fewer rows than columns, the second time without finding out how many there are.</summary>
    [Test]
    public void ByRows()
    {
        SameRows(s_seven, x => [Chain(x)[2], Chain(x)[6]], hasLanes: true);
        SameRows(s_many, Folded, hasLanes: true);
        SameRows(s_many, x => Folded(x)[1..8], hasLanes: true);
        SameRows(s_many, x => Kinks(x)[..3], hasLanes: true);
        SameRows(s_seven, x => Listed(x)[..2], hasLanes: false);
        SameRows(s_seven, x => InPlace(x)[..2], hasLanes: false);
    }

    [Test]
    public void ByRowsWhereZerosMeetInfinity()
    {
        SameRows([0, 4, 9, 0], x => Roots(x)[..3], hasLanes: true);
        SameRows([double.NaN, 4, 9, 0], x => Roots(x)[..3], hasLanes: true);
        SameRows([double.PositiveInfinity, 4, 9, 1], x => Roots(x)[..3], hasLanes: true);
        Assert.That(Jacobian(at: [0.0, 4, 9, 0], of: x => Roots(x)[..2])[1, 0], Is.Zero);
    }

    [Test]
    public void ByRowsOfAnotherNumberThanBefore()
    {
        int rows = 3;
        DifferentiableFunc<double[], double[]> of = x => Folded(x)[..rows];
        foreach (int next in new[] { 3, 3, 5, 5, 2, 2, 10, 1, 3 })
        {
            rows = next;
            double[,] jacobian = Jacobian(at: s_many, of: of);
            Assert.That(jacobian.GetLength(0), Is.EqualTo(rows));
            Assert.That(jacobian, Is.EqualTo(Jacobian(at: s_many, of: x => Folded(x)[..rows])));
        }

        double[,] into = new double[4, 75];
        Assert.Throws<ArgumentException>(() => Jacobian(at: s_many, into: into, of: of));
        rows = 4;
        Jacobian(at: s_many, into: into, of: of);
        Assert.That(into, Is.EqualTo(Jacobian(at: s_many, of: of)));
    }

    private static void SameRows(double[] at, DifferentiableFunc<double[], double[]> of, bool hasLanes)
    {
        for (int time = 0; time < 2; time++)
        {
            double[] before = [.. at];
            double[,] jacobian = Jacobian(at: at, of: of);
            Assert.That(at, Is.EqualTo(before));
            int rows = jacobian.GetLength(0);
            var function = (DifferentiableFunction<double[], double[]>)of.Target!;
            Assert.That(function.Pullbacks([.. at], new LaneNumber[rows], new LaneNumber[at.Length], new LaneMemory()), Is.EqualTo(hasLanes));
            function.ValueWithPullback([.. at], out var pullback);
            for (int row = 0; row < rows; row++)
            {
                double[] cotangent = new double[rows];
                cotangent[row] = 1;
                double[] slopes = pullback(cotangent);
                for (int column = 0; column < at.Length; column++)
                {
                    double last = double.IsFinite(slopes[column]) ? 1e-14 * Math.Max(1, Math.Abs(slopes[column])) : 0;
                    Assert.That(jacobian[row, column], Is.EqualTo(slopes[column]).Within(last), $"{row}, {column}");
                }
            }
        }
    }

    private static void Same(double[] at, DifferentiableFunc<double[], double[]> of, bool hasLanes)
    {
        double[] before = [.. at];
        double[,] jacobian = Jacobian(at: at, of: of);
        Assert.That(at, Is.EqualTo(before));
        var function = (DifferentiableFunction<double[], double[]>)of.Target!;
        var inLanes = function.Differentials([.. at], new LaneNumber[at.Length], new LaneMemory());
        Assert.That(inLanes, hasLanes ? Is.Not.Null : Is.Null, "a form for several directions");
        for (int column = 0; column < at.Length; column++)
        {
            double[] direction = new double[at.Length];
            direction[column] = 1;
            function.ValueWithDifferential([.. at], direction, out double[] slopes);
            // Zeros are equal whatever their signs: a product with zero has one, the zero of a test has none.
            for (int row = 0; row < slopes.Length; row++)
                Assert.That(jacobian[row, column], Is.EqualTo(slopes[row]), $"{row}, {column}");
        }
    }

    private static double[] Chain(double[] x)
    {
        double[] y = new double[x.Length];
        double last = 1;
        for (int i = 0; i < x.Length; i++)
        {
            last = (Math.Sin(x[i]) * last) + (x[i] / (2 + last));
            y[i] = last - (3 * x[x.Length - 1 - i]);
        }

        return y;
    }

    private static double[] Folded(double[] x)
    {
        double[] y = new double[10];
        for (int i = 0; i < x.Length; i++)
            y[i % 10] += Math.Exp(0.1 * x[i]) * x[i * 7 % x.Length];
        for (int i = 1; i < y.Length; i++)
            y[i] *= 1 + (0.1 * y[i - 1]);
        return y;
    }

    private static double[] Turned(double[] x)
    {
        double[] rotation = new double[4], result = new double[x.Length], two = new double[2];
        double angle = x[0] * x[1];
        (rotation[0], rotation[1], rotation[2], rotation[3]) = (Math.Cos(angle), -Math.Sin(angle), Math.Sin(angle), Math.Cos(angle));
        for (int i = 0; i < x.Length; i++)
        {
            Array.Clear(two);
            Turn(rotation, x[i], x[^1], two);
            result[i] = two[0] * two[1];
        }

        return result;
    }

    private static void Turn(double[] by, double a, double b, double[] into)
    {
        for (int row = 0; row < 2; row++)
            into[row] += (by[2 * row] * a) + (by[(2 * row) + 1] * b);
    }

    private static double[] Halves(double[] left, double[] right)
    {
        double[] y = new double[8];
        for (int i = 0; i < y.Length; i++)
            y[i] = left[i % left.Length] * right[i % right.Length];
        return y;
    }

    private static double[] Kinks(double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = x[i] > 0 ? Math.Abs(x[i]) * x[0] : Math.Max(x[i], x[1]) + (x[i] < -0.5 ? x[2] : 0);
        return y;
    }

    private static double[] Roots(double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = Math.Sqrt(x[i]) * Math.Sqrt(x[(i + 1) % x.Length]);
        y[0] = Math.Sqrt(x[0]);
        return y;
    }

    private static double[] Banded(double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = x[i] * x[i];
            if (i > 1)
                y[i] += x[i - 2] * x[i - 1];
            if (i < x.Length - 2)
                y[i] += Math.Sin(x[i + 1]) * x[i + 2];
        }

        return y;
    }

    private static double[] Listed(double[] x)
    {
        var list = new List<double>();
        foreach (double number in x)
            list.Add(number * number);
        return [.. list];
    }

    private sealed class Box
    {
        public double Content;
    }

    private static double[] Boxed(double[] x)
    {
        var boxes = new Box[x.Length];
        for (int i = 0; i < x.Length; i++)
            boxes[i] = new Box { Content = x[i] * x[0] };
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = boxes[x.Length - 1 - i].Content;
        return y;
    }

    private static double[] InPlace(double[] x)
    {
        for (int i = 1; i < x.Length; i++)
            x[i] *= x[i - 1];
        return x;
    }

    private static double[] Recursive(double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = Power(x[i], i);
        return y;
    }

    private static double Power(double x, int n) => n == 0 ? 1 : n % 2 == 0 ? Power(x * x, n / 2) : x * Power(x, n - 1);

    private static int s_runs;

    private static double[] Counted(double[] x)
    {
        s_runs++;
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = x[i] * x[0];
        return y;
    }
}

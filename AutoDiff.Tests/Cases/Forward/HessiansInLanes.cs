using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>Hessians of which eight columns are computed in one run: the same as column by column, but for last digits, and symmetric.</summary>
public sealed class HessiansInLanes
{
    private const double Agreement = 1e-12;
    private static readonly double[] s_few = [0.3, 0.5, 0.7];
    private static readonly double[] s_many = [.. Enumerable.Range(0, 19).Select(i => 0.3 + (0.07 * i))];

    [Test]
    public void OfLoops()
    {
        Same(s_few, Rosenbrock, hasLanes: true);
        Same(s_many, Rosenbrock, hasLanes: true);
        Same(s_many, Mixed, hasLanes: true);
    }

    /// <summary>The trace holds what differs between directions beside what does not.</summary>
    [Test]
    public void OfLoopsWithATrace()
    {
        Same(s_few, Kinks, hasLanes: true);
        Same(s_many, Kinks, hasLanes: true);
    }

    [Test]
    public void OfArraysOnTheWay() => Same(s_many, Turned, hasLanes: true);

    [Test]
    public void OfPartsOfTheArgument() => Same(s_many, x => Mixed(x[..7]) * Kinks(x[7..]), hasLanes: true);

    [Test]
    public void WithVariablesOfALambda()
    {
        double[] factors = [2, 3, 5, 7];
        Same(s_many, x =>
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
                sum += factors[i % 4] * Math.Exp(x[i]) * sum * x[^1];
            return sum + (x[0] * x[1]);
        }, hasLanes: true);
    }

    /// <summary>Columns that are NaN somewhere are computed again by themselves.</summary>
    [Test]
    public void WhereZerosMeetInfinity()
    {
        Same([0, 4, 9, 0.5], Roots, hasLanes: true);
        Same([double.NaN, 4, 9, 0], Roots, hasLanes: true);
        Same([double.PositiveInfinity, 4, 9, 1], Roots, hasLanes: true);
    }

    [Test]
    public void OneByOneWhereLanesCannotGo()
    {
        Same(s_few, Listed, hasLanes: false);
        Same(s_few, InPlace, hasLanes: false);
    }

    [Test]
    public void WithTheValueAndInMemoryOfTheCallers()
    {
        double[,] expected = Hessian(at: s_many, of: Kinks), into = new double[19, 19];
        Hessian(at: s_many, into: into, of: Kinks);
        Assert.That(into, Is.EqualTo(expected));
        var (value, gradient, hessian) = ValueGradientAndHessian(at: s_many, of: Kinks);
        Assert.That(hessian, Is.EqualTo(expected));
        Assert.That(value, Is.EqualTo(Kinks(s_many)));
        Assert.That(gradient, Is.EqualTo(Gradient(at: s_many, of: Kinks)));
        Assert.That(Hessian(of: Kinks)(s_many), Is.EqualTo(expected));
    }

    private static void Same(double[] at, DifferentiableFunc<double[], double> of, bool hasLanes)
    {
        double[] before = [.. at];
        double[,] hessian = Hessian(at: at, of: of);
        Assert.That(at, Is.EqualTo(before));
        int n = at.Length;
        var function = (DifferentiableFunction<double[], double>)of.Target!;
        var products = new LaneNumber[n];
        var directions = new LaneNumber[n];
        Assert.That(function.HessianVectorProducts([.. at], directions, products, new LaneMemory()), Is.EqualTo(hasLanes), "a form for several directions");
        double scale = hessian.Cast<double>().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int column = 0; column < n; column++)
        {
            double[] direction = new double[n];
            direction[column] = 1;
            double[] alone = function.HessianVectorProduct([.. at], direction);
            for (int row = 0; row < n; row++)
            {
                Assert.That(hessian[row, column], Is.EqualTo(hessian[column, row]));
                if (row >= column)
                    Assert.That(hessian[row, column], Is.EqualTo(alone[row]).Within(Agreement * scale), $"{row}, {column}");
            }
        }
    }

    private static double Rosenbrock(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double a = x[i + 1] - (x[i] * x[i]), b = 1 - x[i];
            sum += (100 * a * a) + (b * b);
        }

        return sum;
    }

    private static double Mixed(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
                sum += Math.Exp(0.1 * x[i] * x[j]) * Math.Sin(x[i] + j);
        }

        return Math.Log(sum + 200);
    }

    private static double Kinks(double[] x)
    {
        double product = 1;
        foreach (double number in x)
        {
            if (number > 0.5)
                product *= number;
            else
                product += Math.Sqrt((number * number) + 1);
        }

        return product * product;
    }

    private static double Turned(double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = x[i] * x[(i + 1) % x.Length];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 1; i < y.Length; i++)
                y[i] += Math.Tanh(y[i - 1]) * y[i];
        }

        double sum = 0;
        foreach (double number in y)
            sum += number * number;
        return sum;
    }

    private static double Roots(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Sqrt(x[i]) * x[i] * x[(i + 1) % x.Length];
        return sum;
    }

    private static double Listed(double[] x)
    {
        var list = new List<double>();
        foreach (double number in x)
            list.Add(number * number * x[0]);
        return list.Sum();
    }

    private static double InPlace(double[] x)
    {
        x[0] *= x[1];
        return x[0] * x[0] * x[2];
    }
}

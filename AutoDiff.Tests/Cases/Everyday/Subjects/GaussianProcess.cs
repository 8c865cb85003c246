namespace Everyday.GaussianProcess;

/// Regression by a Gaussian process: composed kernels, Cholesky factor, marginal likelihood and expected improvement.
public interface IKernel
{
    double this[double[] x, double[] y] { get; }
}

public sealed class SquaredExponential(double variance, params double[] lengths) : IKernel
{
    public double this[double[] x, double[] y]
    {
        get
        {
            double r2 = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double d = (x[i] - y[i]) / lengths[i % lengths.Length];
                r2 += d * d;
            }
            return variance * Math.Exp(-0.5 * r2);
        }
    }
}

public sealed class Matern32(double variance, double length) : IKernel
{
    public double this[double[] x, double[] y]
    {
        get
        {
            double r = Math.Sqrt(3 * x.Zip(y, (a, b) => (a - b) * (a - b)).Sum() + 1e-12) / length;
            return variance * (1 + r) * Math.Exp(-r);
        }
    }
}

public static class Kernels
{
    private sealed class Combined(IKernel a, IKernel b, Func<double, double, double> f) : IKernel
    {
        public double this[double[] x, double[] y] => f(a[x, y], b[x, y]);
    }

    public static IKernel Plus(this IKernel a, IKernel b) => new Combined(a, b, (u, v) => u + v);
    public static IKernel Times(this IKernel a, IKernel b) => new Combined(a, b, (u, v) => u * v);
}

public sealed class Cholesky
{
    private readonly double[,] _l;

    public Cholesky(double[,] a)
    {
        int n = a.GetLength(0);
        _l = new double[n, n];
        for (int j = 0; j < n; j++)
        {
            double d = a[j, j];
            for (int k = 0; k < j; k++) d -= _l[j, k] * _l[j, k];
            if (d <= 0) throw new ArithmeticException("matrix is not positive definite");
            _l[j, j] = Math.Sqrt(d);
            for (int i = j + 1; i < n; i++)
            {
                double s = a[i, j];
                for (int k = 0; k < j; k++) s -= _l[i, k] * _l[j, k];
                _l[i, j] = s / _l[j, j];
            }
        }
    }

    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < _l.GetLength(0); i++) sum += Math.Log(_l[i, i]);
            return 2 * sum;
        }
    }

    public double[] Forward(double[] b)
    {
        var y = (double[])b.Clone();
        for (int i = 0; i < y.Length; i++)
        {
            for (int k = 0; k < i; k++) y[i] -= _l[i, k] * y[k];
            y[i] /= _l[i, i];
        }
        return y;
    }

    public double[] Solve(double[] b)
    {
        var x = Forward(b);
        for (int i = x.Length - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < x.Length; k++) x[i] -= _l[k, i] * x[k];
            x[i] /= _l[i, i];
        }
        return x;
    }
}

public sealed class Regression
{
    private readonly IKernel _kernel;
    private readonly double[][] _inputs;
    private readonly double[] _targets, _alpha;
    private readonly Cholesky _factor;

    public Regression(IKernel kernel, double[][] inputs, double[] targets, double noise)
    {
        (_kernel, _inputs, _targets) = (kernel, inputs, targets);
        int n = inputs.Length;
        var k = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                k[i, j] = kernel[inputs[i], inputs[j]] + (i == j ? noise : 0);
        double jitter = 0;
        while (true)
        {
            try
            {
                _factor = new Cholesky(k);
                break;
            }
            catch (ArithmeticException) when (jitter < 1e-3)
            {
                jitter = jitter == 0 ? 1e-9 : jitter * 10;
                for (int i = 0; i < n; i++) k[i, i] += jitter;
            }
        }
        _alpha = _factor.Solve(targets);
    }

    public double LogMarginal => -0.5 * (_targets.Zip(_alpha, (t, a) => t * a).Sum() + _factor.LogDeterminant + _targets.Length * Math.Log(2 * Math.PI));

    public (double Mean, double Variance) Predict(params double[] x)
    {
        var k = Array.ConvertAll(_inputs, i => _kernel[i, x]);
        var v = _factor.Forward(k);
        return (k.Zip(_alpha, (a, b) => a * b).Sum(), _kernel[x, x] - v.Sum(e => e * e));
    }
}

public static class Program
{
    static readonly double[][] s_x = [[0, 0.1], [0.4, 0.9], [1.1, 0.3], [1.5, 1.2], [2.0, 0.2], [2.3, 1.9]];
    static readonly double[] s_y = [0.1, 0.6, 0.9, 1.4, 0.7, -0.2];

    static double Objective(double[] p)
    {
        var kernel = new SquaredExponential(Math.Exp(p[0]), Math.Exp(p[1]), Math.Exp(p[2])).Plus(new Matern32(Math.Exp(p[3]), 1.3).Times(new Matern32(1, 0.7)));
        var gp = new Regression(kernel, s_x, s_y, Math.Exp(p[4]));
        var (mean, variance) = gp.Predict(p[5], p[6]);
        double z = (mean - 1) / Math.Sqrt(variance);
        double improvement = Math.Sqrt(variance) * (z / (1 + Math.Exp(-1.702 * z)) + Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
        return -gp.LogMarginal / 10 - improvement;
    }

    public static void Go() => Check.All(Objective, [0.1, -0.2, 0.3, -1.5, -3.0, 1.3, 0.8], "process");
}

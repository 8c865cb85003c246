namespace Everyday.Splines;

/// Cubic splines through data: construction, evaluation by binary search, roughness, and arc length by adaptive quadrature.
public enum Boundary { Natural, Clamped }

public sealed class CubicSpline
{
    private readonly double[] _x, _y, _m;

    public CubicSpline(IEnumerable<(double X, double Y)> points, Boundary boundary = Boundary.Natural, double startSlope = 0, double endSlope = 0)
    {
        var sorted = points.OrderBy(p => p.X).ToArray();
        if (sorted.Length < 3)
            throw new ArgumentException("at least three points", nameof(points));
        _x = Array.ConvertAll(sorted, p => p.X);
        _y = Array.ConvertAll(sorted, p => p.Y);
        int n = sorted.Length;
        double[] lower = new double[n], diagonal = new double[n], upper = new double[n], rhs = new double[n];
        for (int i = 1; i < n - 1; i++)
        {
            double h0 = _x[i] - _x[i - 1], h1 = _x[i + 1] - _x[i];
            (lower[i], diagonal[i], upper[i]) = (h0 / 6, (h0 + h1) / 3, h1 / 6);
            rhs[i] = (_y[i + 1] - _y[i]) / h1 - (_y[i] - _y[i - 1]) / h0;
        }
        switch (boundary)
        {
            case Boundary.Natural:
                diagonal[0] = diagonal[^1] = 1;
                break;
            case Boundary.Clamped:
                double first = _x[1] - _x[0], last = _x[^1] - _x[^2];
                (diagonal[0], upper[0], rhs[0]) = (first / 3, first / 6, (_y[1] - _y[0]) / first - startSlope);
                (diagonal[^1], lower[^1], rhs[^1]) = (last / 3, last / 6, endSlope - (_y[^1] - _y[^2]) / last);
                break;
        }
        _m = SolveTridiagonal(lower, diagonal, upper, rhs);
    }

    private static double[] SolveTridiagonal(ReadOnlySpan<double> a, Span<double> b, ReadOnlySpan<double> c, Span<double> d)
    {
        for (int i = 1; i < d.Length; i++)
        {
            double w = a[i] / b[i - 1];
            b[i] -= w * c[i - 1];
            d[i] -= w * d[i - 1];
        }
        var x = new double[d.Length];
        for (int i = d.Length - 1; i >= 0; i--)
            x[i] = (d[i] - (i == d.Length - 1 ? 0 : c[i] * x[i + 1])) / b[i];
        return x;
    }

    private int Interval(double x)
    {
        int lo = 0, hi = _x.Length - 1;
        while (hi - lo > 1)
        {
            int mid = (lo + hi) >>> 1;
            if (_x[mid] > x) hi = mid; else lo = mid;
        }
        return lo;
    }

    public (double Value, double Slope) Evaluate(double x)
    {
        int i = Interval(x);
        double h = _x[i + 1] - _x[i], a = (_x[i + 1] - x) / h, b = (x - _x[i]) / h;
        double value = a * _y[i] + b * _y[i + 1] + ((a * a * a - a) * _m[i] + (b * b * b - b) * _m[i + 1]) * h * h / 6;
        double slope = (_y[i + 1] - _y[i]) / h + ((1 - 3 * a * a) * _m[i] + (3 * b * b - 1) * _m[i + 1]) * h / 6;
        return (value, slope);
    }

    public double this[double x] => Evaluate(x).Value;

    public double Roughness
    {
        get
        {
            double sum = 0;
            for (int i = 0; i + 1 < _x.Length; i++)
                sum += (_x[i + 1] - _x[i]) / 3 * (_m[i] * _m[i] + _m[i] * _m[i + 1] + _m[i + 1] * _m[i + 1]);
            return sum;
        }
    }
}

public static class Quadrature
{
    public static double Integrate(Func<double, double> f, double a, double b, double tolerance)
    {
        static double Simpson(double fa, double fm, double fb, double h) => h / 6 * (fa + 4 * fm + fb);

        double Refine(double a, double fa, double b, double fb, double fm, double whole, double eps, int depth)
        {
            double m = (a + b) / 2, fl = f((a + m) / 2), fr = f((m + b) / 2);
            double left = Simpson(fa, fl, fm, m - a), right = Simpson(fm, fr, fb, b - m), delta = left + right - whole;
            return depth == 0 || Math.Abs(delta) < 15 * eps
                ? left + right + delta / 15
                : Refine(a, fa, m, fm, fl, left, eps / 2, depth - 1) + Refine(m, fm, b, fb, fr, right, eps / 2, depth - 1);
        }

        double fa = f(a), fb = f(b), fm = f((a + b) / 2);
        return Refine(a, fa, b, fb, fm, Simpson(fa, fm, fb, b - a), tolerance, 12);
    }
}

public static class Program
{
    static double Objective(double[] p)
    {
        var spline = new CubicSpline([(1.0, p[1]), (0.0, p[0]), (p[4], p[2]), (3.5, p[3]), (5.0, 0.5)]);
        var clamped = new CubicSpline([(0, p[0]), (1, p[1]), (2, p[2])], Boundary.Clamped, startSlope: p[5], endSlope: -0.3);
        double length = Quadrature.Integrate(x => Math.Sqrt(1 + Math.Pow(spline.Evaluate(x).Slope, 2)), 0, 5, 1e-4);
        double fit = new[] { 0.4, 1.3, 2.9, 4.1 }.Sum(x => Math.Pow(spline[x] - Math.Sin(x), 2));
        return fit + 0.1 * length + 0.05 * spline.Roughness + clamped[p[6]];
    }

    public static void Go() => Check.All(Objective, [0.1, 0.8, 1.0, -0.4, 2.2, 0.5, 1.37], "spline");
}

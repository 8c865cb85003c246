namespace AutoDiff.Perf.Hand;

/// <summary>Gradients of <see cref="Cases.FuzzedExpressions"/> by hand.</summary>
public static class FuzzedGradients
{
    public static (double X, double Y) SineAndQuotient(double x, double y)
    {
        double cos = Math.Cos(x * y);
        double q = 1 / (1 + (y * y));
        double exp = Math.Exp(-x);
        return ((y * cos) + q + (exp * y), (x * cos) - (2 * x * y * q * q) - exp);
    }

    public static (double X, double Y, double Z) RationalAndRoot(double x, double y, double z)
    {
        double u = (x * y) + z;
        double v = x - (y * z);
        double w = 1 / ((x * x) + (y * y) + 1);
        double quotient = u * v * w;
        double root = 1 / Math.Sqrt((x * x) + (z * z) + 1);
        return (
            (((y * v) + u - (2 * x * quotient)) * w) + (x * root),
            ((x * v) - (u * z) - (2 * y * quotient)) * w,
            ((v - (u * y)) * w) + (z * root));
    }

    public static (double X, double Y) LogarithmAndPower(double x, double y)
    {
        double sum = x + y;
        double atan = Math.Atan(x / y) / sum;
        double log = Math.Log(sum) / ((x * x) + (y * y));
        var (sin, cos) = Math.SinCos(y);
        double power = Math.Pow(x, 1.5);
        return (atan + (log * y) - (2.5 * cos * power), atan - (log * x) + (sin * power * x));
    }

    public static double Nested(double x)
    {
        var (sin, cos) = Math.SinCos(x);
        double root = Math.Sqrt(x);
        double inverse = 1 / (1 + root);
        return Math.Exp(sin * cos) * inverse * ((cos * cos) - (sin * sin) - (inverse * 0.5 / root));
    }

    public static (double X, double Y, double Z) Polynomial(double x, double y, double z)
    {
        double xy = x + y, yz = y + z, zx = z + x;
        return (
            (2 * x * y) - (3 * y * z) - (y * y) + (yz * zx) + (xy * yz) - (0.5 * z * z),
            (x * x) - (3 * x * z) + (2 * y * (z - x)) + (yz * zx) + (xy * zx),
            (-3 * x * y) + (y * y) + (xy * zx) + (xy * yz) - (x * z));
    }

    public static (double X, double Y) Ternary(double x, double y) => x > y ? (2 * x, -1) : (y * y, 2 * x * y);

    public static (double X, double Y) NestedTernaries(double x, double y)
    {
        var (a, slope) = x > 1.5 ? (2 * x, 2) : (x * x, 2 * x);
        if (a > y)
            return a * y > 1 ? (0, 1) : (2 * a * y * slope, a * a);
        double b = a - y;
        return b > 1 ? (((a - b) / (a * a)) * slope, -1 / a) : ((b + a) * slope, -a);
    }
}

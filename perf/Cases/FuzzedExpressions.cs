namespace AutoDiff.Perf.Cases;

/// <summary>Expressions that a generator might have written: mixed operations and library functions.</summary>
public static class FuzzedExpressions
{
    public static double SineAndQuotient(double x, double y) => Math.Sin(x * y) + (x / (1 + (y * y))) - (Math.Exp(-x) * y);

    public static double RationalAndRoot(double x, double y, double z) =>
        (((x * y) + z) * (x - (y * z)) / ((x * x) + (y * y) + 1)) + Math.Sqrt((x * x) + (z * z) + 1);

    public static double LogarithmAndPower(double x, double y) =>
        (Math.Log(x + y) * Math.Atan(x / y)) - (Math.Cos(y) * Math.Pow(x, 2.5));

    public static double Nested(double x) => Math.Exp(Math.Sin(x) * Math.Cos(x)) / (1 + Math.Sqrt(x));

    public static double Polynomial(double x, double y, double z) =>
        (x * x * y) - (3 * x * y * z) + (y * y * (z - x)) + ((x + y) * (y + z) * (z + x)) - (0.5 * x * z * z);

    public static double Ternary(double x, double y) => x > y ? (x * x) - y : y * y * x;

    public static double NestedTernaries(double x, double y)
    {
        double a = x > 1.5 ? 2 * x : x * x;
        double b = a > y ? a * y : a - y;
        return b > 1 ? b / a : b * a;
    }
}

namespace AutoDiff.Perf.Cases;

/// <summary>Short functions of one number: the cost of an operator call itself, of calls and of loops.</summary>
public static class ScalarFunctions
{
    public static double OneOperation(double a) => 3 / a;

    public static double SixteenOperations(double a)
    {
        double b = 3 / a * 2;
        double c = 3 / b * 2;
        double d = 3 / c * 2;
        double e = 3 / d * 2;
        double f = 3 / e * 2;
        double g = 3 / f * 2;
        double h = 3 / g * 2;
        return 3 / h * 2;
    }

    public static double ComposedCalls(double a) => Third(Second(First(a))) + First(Second(a));

    public static double LoopOf8(double a)
    {
        for (int i = 0; i < 8; i++)
            a = 3 / a * 2;
        return a;
    }

    public static double LoopOf100(double a)
    {
        for (int i = 0; i < 100; i++)
            a = 3 / a * 2;
        return a;
    }

    internal static double First(double a) => (a * a) + 1;

    internal static double Second(double a) => 3 / a * 2;

    internal static double Third(double a) => (a - 2) * a;
}

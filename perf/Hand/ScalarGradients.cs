namespace AutoDiff.Perf.Hand;

/// <summary>Gradients of <see cref="Cases.ScalarFunctions"/> by hand. With one input, derivatives run along the values: nothing need be stored.</summary>
public static class ScalarGradients
{
    public static double OneOperation(double a) => -3 / (a * a);

    public static double SixteenOperations(double a)
    {
        double b = 3 / a * 2;
        double c = 3 / b * 2;
        double d = 3 / c * 2;
        double e = 3 / d * 2;
        double f = 3 / e * 2;
        double g = 3 / f * 2;
        double h = 3 / g * 2;
        return 6 / (a * a) * (6 / (b * b)) * (6 / (c * c)) * (6 / (d * d)) * (6 / (e * e)) * (6 / (f * f)) * (6 / (g * g)) * (6 / (h * h));
    }

    public static double ComposedCalls(double a)
    {
        double first = (a * a) + 1;
        double second = 6 / first;
        double outer = 6 / a;
        return (((2 * second) - 2) * (-second / first) * 2 * a) - (2 * outer * outer / a);
    }

    public static double LoopOf8(double a) => Loop(a, 8);

    public static double LoopOf100(double a) => Loop(a, 100);

    private static double Loop(double a, int count)
    {
        double slope = 1;
        for (int i = 0; i < count; i++)
        {
            slope *= -6 / (a * a);
            a = 3 / a * 2;
        }

        return slope;
    }
}

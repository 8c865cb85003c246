/// <summary>What the programs compare: values to the last bit, gradients with differences, forward mode with reverse mode.</summary>
public static class Check
{
    private static readonly double[] s_steps = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7];

    public static void Near(double actual, double expected, string what, double tolerance = 1e-9)
    {
        if (!actual.Equals(expected) && !(Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected))))
            throw new InvalidOperationException($"{what}: {actual:R}, expected {expected:R}");
    }

    public static void All(DifferentiableFunc<double[], double> f, double[] x, string what)
    {
        double[] gradient = Gradient(at: (double[])x.Clone(), of: f);
        double value = f.Invoke((double[])x.Clone());
        for (int i = 0; i < x.Length; i++)
        {
            double[] slopes = [.. s_steps.Select(h => Slope(f, x, i, h * Math.Max(1, Math.Abs(x[i]))))];
            double nearest = slopes.MinBy(s => Math.Abs(s - gradient[i]));
            Near(gradient[i], nearest, $"{what}, derivative {i}, differences {string.Join(' ', slopes)}", 1e-6);
            double[] along = new double[x.Length];
            along[i] = 1;
            Near(JacobianVectorProduct(at: (double[])x.Clone(), along: along, of: f), gradient[i], $"{what}, forward {i}");
        }

        var pullback = Pullback(at: (double[])x.Clone(), of: f);
        pullback(1);
        double[] scaled = pullback(-2.5);
        var (same, again) = ValueWithGradient(at: (double[])x.Clone(), of: f);
        if (!same.Equals(value))
            throw new InvalidOperationException($"{what}: value {same:R}, expected to the last bit {value:R}");
        for (int i = 0; i < x.Length; i++)
        {
            Near(scaled[i], -2.5 * gradient[i], $"{what}, pullback {i}");
            Near(again[i], gradient[i], $"{what}, gradient beside the value {i}", 1e-12);
        }
    }

    private static double Slope(DifferentiableFunc<double[], double> f, double[] x, int i, double h)
    {
        double Along(double t)
        {
            double[] moved = (double[])x.Clone();
            moved[i] += t;
            return f.Invoke(moved);
        }

        return ((8 * (Along(h / 2) - Along(-h / 2))) - (Along(h) - Along(-h))) / (6 * h);
    }
}

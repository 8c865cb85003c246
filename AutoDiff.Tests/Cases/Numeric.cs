namespace AutoDiff.Tests.Cases;

/// <summary>
/// Compares what an operator returned with the function itself: the value to the last bit, the gradient with central differences. A pullback is called
/// with one, with another cotangent and with one again: it is linear and may be called repeatedly.
/// </summary>
internal static class Numeric
{
    private const double Agreement = 1e-6;
    private const double SingleAgreement = 2e-2;
    private const double Cotangent = -2.5;

    public static void Agrees((double Value, double Gradient) actual, Func<double, double> f, double at)
    {
        Expect.Bits(actual.Value, f(at));
        Slope(f, at, actual.Gradient);
    }

    public static void Agrees((double Value, (double, double) Gradient) actual, Func<double, double, double> f, (double X, double Y) at)
    {
        Expect.Bits(actual.Value, f(at.X, at.Y));
        Slope(x => f(x, at.Y), at.X, actual.Gradient.Item1);
        Slope(y => f(at.X, y), at.Y, actual.Gradient.Item2);
    }

    public static void Agrees(
        (double Value, (double, double, double) Gradient) actual, Func<double, double, double, double> f, (double X, double Y, double Z) at)
    {
        Expect.Bits(actual.Value, f(at.X, at.Y, at.Z));
        Slope(x => f(x, at.Y, at.Z), at.X, actual.Gradient.Item1);
        Slope(y => f(at.X, y, at.Z), at.Y, actual.Gradient.Item2);
        Slope(z => f(at.X, at.Y, z), at.Z, actual.Gradient.Item3);
    }

    public static void Agrees((float Value, float Gradient) actual, Func<float, float> f, float at)
    {
        Expect.Bits(actual.Value, f(at));
        SingleSlope(f, at, actual.Gradient);
    }

    public static void Agrees((float Value, (float, float) Gradient) actual, Func<float, float, float> f, (float X, float Y) at)
    {
        Expect.Bits(actual.Value, f(at.X, at.Y));
        SingleSlope(x => f(x, at.Y), at.X, actual.Gradient.Item1);
        SingleSlope(y => f(at.X, y), at.Y, actual.Gradient.Item2);
    }

    public static void Agrees((double Value, Pullback<double, double> Pullback) actual, Func<double, double> f, double at)
    {
        double gradient = actual.Pullback(1);
        Agrees((actual.Value, gradient), f, at);
        Expect.Near(actual.Pullback(Cotangent), Cotangent * gradient);
        Expect.Bits(actual.Pullback(1), gradient);
    }

    public static void Agrees(
        (double Value, Pullback<double, (double, double)> Pullback) actual, Func<double, double, double> f, (double X, double Y) at)
    {
        var (x, y) = actual.Pullback(1);
        Agrees((actual.Value, (x, y)), f, at);
        Expect.Near(actual.Pullback(Cotangent), (Cotangent * x, Cotangent * y));
        Assert.That(actual.Pullback(1), Is.EqualTo((x, y)));
    }

    public static void Agrees(
        (double Value, Pullback<double, (double, double, double)> Pullback) actual, Func<double, double, double, double> f, (double X, double Y, double Z) at)
    {
        var (x, y, z) = actual.Pullback(1);
        Agrees((actual.Value, (x, y, z)), f, at);
        Expect.Near(actual.Pullback(Cotangent), (Cotangent * x, Cotangent * y, Cotangent * z));
        Assert.That(actual.Pullback(1), Is.EqualTo((x, y, z)));
    }

    /// <summary>Passes if central differences of any step from 1e-2 to 1e-8 agree: each step suits some functions, none suits all.</summary>
    public static void Slope(Func<double, double> f, double x, double slope)
    {
        double nearest = double.NaN;
        for (double step = 1e-2; step > 5e-9; step /= 10)
        {
            double h = step * Math.Max(1, Math.Abs(x));
            double difference = (f(x + h) - f(x - h)) / (2 * h);
            if (Math.Abs(difference - slope) <= Agreement * Math.Max(1, Math.Abs(difference)))
                return;
            if (!(Math.Abs(nearest - slope) <= Math.Abs(difference - slope)))
                nearest = difference;
        }

        Assert.Fail($"derivative {slope:R} at {x:R}, but the nearest central difference is {nearest:R}");
    }

    private static void SingleSlope(Func<float, float> f, float x, float slope)
    {
        double nearest = double.NaN;
        for (float step = 0.1f; step > 1e-4f; step /= 4)
        {
            float h = step * Math.Max(1, Math.Abs(x));
            double difference = ((double)f(x + h) - f(x - h)) / ((double)(x + h) - (x - h));
            if (Math.Abs(difference - slope) <= SingleAgreement * Math.Max(1, Math.Abs(difference)))
                return;
            if (!(Math.Abs(nearest - slope) <= Math.Abs(difference - slope)))
                nearest = difference;
        }

        Assert.Fail($"derivative {slope:R} at {x:R}, but the nearest central difference is {nearest:R}");
    }
}

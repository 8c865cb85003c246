namespace AutoDiff.Tests.Cases;

/// <summary>Assertions on values, which must be the original's to the last bit, and on derivatives, which must be near their closed form.</summary>
internal static class Expect
{
    public static void Bits(double actual, double expected) =>
        Assert.That(BitConverter.DoubleToInt64Bits(actual), Is.EqualTo(BitConverter.DoubleToInt64Bits(expected)),
            $"{actual:R} is not {expected:R} to the last bit");

    public static void Bits(float actual, float expected) =>
        Assert.That(BitConverter.SingleToInt32Bits(actual), Is.EqualTo(BitConverter.SingleToInt32Bits(expected)),
            $"{actual:R} is not {expected:R} to the last bit");

    public static void Near(double actual, double expected, double tolerance = Tolerances.Double) =>
        Assert.That(actual, Is.EqualTo(expected).Within(tolerance * Math.Max(1, Math.Abs(expected))));

    public static void Near(float actual, float expected) =>
        Assert.That(actual, Is.EqualTo(expected).Within((float)(Tolerances.Single * Math.Max(1, Math.Abs(expected)))));

    public static void Near((double, double) actual, (double, double) expected) => Assert.Multiple(() =>
    {
        Near(actual.Item1, expected.Item1);
        Near(actual.Item2, expected.Item2);
    });

    public static void Near((float, float) actual, (float, float) expected) => Assert.Multiple(() =>
    {
        Near(actual.Item1, expected.Item1);
        Near(actual.Item2, expected.Item2);
    });

    public static void Near((double, double, double) actual, (double, double, double) expected) => Assert.Multiple(() =>
    {
        Near(actual.Item1, expected.Item1);
        Near(actual.Item2, expected.Item2);
        Near(actual.Item3, expected.Item3);
    });

    /// <summary>A value that must be right to the last bit, and a gradient.</summary>
    public static void ValueAndGradient((double Value, double Gradient) actual, double value, double gradient)
    {
        Bits(actual.Value, value);
        Near(actual.Gradient, gradient);
    }

    /// <inheritdoc cref="ValueAndGradient((double, double), double, double)"/>
    public static void ValueAndGradient((double Value, (double, double) Gradient) actual, double value, (double, double) gradient)
    {
        Bits(actual.Value, value);
        Near(actual.Gradient, gradient);
    }
}

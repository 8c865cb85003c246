using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>A zero cotangent times an infinite partial: IEEE by default, zero when asked for.</summary>
public sealed class StrongZeroTests
{
    private const string Source =
        """
        public static class P
        {
            static readonly double Nothing = Math.Sin(0);
            static double F(double x) => Math.Sqrt(x) * Nothing + x;
            public static double Slope(double x) => Gradient(at: x, of: F);
        }
        """;

    [TestCase("<AutoDiff />", double.NaN)]
    [TestCase("<AutoDiff StrongZero=\"true\" />", 1.0)]
    public void OfTheSquareRootAtZero(string configuration, double expected)
    {
        var woven = TestWeaver.CompileAndWeave(Source, configuration: configuration);
        Assert.That(woven.Diagnostics, Is.Empty);
        Assert.That((double)woven.Load().GetType("P")!.GetMethod("Slope")!.Invoke(null, [0.0])!, Is.EqualTo(expected));
    }
}

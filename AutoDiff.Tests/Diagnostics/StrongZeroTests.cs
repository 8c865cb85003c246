using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>A zero cotangent times an infinite partial: zero, or as IEEE has it when asked for.</summary>
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

    private const string Guarded =
        """
        public static class P
        {
            static double F(double x)
            {
                double s = x;
                for (int i = 0; i < 3; i++)
                    if (x != 0) s += 3 / x + Math.Log(x) * i;
                for (int i = 0; i < (int)x; i++)
                    s += Math.Sqrt(x);
                return s;
            }
            public static double Slope(double x) => Gradient(at: x, of: F);
        }
        """;

    [TestCase("<AutoDiff />")]
    [TestCase("<AutoDiff StrongZero=\"false\" />")]
    public void WhatIsNotComputedHasNoPart(string configuration)
    {
        var woven = TestWeaver.CompileAndWeave(Guarded, configuration: configuration);
        Assert.That(woven.Diagnostics, Is.Empty);
        Assert.That((double)woven.Load().GetType("P")!.GetMethod("Slope")!.Invoke(null, [0.0])!, Is.EqualTo(1));
    }

    [TestCase("<AutoDiff />", 1.0)]
    [TestCase("<AutoDiff StrongZero=\"true\" />", 1.0)]
    [TestCase("<AutoDiff StrongZero=\"false\" />", double.NaN)]
    public void OfTheSquareRootAtZero(string configuration, double expected)
    {
        var woven = TestWeaver.CompileAndWeave(Source, configuration: configuration);
        Assert.That(woven.Diagnostics, Is.Empty);
        Assert.That((double)woven.Load().GetType("P")!.GetMethod("Slope")!.Invoke(null, [0.0])!, Is.EqualTo(expected));
    }
}

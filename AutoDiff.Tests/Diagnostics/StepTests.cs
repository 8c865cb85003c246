using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>An integer made of a number that is subtracted from that number loses nothing; anything else that is made of it does.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StepTests
{
    [Raises("AD2002")]
    [TestCase("int i = (int)x; double t = x - i; return Tab[i] * (1 - t) + Tab[i + 1] * t;")]
    [TestCase("int i = (int)x; double t = i - x; return t * t;")]
    [TestCase("double s = (x - 0.5) / 0.4; int i = Math.Min((int)s, 4); return (s - i) * y;")]
    [TestCase("double s = (x - 0.5) / 0.4; int i = Math.Clamp((int)s, 0, 4); double t = s - i; return Tab[i] * (1 - t) + Tab[i + 1] * t;")]
    [TestCase("int i = (int)((x - 0.5) / 0.4); double at = 0.5 + i * 0.4; return (x - at) / 0.4;")]
    [TestCase("int i = (int)(x * 8); return (x - i / 8.0) * y;")]
    [TestCase("long i = (long)x; double right = i + 1; return right - x;")]
    [TestCase("int i = (int)x; if (i < 0) i = 0; if (i > 4) i = 4; double t = x - i; return t;")]
    [TestCase("int i = x > 2 ? (int)x : 0; double t = x - i; return t * t;")]
    [TestCase("double s = 0; for (int k = 1; k < 4; k++) { double v = x * k; int i = (int)v; s += v - i; } return s;")]
    [TestCase("int i = (int)x; int j = (int)y; double s = x - i, t = y - j; return s * t;")]
    public void Fine(string body)
    {
        foreach (bool release in new[] { true, false })
        {
            var woven = Weave(body, release);
            Assert.That(woven.Diagnostics, Is.Empty);
            Assert.That(woven.Hints, Has.Some.StartsWith("7: AD2002: 'P.F' subtracts from a number what an integer made of it says"));
            var (value, expected) = (woven.Call<double>("P", "ByX"), woven.Call<double>("P", "Difference"));
            Assert.That(value, Is.EqualTo(expected).Within(1e-4));
        }
    }

    [TestCase("int i = (int)x; return x * i;")]
    [TestCase("int i = (int)x; return y - i;")]
    [TestCase("int i = (int)x; return x + i;")]
    [TestCase("int i = (int)x; double d = i; return (x - d) + Math.Sin(d);")]
    [TestCase("int i = (int)x + (int)y; return x - i;")]
    [TestCase("int i = (int)x; return (x - i) * i;")]
    [TestCase("int i = (int)x; double k = i; return (x - k * k) * y;")]
    [TestCase("int i = (int)x; int j = i * i; return x - j;")]
    [TestCase("int i = (int)x; int[] a = [i]; return x - a[0] * a[0];")]
    [TestCase("int i = (int)(x * y); return 3 - i;")]
    [TestCase("int i = (int)x; double k = (int)y; return x - (i + k);")]
    [TestCase("int i = (int)x; return Math.Sqrt(x - i) + Math.Sqrt(i);")]
    public void Lost(string body)
    {
        foreach (bool release in new[] { true, false })
            Assert.That(Weave(body, release).Diagnostics.First(), Does.Contain("error AD1004: cannot differentiate 'P.F': the derivative is lost"));
    }

    [Test, Raises("AD1004")]
    public void The_line_where_it_became_an_integer_is_named()
    {
        var woven = TestWeaver.CompileAndWeave(
            """
            public static class P
            {
                static int Cell(double x) =>
                    (int)(x / 0.1);
                static double Weight(int cell) =>
                    cell * 0.5;
                static double F(double x)
                {
                    int cell = Cell(x);
                    return x * Weight(cell);
                }
                public static double Slope(double x) => Gradient(at: x, of: F);
            }
            """);
        Assert.That(woven.Diagnostics[0], Does.StartWith("Test.cs(6,").And.Contain("It became one at Test.cs(4,"));
    }

    [TestCase("<PiecewiseConstant Assembly=\"Third\" />", true)]
    [TestCase("<PiecewiseConstant Assembly=\"Third\" Method=\"Lib.Special::Steps\" />", true)]
    [TestCase("<PiecewiseConstant Method=\"Lib.Special::Steps\" />", true)]
    [TestCase("<PiecewiseConstant Assembly=\"Fourth\" />", false)]
    [TestCase("<PiecewiseConstant Method=\"Lib.Special::Other\" />", false)]
    [TestCase("", false)]
    public void Steps_of_another_assembly_may_be_meant(string setting, bool isAccepted)
    {
        var third =
            TestWeaver.Compile(
                "namespace Lib { public static class Special { public static double Steps(double x) { int n = (int)x; double at = n + 1.0; return "
                + "System.Math.Sin(x) * at; } } }", name: "Third");
        var woven =
            TestWeaver.Weave(TestWeaver.Compile("public static class P { public static double Slope(double x) => Gradient(at: x, of: Lib.Special.Steps); }",
                true, "Test", third), $"<AutoDiff>{setting}</AutoDiff>");
        if (isAccepted)
        {
            Assert.That(woven.Diagnostics, Is.Empty);
            Assert.That(woven.Call<double>("P", "Slope", 3.3), Is.EqualTo(Math.Cos(3.3) * 4).Within(1e-12));
        }
        else
        {
            Assert.That(woven.Diagnostics[0], Does.Contain("error AD1004").And.Contain("<PiecewiseConstant Assembly=\"Third\" />"));
        }
    }

    private static WovenAssembly Weave(string body, bool release) => TestWeaver.CompileAndWeave(
        $$"""
        public static class P
        {
            static readonly double[] Tab = [1, 2, 5, 7, 12, 20, 33];
            static double F(double x, double y)
            {

                {{body}}
            }
            public static double ByX() => Gradient(at: (1.83, 0.7), of: F).Item1;
            public static double Difference() => (F(1.83 + 1e-6, 0.7) - F(1.83 - 1e-6, 0.7)) / 2e-6;
        }
        """, release);
}

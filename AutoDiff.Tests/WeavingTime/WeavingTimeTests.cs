using System.Diagnostics;
using System.Text;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.WeavingTime;

/// <summary>Weaving a large assembly: every method is woven and right; how long it takes is printed, not judged.</summary>
public sealed class WeavingTimeTests
{
    [TestCase(250)]
    [TestCase(1000)]
    public void ManyDifferentiableMethods(int count)
    {
        var compiled = TestWeaver.Compile(Source(count));
        var clock = Stopwatch.StartNew();
        var woven = TestWeaver.Weave(compiled, verifyEveryPass: false);
        clock.Stop();
        TestContext.Out.WriteLine(
            $"WEAVE {count} methods, each with its gradient: {clock.Elapsed.TotalSeconds:F1} s, {clock.Elapsed.TotalMilliseconds / count:F1} ms a method");
        Assert.That(woven.Diagnostics, Is.Empty);
        var gradient = woven.Load().GetType("Many")!.GetMethod("Slope" + (count - 1))!;
        var function = woven.Load().GetType("Many")!.GetMethod("F" + (count - 1))!;
        double At(double x) => (double)function.Invoke(null, [x, 3])!;
        Assert.That((double)gradient.Invoke(null, [0.7])!, Is.EqualTo((At(0.7 + 1e-6) - At(0.7 - 1e-6)) / 2e-6).Within(1e-6));
    }

    private static string Source(int count)
    {
        var text = new StringBuilder("public static class Many\n{\n");
        for (var i = 0; i < count; i++)
        {
            var previous = i == 0 ? "x" : $"F{i - 1}(x * 0.5, 1)";
            var callee = i % 10 == 0 ? "x" : previous;
            text.Append($$"""
                    [Differentiable]
                    public static double F{{i}}(double x, int n)
                    {
                        double s = {{callee}};
                        for (int i = 0; i < n; i++)
                        {
                            if (s > {{i % 7}}) s = s * 0.5 + Math.Sin(x * i);
                            else s += x * x / (i + {{i % 5 + 1}});
                        }
                        return s * Math.Exp(-x);
                    }

                    public static double Slope{{i}}(double x) => Gradient(at: x, of: v => F{{i}}(v, 3));

                """);
        }
        return text.Append('}').ToString();
    }
}

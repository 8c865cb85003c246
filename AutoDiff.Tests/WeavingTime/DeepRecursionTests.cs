using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.WeavingTime;

/// <summary>Sweeps of recursive functions need more of the stack than the functions, but never run out of it.</summary>
public sealed class DeepRecursionTests
{
    private const string Source = """
        public static class Deep
        {
            static double Rec(double[] a, int i) => i == a.Length ? 0 : a[i] * a[i] + Rec(a, i + 1);

            static double Even(double x, int k) { if (k == 0) return x; double s = 0; for (int i = 0; i < 1; i++) s += Odd(x, k - 1); return s; }
            static double Odd(double x, int k) { if (k == 0) return x; double s = 0; for (int i = 0; i < 1; i++) s += Even(x, k - 1); return s + x * 1e-6; }

            static double Fails(double x, int k) { if (k == 0) throw new InvalidOperationException("bottom"); double s = 0; for (int i = 0; i < 1;
                i++) s += Fails(x, k - 1); return s * x; }

            public static bool OverAnArray(int n) { var a = new double[n]; a[0] = 2; a[n - 1] = 3; var g = Gradient(at: a, of: v => Rec(v, 0));
                return g[0] == 4 && g[n - 1] == 6; }

            public static bool PulledBackTwice(int n)
            {
                var a = new double[n]; a[0] = 2; a[n - 1] = 3;
                var p = ValueWithPullback(at: a, of: v => Rec(v, 0));
                return p.Value == 13 && p.Pullback(1)[n - 1] == 6 && p.Pullback(2)[0] == 8;
            }

            public static bool ThroughEachOther(int n) => Math.Abs(Gradient(at: 1.0, of: v => Even(v, n)) - (1 + n / 2 * 1e-6)) < 1e-9;

            public static bool Throwing(int n)
            {
                try { Gradient(at: 1.0, of: v => Fails(v, n)); }
                catch (InvalidOperationException e) when (e.Message == "bottom") { return Gradient(at: 3.0, of: v => v * v) == 6; }
                return false;
            }
        }
        """;

    [Test]
    public void DoesNotOverflow(
        [Values("OverAnArray", "PulledBackTwice", "ThroughEachOther", "Throwing")] string name, [Values(10, 100_000)] int depth, [Values(1, 16)] int megabytes)
    {
        var woven = TestWeaver.Weave(TestWeaver.Compile(Source), verifyEveryPass: false);
        Assert.That(woven.Diagnostics, Is.Empty);
        var method = woven.Load().GetType("Deep")!.GetMethod(name)!.CreateDelegate<Func<int, bool>>();
        var isRight = false;
        var thread = new Thread(() => isRight = method(depth), megabytes << 20);
        thread.Start();
        thread.Join();
        Assert.That(isRight);
    }
}

using System.Reflection;
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

            static double OfSpan(ReadOnlySpan<double> a) => a.Length == 0 ? 0 : a[0] * a[0] + OfSpan(a[1..]);

            public static bool OverASpan(int n)
            {
                var a = new double[n]; a[0] = 2; a[n - 1] = 3;
                var p = ValueWithPullback(at: a, of: v => OfSpan(v));
                return p.Value == 13 && p.Pullback(1)[n - 1] == 6 && p.Pullback(2)[0] == 8;
            }

            static void Scan(Span<double> a) { if (a.Length < 2) return; a[1] += a[0]; Scan(a[1..]); }

            static double Summed(double[] a) { var copy = (double[])a.Clone(); Scan(copy); return copy[^1] * 2; }

            public static bool InASpan(int n) { var g = Gradient(at: new double[n], of: Summed); return g.All(v => v == 2); }

            static void Accumulate(double[] a, int i, ref double sum, out int count)
            {
                if (i == a.Length) { count = 0; return; }
                sum += a[i] * a[i];
                Accumulate(a, i + 1, ref sum, out count);
                count++;
            }

            static double Accumulated(double[] a) { double sum = 0; Accumulate(a, 0, ref sum, out var count); return sum * count; }

            public static bool ByReference(int n)
            {
                var a = new double[n]; a[0] = 2; a[n - 1] = 3;
                var g = Gradient(at: a, of: Accumulated);
                return g[0] == 4.0 * n && g[n - 1] == 6.0 * n;
            }

            struct Walk
            {
                public double Sum; public int Steps;
                public void Over(double[] a) { if (Steps == a.Length) return; Sum += a[Steps] * a[Steps]; Steps++; Over(a); }
            }

            static double Walked(double[] a) { var walk = new Walk(); walk.Over(a); return walk.Sum; }

            public static bool OfAStruct(int n) { var a = new double[n]; a[0] = 2; a[n - 1] = 3; var g = Gradient(at: a, of: Walked);
                return g[0] == 4 && g[n - 1] == 6; }

            static T Folded<T>(ReadOnlySpan<T> a, T start, Func<T, T, T> f) => a.Length == 0 ? start : f(a[0], Folded(a[1..], start, f));

            static double OfGeneric(double[] a) => Folded<double>(a, 0, (x, s) => x * x + s);

            public static bool Generic(int n) { var a = new double[n]; a[0] = 2; a[n - 1] = 3; var g = Gradient(at: a, of: OfGeneric);
                return g[0] == 4 && g[n - 1] == 6; }

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
        [Values("OverAnArray", "PulledBackTwice", "ThroughEachOther", "Throwing", "OverASpan", "InASpan", "ByReference", "OfAStruct", "Generic")] string name,
        [Values(10, 100_000)] int depth,
        [Values(1, 16)] int megabytes)
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

    /// <summary>A lock belongs to a thread, so these stay on theirs: they would wait for themselves on another one.</summary>
    [Test]
    public void StaysOnItsThreadWithLocks(
        [Values("Direct", "InCallee", "ThroughDelegate", "ThroughOverride", "Synchronised", "HeldOutside", "ThroughEachOther")] string name)
    {
        var woven = TestWeaver.Weave(TestWeaver.Compile(Locking), verifyEveryPass: false);
        Assert.That(woven.Diagnostics, Is.Empty);
        var type = woven.Load().GetType("Locking")!;
        Assert.That(type.GetMethod(name)!.Invoke(null, [30]), Is.EqualTo(30).Within(1e-9));
        Assert.That(MovingSweeps(type), Is.Empty);
        Assert.That(MovingSweeps(TestWeaver.Weave(TestWeaver.Compile(Source), verifyEveryPass: false).Load().GetType("Deep")!), Is.Not.Empty);
    }

    private static IEnumerable<string> MovingSweeps(Type type) =>
        type.GetNestedType("<AutoDiff>", BindingFlags.NonPublic)!.GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Select(m => m.Name)
            .Where(n => n.Contains("__aside", StringComparison.Ordinal));

    private const string Locking = """
        public abstract class Step { public abstract double Of(double x, int k); }
        public sealed class Locked : Step { public override double Of(double x, int k) => Locking.Take(x); }

        public static class Locking
        {
            static readonly object Key = new();

            public static double Take(double x) { lock (Key) return x; }

            static double A(double x, int k) { if (k == 0) return 0; lock (Key) { double s = 0; for (int i = 0; i < 1; i++) s += A(x, k - 1); return s + x; } }
            public static double Direct(int n) => Gradient(at: 1.0, of: v => A(v, n));

            static double B(double x, int k) { if (k == 0) return 0; double s = 0; for (int i = 0; i < 1; i++) s += B(x, k - 1); return s + Take(x); }
            public static double InCallee(int n) { lock (Key) return Gradient(at: 1.0, of: v => B(v, n)); }

            static double C(double x, int k, Func<double, double> f) { if (k == 0) return 0; double s = 0; for (int i = 0; i < 1; i++) s += C(x, k - 1, f);
                return s + f(x); }
            public static double ThroughDelegate(int n) { Func<double, double> f = n > 5 ? Take : Math.Sin;
                lock (Key) return Gradient(at: 1.0, of: v => C(v, n, f)); }

            static double D(double x, int k, Step f) { if (k == 0) return 0; double s = 0; for (int i = 0; i < 1; i++) s += D(x, k - 1, f);
                return s + f.Of(x, k); }
            public static double ThroughOverride(int n) { Step f = new Locked(); lock (Key) return Gradient(at: 1.0, of: v => D(v, n, f)); }

            [MethodImpl(MethodImplOptions.Synchronized)]
            static double E(double x, int k) { if (k == 0) return 0; double s = 0; for (int i = 0; i < 1; i++) s += E(x, k - 1); return s + x; }
            public static double Synchronised(int n) => Gradient(at: 1.0, of: v => E(v, n));

            static double G(double x, int k) { if (k == 0) return 0; double s = 0; for (int i = 0; i < 1; i++) s += G(x, k - 1);
                System.Threading.Monitor.Enter(Key); System.Threading.Monitor.Exit(Key); return s + x; }
            public static double HeldOutside(int n) { System.Threading.Monitor.Enter(Key); var g = Gradient(at: 1.0, of: v => G(v, n));
                System.Threading.Monitor.Exit(Key); return g; }

            static double Even(double x, int k) { if (k == 0) return 0; double s = 0; for (int i = 0; i < 1; i++) s += Odd(x, k - 1); return s + x; }
            static double Odd(double x, int k) { if (k == 0) return 0; double s = 0; lock (Key) for (int i = 0; i < 1; i++) s += Even(x, k - 1); return s + x; }
            public static double ThroughEachOther(int n) => Gradient(at: 1.0, of: v => Even(v, n));
        }
        """;
}

using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>Searches by comparison are warned about; other code with branches and loops is not.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SearchTests
{
    private const string Only = "the result of 'P.F' depends on what it is differentiated with respect to through comparisons only";
    private const string Beside = "'P.F' finds a value by comparing what depends on what it is differentiated with respect to";

    [Raises("AD2003")]
    [TestCase(
        "double lo = 0, hi = 10; for (int i = 0; i < 60; i++) { double m = (lo + hi) / 2; if (m * m > c) hi = m; else lo = m; } return (lo + hi) / 2;", Only)]
    [TestCase("double lo = 0, hi = 10; while (hi - lo > 1e-9) { double m = (lo + hi) / 2; if (Math.Exp(m) > c) hi = m; else lo = m; } return lo;", Only)]
    [TestCase("double a = 0, b = 5; while (b - a > 1e-8) { double p = b - 0.6 * (b - a), q = a + 0.6 * (b - a); if (Math.Abs(p - c) < Math.Abs(q - c)) b = "
        + "q; else a = p; } return a;", Only)]
    [TestCase("double t = 0; while (t * t < c) t += 1e-3; return t;", Only)]
    [TestCase("int n = 0; while (n * 0.01 < c) n++; return n * 0.01;", Only)]
    [TestCase("double m = 5, h = 2.5; for (int i = 0; i < 40; i++) { m += m * m < c ? h : -h; h /= 2; } return m;", Only)]
    [TestCase("double best = 0; for (int i = 0; i < 100; i++) { double g = i * 0.1; if (Math.Abs(g * g - c) < Math.Abs(best * best - c)) best = g; } return "
        + "best;", Only)]
    [TestCase("return c > 1 ? 1 : 0;", Only)]
    [TestCase("if (c * c > 2) return 3; return 4;", Only)]
    [TestCase("double lo = 0, hi = c; for (int i = 0; i < 60; i++) { double m = (lo + hi) / 2; if (m * m > c) hi = m; else lo = m; } return lo;", Beside)]
    [TestCase("double lo = 0, hi = 10; for (int i = 0; i < 60; i++) { double m = (lo + hi) / 2; if (m * m > c) hi = m; else lo = m; } return lo * c;", Beside)]
    [TestCase("double t = 0; while (t * t < c) t += 1e-3; return t + c;", Beside)]
    [TestCase("double lo = -1, hi = 10, m = 0; for (int i = 0; i < 60; i++) { m = (lo + hi) / 2; double f = m * m - c; if (Math.Abs(f) < 1e-12) break; if "
        + "(f > 0) hi = m; else lo = m; } return m + Math.Sin(c);", Beside)]
    [TestCase("double x = Math.Exp(c); for (double d = 1; d > 1e-15; d /= 2) x += d * Math.Sign(c - x * x); return x;", Beside)]
    [TestCase("double x = Math.Exp(c); for (double d = 1; d > 1e-15; d /= 2) x += c > x * x ? d : -d; return x;", Beside)]
    [TestCase("double x = c; for (double d = 1; d > 1e-15; d /= 2) { if (x * x < c) x += d; else x -= d; } return x;", Beside)]
    [TestCase("double x = c; for (double d = 1; d > 1e-15; d /= 2) x += Math.CopySign(d, c - x * x); return x;", Beside)]
    [TestCase("double x = c, s = 1; for (int i = 0; i < 60; i++) { x *= x * x < c ? 1 + s : 1 / (1 + s); s /= 2; } return x;", Beside)]
    [TestCase("double x = c; for (int i = 1; i < 60; i++) x += Math.Sign(c - x * x) * 1.0 / i; return x;", Beside)]
    [TestCase("double a = c - 3, b = c + 5, g = 0.618, p = b - g * (b - a), q = a + g * (b - a); while (b - a > 1e-8) { if (Math.Abs(p - 2 * c) < "
        + "Math.Abs(q - 2 * c)) b = q; else a = p; p = b - g * (b - a); q = a + g * (b - a); } return a;", Beside)]
    [TestCase("double at = c, least = 1e9; for (int i = 0; i < 1000; i++) { double x = i * 0.01, v = Math.Abs(x * x - c); if (v < least) { least = v; at = x; "
        + "} } return at;", Beside)]
    [TestCase("return Half(0, 10, 60); double Half(double lo, double hi, int n) { double m = (lo + hi) / 2; return n == 0 ? m : m * m > c ? Half(lo, m, n - 1) "
        + ": Half(m, hi, n - 1); }", Only)]
    [TestCase("return Half(0, c + 10, 60); double Half(double lo, double hi, int n) { double m = (lo + hi) / 2; return n == 0 ? m : m * m > c ? Half(lo, m, "
        + "n - 1) : Half(m, hi, n - 1); }", Beside)]
    [TestCase("double lo = 0, hi = 10, p = -c, q = 100 - c, m = 0; for (int i = 0; i < 60; i++) { m = i % 3 == 0 ? (lo + hi) / 2 : lo - p * (hi - lo) / "
        + "(q - p); double f = m * m - c; if (Math.Abs(f) < 1e-12) break; if (f < 0) { lo = m; p = f; } else { hi = m; q = f; } } return m;", Beside)]
    public void Found(string body, string message)
    {
        foreach (bool release in new[] { true, false })
        {
            var warning = Weave(body, release).Single();
            Assert.That(warning, Does.Contain("warning AD2003: " + message).And.StartsWith(TestWeaver.SourceName + "("));
        }
    }

    [TestCase("double x = 1, d = 1; while (Math.Abs(d) > 1e-12) { d = (x * x - c) / (2 * x); x -= d; } return x;")]
    [TestCase("double lo = 0, hi = 10, x = 5; for (int i = 0; i < 50; i++) { double f = x * x - c; if (f > 0) hi = x; else lo = x; double n = x - f / (2 * "
        + "x); x = n > lo && n < hi ? n : (lo + hi) / 2; } return x;")]
    [TestCase("double tax = 0, low = 0, rate = 0.1; while (low < c) { double up = low + 8000; tax += rate * (Math.Min(c, up) - low); low = up; rate += "
        + "0.05; } return tax;")]
    [TestCase("double tax = 0; double[] steps = [0, 100, 200]; for (int i = 0; i < 3; i++) if (c > steps[i]) tax += (c - steps[i]) * 0.1; return tax;")]
    [TestCase("double a = c, b = 1; for (int i = 0; i < 8; i++) { double m = (a + b) / 2; b = Math.Sqrt(a * b); a = m; } return a;")]
    [TestCase("double lo = 0, hi = 10, s = 0; for (int i = 0; i < 5; i++) { double m = Math.Sin(i * c) * 5 + 5; if (m < c) lo = Math.Max(lo, m); else hi = "
        + "Math.Min(hi, m); s += (hi - lo) * m; } return s;")]
    [TestCase("return c > 0 ? c : -c;")]
    [TestCase("return c > 0 ? c : 0;")]
    [TestCase("return Math.Clamp(c, 0, 1) + Math.Max(c, 3);")]
    [TestCase("double m = 0; for (int i = 0; i < 4; i++) { double v = Math.Sin(c * i); if (v > m) m = v; } return m;")]
    [TestCase("double s = 0, n = 1; for (int i = 0; i < 4; i++) { double v = Math.Sin(c * i); if (v > 0) { s += v; n++; } } return s / n;")]
    [TestCase("int n = 0; while (c > 2) { c /= 2; n++; } return Math.Log(c) + n * Math.Log(2);")]
    [TestCase("while (c > 6.28) c -= 6.28; return Math.Sin(c);")]
    [TestCase("double s = 0, t = 1; int k = 0; while (Math.Abs(t) > 1e-15 && k < 100) { s += t; k++; t *= c / k; } return s;")]
    [TestCase("double y = 1, t = 0, h = 0.1; for (int i = 0; i < 50; i++) { double e = c * y * h; if (Math.Abs(e) > 0.05) { h /= 2; continue; } y += e; t "
        + "+= h; } return y;")]
    [TestCase("double[] grid = [0, 1, 2, 3], v = [1, 4, 9, 16]; int i = 0; while (i < 2 && grid[i + 1] < c) i++; return v[i] + (c - grid[i]) * (v[i + 1] - "
        + "v[i]);")]
    [TestCase("double s = 0; for (int i = 0; i < 3; i++) s += s > 1 ? c : c * c; return s;")]
    [TestCase("for (int i = 0; i < 5; i++) if (c > 2) c *= 0.5; return c;")]
    [TestCase("double s = 0; for (int i = 1; i < 5; i++) s += Math.Sign(c - i) * Math.Pow(c, i); return s;")]
    [TestCase("double s = c; for (int i = 1; i < 5; i++) s += s > c * i ? 0.5 : -0.5; return s * c;")]
    [TestCase("double t = 15, on = 0; for (int i = 0; i < 200; i++) { if (t < 19) on = 1; else if (t > 21) on = 0; t += 0.1 * (c * on - 0.1 * (t - 10)); } "
        + "return t;")]
    [TestCase("double t = 15; for (int i = 0; i < 200; i++) { double u = t < 20 ? 1 : 0; t += 0.1 * (c * u - 0.1 * (t - 10)); } return t;")]
    [TestCase("double v = c, x = 0; for (int i = 0; i < 100; i++) { v -= 0.01 * Math.Sign(v) * 0.3 + 0.01 * c * x; x += 0.01 * v; } return x;")]
    [TestCase("double[] xs = [0, 1, 2, 3], ys = [1, 4, 2, 5]; double least = 1e9, y = 0; for (int i = 0; i < 4; i++) { double d = Math.Abs(xs[i] - c); if (d < "
        + "least) { least = d; y = ys[i]; } } return y * c;")]
    [TestCase("double most = -1e9; int at = 0; for (int i = 0; i < 4; i++) { double v = Math.Sin(c * i); if (v > most) { most = v; at = i; } } "
        + "return most * at;")]
    [TestCase("double e = 0, y = 0; for (int i = 1; i < 9; i++) { e += c - y; y = e > 0 ? 1 : -1; } return e;")]
    [TestCase("double m = Math.Abs(c), s = 0; while (m > 1) { m /= 2; s += 0.1; } return m * c;")]
    public void NotFound(string body)
    {
        foreach (bool release in new[] { true, false })
            Assert.That(Weave(body, release), Is.Empty);
    }

    [Test]
    public void ARuleIsTheWayOut()
    {
        var woven = TestWeaver.CompileAndWeave(
            """
            public static class P
            {
                static double Root(double c)
                {
                    double lo = 0, hi = 10;
                    while (hi - lo > 1e-13)
                    {
                        double mid = (lo + hi) / 2;
                        if (mid * mid * mid + mid > c) hi = mid;
                        else lo = mid;
                    }
                    return lo;
                }
                static double F(double x, double c) => x * x * x + x - c;
                [Pullback(typeof(P), nameof(Root))]
                static double RootPullback(double c, double result, double cotangent)
                {
                    var (byX, byC) = Gradient(at: (result, c), of: F);
                    return -cotangent * byC / byX;
                }
                public static double Slope(double c) => Gradient(at: c, of: x => Root(x) * x);
            }
            """);
        Assert.That(woven.Diagnostics, Is.Empty);
        Assert.That((double)woven.Load().GetType("P")!.GetMethod("Slope")!.Invoke(null, [2.0])!, Is.EqualTo(1.5).Within(1e-9));
    }

    private static IReadOnlyList<string> Weave(string body, bool release) => [.. TestWeaver.Weave(TestWeaver.Compile(
        $$"""
        using System;
        using AutoDiff;
        using static AutoDiff.DifferentialOperators;
        public static class P
        {
            static double F(double c) { {{body}} }
            public static double Slope(double c) => Gradient(at: c, of: F);
        }
        """, release)).Diagnostics];
}

using System.Diagnostics;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.WeavingTime;

/// <summary>Methods of a size that was hopeless once: they are woven and right; how long it takes is printed, not judged.</summary>
public sealed class LargeMethodTests
{
    [TestCase("if-else in a row", 800)]
    [TestCase("if-else in a loop", 400)]
    [TestCase("array literal", 10000)]
    [TestCase("switch in a loop", 500)]
    [TestCase("labels", 200)]
    [TestCase("statements in a row", 5000)]
    [TestCase("methods in a circle", 100)]
    [TestCase("finally in try", 4)]
    [TestCase("queries in a row", 150)]
    [TestCase("methods in a chain", 150)]
    [TestCase("objects in objects", 150)]
    [TestCase("choices in each other", 100)]
    public void IsWovenAndRight(string what, int count)
    {
        var compiled = TestWeaver.Compile(Source(what, count));
        var clock = Stopwatch.StartNew();
        var woven = TestWeaver.Weave(compiled, verifyEveryPass: false);
        TestContext.Out.WriteLine($"WEAVE {count} {what}: {clock.Elapsed.TotalSeconds:F1} s");
        Assert.That(woven.Diagnostics, Is.Empty);
        var type = woven.Load().GetType("Large")!;
        double At(double x) => (double)type.GetMethod("F")!.Invoke(null, [x])!;
        var difference = (At(0.7 + 1e-6) - At(0.7 - 1e-6)) / 2e-6;
        Assert.That((double)type.GetMethod("Slope")!.Invoke(null, [0.7])!, Is.EqualTo(difference).Within(1e-5 * Math.Max(1, Math.Abs(difference))));
    }

    /// <summary>
    /// What weaving allocates is the measure of its work that does not depend on the machine: twice the program, about twice the work. The square would be four
    /// times.
    /// </summary>
    [NonParallelizable]
    [TestCase("if-else in a row", 60)]
    [TestCase("if-else in a loop", 40)]
    [TestCase("array literal", 500)]
    [TestCase("switch in a loop", 50)]
    [TestCase("statements in a row", 500)]
    [TestCase("loops in a row", 40)]
    [TestCase("queries in a row", 15)]
    [TestCase("methods in a chain", 60)]
    [TestCase("objects in objects", 120)]
    [TestCase("handlers in a row", 40)]
    [TestCase("lists in a row", 40)]
    [TestCase("overrides", 50)]
    public void TakesTimeAsItGrows(string what, int count)
    {
        Allocated(what, count);
        var (once, twice) = (Allocated(what, count), Allocated(what, 2 * count));
        var least = Allocated(what, 1);
        var growth = (twice - least) / (double)(once - least);
        TestContext.Out.WriteLine($"WEAVE {what}: {growth:F2} times the work for twice the program");
        Assert.That(growth, Is.LessThan(3));
    }

    private static long Allocated(string what, int count)
    {
        var compiled = TestWeaver.Compile(Source(what, count));
        var before = GC.GetTotalAllocatedBytes();
        Assert.That(TestWeaver.Weave(compiled, verifyEveryPass: false).Diagnostics, Is.Empty);
        return GC.GetTotalAllocatedBytes() - before;
    }

    private static string Source(string what, int count) =>
        "public static class Large\n{\n" + Function(what, count) + "\npublic static double Slope(double x) => Gradient(at: x, of: v => F(v));\n}";

    private static string Function(string what, int count) => what switch
    {
        "if-else in a row" => $"public static double F(double x) {{ double s = x, t = 1; {Lines(count, Choice)} return s * t; }}",
        "if-else in a loop" =>
            $"public static double F(double x) {{ double s = x, t = 1; for (int i = 0; i < 3; i++) {{ {Lines(count, Choice)} }} return s * t; }}",
        "array literal" => $"public static double F(double x) {{ double[] a = {{ {Lines(count, i => $"x * {i % 9},")} }}; double s = 0; foreach (var v in "
        + $"a) s += v * v * 1e-3; return s; }}",
        "switch in a loop" =>
            $"public static double F(double x) {{ double s = x; for (int i = 0; i < 20; i++) switch (i) {{ "
            + $"{Lines(count, i => $"case {i}: s = s * 0.{i % 5 + 5} + x; break;")} }} return s; }}",
        "labels" =>
            $"public static double F(double x) {{ double s = x; int c = 0; "
            + $"{Lines(count, i => $"L{i}: s = s * 0.9 + x * {i % 3}; if (c++ < 40 && s > {i % 5}.5) goto L{(i * 37 + 11) % count};")} return s; }}",
        "statements in a row" => $"public static double F(double x) {{ double a = x, b = 1, c = 0.5; {Lines(count, Statement)} return a + b + c; }}",
        "finally in try" => "public sealed class Sent(double v) : Exception { public double V = v; }\npublic static double F(double x) { double s = x; var "
        + "l = new List<double> { x }; try { "
            + Lines(count, _ => "try {") + "if (l.Count > 1) throw new Sent(x); l.Add(s * x);"
            + Lines(count, i => $"}} finally {{ l.Add(x * 0.{i + 3}); s += l[^2]; }}")
            + "if (s > 0.5) throw new Sent(s * x); } catch (Sent e) { s += e.V; } foreach (var v in l) s += v * v; return s; }",
        "loops in a row" => "public static double F(double x) { double s = x; var n = x > 0 ? 3 : 2; "
            + Lines(count, i => $"for (int i = 0; i < n; i++) s = s * 0.9 + x * {i % 5} * Math.Sin(s);") + "return s; }",
        "queries in a row" => "public static double F(double x) { double[] a = { x, x * x, 3 * x }; double s = 0; "
            + Lines(count, i => $"s += a.Select(v => v * 0.{i % 9 + 1}).Where(v => v > 0.0{i % 7}).Sum();") + "return s; }",
        "methods in a chain" =>
            Lines(count, i => $"static void M{i}(double[] a) {{ for (int i = 0; i < a.Length; i++) a[i] = Math.Sin(a[i]) * 1.1; M{i + 1}(a); for (int i = 1; i "
            + "< a.Length; i++) a[i] += a[i - 1] * 0.01; }")
            + $"static void M{count}(double[] a) => a[0] *= 2;\n"
            + "public static double F(double x) { double[] a = { x, x * x }; M0(a); return a[0] + a[1]; }",
        "objects in objects" =>
            Lines(count, i => $"public class C{i} {{ public C{i + 1} Next = new(); public double V = {i % 3}; "
            + $"public double Sum(double x) => V * x + Next.Sum(x * 0.5); }}")
            + $"public class C{count} {{ public double V; public double Sum(double x) => V * x; }}\n"
            + "public static double F(double x) { var c = new C0 { V = x }; return c.Sum(x); }",
        "choices in each other" => "public static double F(double x) { double s = 0; for (int i = 0; i < 10; i++) { "
            + Lines(count, i => $"if (s > {i}) {{ s += x * {i};") + Lines(count, i => $"}} else s += x * 0.{i % 9 + 1};") + "} return s; }",
        "handlers in a row" => "public static double F(double x) { double s = x; "
            + Lines(count, i => $"try {{ s += x * {i}; if (s > 1e9) throw new Exception(); }} catch (Exception) {{ s -= x; }}") + "return s; }",
        "lists in a row" => "public static double F(double x) { double s = x; "
            + Lines(count, i => $"var l{i} = new List<double> {{ x * 0.{i % 9 + 1}, s }}; s = l{i}[0] + l{i}[1] * 0.5;") + "return s; }",
        "overrides" => "public abstract class B { public double V; public abstract double Of(double x); }\n"
            + Lines(count, i => $"public sealed class D{i} : B {{ public override double Of(double x) => x * V + {i}; }}")
            + "public static double F(double x) { B[] all = {" + Lines(count, i => $"new D{i} {{ V = x }},") + "}; double s = 0; foreach (var b in all) s += "
            + "b.Of(x); return s; }",
        _ =>
            Lines(count,
                i =>
                    $"static double M{i}(double x, int k) {{ if (k <= 0) return x * {i % 3 + 1}; double s = Math.Sin(x); s += M{(i + 1) % count}(x * 0.5, k "
                    + $"- 1); if (s > 0.1) s *= M{(i * 7 + 3) % count}(s, k - 2); return s; }}")
            + "public static double F(double x) => M0(x, 5);",
    };

    private static string Choice(int i) => $"if (s > 0.{i % 7 + 1}) s = s * 0.5 + t * 0.0{i % 5}; else t = t * 0.9 + s * 0.1;";

    private static string Statement(int i) => (i % 3) switch { 0 => "a = a * 0.9 + b * 0.01;", 1 => "b = b * 0.5 + Math.Sin(a);", _ => "c += a * b * 0.01;" };

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));
}

using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>What forward mode cannot do is refused at its place, never left out.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ForwardTests
{
    [Raises("AD1004"), Raises("AD1006"), Raises("AD1011")]
    [TestCase("static double F(double x) => (double)(int)(x * 3);", "AD1004: cannot differentiate 'P.F': the derivative is lost")]
    [TestCase("static double F(double x) => double.Parse(x.ToString());", "AD1004: cannot differentiate 'P.F': the derivative is lost")]
    [TestCase(
        "static double G(List<double> a) { double s = 0; foreach (var v in a) s = s * v + 1; return s; } "
        + "static double F(double x) => Gradient(at: new List<double> { x, 2 }, of: G)[0];",
        "AD1006: cannot differentiate the gradient of 'P.G' that is computed here: it is one with respect to something else than numbers")]
    [TestCase(
        "static double F(double x) { int n = 0; var g = Gradient(at: new[] { x, 2 }, of: q => { n++; double s = 0; foreach (var v in q) s += v * v; return "
        + "s; }); "
        + "return n * g[0]; }",
        "AD1006: cannot differentiate the gradient of 'lambda in P.F' that is computed here: the function would run once for each number of its argument, "
        + "and it changes something besides its argument, or does not do the same every time")]
    [TestCase(
        "static int n; static double G(double[] q) { n++; double s = 0; foreach (var v in q) s += v * v; return s; } "
        + "static double F(double x) => Gradient(at: new[] { x, 2 }, of: G)[0] * n;",
        "AD1006: cannot differentiate the gradient of 'P.G' that is computed here: the function would run once")]
    [TestCase(
        "static readonly List<int> L = new(); static double G(double[] q) { L.Add(1); double s = 0; foreach (var v in q) s += v * v; return s; } "
        + "static double F(double x) => Gradient(at: new[] { x, 2 }, of: G)[0] * L.Count;",
        "AD1006: cannot differentiate the gradient of 'P.G' that is computed here: the function would run once")]
    [TestCase(
        "static double F(double x) { var r = new Random(1); return Gradient(at: new[] { x, 2 }, of: q => { double s = 0; "
        + "foreach (var v in q) s += v * v * r.NextDouble(); return s; })[1]; }",
        "AD1006: cannot differentiate the gradient of 'lambda in P.F' that is computed here: the function would run once")]
    [TestCase(
        "static double F(double x) { double a = 1; var g = Gradient(at: new[] { x, 2 }, of: q => { a *= 2; double s = 0; "
        + "foreach (var v in q) s += a * v * v; return s; }); return g[1]; }",
        "AD1006: cannot differentiate the gradient of 'lambda in P.F' that is computed here: the function would run once")]
    [TestCase(
        "static double F(double x) { int n = 0; Func<double, double> f = v => { n++; return v * v; }; var g = Gradient(at: new[] { x, 2 }, of: q => { "
        + "double s = 0; foreach (var v in q) s += f(v); return s; }); return n * g[0]; }",
        "AD1006: cannot differentiate the gradient of 'lambda in P.F' that is computed here: the function would run once")]
    [TestCase(
        "class M { public double V; public M(double x) { V = x; } } [Derivative(typeof(M), \".ctor\")] static (M Value, Func<M, double> Pullback) "
        + "Rule(double x) => (new M(x), d => d.V);"
        + " static double F(double x) => new M(x).V;",
        "AD1011: cannot differentiate 'P.F': the rule 'new M' gives a pullback, from which the differential does not follow")]
    [TestCase(
        "static double N(double[] a) => a[0]; [Pullback(typeof(P), nameof(N))] static void Rule(double[] a, double result, double cotangent, double[] da) "
        + "=> da[0] += cotangent; static double F(double x) => N([x]);",
        "AD1011: cannot differentiate 'P.F': the rule 'Rule' gives the cotangents of arrays or spans, from which the differential does not follow. Give it a "
        + "[Differential] rule")]
    public void Refused(string members, string message)
    {
        foreach (bool release in new[] { true, false })
        {
            var woven = TestWeaver.CompileAndWeave($"public static class P {{ {members} public static double Go() => Derivative(at: 0.5, of: F); }}", release);
            string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
            Assert.That(errors, Has.Some.Contains($"error {message}").And.Some.StartsWith(TestWeaver.SourceName + "("), string.Join('\n', errors));
        }
    }
}

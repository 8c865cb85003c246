using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>What forward mode cannot do is refused at its place, never left out.</summary>
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
        "class M { public double V; public M(double x) { V = x; } } [Derivative(typeof(M), \".ctor\")] static (M Value, Func<M, double> Pullback) "
        + "Rule(double x) => (new M(x), d => d.V);"
        + " static double F(double x) => new M(x).V;",
        "AD1011: cannot differentiate 'P.F': the rule 'new M' gives a pullback, from which the differential does not follow")]
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

using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Tests.WhileTyping;

/// <summary>
/// What is said while typing is what the weaver says of the same program: the same code at the same line. And nothing is said of what the weaver accepts.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class AnalyzerTests
{
    /// <summary>Members of a class; each line that an analyzer speaks of ends with the code.</summary>
    private static readonly string[] s_refused =
    [
        // A truncation.
        "[Differentiable] static double F(double x) => x * (double)(int)x; // AD1004",
        "[Differentiable] static double F(double x) => (int)x; // AD1004",
        "[Differentiable] static double F(double x) { var n = 3; int i = (int)x; return x * i; } // AD1004",
        "[Differentiable] static double F(double x) { double r = (int)(x * 2); return 3 + r * x; } // AD1004",
        "[Differentiable] static double F(double x) { var i = (long)x; var d = (double)i / 2; return d; } // AD1004",
        "[Differentiable] static double F(double x, float y) => x * (float)(short)y; // AD1004",
        "[Differentiable] static float F(float x) => (byte)(x + 1f) * x; // AD1004",
        "[Differentiable] static double F(double x) => x * ((int)x - 2 * (int)x); // AD1004",
        "[Differentiable] static double F(double x) => x * checked((int)-x); // AD1004",
        "[Differentiable] static double F(double x) => x > 0 ? x * (char)x : x; // AD1004",
        "[Differentiable] static double F(double x) { int i = (int)x; if (x > 3) return x - i; return i * 2.0; } // AD1004",
        "[Differentiable] static double F(double x, int n) { double h = 0.5; return n * h * (int)(x / h) + n; } // AD1004",
        "[Differentiable(\"x\")] static double F(double x, double y) => y * (uint)x; // AD1004",
        "static double F() => Gradient(at: 2.0, of: x => x * (int)x); // AD1004",
        "static double F() => Derivative(at: 2.0, of: double (x) => { return (int)x; }); // AD1004",
        "static Func<double, double> F() => Gradient(of: x => x * (int)x); // AD1004",
        "static double F() => Root(at: 2.0, of: x => x * (int)x); // AD1004",
        // A call without a body.
        "[DllImport(\"m\")] static extern double tgamma(double x); [Differentiable] static double F(double x) => 2 * tgamma(x) - x; // AD1003",
        "[DllImport(\"m\")] static extern double tgamma(double x); static double F() => Gradient(at: 2.0, of: x => tgamma(x)); // AD1003",
        // A delegate of unknown origin.
        "static double F(Func<double, double> f) => Gradient(at: 2.0, of: f.Invoke); // AD1007",
        "static double F(Func<double, double> f) => Gradient(at: 2.0, of: new DifferentiableFunc<double, double>(f)); // AD1007",
        "static double F() => Gradient(at: 2.0, of: new Func<double, double>(x => x * x).Invoke); // AD1007",
        // An asynchronous lambda.
        "static object F() => Pullback(at: 2.0, of: async x => { await Task.Yield(); return x; }); // AD1009",
        // An operator in an expression tree.
        "static object F() { System.Linq.Expressions.Expression<Func<double, double>> e = x => Gradient(x, y => y * y); return e; } // AD1014",
        "static object F(IQueryable<double> all) => from x in all select Gradient(x, y => y * y); // AD1014",
        // A rule that fits nothing.
        "static double F(double x) => x; [Pullback(typeof(Program), nameof(F))] static double R(double x, double cotangent) => cotangent; // AD1011",
        "static double F(double x) => x; [Pullback(typeof(Program), \"G\")] static double R(double x, double result, double cotangent) => 0; // AD1011",
        "static double F(double x) => x; [Pullback(typeof(Program), nameof(F))] double R(double x, double result, double cotangent) => 0; // AD1011",
        "static double F(double x, int n, float y) => x; [Pullback(typeof(Program), nameof(F))] static double R(double x, int n, float y, double result, "
            + "double cotangent) => cotangent; // AD1011",
        "static double F(double x) => x; [Differential(typeof(Program), nameof(F))] static float R(double x, double result, double xTangent) => 0; // AD1011",
        "static double F(double x) => x; [Derivative(typeof(Program), nameof(F))] static (double, Func<double, double>) R(float x) => (0, d => d); // AD1011",
        "[Pullback(typeof(Math), \"Sqr\")] static double R(double x, double result, double cotangent) => x; // AD1011",
        "class G<T> { [Pullback(typeof(Math), \"Sqrt\")] static double R(double x, double result, double cotangent) => x; } // AD1011",
    ];

    /// <summary>Programs that the weaver accepts, or that it does not look at, though they look like those above.</summary>
    private static readonly string[] s_accepted =
    [
        "[Differentiable] static double F(double x) => x - (int)x;",
        "[Differentiable] static double F(double x) { double f = (int)x; double t = x - f; return t * t; }",
        "[Differentiable] static double F(double x) => (int)x % 2 == 0 ? x : 2 * x;",
        "[Differentiable] static double F(double x) => x * (int)WithoutDerivative(x);",
        "[Differentiable] static double F(double x) => x * (int)Math.Floor(x);",
        "[Differentiable] static double F(double x) => WithoutDerivative((double)(int)x) * x;",
        "[Differentiable] static double F(double x, [NoDerivative] double y) => x * (int)y;",
        "[Differentiable(\"x\")] static double F(double x, double y) => x * (int)y;",
        "[Differentiable] static double F(double x) { x = 3; return x * (int)x; }",
        "[Differentiable] static double F(double x) => 0 * (int)x + x;",
        "[Differentiable] static double F(double x) { var known = false; if (known) return (int)x; return x; }",
        "[Differentiable] static double F(double x) { if (x > 0) return x; else return -x; throw new Exception(((int)x).ToString()); }",
        "[Differentiable] static double F(double x) { Func<double, double> f = y => (int)y; return x; }",
        "[Differentiable] static double F<T>(double x) => (int)x;",
        "[Differentiable, NoDerivative] static double F(double x) => (int)x;",
        "[Differentiable] static double F(double x) => (int)x * x; [Pullback(typeof(Program), nameof(F))] static double R(double x, double result, double "
            + "cotangent) => cotangent;",
        "static double F(double x) => (int)x;",
        "[DllImport(\"m\")] static extern double tgamma(double x); [Differentiable] static double F(double x) => 2 * tgamma(x) - x; "
            + "[Pullback(typeof(Program), nameof(tgamma))] static double R(double x, double result, double cotangent) => cotangent;",
        "[DllImport(\"m\"), NoDerivative] static extern double tgamma(double x); [Differentiable] static double F(double x) => 2 * tgamma(x) - x;",
        "static double F(DifferentiableFunc<double, double> f) => Gradient(at: 2.0, of: f);",
        "static double F(DifferentiableFunc<double, double> f) => Gradient(at: 2.0, of: f.Invoke);",
        "static double F(double y) => Gradient(at: 2.0, of: x => x * (int)y);",
        "static double F() => ValueWithGradient(at: 2.0, over: new[] { 1.5, 2.5 }, of: (x, s) => x * (int)s).Gradient;",
        "static object F() { System.Linq.Expressions.Expression<Func<double, double>> e = x => G(x); return e; } static double G(double x) => "
            + "Gradient(x, y => y * y);",
        "static object F(IEnumerable<double> all) => from x in all select Gradient(x, y => y * y);",
        "static double F(double x, int n) => x; [Pullback(typeof(Program), nameof(F))] static double R(double y, int m, double r, double c) => c;",
        "static double F(double[] x, double y) => y; [Pullback(typeof(Program), nameof(F))] static double R(double[] x, double y, double r, double c, "
            + "double[]? d) => c;",
        "static T F<T>(T x) => x; [Pullback(typeof(Program), nameof(F))] static T R<T>(T x, T result, T cotangent) => cotangent;",
        "static double F(double x) => Elsewhere.Gradient(x, (int)x); static class Elsewhere { public static double Gradient(double x, int n) => x * n; }",
    ];

    [TestCaseSource(nameof(s_refused))]
    public void What_is_refused_is_said_where_the_weaver_says_it(string members)
    {
        var source = Program(members);
        var code = members[^6..];
        Assert.That(Typed.Say(source), Is.EqualTo(new[] { $"3: {code}" }));
        var woven = TestWeaver.CompileAndWeave(source).Diagnostics;
        Assert.That(woven, Has.Some.StartsWith("Test.cs(3,").And.Some.Contains($"error {code}: "), string.Join('\n', woven));
    }

    [TestCaseSource(nameof(s_accepted))]
    public void What_is_accepted_is_let_alone(string members)
    {
        var source = Program(members);
        Assert.That(Typed.Say(source), Is.Empty);
        Assert.That(TestWeaver.CompileAndWeave(source).Diagnostics, Has.None.Contains(": error "));
    }

    [Test]
    public void The_text_names_the_expected_signature() => Assert.That(
        Typed.Say(TestWeaver.Compilation(Program(
            "static double F(double x, int n, float y) => x; [Pullback(typeof(Program), nameof(F))] static double R(double x) => 0;")))
            .Single().GetMessage(null),
        Is.EqualTo("rule 'Program.R': the signature does not fit 'Program.F', expected: static (double, float) R(double x, int n, float y, double result, "
            + "double cotangent)."));

    [Test]
    public void A_project_that_is_not_woven_is_let_alone() =>
        Assert.That(Typed.Say(Program(s_refused[0]), ("AutoDiffWhileTyping", "false")), Is.Empty);

    [Test]
    public void Where_the_configuration_may_mean_truncation_it_is_left_to_the_weaver()
    {
        Assert.That(Typed.Say(Program(s_refused[0]), ("AutoDiffPiecewiseConstant", "true")), Is.Empty);
        var woven = TestWeaver.CompileAndWeave(Program(s_refused[0]), configuration: "<AutoDiff><PiecewiseConstant Assembly=\"Test\" /></AutoDiff>");
        Assert.That(woven.Diagnostics, Has.None.Contains(": error "));
    }

    [Test]
    public void What_is_said_has_the_code_the_title_and_the_page_of_the_weaver()
    {
        foreach (var descriptor in Typed.Analyzers.SelectMany(a => a.SupportedDiagnostics).Where(d => d.Id[2] != '4'))
        {
            var known = Catalogue.Find(descriptor.Id);
            Assert.That(
                (descriptor.Title.ToString(null), descriptor.DefaultSeverity, descriptor.HelpLinkUri.EndsWith(known.HelpPage, StringComparison.Ordinal)),
                Is.EqualTo((known.Title, descriptor.Id == "AD1003" ? DiagnosticSeverity.Info : DiagnosticSeverity.Error, true)), descriptor.Id);
            Assert.That(known.Severity, Is.EqualTo(Severity.Error));
        }
    }

    private static string Program(string members) => $"class Program\n{{\n    {members}\n}}\n";
}

using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.WhileTyping;

/// <summary>What the fixes make of a program; the weaver accepts what comes out.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CodeFixTests
{
    [TestCase("[Differentiable] static double F(double x) => x * (int)x;", "[Differentiable] static double F(double x) => x * (int)WithoutDerivative(x);")]
    [TestCase("static double F() => Gradient(at: 2.0, of: x => x * (int) ( x / 2 ) );",
        "static double F() => Gradient(at: 2.0, of: x => x * (int) WithoutDerivative(x / 2));")]
    [TestCase("[Differentiable] static double F(double x) { var i = (int)x; return i; }",
        "[Differentiable] static double F(double x) { var i = (int)WithoutDerivative(x); return i; }")]
    public void WithoutDerivative_cuts_what_becomes_an_integer(string members, string expected)
    {
        var changed = Fixed(members, "WithoutDerivativeFix");
        Assert.That(Squeezed(changed), Does.Contain(Squeezed(expected)));
        Accepted(changed);
    }

    [Test]
    public void A_name_that_is_taken_is_written_in_full()
    {
        var changed = Fixed(
            "static double WithoutDerivative(double x) => x; [Differentiable] static double F(double x) => x * (int)x;", "WithoutDerivativeFix");
        Assert.That(changed, Does.Contain("(int)DifferentialOperators.WithoutDerivative(x)"));
        Accepted(changed);
    }

    [Test]
    public void A_rule_is_made_for_a_method_without_a_body()
    {
        var changed = Fixed(
            """
            [DllImport("m")] static extern double tgamma(double x);

                [Differentiable]
                static double F(double x) => 2 * tgamma(x);

                static double G(double x) => x;
            """, "MakeRuleFix");
        Assert.That(changed, Does.Contain(
            """
                [Differentiable]
                static double F(double x) => 2 * tgamma(x);

                [Pullback(typeof(Program), nameof(tgamma))]
                private static double TgammaPullback(double x, double result, double cotangent) =>
                    throw new NotImplementedException();

                static double G(double x) => x;
            """.ReplaceLineEndings("\n")));
        Accepted(changed);
    }

    [Test]
    public void A_rule_is_made_for_a_method_that_loses_the_derivative()
    {
        var changed = Fixed("[Differentiable] static double F(double x, int n, float y) => x * (int)y;", "MakeRuleFix");
        Assert.That(changed, Does.Contain("private static (double, float) FPullback(double x, int n, float y, double result, double cotangent) =>"));
        Accepted(changed);
    }

    [Test]
    public void A_rule_is_given_its_signature()
    {
        var changed = Fixed(
            "static double F(double x, float y) => x; [Pullback(typeof(Program), nameof(F))] static double R(double x, float y) => throw new Exception();",
            "RuleSignatureFix");
        Assert.That(changed, Does.Contain("static (double, float) R(double x, float y, double result, double cotangent) => throw"));
        Accepted(changed);
    }

    [TestCase("[Differentiable] public struct S { public double A; }", "[Differentiable] public partial struct S { public double A; }")]
    [TestCase("[Differentiable] record struct S(double A);", "[Differentiable] partial record struct S(double A);")]
    public void A_type_is_made_partial_and_what_is_around_it(string type, string expected)
    {
        var changed = Fixed(type, "MakePartialFix");
        Assert.That(changed, Does.Contain(expected).And.Contain("partial class Program"));
        Assert.That(Typed.Say(changed), Is.Empty);
    }

    private static string Fixed(string members, string fix) => Typed.Fix($"class Program\n{{\n    {members}\n}}\n".ReplaceLineEndings("\n"), fix);

    private static void Accepted(string source)
    {
        Assert.That(Typed.Say(source), Is.Empty, source);
        Assert.That(TestWeaver.CompileAndWeave(source).Diagnostics, Has.None.Contains(": error "), source);
    }

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}

using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>
/// What is only possible is no reason to refuse: one of several functions or overrides that has no derivative is warned about, once, and throws when it is met.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class UnsuitableCaseTests
{
    private const string Tree =
        """
        public abstract class Node { public abstract double Of(double x); }
        public sealed class Variable : Node { public override double Of(double x) => x; }
        public sealed class Function(Func<double, double> f, Node a) : Node { public override double Of(double x) => f(a.Of(x)); }
        public static class P
        {
            static readonly double[] Tab = [1, 2, 5, 7, 12, 20, 33];
            public static double Slope(double x) { Node n = new Function(Math.Sin, new Variable()); return Gradient(at: x, of: v => n.Of(v)); }
            public static double SlopeOf(Func<double, double> f, double x) { Node n = new Function(f, new Variable());
                return Gradient(at: x, of: v => n.Of(v)); }

        """;

    [Raises("AD2004")]
    [TestCase("static double Look(double x) => Tab[(int)x] * (int)x; public static readonly Func<double, double> Other = Look;", "'P.Look', which a 'Func' "
        + "may be, has no derivative: a derivative that meets it throws. AD1004: cannot differentiate 'P.Look'")]
    [TestCase("public static readonly Func<double, double> Other = v => double.Parse(v.ToString());", "AD1004")]
    [TestCase("public static double Slow(double x, double y, Func<double, double, double> f) => D(x, v => f(v, y)); static double D(double x, Func<double, "
        + "double> f) { Last = f; return (f(x + 1e-6) - f(x)) / 1e-6; } public static Func<double, double> Last;",
        "AD1007: cannot differentiate the call of a 'Func' in 'lambda in P.Slow'")]
    [TestCase("public static unsafe double Raw(double x) { double* p = &x; p[0] *= 2; return BitConverter.Int64BitsToDouble(*(long*)p); } public static "
        + "readonly Func<double, double> Other = Raw;", "AD1004")]
    [TestCase("static double Deep(double x) => Look(x) + x; static double Look(double x) { int n = (int)x; return n; } public static readonly Func<double, "
        + "double> Other = Deep;", "AD1004")]
    public void A_function_that_is_not_called(string code, string warning)
    {
        foreach (bool release in new[] { true, false })
        {
            var woven = TestWeaver.CompileAndWeave(Tree + code + "\n}", release);
            Assert.That(woven.Diagnostics.Where(d => d.Contains("AD2004", StringComparison.Ordinal)), Has.Exactly(1).Items);
            Assert.That(woven.Diagnostics.Single(), Does.StartWith("Test.cs(10,").And.Contain("warning AD2004: ").And.Contain(warning));
            Assert.That(woven.Call<double>("P", "Slope", 0.3), Is.EqualTo(Math.Cos(0.3)).Within(1e-15));
        }
    }

    [TestCase("public static double Slow(double x, double y, Func<double, double, double> f) => D(x, v => f(v, y)); static double D(double x, Func<double, "
        + "double> f) => (f(x + 1e-6) - f(x)) / 1e-6;")]
    [TestCase("public static double Steps(double x) => D(x, v => (int)v); static double D(double x, Func<double, double> f) => E(f, x); static double "
        + "E(Func<double, double> f, double x) { ArgumentNullException.ThrowIfNull(f); return f is null ? 0 : f(x) - f(0); }")]
    [TestCase("public static double InLoop(double x) { double s = 0; for (int i = 0; i < 3; i++) s += D(x, v => (int)(v * x)); return s; } static double "
        + "D(double x, Func<double, double> f) => f(x) - f(0);")]
    [TestCase("public static double InLoop(double x) { double s = 0; for (int i = 0; i < 3; i++) s += new[] { x }.Select(v => (int)(v * x) + 0.5).Sum(); "
        + "return s; }")]
    public void A_function_that_no_other_call_can_meet(string code)
    {
        foreach (bool release in new[] { true, false })
        {
            var woven = TestWeaver.CompileAndWeave(Tree + code + "\n}", release);
            Assert.That(woven.Diagnostics, Is.Empty);
            Assert.That(woven.Call<double>("P", "Slope", 0.3), Is.EqualTo(Math.Cos(0.3)).Within(1e-15));
        }
    }

    [Test]
    public void It_throws_with_its_own_reason_when_it_is_met()
    {
        var woven = TestWeaver.CompileAndWeave(Tree +
            """
            static double Look(double x) => Tab[(int)x] * (int)x;
            public static readonly Func<double, double> Other = Look;
            public static double Met(double x) => SlopeOf(Other, x);
            public static double Value(double x) => new Function(Other, new Variable()).Of(x);
            }
            """);
        Assert.That(() => woven.Call<double>("P", "Met", 2.5),
            Throws.TypeOf<NotDifferentiableException>().With.Message.Contain("AD1004: cannot differentiate 'P.Look'"));
        Assert.That(woven.Call<double>("P", "Value", 2.5), Is.EqualTo(10));
    }

    [Test, Raises("AD1004")]
    public void The_only_function_is_an_error()
    {
        var woven = TestWeaver.CompileAndWeave(
            """
            public sealed class Holder(Func<double, double> f) { public double Of(double x) => f(x); }
            public static class P
            {
                static readonly Holder H = new(v => v * (int)v);
                public static double Slope(double x) => Gradient(at: x, of: H.Of);
            }
            """);
        Assert.That(woven.Diagnostics[0], Does.StartWith("Test.cs(4,").And.Contain("error AD1004"));
    }

    [Test, Raises("AD1004")]
    public void All_of_them_are_an_error()
    {
        var woven = TestWeaver.CompileAndWeave(
            """
            public abstract class Model { public abstract double Of(double x); }
            public sealed class A : Model { public override double Of(double x) => x * (int)x; }
            public sealed class B : Model { public override double Of(double x) => double.Parse(x.ToString()); }
            public static class P
            {
                static readonly Model M = new A();
                public static double Slope(double x) => Gradient(at: x, of: v => M.Of(v));
            }
            """);
        Assert.That(woven.Diagnostics, Has.Some.Contain("error AD1004"));
    }

    [Test, Raises("AD1004")]
    public void One_that_is_asked_for_is_an_error()
    {
        var woven = TestWeaver.CompileAndWeave(Tree +
            """
            [Differentiable] public static double Look(double x) => Tab[(int)x] * (int)x;
            public static readonly Func<double, double> Other = Look;
            }
            """);
        Assert.That(woven.Diagnostics, Has.Some.Contain("error AD1004: cannot differentiate 'P.Look'"));
    }

    [TestCase("public override void Go(ref double x) { Span<double> s = MemoryMarshal.CreateSpan(ref x, 1); s[0] *= 2; }", "AD1006")]
    [TestCase("public override void Go(ref double x) { x = (int)x; }", "AD1004")]
    [TestCase("public override void Go(ref double x) { x = double.Parse(x.ToString()); }", "AD1004")]
    public void An_override_in_a_class_that_is_never_made(string member, string code)
    {
        foreach (bool release in new[] { true, false })
        {
            var woven = TestWeaver.CompileAndWeave(
                $$"""
                public abstract class Model { public abstract void Go(ref double x); }
                public sealed class Plain : Model { public override void Go(ref double x) { x = Math.Sin(x); } }
                public sealed class Other : Model { {{member}} }
                public static class P
                {
                    static readonly Model M = new Plain();
                    static double F(double x) { M.Go(ref x); return x; }
                    public static double Slope(double x) => Gradient(at: x, of: F);
                }
                """, release);
            Assert.That(woven.Diagnostics.Single(), Does.StartWith("Test.cs(3,").And.Contain(
                "warning AD2004: 'Other.Go', which a call of 'Model.Go' may run, has no derivative").And.Contain(code));
            Assert.That(woven.Call<double>("P", "Slope", 0.3), Is.EqualTo(Math.Cos(0.3)).Within(1e-15));
        }
    }

    [Test]
    public void Each_is_named_once()
    {
        var woven = TestWeaver.CompileAndWeave(Tree +
            """
            static double Look(double x) => Tab[(int)x] * (int)x;
            public static readonly Func<double, double> Other = Look, Third = v => Look(v);
            public static double Again(double x) { Node n = new Function(Math.Cos, new Variable()); return Gradient(at: x, of: v => n.Of(v) * v); }
            }
            """);
        Assert.That(woven.Diagnostics, Has.Exactly(2).Contain("warning AD2004"));
        Assert.That(woven.Diagnostics, Has.Count.EqualTo(2));
        Assert.That(woven.Call<double>("P", "Again", 0.3), Is.EqualTo(Math.Cos(0.3) - (0.3 * Math.Sin(0.3))).Within(1e-15));
    }

    [Test]
    public void Functions_of_another_assembly_are_found()
    {
        var third = TestWeaver.Compile(
            """
            namespace Lib
            {
                public sealed class Law(Func<double, double> f) { public double Of(double x) => f(x); }
                public static class Laws { public static Law Power(double k) => new Law(x => Math.Pow(x, k)); public static Law Wave() => new Law(Math.Sin); }
            }
            """, name: "Third");
        var woven = TestWeaver.Weave(TestWeaver.Compile(
            """
            public static class P
            {
                public static readonly Func<double, double> Unrelated = v => v * v;
                public static double Slope(double x) { var laws = new[] { Lib.Laws.Power(3), Lib.Laws.Wave() };
                    return Gradient(at: x, of: v => laws[0].Of(v) + laws[1].Of(v)); }
            }
            """, true, "Test", third));
        Assert.That(woven.Diagnostics, Is.Empty);
        Assert.That(woven.Call<double>("P", "Slope", 0.5), Is.EqualTo((3 * 0.25) + Math.Cos(0.5)).Within(1e-14));
    }
}

using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>What is bounded works at the bound; beyond it, the place is reported with the bound and what to do.</summary>
public sealed class BoundTests
{
    private static IEnumerable<TestCaseData> AtTheBound()
    {
        foreach (var count in new[] { 1, 16, 17, 65, 200 })
        {
            yield return new TestCaseData(nameof(Lambdas), count);
            yield return new TestCaseData(nameof(Statics), count);
            yield return new TestCaseData(nameof(OfStructs), count);
            yield return new TestCaseData(nameof(Overrides), count);
            yield return new TestCaseData(nameof(Interfaces), count);
            yield return new TestCaseData(nameof(OverrideOfOverride), count);
        }
        yield return new TestCaseData(nameof(Fields), 256);
        yield return new TestCaseData(nameof(Nesting), 8);
    }

    [TestCaseSource(nameof(AtTheBound))]
    public void IsDifferentiatedAtTheBound(string what, int count)
    {
        foreach (var release in count > 100 ? [true] : new[] { true, false })
        {
            var woven = TestWeaver.Weave(TestWeaver.Compile(Program(what, count), release), verifyEveryPass: false);
            Assert.That(woven.Diagnostics, Is.Empty);
            var type = woven.Load().GetType("Bounded")!;
            double Call(string name, params object[] arguments) => (double)type.GetMethod(name)!.Invoke(null, arguments)!;
            foreach (var k in new[] { 0, count / 2, count - 1 })
            {
                var expected = (Call("F", 1.3 + 1e-5, k) - Call("F", 1.3 - 1e-5, k)) / 2e-5;
                Assert.That(Call("Slope", 1.3, k), Is.EqualTo(expected).Within(1e-7 * Math.Max(1, Math.Abs(expected))), $"{k}");
                Assert.That(Call("Twice", 1.3, k), Is.EqualTo(3 * expected).Within(1e-6 * Math.Max(1, Math.Abs(expected))), $"{k}");
            }
        }
    }

    [TestCase(
        nameof(
            Lambdas), 1001, "error AD1007: cannot differentiate the call of a 'Func' in 'Bounded.F': 1,001 functions of this assembly may be behind the "
                + "delegate, and no more than 1,000 are told apart. "
        + "Declare a delegate type of its own for those that are meant, or use a DifferentiableFunc<…>")]
    [TestCase(
        nameof(
            Overrides), 1001, "error AD1008: cannot differentiate the virtual call of 'B.V' in 'Bounded.F': it may run on 1,001 classes with different "
                + "overrides, and no more than 1,000 are told apart. "
        + "Let the variable be of a class or an interface that fewer of them belong to")]
    [TestCase(
        nameof(
            Fields), 257, "a 'S' that depends on the differentiation parameters is not taken apart, because it has more than 256 fields, those of structs "
                + "in it included. Keep the numbers in an array, or let it be a class")]
    [TestCase(
        nameof(Nesting), 9, "'G' leads to ever larger instantiations of generic types, and type arguments more than 8 deep in each other are not followed. "
        + "Call it with a type that does not grow, or cut the derivative with WithoutDerivative(…)")]
    public void IsNamedBeyondTheBound(string what, int count, string expected)
    {
        var diagnostics = TestWeaver.Weave(TestWeaver.Compile(Program(what, count)), verifyEveryPass: false).Diagnostics;
        Assert.That(diagnostics, Has.Some.Contains(expected).And.Matches<string>(d => d!.StartsWith("Test.cs(", StringComparison.Ordinal)));
        Assert.That(string.Join('\n', diagnostics), Does.Not.Contain("AD0001"));
    }

    [Test]
    public void WhatIsNoneOfManyThrows()
    {
        var woven = TestWeaver.Weave(TestWeaver.Compile(Program(nameof(Lambdas), 40)), verifyEveryPass: false);
        var type = woven.Load().GetType("Bounded")!;
        Func<double, double> foreign = x => x * x;
        Assert.That(type.GetMethod("Given")!.Invoke(null, [1.5, foreign]), Is.EqualTo(2.25));
        Assert.That(() => type.GetMethod("SlopeGiven")!.Invoke(null, [1.5, foreign]),
            Throws.InnerException.With.Message.Contains("not known when the caller was built"));
        Assert.That(() => type.GetMethod("SlopeGiven")!.Invoke(null, [1.5, null]), Throws.InnerException.TypeOf<NullReferenceException>());
    }

    private static string Program(string what, int count) =>
        (what switch
        {
            nameof(Lambdas) => Lambdas(count),
            nameof(Statics) => Statics(count),
            nameof(OfStructs) => OfStructs(count),
            nameof(Overrides) => Overrides(count),
            nameof(Interfaces) => Interfaces(count),
            nameof(OverrideOfOverride) => OverrideOfOverride(count),
            nameof(Fields) => Fields(count),
            _ => Nesting(count),
        })
        + """

            public static double Slope(double x, int k) => Gradient(at: x, of: v => F(v, k));
            public static double Twice(double x, int k) { var p = ValueWithPullback(at: x, of: v => F(v, k)); return p.Pullback(1) + p.Pullback(2); }
        }
        """;

    private static string Lambdas(int count) => $$"""
        public static class Bounded
        {
            static Func<double, double>[] Make(double x) => [{{Each(count, i => $"v => v * {i + 1} + x * x,")}}];
            public static double F(double x, int k) { var f = Make(x)[k]; double s = 0; for (int i = 0; i < 2; i++) s += f(x) * x; return s; }
            public static double Given(double x, Func<double, double> f) => f(x);
            public static double SlopeGiven(double x, Func<double, double> f) => Gradient(at: x, of: v => Given(v, f));
        """;

    private static string Statics(int count) => $$"""
        public static class Bounded
        {
            {{Each(count, i => $"static double M{i}(double x) => x * x * {i + 1};")}}
            static readonly Func<double, double>[] Table = [{{Each(count, i => $"M{i},")}}];
            public static double F(double x, int k) => Table[k](x) * x + Table[0](x);
        """;

    private static string OfStructs(int count) => $$"""
        {{Each(count, i => $"public struct S{i} {{ public double A; public double M(double x) => A * x * {i + 1}; }}")}}
        public static class Bounded
        {
            static Func<double, double>[] Make(double x) => [{{Each(count, i => $"new S{i} {{ A = x }}.M,")}}];
            public static double F(double x, int k) { var f = Make(x)[k]; return f(x) + f(2 * x); }
        """;

    private static string Overrides(int count) => $$"""
        public abstract class B { public double A; public abstract double V(double x); }
        {{Each(count, i => $"public sealed class D{i} : B {{ public override double V(double x) => A * x * {i + 1}; }}")}}
        public static class Bounded
        {
            static B Make(double x, int k)
            {
                switch (k) { {{Each(count - 1, i => $"case {i}: return new D{i} {{ A = x }};")}} }
                return new D{{count - 1}} { A = x };
            }
            public static double F(double x, int k) { B b = Make(x, k); b.A *= x; return b.V(x) + b.A; }
        """;

    private static string Implementation(int i) =>
        i % 2 == 0 ? $"public sealed class D{i}(double a) : IV {{ public double V(double x) => a * x * {i + 1}; }}"
            : $"public struct D{i}(double a) : IV {{ public double V(double x) => a * x + {i}; }}";

    private static string Interfaces(int count) => $$"""
        public interface IV { double V(double x); }
        {{Each(count, Implementation)}}
        public static class Bounded
        {
            static List<IV> Make(double x) => new() { {{Each(count, i => $"new D{i}(x),")}} };
            public static double F(double x, int k) => Make(x)[k].V(x * x);
        """;

    private static string OverrideOfOverride(int count) => $$"""
        public class D0 { public double A; public virtual double V(double x) => A * x; }
        {{Each(count - 1, i => $"public class D{i + 1} : D{i / 3} {{ public override double V(double x) => A * x * x + {i}; }}")}}
        public class Plain : D0 { }
        public static class Bounded
        {
            static D0[] Make(double x) => [{{Each(count, i => $"new D{i} {{ A = x }},")}} new Plain { A = x }];
            public static double F(double x, int k) { var all = Make(x); return all[k].V(x) + all[^1].V(x) * x; }
        """;

    private static string Fields(int count) => $$"""
        public struct S { {{Each(count, i => $"public double A{i};")}} }
        public static class Bounded
        {
            static S Grow(S s, double x, int k) { s.A0 += x * s.A{{count - 1}}; return k > 3 ? Grow(s, x * 0.5, k / 2) : s; }
            public static double F(double x, int k) { var s = new S { A{{count - 1}} = x }; for (int i = 0; i < 2; i++) s = Grow(s, x, k); return s.A0; }
        """;

    private static string Nesting(int count) => $$"""
        public static class Bounded
        {
            static double G<T>(double x, int k) => k == 0 ? x * x : {{(count > 8 ? "G<List<T>>" : "G<T>")}}(x * 2, k - 1);
            public static double F(double x, int k) => G<{{string.Concat(Enumerable.Repeat("List<", 8))}}int{{new string('>', 8)}}>(x, k % 4);
        """;

    private static string Each(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));
}

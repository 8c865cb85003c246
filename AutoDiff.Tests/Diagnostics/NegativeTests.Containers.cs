using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>Classes derived from containers that are not followed, operators in expression trees, and places that are reported once each.</summary>
internal sealed partial class NegativeTests
{
    [Test, Raises("AD1006"), Raises("AD1001")]
    public void An_object_that_is_a_key_is_overwritten_by_way_of_the_container() => Check(
        """
        using System.Linq;
        using System.Collections.Generic;
        class Node { public double Rank; }
        static class Program
        {
            static double F(double x)
            {
                Node node = new() { Rank = x };
                Dictionary<Node, double> next = new() { [node] = 0.1 };
                foreach (var (key, rank) in next)
                    key.Rank = rank;
                /*1*/return node.Rank;
            }
            static double G(double x) => /*2*/Gradient(x, F);
        }
        """,
        "error AD1006: cannot differentiate 'Program.F': an object that is a key of a container is written to where it was reached by way of the container, "
        + "and keys are not followed; look it up by a name or a number, or keep the objects as values",
        "error AD1001: 'Program.F' is not differentiable: AD1006 at Test.cs(12,14).");

    [Test, Raises("AD1014")]
    public void An_operator_in_an_expression_tree() => Check(
        """
        using System.Linq.Expressions;
        static class Program
        {
            static double Square(double x) => x * x;
            static Expression<Func<double, double>> Slope()
            {
                /*1*/return x => Gradient(x, y => y * y);
            }
        }
        """,
        "error AD1014: 'Gradient' stands in an expression tree in 'Program.Slope': what compiles the tree calls the operator as it is, without a derivative. "
        + "Call 'Gradient' in a method and name that method in the tree.");

    [TestCase("Collection<double>", "{ }", "new() { x }")]
    [TestCase("Collection<double>", "{ protected override void InsertItem(int index, double item) => base.InsertItem(index, 2 * item); }", "new() { x }")]
    [TestCase("ObservableCollection<double>", "{ }", "new() { x }")]
    [TestCase("ReadOnlyCollection<double>", "{ public Own(IList<double> l) : base(l) { } }", "new(new[] { x })")]
    [TestCase("KeyedCollection<int, double[]>", "{ protected override int GetKeyForItem(double[] i) => i.Length; }", "new() { new[] { x } }")]
    [TestCase("List<double>, IEnumerable<double>", "{ IEnumerator<double> IEnumerable<double>.GetEnumerator() { yield return 2 * this[0]; } }", "new() { x }")]
    public void What_derives_from_other_collections_is_refused_at_its_line(string parent, string members, string made)
    {
        var source =
            $$"""
            using System.Collections.ObjectModel;
            class Own : {{parent}} {{members}}
            static class Program
            {
                static double Sum(double x)
                {
                    Own own = {{made}};
                    return own.Count * x + own.Sum(Of);
                }
                static double Of(double x) => x;
                static double Of(double[] x) => x[0];
                static double Slope() => Gradient(at: 2.0, of: Sum);
            }
            """;
        foreach (var release in new[] { true, false })
        {
            var diagnostics = TestWeaver.CompileAndWeave(source, release).Diagnostics;
            Assert.That(diagnostics, Is.Not.Empty.And.All.Match(@"^Test\.cs\(\d+,\d+\): error AD1\d\d\d: ").And.None.Match(@"`|<>[a-z_]|b__|g__|\.\.ctor"),
                string.Join('\n', diagnostics));
        }
    }

    [Test]
    public void Classes_of_one_name_have_their_errors_each()
    {
        const string Body = "public static class T { public static double F(double x) => (int)x; public static double S() => Gradient(at: 2.0, of: F); }";
        var diagnostics = TestWeaver.CompileAndWeave($"namespace A {{\n{Body}\n}}\nnamespace B {{\n{Body}\n}}").Diagnostics;
        Assert.That(diagnostics.Select(d => d[..d.IndexOf(',', StringComparison.Ordinal)] + d[d.IndexOf("error", StringComparison.Ordinal)..d.IndexOf(": c",
            StringComparison.Ordinal)]).Take(2), Is.EqualTo(new[] { "Test.cs(2error AD1004", "Test.cs(5error AD1004" }));
    }

    [Test]
    public void A_place_that_several_functions_lead_to_is_reported_once() => Check(
        """
        static class Program
        {
            static double Lossy(double x)
            {
                /*1*/return (int)x;
            }
            static double Twice(double x)
            {
                return 2 * Lossy(x);
            }
            static void Slopes()
            {
                /*2*/Gradient(at: 1.0, of: Lossy);
                /*3*/Gradient(at: 1.0, of: Twice);
            }
        }
        """,
        $"error AD1004: cannot differentiate 'Program.Lossy': {Lost} (and from 1 more function)",
        "error AD1001: 'Program.Lossy' is not differentiable: AD1004 at Test.cs(5,14).",
        "error AD1001: 'Program.Twice' is not differentiable: AD1004 at Test.cs(5,14).");

    [Test]
    public void Names_that_compilers_make_up_reach_no_message()
    {
        const string Source =
            """
            class Program
            {
                double q;
                static Func<double, double> unknown = null!;
                static double Auto { get; set; }
                double Prop => (int)q;
                double this[int i] => (int)q;
                public static Program operator +(Program a, Program b) => new() { q = (int)a.q };
                static IEnumerable<double> Items(double a) { yield return (int)a; }
                static double Outer(double a) { return Inner(a); double Inner(double b) => (int)b; }
                static double Async(double a) { var t = Task.Run(() => a); return t.Result; }
                static double Generic<T>(double a, T t) { Func<double, double> f = x => unknown(x) * a; return f(a); }
                static void Slopes()
                {
                    Gradient(at: 1.0, of: x => (int)x);
                    Gradient(at: 1.0, of: x => new Program { q = x }.Prop);
                    Gradient(at: 1.0, of: x => new Program { q = x }[0]);
                    Gradient(at: 1.0, of: x => (new Program { q = x } + new Program()).q);
                    Gradient(at: 1.0, of: x => Items(x).Sum());
                    Gradient(at: 1.0, of: Outer);
                    Gradient(at: 1.0, of: Async);
                    Gradient(at: 1.0, of: x => Generic(x, "a"));
                    Gradient(at: 1.0, of: x => Auto = x);
                    Gradient(at: 1.0, of: x => { double L(double y) => unknown(y) * x; return L(2); });
                    double captured = 3;
                    Gradient(at: 1.0, of: x => { captured = x; Func<double> g = () => { Func<double> h = () => unknown(captured); return h(); }; return g(); });
                }
            }
            """;
        foreach (var release in new[] { true, false })
        {
            var diagnostics = TestWeaver.CompileAndWeave(Source, release).Diagnostics;
            Assert.That(diagnostics, Has.Count.AtLeast(10).And.None.Match(@"[`]\d|<>[a-z_]|b__|g__|d__|k__|DisplayClass|MoveNext|[^a-z]get_|op_[A-Z]"),
                string.Join('\n', diagnostics));
        }
    }
}

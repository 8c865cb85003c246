using System.Text.RegularExpressions;
using System.Xml.Linq;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Reports;
using Mono.Cecil;

namespace AutoDiff.Tests.Reports;

/// <summary>The report says what was decided: the accounts of derivatives, and the page made of them.</summary>
public sealed class ReportTests
{
    private const string Source =
        """
        public abstract class Shape { public abstract double Area(double x); }
        public sealed class Disc : Shape { public override double Area(double x) => Math.PI * x * x; }
        public sealed class Box : Shape { public override double Area(double x) => 4 * x; }
        public sealed class Odd : Shape { public override double Area(double x) => (int)(x * 10) * x; }

        public static class Program
        {
            public static double Storing(double x, int n)
            {
                var product = x;
                for (int i = 0; i < n; i++)
                    product = Math.Sin(product);
                return product;
            }

            public static double Summing(double[] values, double x)
            {
                double sum = 0, counted = 0;
                for (int i = 0; i < values.Length; i++)
                {
                    sum += values[i] * x;
                    counted += values.Length;
                }
                Console.Error.WriteLine(counted);
                Console.Error.WriteLine(x * 3);
                double scale = values[0] * 2.5;
                return sum * scale + Square(x);
            }

            public static double Either(double x, int n)
            {
                for (int i = 0; i < n; i++)
                {
                    if (x > 0.5)
                        x = x / (1 + x);
                    else
                        x = Math.Exp(x);
                }
                return x;
            }

            private static double Square(double x) => x * x;

            private static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);

            public static double Powers(double x, int n)
            {
                double sum = Power(x, n);
                for (int i = 0; i < n; i++)
                    sum += Power(x, i);
                return sum;
            }

            public static double Areas(Shape[] shapes, double x)
            {
                double total = 0;
                foreach (var shape in shapes)
                    total += shape.Area(x);
                return total;
            }

            public static string Evil<T>(double x) => "</script><b>\"&'" + x + typeof(T);

            public static double Escaped(double x) { Console.Error.WriteLine(Evil<List<int>>(x)); return x * x * "<i>&".Length; }

            public static double Of(string name, double x, int n) => name switch
            {
                "Storing" => Gradient(at: x, of: v => Storing(v, n)),
                "Summing" => Gradient(at: x, of: v => Summing(new double[n], v)),
                "Either" => Gradient(at: x, of: v => Either(v, n)),
                "Powers" => Pullback(at: x, of: v => Powers(v, n))(2),
                "Areas" => Gradient(at: x, of: v => Areas([new Disc(), new Box()], v)),
                "Escaped" => JacobianVectorProduct(at: x, along: 1.0, of: Escaped),
                _ => 0,
            };

            public static long Tape(string name, int n)
            {
                long most = 0;
                var thread = new System.Threading.Thread(() =>
                {
                    Of(name, 0.9, n);
                    most = AutoDiff.Tape.Statistics.HighWaterMark;
                });
                thread.Start();
                thread.Join();
                return most;
            }
        }
        """;

    private static readonly Lazy<WovenAssembly> s_woven = new(() => TestWeaver.CompileAndWeave(Source, configuration: "<AutoDiff Report=\"true\" />"));

    private static IReadOnlyList<DerivativeAccount> Accounts => s_woven.Value.Accounts!;

    private static string Page => s_woven.Value.Report!;

    [Test]
    public void A_loop_stores_what_its_reverse_needs()
    {
        var loop = LoopOf("Storing");
        var value = loop.Records.Single().Values.Single();
        Assert.That((value.Text, value.Type, value.Size, value.Way), Is.EqualTo(("product", "double", 8, TraceWay.Stored)));
        Assert.That(value.Reasons.Single().Text, Is.EqualTo("the reverse of 'Math.Sin(product)'"));
        Assert.That(LineOf(value.Reasons.Single().Location), Is.EqualTo(LineWith("product = Math.Sin(product)")));
        Assert.That((loop.Counter, loop.CountsByItself, loop.Records[0].Placement), Is.EqualTo(("i", true, RecordPlacement.Reserved)));
    }

    [TestCase("Storing")]
    [TestCase("Either")]
    public void The_bytes_are_those_of_the_tape(string name)
    {
        const int More = 1000;
        var measured = s_woven.Value.Call<long>("Program", "Tape", name, 2 * More) - s_woven.Value.Call<long>("Program", "Tape", name, More);
        // Records begin at multiples of eight bytes.
        var told = LoopOf(name).Records.Where(r => !r.IsConditional || name == "Storing").Sum(r => (r.Bytes + 7) / 8 * 8);
        var conditional = LoopOf(name).Records.Where(r => r.IsConditional).Sum(r => (r.Bytes + 7) / 8 * 8);
        Assert.That(measured, Is.InRange((long)told * More, (long)(told + conditional) * More).And.GreaterThan(0));
    }

    [Test]
    public void A_loop_that_stores_nothing_says_what_it_does_without()
    {
        var loop = LoopOf("Summing");
        Assert.That((loop.Records.Count, loop.Bytes, loop.Counter), Is.EqualTo((0, 0, "i")));
        Assert.That(loop.Others.Select(v => (v.Text, v.Way)), Has.Member(("i", TraceWay.Counter)));
    }

    [Test]
    public void What_is_stored_on_some_ways_only_is_marked()
    {
        var records = LoopOf("Either").Records;
        Assert.That(records.Where(r => r.IsConditional), Is.Not.Empty);
        Assert.That(records.Where(r => !r.IsConditional).SelectMany(r => r.Values).SelectMany(v => v.Reasons).Select(r => r.Text),
            Has.Member("the way that control came"));
    }

    [Test]
    public void Calls_are_told_with_the_way_they_are_differentiated()
    {
        Assert.That(CallsOf("Storing", "Math.Sin"), Is.EqualTo(new[] { (CallWay.Rule, "DoubleTrigonometricRules.Sin") }));
        Assert.That(CallsOf("Summing", "Program.Square").Single().Item1, Is.EqualTo(CallWay.Inlined));
        Assert.That(CallsOf("Summing", "TextWriter.WriteLine").Select(c => c.Item1).Distinct(), Is.EqualTo(new[] { CallWay.Constant }));
        Assert.That(CallsOf("Powers", "Program.Power").Select(c => c.Item1), Has.Member(CallWay.OwnDerivative));
        Assert.That(LoopOf("Powers").Callees, Is.EqualTo(new[] { "Program.Power" }));
    }

    [Test]
    public void A_dispatched_call_names_its_candidates_and_those_that_are_refused()
    {
        var dispatch = Account("Areas").Body!.Calls.Select(c => c.Dispatch).OfType<DispatchAccount>().First();
        Assert.That(dispatch.Candidates.Select(c => UserNames.Of(c.Method)), Is.EquivalentTo(new[] { "Disc.Area", "Box.Area", "Odd.Area" }));
        var (refused, reason) = dispatch.Candidates.Single(c => c.Refusal is not null);
        Assert.That((UserNames.Of(refused), reason![..6]), Is.EqualTo(("Odd.Area", "AD1004")));
    }

    [Test]
    public void Lines_are_marked_as_their_values_are()
    {
        var lines = SourceOf("Summing").Lines;
        Assert.That(StateOf("sum += values[i] * x"), Is.EqualTo(Dependence.Active));
        Assert.That(StateOf("counted += values.Length"), Is.EqualTo(Dependence.None));
        Assert.That(StateOf("WriteLine(x * 3)") & Dependence.Active, Is.EqualTo(Dependence.Varied));
        Assert.That(StateOf("double scale") & Dependence.Active, Is.EqualTo(Dependence.Useful));
        Assert.That(lines[0].Pieces.Single().Text, Does.Contain("double Summing(double[] values, double x)"), "the source begins where the method does");

        Dependence StateOf(string text) => lines.Single(l => string.Concat(l.Pieces.Select(p => p.Text)).Contains(text, StringComparison.Ordinal)).State;
    }

    [Test]
    public void Variables_are_marked_each_for_itself()
    {
        var pieces = SourceOf("Summing").Lines.Single(l => l.Number == LineWith("sum += values")).Pieces.Where(p => p.Name is not null)
            .ToLookup(p => p.Text, p => p.Name);
        Assert.That(pieces["sum"], Is.Not.Empty);
        Assert.That(pieces["sum"], Is.All.EqualTo(Dependence.Active));
        Assert.That(pieces["i"].Concat(pieces["values"]), Has.None.EqualTo(Dependence.Active));
    }

    [Test]
    public void Reasons_name_what_a_value_comes_from_and_goes_into()
    {
        var sum = Account("Summing").Body!.Operations.First(o => o.Text.StartsWith("sum = sum + ", StringComparison.Ordinal));
        Assert.That(sum.Reason, Does.StartWith("depends on '").And.Contain("goes into 'sum'"));
        var unused = Account("Summing").Body!.Operations.Single(o => o.State == Dependence.Varied && o.Text == "v * 3.0");
        Assert.That(unused.Reason, Is.EqualTo("depends on 'v', but no result depends on it"));
    }

    [Test]
    public void What_is_inlined_keeps_its_own_source()
    {
        var square = Inner(Inlining.Of(Account("Summing"))).Single(i => i.Method!.Name == "Square");
        Assert.That(square.Call!.Point!.StartLine, Is.EqualTo(LineWith("return sum * scale + Square(x)")));
        Assert.That(MarkedSource.Of(square, Texts)!.Lines.Single(l => l.Number == LineWith("double Square(double x)")).State, Is.EqualTo(Dependence.Active));
    }

    [Test]
    public void The_page_is_well_formed_and_needs_nothing_but_itself()
    {
        var page = Parsed();
        Assert.That(page.Descendants().Select(e => e.Name.LocalName), Has.None.AnyOf("link", "img", "iframe", "object", "i"));
        Assert.That(page.Descendants("script").Count() + page.Descendants("style").Count(), Is.EqualTo(2));
        Assert.That(Page, Does.Not.Contain("://").And.Not.Contain("@import").And.Not.Contain("url("));
        Assert.That(page.Descendants().Attributes("src"), Is.Empty);
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(page.Descendants("a").Attributes("href").Select(h => h.Value[1..]).Except(ids), Is.Empty, "links that lead nowhere");
    }

    [Test]
    public void The_page_has_every_method_loop_and_call()
    {
        var page = Parsed();
        Assert.That(Count("methods"), Is.EqualTo(Sections(page).Count).And.EqualTo(Accounts.Select(a => a.Method.FullName).Distinct().Count()));
        Assert.That(Count("derivatives"), Is.EqualTo(Accounts.Count));
        var loops = Accounts.SelectMany(a => a.Trace?.Loops ?? []).ToList();
        Assert.That(OfClass(page, "loop").Select(l => (int)l.Attribute("data-stores")!), Is.EquivalentTo(loops.Select(l => l.Bytes)));
        Assert.That(page.Descendants("li").Attributes("data-way").Select(w => w.Value), Does.Contain("ruled").And.Contain("split").And.Contain("inlined"));
        Assert.That(Page, Does.Contain("Which of 3 methods runs").And.Contain("stores 8 bytes a trip").And.Contain("stores nothing"));

        int Count(string id) => (int)page.Descendants("b").Single(b => (string?)b.Attribute("id") == "count-" + id);
    }

    [Test]
    public void Lines_without_activity_have_no_mark_on_the_page()
    {
        var summing = Sections(Parsed()).Single(s => s.Value.Contains("counted += values.Length", StringComparison.Ordinal));
        var rows = OfClass(summing, "source").SelectMany(t => t.Descendants("tr")).ToList();
        Assert.That(Marks("counted += values.Length"), Is.Empty);
        Assert.That(Marks("sum += values[i] * x"), Does.Contain("statement active"));
        Assert.That(Marks("WriteLine(x * 3)"), Does.Contain("statement varied").And.Not.Contain("statement active"));

        List<string> Marks(string text)
        {
            var row = rows.Single(r => r.Descendants("code").Any(c => c.Parent!.Name == "td" && c.Value.Contains(text, StringComparison.Ordinal)));
            return [.. row.Descendants("span").Attributes("class").Select(c => c.Value).Where(c => c.EndsWith("ed", StringComparison.Ordinal)
                || c.EndsWith("ive", StringComparison.Ordinal) || c.EndsWith("ful", StringComparison.Ordinal))];
        }
    }

    [Test]
    public void What_a_program_says_is_text()
    {
        Assert.That(Page, Does.Not.Contain("<b>\"&'"));
        Assert.That(Parsed().Descendants("code").Select(c => c.Value), Has.Some.Contains("\"<i>&\".Length"));
    }

    [Test]
    public void Searches_find_methods_by_what_was_decided()
    {
        var words = Sections(Parsed()).Select(s => (string)s.Attribute("data-words")!).ToList();
        Assert.That(words.Where(w => w.Contains("dispatched", StringComparison.Ordinal) && w.Contains("refused", StringComparison.Ordinal)), Is.Not.Empty);
        Assert.That(words.Where(w => w.Contains("stores", StringComparison.Ordinal)),
            Has.Exactly(Accounts.Where(a => a.Trace?.Loops.Any(l => l.Records.Count > 0) == true).Select(a => a.Method.FullName).Distinct().Count()).Items);
    }

    [Test]
    public void A_report_changes_nothing_about_the_code()
    {
        var without = TestWeaver.CompileAndWeave(Source);
        Assert.That((without.Accounts, without.Report), Is.EqualTo(((object?)null, (string?)null)));
        Assert.That(Code(s_woven.Value), Is.EqualTo(Code(without)));
        Assert.That(s_woven.Value.Diagnostics, Is.EqualTo(without.Diagnostics));

        static string[] Code(WovenAssembly woven)
        {
            using var module = ModuleDefinition.ReadModule(new MemoryStream(woven.Image));
            return [.. module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody)
                .Select(m => m.FullName + "\n" + string.Join("\n", m.Body.Instructions))];
        }
    }

    [Test]
    public void What_is_refused_is_reported_with_its_place()
    {
        var woven = TestWeaver.CompileAndWeave(
            """
            public static class Program
            {
                public static double Lost(double x) => (int)(x * 10) * x;
                public static double Of(double x) => Gradient(at: x, of: Lost);
            }
            """, configuration: "<AutoDiff Report=\"true\" />");
        Assert.That(woven.Diagnostics, Has.Some.Contains("AD1004"));
        Assert.That(woven.Report, Does.Contain("<b>AD1004</b> Test.cs(3,"));
    }

    [Test]
    public void Code_without_source_is_told_in_instructions()
    {
        var library = TestWeaver.Compile("public static class Third { public static double Cube(double x) { return x * x * x; } }", name: "Library");
        var woven = TestWeaver.Weave(
            TestWeaver.Compile("public static class Program { public static double Of(double x) => Gradient(at: x, of: Third.Cube); }", references: library),
            "<AutoDiff Report=\"true\" />");
        Assert.That(woven.Report, Does.Contain("There is no source of it here").And.Contain("= mul %x, %x").And.Contain("Library, without source"));
    }

    private static SourceTexts Texts => new(new SourcePaths(Path.GetTempPath()));

    private static DerivativeAccount Account(string name) =>
        Accounts.First(a => a.Body is { } body && (a.Definition!.Name == name || body.Calls.Any(c => c.Callee.Name == name)));

    private static LoopAccount LoopOf(string name) => Account(name).Trace!.Loops.Single();

    private static IEnumerable<(CallWay, string?)> CallsOf(string name, string callee) =>
        Account(name).Body!.Calls.Where(c => UserNames.Of(c.Callee) == callee).Select(c => (c.Way, c.Detail));

    private static MarkedSource SourceOf(string name) => MarkedSource.Of(Inner(Inlining.Of(Account(name))).First(i => i.Method!.Name == name), Texts)!;

    private static IEnumerable<Inlining> Inner(Inlining outer) => outer.Inner.SelectMany(Inner).Prepend(outer);

    private static int LineWith(string text) =>
        Source.Split('\n').Select((l, i) => (l, i)).Single(p => p.l.Contains(text, StringComparison.Ordinal)).i + 1;

    private static int? LineOf(Weaving.IR.SourceLocation? location) => location?.Point?.StartLine;

    private static List<XElement> Sections(XElement page) => [.. OfClass(page, "method")];

    private static IEnumerable<XElement> OfClass(XElement within, string name) =>
        within.Descendants().Where(e => ((string?)e.Attribute("class"))?.Split(' ').Contains(name) == true);

    /// <summary>The page as XML, which it is but for the elements that have no end.</summary>
    private static XElement Parsed()
    {
        var page = Regex.Replace(Page["<!DOCTYPE html>".Length..], "<(style|script)>.*?</\\1>", "<$1></$1>", RegexOptions.Singleline);
        return XElement.Parse(Regex.Replace(page, "<(meta|input)( [^>]*)>", "<$1$2/>"), LoadOptions.PreserveWhitespace);
    }
}

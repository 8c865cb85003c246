using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using static AutoDiff.Weaving.Reports.HtmlWriter;

namespace AutoDiff.Weaving.Reports;

/// <summary>Writes what was decided in one build as a page that needs nothing but itself.</summary>
internal sealed class HtmlReport
{
    public const string FileName = "autodiff.report.html";

    // How many methods are looked through rather than searched.
    private const int MostOpen = 12;

    private readonly HtmlWriter html = new();
    private readonly string assembly;
    private readonly IReadOnlyList<ReportedMethod> methods;
    private readonly IReadOnlyList<Diagnostic> diagnostics;
    private readonly SourceTexts texts;
    private readonly DerivativeSection section;

    private HtmlReport(string assembly, IReadOnlyList<DerivativeAccount> accounts, IReadOnlyList<Diagnostic> diagnostics, SourceTexts texts)
    {
        this.assembly = assembly;
        this.diagnostics = diagnostics;
        this.texts = texts;
        methods = ReportedMethod.Of(accounts);
        section = new DerivativeSection(html, texts, methods.ToLookup(m => m.Method.FullName, m => m.Id));
    }

    /// <param name="assembly">The name of the assembly.</param>
    /// <param name="accounts">What was decided.</param>
    /// <param name="diagnostics">What was reported.</param>
    /// <param name="texts">The sources.</param>
    public static string Of(string assembly, IReadOnlyList<DerivativeAccount> accounts, IReadOnlyList<Diagnostic> diagnostics, SourceTexts texts)
    {
        var report = new HtmlReport(assembly, accounts, diagnostics, texts);
        report.Write();
        return report.html.ToString();
    }

    private void Write()
    {
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Element("title", $"{assembly}: derivatives").Raw("<style>\n").Raw(Asset("report.css")).Raw("</style>\n</head>\n<body>\n");
        html.Element("header", Header);
        html.Element("main", () =>
        {
            if (diagnostics.Count > 0)
                html.Element("section", Diagnostics, ("aria-labelledby", "diagnostics"));
            html.Element("section", Index, ("aria-labelledby", "methods"));
            foreach (var method in methods)
            {
                html.Element("details.method", () => Write(method),
                    ("id", method.Id), ("data-words", WordsOf(method)), ("open", methods.Count <= MostOpen ? "" : null));
            }
        });
        html.Raw("<script>\n").Raw(Asset("report.js")).Raw("</script>\n</body>\n</html>\n");
    }

    private void Header()
    {
        html.Element("h1", () => html.Element("span.kicker", "AutoDiff").Text(" ").Text(assembly));
        html.Element("p.numbers", () =>
        {
            Count(methods.Count, "method", "methods", "methods");
            Count(methods.Sum(m => m.Derivatives.Count), "derivative", "derivatives", "derivatives");
            var loops = methods.SelectMany(m => m.Loops).Where(l => l.Counter is not null).ToList();
            Count(loops.Count, "loop reversed", "loops reversed", "loops");
            Count(loops.Count(l => l.Records.Count > 0), "of them stores", "of them store", "storing");
            Count(diagnostics.Count, "message", "messages", "messages");
        });
        html.Element("p.legend", () =>
        {
            html.Element("span.statement.active", "active").Text(" depends on a parameter, and a result depends on it  ");
            html.Element("span.statement.varied", "varied").Text(" depends on a parameter only  ");
            html.Element("span.statement.useful", "useful").Text(" a result depends on it, but it on no parameter  ");
            html.Element("span.statement", "unmarked").Text(" neither\n")
                .Text("x′ is what became of x: a value that goes round in a loop, or that is chosen where ways meet.");
        });
    }

    private void Count(int number, string one, string many, string id) =>
        html.Element("span", () => html.Element("b", Number(number), ("id", "count-" + id)).Text(" " + (number == 1 ? one : many)));

    private void Diagnostics()
    {
        html.Element("h2", "What was reported", ("id", "diagnostics"));
        html.Element("ul.diagnostics", () =>
        {
            foreach (var diagnostic in diagnostics)
                html.Element("li." + diagnostic.Severity.ToString().ToLowerInvariant(), () => Write(diagnostic));
        });
    }

    private void Write(Diagnostic diagnostic)
    {
        var position = diagnostic.Position;
        html.Element("b", diagnostic.Descriptor.Code).Text($" {texts.PathOf(position.File)}({position.Line},{position.Column}): {diagnostic.Text}");
    }

    private void Index()
    {
        html.Element("h2", "Methods", ("id", "methods"));
        html.Element("p.search", () => html.Raw(
            "<label for=\"search\">Search</label> <input id=\"search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
            + "placeholder=\"a name, a file, or: stores, inlined, rule, split, dispatched, refused, warning\"> <output id=\"found\" for=\"search\"></output>"),
            ("hidden", ""));
        html.Element("table.index", () =>
        {
            html.Element("thead", () => html.Element("tr", () =>
            {
                foreach (var (title, explanation) in new[]
                {
                    ("Method", "The method that was differentiated"),
                    ("Place", "Where its source is"),
                    ("IL", "IL instructions of the method itself"),
                    ("Derivatives", "IL instructions of all of its derivatives"),
                    ("Bytes a call", "Bytes on the tape for a call, loops and callees aside"),
                    ("Bytes a trip", "Bytes on the tape for an iteration of the loop that stores most"),
                    ("Loops", "Loops that store, of all that are reversed"),
                })
                    html.Element("th", title, ("scope", "col"), ("title", explanation));
            }));
            html.Element("tbody", () =>
            {
                foreach (var method in methods)
                    html.Element("tr", () => Row(method), ("data-of", method.Id));
            });
        });
    }

    private void Row(ReportedMethod method)
    {
        html.Element("td", () => html.Element("a", method.Name, ("href", "#" + method.Id)));
        html.Element("td.place", PlaceOf(method));
        html.Element("td.number", method.Size is { } size ? Number(size) : "");
        html.Element("td.number", Number(method.DerivativeSize));
        html.Element("td.number", Number(method.BytesOfCall));
        html.Element("td.number", Number(method.BytesOfTrip));
        var loops = method.Loops.Where(l => l.Counter is not null).ToList();
        html.Element("td.number", loops.Count == 0 ? "" : $"{loops.Count(l => l.Records.Count > 0)} of {loops.Count}");
    }

    private void Write(ReportedMethod method)
    {
        html.Element("summary", () =>
        {
            html.Element("h2", method.Name);
            html.Element("span.place", PlaceOf(method));
        });
        if (method.Dispatch is { } dispatch)
            section.Candidates(dispatch);
        var here = diagnostics.Where(d => IsIn(d, method)).ToList();
        if (here.Count > 0)
        {
            html.Element("ul.diagnostics", () =>
            {
                foreach (var diagnostic in here)
                    html.Element("li." + diagnostic.Severity.ToString().ToLowerInvariant(), () => Write(diagnostic));
            });
        }
        var sources = new Dictionary<string, string>();
        foreach (var derivative in method.Derivatives)
            section.Write(derivative, method, sources);
    }

    private string PlaceOf(ReportedMethod method) =>
        method.Definition is { } definition && MarkedSource.VisiblePoints(definition) is { Count: > 0 } points
            ? FormattableString.Invariant($"{Path.GetFileName(texts.PathOf(points[0].Document))}:{points.Min(p => p.StartLine)}")
            : method.Definition is { } known ? $"{known.Module.Assembly.Name.Name}, without source" : "";

    private bool IsIn(Diagnostic diagnostic, ReportedMethod method) =>
        method.Definition is { } definition && MarkedSource.VisiblePoints(definition) is { Count: > 0 } points
        && points.Min(p => p.StartLine) <= diagnostic.Position.Line && diagnostic.Position.Line <= points.Max(p => p.EndLine)
        && texts.PathOf(points[0].Document) == texts.PathOf(diagnostic.Position.File);

    /// <summary>What a search finds the method by.</summary>
    private string WordsOf(ReportedMethod method)
    {
        var words = new List<string> { method.Name, method.Method.FullName, PlaceOf(method) };
        void Say(bool holds, string word) => words.AddRange(holds ? [word] : []);
        words.AddRange(method.Calls.Where(c => c.Way == CallWay.Inlined).Select(c => UserNames.Of(c.Callee)).Distinct());
        Say(method.Loops.Any(l => l.Records.Count > 0), "stores");
        Say(method.Calls.Any(c => c.Way == CallWay.Inlined), "inlined");
        Say(method.Calls.Any(c => c.Way == CallWay.Rule), "rule");
        Say(method.Calls.Any(c => c.Way == CallWay.OwnDerivative), "split");
        Say(method.Dispatch is not null || method.Calls.Any(c => c.Dispatch is not null), "dispatched");
        Say(method.Calls.Any(c => c.Way == CallWay.Refused || c.Dispatch?.Candidates.Any(d => d.Refusal is not null) == true)
            || method.Dispatch?.Candidates.Any(d => d.Refusal is not null) == true, "refused");
        foreach (var diagnostic in diagnostics.Where(d => IsIn(d, method)))
            words.AddRange([diagnostic.Severity.ToString(), diagnostic.Descriptor.Code]);
        return string.Join(" ", words).ToLowerInvariant();
    }

    private static string Asset(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

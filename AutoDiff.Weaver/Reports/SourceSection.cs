using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using static AutoDiff.Weaving.Reports.HtmlWriter;

namespace AutoDiff.Weaving.Reports;

/// <summary>Writes the source of a method with its marks, and those of the methods that were inlined into it.</summary>
internal sealed class SourceSection(HtmlWriter html, SourceTexts texts)
{
    // What stands in place of a source is there to be read, too.
    private const int MostInstructions = 200;

    public void Write(Inlining root)
    {
        if (MarkedSource.Of(root, texts) is { } source)
        {
            Table(source, root);
            Inner(root, isShort: source.Lines.Count(l => l.Operations.Count > 0) <= 2);
        }
        else
        {
            html.Element("p.note", "There is no source of it here that is what was compiled; these are its instructions, as they were differentiated.");
            Instructions(root.Own);
            Inner(root);
        }
    }

    private static bool HasLoops(Inlining inlining) => inlining.Loops.Count > 0 || inlining.Inner.Any(HasLoops);

    /// <param name="outer">The method around.</param>
    /// <param name="isShort">It says little itself: what it calls is looked at with it.</param>
    private void Inner(Inlining outer, bool isShort = false)
    {
        foreach (var inlining in outer.Inner.OrderBy(i => i.Call?.Point?.StartLine ?? 0))
        {
            if (inlining.Method!.Module.Assembly.Name.Name == "AutoDiff.Runtime")
            {
                html.Element("p.note.library", $"{UserNames.Of(inlining.Method)} of the library{At(inlining)}: {Number(inlining.Operations.Count)} operations, "
                    + $"{Number(inlining.Operations.Count(o => o.Operation.State == Dependence.Active))} of them active.");
                Inner(inlining);
                continue;
            }
            var source = MarkedSource.Of(inlining, texts);
            html.Element("details.inlined", () =>
            {
                html.Element("summary", $"{UserNames.Of(inlining.Method)}, inlined{At(inlining)}");
                if (source is not null)
                    Table(source, inlining);
                else
                    Instructions(inlining.Own);
                Inner(inlining);
            }, ("open", isShort || (source is not null && HasLoops(inlining)) ? "" : null));
        }
    }

    private static string At(Inlining inlining) => inlining.Call?.Point is { } point ? FormattableString.Invariant($" in line {point.StartLine}") : "";

    private void Table(MarkedSource source, Inlining place) => html.Element("table.source", () =>
    {
        html.Element("caption", source.File);
        html.Element("tbody", () =>
        {
            var indent = source.Lines.Where(l => l.Pieces.Count > 0 && TextOf(l).Trim().Length > 0)
                .Select(l => MarkedSource.IndentOf(TextOf(l))).DefaultIfEmpty().Min();
            foreach (var line in source.Lines)
            {
                html.Element("tr", () =>
                {
                    html.Element("th", line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), ("scope", "row"));
                    html.Element("td.state", () => State(line));
                    html.Element("td", () =>
                    {
                        html.Element("code", () => Code(line, indent));
                        Chips(line.Number, place);
                    });
                });
            }
        });
    });

    private static string TextOf(MarkedLine line) => string.Concat(line.Pieces.Select(p => p.Text));

    private void Code(MarkedLine line, int indent)
    {
        var skipped = 0;
        foreach (var piece in line.Pieces)
        {
            var text = piece.Text;
            while (skipped < indent && text.Length > 0)
            {
                text = text.Substring(1);
                skipped++;
            }
            if (text.Length == 0)
                continue;
            if (piece.Statement is not { } statement)
                html.Text(text);
            else if (piece.Name is { } name)
                html.Element($"span.statement.{NameOf(statement)}", () => html.Element("span.name." + NameOf(name), text));
            else
                html.Element("span.statement." + NameOf(statement), text);
        }
    }

    /// <summary>The word for what a line does; opened, what it computes and why that is so.</summary>
    private void State(MarkedLine line)
    {
        var state = NameOf(line.State);
        if (line.Operations.Count == 0)
            return;
        html.Element("details", () =>
        {
            html.Element("summary." + state, state == "none" ? "constant" : state);
            Operations(line.Operations);
        });
    }

    private void Operations(IReadOnlyList<OperationAccount> operations) => html.Element("ul.operations", () =>
    {
        // Loops that were unrolled, and code that was inlined twice, do the same more than once.
        foreach (var same in operations.GroupBy(o => (o.Text, State: NameOf(o.State), o.Reason)).OrderByDescending(g => g.Key.State == "active"))
        {
            var (text, state, reason) = same.Key;
            html.Element("li", () => html.Element("b." + state, state == "none" ? "constant" : state).Text(" ").Element("code", text)
                .Text($" {reason}{DerivativeSection.Times(same.Count())}"));
        }
    });

    private void Chips(int line, Inlining place)
    {
        foreach (var (_, loop) in place.Loops.Where(l => l.Point.StartLine == line))
        {
            html.Element(loop.Records.Count == 0 ? "span.chip" : "span.chip.stores", $"loop {loop.Number}: {DerivativeSection.Summary(loop)}");
        }
        foreach (var group in place.Calls.Where(c => c.Point.StartLine == line && c.Call.Way != CallWay.Constant)
            .GroupBy(c => (UserNames.Alone(c.Call.Callee), DerivativeSection.WayOf(c.Call, isShort: true))))
            html.Element("span.chip", $"{group.Key.Item1}: {group.Key.Item2}");
    }

    private void Instructions(IReadOnlyList<OperationAccount> operations)
    {
        html.Element("table.source", () => html.Element("tbody", () =>
        {
            foreach (var operation in operations.Take(MostInstructions))
            {
                var state = NameOf(operation.State);
                html.Element("tr", () =>
                {
                    html.Element("td.state", state == "none" ? "" : state);
                    html.Element("td", () => html.Element($"code.statement.{state}", operation.Code, ("title", operation.Reason)));
                });
            }
        }));
        if (operations.Count > MostInstructions)
            html.Element("p.note", $"And {Number(operations.Count - MostInstructions)} more.");
    }

    private static string NameOf(Dependence state) =>
        state == Dependence.Active ? "active" : (state & Dependence.Varied) != 0 ? "varied" : (state & Dependence.Useful) != 0 ? "useful" : "none";
}

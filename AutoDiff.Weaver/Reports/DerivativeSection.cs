using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using static AutoDiff.Weaving.Reports.HtmlWriter;

namespace AutoDiff.Weaving.Reports;

/// <summary>Writes what was decided about one derivative: its source with marks, its loops, its calls.</summary>
/// <param name="html">Where to.</param>
/// <param name="texts">The sources.</param>
/// <param name="ids">The methods of the page, by their full names.</param>
internal sealed class DerivativeSection(HtmlWriter html, SourceTexts texts, ILookup<string, string> ids)
{
    /// <param name="account">What was decided.</param>
    /// <param name="method">The method that it was decided about.</param>
    /// <param name="sources">The sources of derivatives of the same method that were written already, with their titles.</param>
    public void Write(DerivativeAccount account, ReportedMethod method, Dictionary<string, string> sources) => html.Element("section.derivative", () =>
    {
        var title = TitleOf(account);
        html.Element("h3", title);
        html.Element("p.sizes", SizesOf(account, method));
        foreach (var remark in account.Remarks)
            html.Element("p.note", remark);
        if (account.Body is not { } body)
            return;
        if (body.Parameters.Count > 0)
            html.Element("ul.parameters", () => body.Parameters.ToList().ForEach(Parameter));
        var inner = new HtmlWriter();
        new SourceSection(inner, texts).Write(Inlining.Of(account));
        var source = inner.ToString();
        if (sources.TryGetValue(source, out var known))
        {
            html.Element("p.note", $"The source is marked as it is under “{known}”.");
        }
        else
        {
            sources.Add(source, title);
            html.Raw(source);
        }
        if (account.Trace is { } trace)
            Trace(trace);
        Calls(body.Calls);
    });

    /// <summary>The methods that may run.</summary>
    public void Candidates(DispatchAccount dispatch)
    {
        html.Element("p", $"Which of {dispatch.Candidates.Count} methods runs is found out when '{UserNames.Of(dispatch.Member)}' is called:");
        html.Element("ul.candidates", () =>
        {
            foreach (var (candidate, refusal) in dispatch.Candidates)
            {
                html.Element(refusal is null ? "li" : "li.refused", () =>
                {
                    Link(candidate);
                    if (refusal is not null)
                        html.Text(" refused: ").Text(refusal);
                });
            }
        });
    }

    private void Parameter(ParameterAccount parameter) => html.Element("li", () =>
    {
        var (state, text) = (parameter.IsDifferentiated, parameter.IsShadowed) switch
        {
            (true, true) => ("active", "differentiated, with a shadow of what it refers to"),
            (true, false) => ("active", "differentiated"),
            (false, true) => ("active", "with a shadow of what it refers to"),
            _ => ("none", "constant"),
        };
        html.Element("code.name." + state, parameter.Name).Text($" {parameter.Type}: {text}");
    });

    private static string TitleOf(DerivativeAccount account) => account.Kind switch
    {
        DerivativeKind.Gradient => "Gradient",
        DerivativeKind.ValueWithGradient => "Value and gradient",
        DerivativeKind.Split => account.Body is null ? "Augmented form and pullback that run it again" : "Augmented form and pullback",
        _ => "Differential",
    };

    private static string SizesOf(DerivativeAccount account, ReportedMethod method)
    {
        var parts = new List<string>();
        if (method.Size is { } original)
            parts.Add($"method {Number(original)} IL instructions");
        if (account.Body is { } body)
            parts.Add($"{Number(body.Instructions)} of the IR with what was inlined");
        var names = (account.Kind, account.Made.Count) switch
        {
            (DerivativeKind.Split, _) => ["augmented form", "pullback"],
            (DerivativeKind.Differential, _) => ["differential", "differential with tests"],
            _ => new[] { "gradient", "gradient with tests" },
        };
        parts.AddRange(account.Made.Select((m, i) => $"{names[i]} {Number(m.Body.Instructions.Count)} IL instructions"));
        if (account.Trace is { } trace)
        {
            parts.Add(trace.IsOnTape ? $"{BytesOf(trace.Bytes, trace.Kept.Sum(v => v.References))} on the tape a call"
                : trace.Loops.Any(l => l.Records.Count > 0) ? "on the tape only what loops store" : "nothing on the tape");
        }
        return string.Join(" · ", parts);
    }

    private void Trace(TraceAccount trace)
    {
        if (trace.Loops.Count > 0)
        {
            html.Element("h4", "Loops");
            foreach (var loop in trace.Loops)
                html.Element("section.loop", () => Write(loop), ("data-stores", loop.Bytes.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
        if (trace.Kept.Count > 0)
            Values(trace.IsOnTape ? "Kept on the tape, once a call" : "Kept in local variables until the reverse sweep", trace.Kept);
        if (trace.Recomputed.Count > 0)
            Values("Computed again in the reverse sweep", trace.Recomputed);
    }

    private void Write(LoopAccount loop)
    {
        html.Element("h5", $"Loop {loop.Number}{(loop.Parent == 0 ? "" : $", inside loop {loop.Parent}")}{At(loop.Location)}: {Summary(loop)}");
        if (loop.Counter is null)
        {
            html.Element("p.note", "The reverse sweep does not go through it: nothing in it is active, or no result depends on it.");
            return;
        }
        html.Element("p.note", (loop.CountsByItself
            ? loop.Counter.Length == 0 ? "It runs backwards by its own counter." : $"It runs backwards by its own variable '{loop.Counter}'."
            : "Its iterations are counted by a variable that was added, by which it runs backwards.")
            + (loop.Callees.Count == 0 ? "" : $" Beside that, calls of {string.Join(", ", loop.Callees)} leave what their own derivatives store."));
        foreach (var record in loop.Records)
        {
            Values($"An iteration stores {BytesOf(record.Bytes, record.Values.Sum(v => v.References))}"
                + (record.IsConditional ? ", when it comes that way" : "")
                + record.Placement switch
                {
                    RecordPlacement.Reserved => "; all records are reserved before the first iteration",
                    RecordPlacement.Columns => "; all records are reserved before the first iteration, equal numbers beside each other",
                    _ => "",
                }, record.Values);
        }
        if (loop.Others.Count > 0)
            Values("Needed of an iteration without being stored", loop.Others);
        else if (loop.Records.Count == 0)
            html.Element("p.note", "The reverse of an iteration needs no value of it.");
    }

    /// <summary>What an iteration stores, in a word.</summary>
    public static string Summary(LoopAccount loop) =>
        loop.Counter is null ? "not reversed"
            : loop.Records.Count == 0 ? loop.Callees.Count == 0 ? "stores nothing" : "stores nothing itself"
            : $"stores {BytesOf(loop.Bytes, loop.References)} a trip";

    private static string BytesOf(int bytes, int references) =>
        (bytes, references) switch
        {
            (_, 0) => $"{Number(bytes)} {(bytes == 1 ? "byte" : "bytes")}",
            (0, _) => $"{references} {(references == 1 ? "reference" : "references")}",
            _ => $"{Number(bytes)} bytes and {references} {(references == 1 ? "reference" : "references")}",
        };

    private void Values(string caption, IReadOnlyList<TraceValue> values) => html.Element("table.values", () =>
    {
        html.Element("caption", caption);
        html.Element("tbody", () =>
        {
            foreach (var value in values)
            {
                html.Element("tr", () =>
                {
                    html.Element("td", () => html.Element("code", value.Text));
                    html.Element("td", value.Type);
                    html.Element("td.number", value.Way is TraceWay.Stored or TraceWay.Kept ? BytesOf(value.Size, value.References) : WayOf(value.Way));
                    html.Element("td", ReasonOf(value));
                });
            }
        });
    });

    private static string WayOf(TraceWay way) => way switch
    {
        TraceWay.Counter => "the counter",
        TraceWay.Induction => "from the counter",
        _ => "computed again",
    };

    private static string ReasonOf(TraceValue value)
    {
        if (value.Reasons.Count == 0)
            return "";
        var others = value.Reasons.Count - 1;
        return $"needed by {value.Reasons[0].Text}{At(value.Reasons[0].Location)}{(others == 0 ? "" : $" and {others} more")}";
    }

    private void Calls(IReadOnlyList<CallAccount> calls)
    {
        if (calls.Count == 0)
            return;
        html.Element("details.calls", () =>
        {
            html.Element("summary", () => html.Element("h4", "Calls").Text(" " + string.Join(", ", calls.GroupBy(c => WayOf(c, isShort: true))
                .Select(g => $"{g.Count()} {g.Key}"))));
            html.Element("ul", () =>
            {
                foreach (var same in calls.GroupBy(c => (c.Callee.FullName, At(c.Location), WayOf(c, isShort: false), c.Detail)))
                {
                    var call = same.First();
                    html.Element("li", () =>
                    {
                        Link(call.Callee);
                        html.Text($"{At(call.Location)}: ").Element("b", WayOf(call, isShort: false))
                            .Text((call.Detail is { } detail ? $" ({detail})" : "") + Times(same.Count()));
                        if (call.Dispatch is { } dispatch)
                            Candidates(dispatch);
                    }, ("data-way", WayOf(call, isShort: true)));
                }
            });
        }, ("open", calls.Count <= 8 ? "" : null));
    }

    public static string WayOf(CallAccount call, bool isShort) => (call.Way, call.Dispatch) switch
    {
        (CallWay.Constant, _) => "constant",
        (CallWay.Refused, _) => isShort ? "refused" : "refused, throws when it is met",
        (_, { } dispatch) => isShort ? "dispatched" : $"dispatched over {dispatch.Candidates.Count}",
        (CallWay.Inlined, _) => "inlined",
        (CallWay.OwnDerivative, _) => isShort ? "split" : "its own derivative",
        (CallWay.Rule, _) => isShort ? "ruled" : "by a rule",
        (CallWay.Container, _) => isShort ? "on containers" : "done to the shadow of the container, too",
        _ => isShort ? "attached" : "the derivative that the delegate brings along",
    };

    public static string Times(int count) => count == 1 ? "" : $" ×{Number(count)}";

    private void Link(Mono.Cecil.MethodReference method)
    {
        var name = ReportedMethod.NameOf(method);
        if (ids[method.FullName].FirstOrDefault() is { } id)
            html.Element("a", name, ("href", "#" + id));
        else
            html.Element("code", name);
    }

    /// <summary>The lines of a place, from the inside out.</summary>
    private static string At(SourceLocation? location)
    {
        var lines = new List<string>();
        for (var frame = location; frame is not null; frame = frame.InlinedAt)
        {
            if (frame.Point is not { } point)
            {
                if (frame == location)
                    lines.Add(UserNames.Of(frame.Method));
                continue;
            }
            var line = FormattableString.Invariant($"line {point.StartLine}");
            lines.Add(frame.InlinedAt is null ? line : $"{line} of {UserNames.Alone(frame.Method)}");
        }
        return lines.Count == 0 ? "" : lines.Count <= 2 ? ", " + string.Join(", inlined in ", lines)
            : $", {lines[0]}, inlined in {lines[lines.Count - 1]}";
    }
}

using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reports;

/// <summary>A method with all of its derivatives.</summary>
/// <param name="Id">Names it within the page.</param>
/// <param name="Method">The method.</param>
/// <param name="Derivatives">Its derivatives, in the order in which they were made.</param>
internal sealed record ReportedMethod(string Id, MethodReference Method, IReadOnlyList<DerivativeAccount> Derivatives)
{
    public MethodDefinition? Definition => Derivatives[0].Definition;

    public DispatchAccount? Dispatch => Derivatives[0].Dispatch;

    public string Name => Dispatch is { } dispatch ? $"{UserNames.Of(dispatch.Member)}, dispatched" : NameOf(Method);

    /// <summary>How many IL instructions the method has; null for one without a body.</summary>
    public int? Size => Definition is { HasBody: true } definition ? definition.Body.Instructions.Count : null;

    /// <summary>How many IL instructions the derivatives have together.</summary>
    public int DerivativeSize => Derivatives.SelectMany(d => d.Made).Sum(m => m.Body.Instructions.Count);

    public IEnumerable<LoopAccount> Loops => Derivatives.SelectMany(d => d.Trace?.Loops ?? []);

    /// <summary>What a call puts on the tape, of the derivative that puts most there.</summary>
    public int BytesOfCall => Derivatives.Max(d => d.Trace?.Bytes ?? 0);

    /// <summary>What an iteration puts on the tape, of the loop that puts most there.</summary>
    public int BytesOfTrip => Loops.Select(l => l.Bytes).DefaultIfEmpty().Max();

    public IEnumerable<CallAccount> Calls => Derivatives.SelectMany(d => d.Body?.Calls ?? []);

    /// <summary>The name, with type arguments where there are some.</summary>
    public static string NameOf(MethodReference method) =>
        UserNames.Of(method) + (method is GenericInstanceMethod generic
            ? $"<{string.Join(", ", generic.GenericArguments.Select(Types.TypeNames.Display))}>"
            : "");

    public static IReadOnlyList<ReportedMethod> Of(IEnumerable<DerivativeAccount> accounts) =>
    [
        .. accounts.GroupBy(a => a.Dispatch is null ? a.Method.FullName : a.Made[0].FullName)
            .Select(g => new ReportedMethod("", g.First().Method, [.. g.OrderBy(a => a.Kind).ThenBy(a => a.Body is null ? 0 : 1)]))
            .OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(m => m.Definition is { } d ? MarkedSource.VisiblePoints(d).Select(p => p.StartLine).DefaultIfEmpty().Min() : 0)
            .ThenBy(m => m.Method.FullName, StringComparer.Ordinal)
            .Select((m, i) => m with { Id = "m" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) }),
    ];
}

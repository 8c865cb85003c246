using System.Globalization;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// Collects everything that is found in one build. The list it gives depends only on what was reported, not on the order: every place is
/// there once, and root causes come first.
/// </summary>
internal sealed class DiagnosticBag(Locator locator)
{
    private readonly List<Diagnostic> diagnostics = [];

    public Locator Locator { get; } = locator;

    public bool HasErrors => diagnostics.Any(d => d.Descriptor.Severity == Severity.Error);

    /// <summary>Everything, as it was reported.</summary>
    public IReadOnlyList<Diagnostic> All => diagnostics;

    /// <summary>The method whose requests are being answered.</summary>
    public MethodDefinition? Asker { get; set; }

    public void Add(Diagnostic diagnostic) => diagnostics.Add(diagnostic with { Asker = Asker });

    /// <summary>Reports at an instruction; without an explicit chain, the calls it was inlined through are the chain.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceLocation? location, string message, IEnumerable<DiagnosticNote>? chain = null) =>
        Add(new(descriptor, Locator.Locate(location), message, chain?.ToList() ?? Locator.InliningChain(location)));

    /// <summary>Reports at a method: its first line, or the nearest there is.</summary>
    public void Report(DiagnosticDescriptor descriptor, MethodDefinition method, string message, IEnumerable<DiagnosticNote>? chain = null) =>
        Add(new(descriptor, Locator.Locate(method), message, chain?.ToList() ?? []));

    public void Report(DiagnosticDescriptor descriptor, TypeDefinition type, string message) =>
        Add(new(descriptor, Locator.Locate(type), message, []));

    public void Report(DiagnosticDescriptor descriptor, SourcePosition position, string message) =>
        Add(new(descriptor, position, message, []));

    /// <summary>A defect of the weaver, wherever it shows; names the place in the user's code and the place in the weaver.</summary>
    public void ReportInternalError(Exception exception, SourceLocation? location)
    {
        var where = location is null
            ? ""
            : string.Format(CultureInfo.InvariantCulture, " in '{0}' at IL_{1:x4}", UserNames.Of(location.Method), location.Offset);
        var frame = (exception.StackTrace ?? "").Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
        Add(new(
            Catalogue.InternalError,
            Locator.Locate(location),
            $"internal error{where}: {exception.GetType().Name}: {exception.Message}{(frame is null ? "" : $" ({frame})")}. "
            + "This is a defect of AutoDiff, please report it with the method; [NoDerivative] on the method avoids it.",
            []));
    }

    /// <summary>
    /// What is to be reported: every place once, errors before warnings, configuration before code, causes before consequences, then by place.
    /// </summary>
    public IReadOnlyList<Diagnostic> ToSortedList()
    {
        var settings = new SourceSettings();
        return [.. diagnostics
            .Select(d => (Diagnostic: d, Severity: settings.SeverityOf(d)))
            .Where(d => d.Severity is not null)
            .Select(d => d.Diagnostic with { Severity = d.Severity!.Value })
            .OrderByDescending(d => d.Severity)
            .ThenBy(Rank)
            .ThenBy(d => d.Position.File, StringComparer.Ordinal)
            .ThenBy(d => d.Position.Line)
            .ThenBy(d => d.Position.Column)
            .ThenBy(d => d.Descriptor.Code, StringComparer.Ordinal)
            .ThenBy(d => d.Chain.Count)
            .ThenBy(d => d.Text, StringComparer.Ordinal)
            .GroupBy(d => (d.Descriptor.Code, d.Position, d.Reason))
            .Select(Fold)];
    }

    private static int Rank(Diagnostic diagnostic) => diagnostic.Descriptor switch
    {
        var d when d.Code.StartsWith("AD0", StringComparison.Ordinal) => 0,
        var d when d == Catalogue.NotDifferentiable => 2,
        _ => 1,
    };

    private static Diagnostic Fold(IEnumerable<Diagnostic> same)
    {
        var first = same.First();
        return first with
        {
            Repeats = [.. same.Skip(1).Where(d => d.Message != first.Message).Select(d => d.Chain.FirstOrDefault()?.Position ?? d.Position)
            .Distinct()]
        };
    }
}

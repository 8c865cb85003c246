namespace AutoDiff.Weaving.Diagnostics;

/// <summary>Something to tell the user: what, where it was asked for, why not, and how it was reached.</summary>
internal sealed record Diagnostic(
    DiagnosticDescriptor Descriptor,
    SourcePosition Position,
    string Message,
    IReadOnlyList<DiagnosticNote> Chain)
{
    /// <summary>Other places with the same code and message, folded into this one.</summary>
    public IReadOnlyList<SourcePosition> Repeats { get; init; } = [];

    /// <summary>The message with chain and repeats, on one line.</summary>
    public string Text
    {
        get
        {
            var text = Message.Trim();
            if (Chain.Count > 0)
                text = $"{text.TrimEnd('.')}; while differentiating {string.Join(" -> ", Chain)}";
            if (Repeats.Count > 0)
                text += Repeats.Count == 1 ? " (and 1 more call site)" : $" (and {Repeats.Count} more call sites)";
            return string.Join(" ", text.Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static char[] LineBreaks => ['\r', '\n'];
}

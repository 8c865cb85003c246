using Mono.Cecil;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>Something to tell the user: what, where it was asked for, why not, and how it was reached.</summary>
internal sealed record Diagnostic(
    DiagnosticDescriptor Descriptor,
    SourcePosition Position,
    string Message,
    IReadOnlyList<DiagnosticNote> Chain)
{
    /// <summary>What stands in the way, whatever function it stands in the way of; the message where there is no more to it.</summary>
    public string Reason { get; init; } = Message;

    /// <summary>The method in which it was found, where that is known: the one that asks for the derivative.</summary>
    public MethodDefinition? Asker { get; init; }

    /// <summary>How it is reported: as its kind is, unless the project says otherwise.</summary>
    public Severity Severity { get; init; } = Descriptor.Severity;

    /// <summary>Where other functions are that lead to the same place for the same reason.</summary>
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
                text += Repeats.Count == 1 ? " (and from 1 more function)" : $" (and from {Repeats.Count} more functions)";
            return string.Join(" ", UserNames.InText(text).Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static char[] LineBreaks => ['\r', '\n'];
}

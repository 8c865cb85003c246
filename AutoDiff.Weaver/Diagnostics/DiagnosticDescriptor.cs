namespace AutoDiff.Weaving.Diagnostics;

/// <summary>A kind of diagnostic. A code never changes its meaning and is never used again for another.</summary>
internal sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title)
{
    /// <summary>The page that explains the code, relative to the root of the repository and of the package.</summary>
    public string HelpPage => $"docs/{Code}.md";
}

using AutoDiff.Weaving.Diagnostics;
using Mono.Cecil;

namespace AutoDiff.Tool.Weaving;

/// <summary>What became of a method.</summary>
/// <param name="Name">The method as it is written in a pattern.</param>
/// <param name="Method">The method itself.</param>
/// <param name="Derivatives">What was made for it.</param>
/// <param name="Findings">What there is to say.</param>
internal sealed record MethodResult(string Name, MethodDefinition Method, IReadOnlyList<MethodDefinition> Derivatives, IReadOnlyList<Finding> Findings)
{
    public bool IsRefused => Findings.Any(f => f.IsError);
}

/// <summary>A diagnostic as it is told.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Severity">error, warning or hint.</param>
/// <param name="Title">What the code means.</param>
/// <param name="Text">What was found.</param>
/// <param name="File">Where, a source file or the assembly.</param>
/// <param name="Line">The line, from one.</param>
/// <param name="Chain">The calls from the method down to the place, outermost first.</param>
/// <param name="Help">The page about the code.</param>
internal sealed record Finding(string Code, string Severity, string Title, string Text, string File, int Line, IReadOnlyList<string> Chain, string Help)
{
    public bool IsError => Severity == "error";

    public static Finding Of(Diagnostic diagnostic, Locator locator)
    {
        var position = diagnostic.Position;
        var isKnown = position.File != locator.ProjectFile.File;
        return new(
            diagnostic.Descriptor.Code, diagnostic.Severity.ToString().ToLowerInvariant(), diagnostic.Descriptor.Title,
            (diagnostic with { Chain = [] }).Text, position.File, isKnown ? position.Line : 0,
            [.. diagnostic.Chain.Select(n => UserNames.InText(n.ToString()))], diagnostic.Descriptor.HelpPage);
    }

    public bool Equals(Finding? other) => other is not null && (Code, Text, File, Line) == (other.Code, other.Text, other.File, other.Line);

    public override int GetHashCode() => HashCode.Combine(Code, Text, File, Line);
}

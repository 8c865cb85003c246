using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generators;

/// <summary>Something to say about a type, with its place; compared by value.</summary>
internal sealed record Problem(string Code, string Text, string File, TextSpan Span, LinePositionSpan Lines)
{
    private static readonly DiagnosticDescriptor NotPartial = Describe("AD4001", "A differentiable struct is not partial");
    private static readonly DiagnosticDescriptor WithoutPlace = Describe("AD4002", "A member has no place in the tangent");

    public static Problem At(Location location, string code, string text) =>
        new(code, text, location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Code == NotPartial.Id ? NotPartial : WithoutPlace, Location.Create(File, Span, Lines), Text);

    private static DiagnosticDescriptor Describe(string code, string title) => new(
        code, title, "{0}", "AutoDiff", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: $"https://github.com/autodiff-net/autodiff/blob/main/docs/{code}.md");
}

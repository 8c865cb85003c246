using Microsoft.CodeAnalysis;

namespace AutoDiff.Generators;

/// <summary>
/// What is said while typing. The codes and titles are those of the weaver, which decides in the end, and so are the severities: an error stops the compiler,
/// so that the weaver does not say it again. What the weaver has to report itself, in a build, is a suggestion.
/// </summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NoManagedBody =
        Describe("AD1003", "The called method has no managed body and no rule", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor DerivativeLost = Error("AD1004", "The derivative is lost through a non-differentiable type");
    public static readonly DiagnosticDescriptor OpaqueDelegate = Error("AD1007", "A delegate of unknown origin where a differentiable function is needed");
    public static readonly DiagnosticDescriptor NoTangent = Error("AD1009", "Nothing to differentiate with respect to, or a result without tangent");
    public static readonly DiagnosticDescriptor InvalidRule = Error("AD1011", "Invalid derivative rule");
    public static readonly DiagnosticDescriptor OperatorInExpressionTree = Error("AD1014", "An operator in an expression tree");
    public static readonly DiagnosticDescriptor NotPartial = Describe("AD4001", "A differentiable struct is not partial", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor WithoutPlace = Describe("AD4002", "A member has no place in the tangent", DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Error(string code, string title) => Describe(code, title, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Describe(string code, string title, DiagnosticSeverity severity) => new(
        code, title, "{0}", "AutoDiff", severity, isEnabledByDefault: true,
        helpLinkUri: $"https://github.com/autodiff-net/autodiff/blob/main/docs/{code}.md");
}

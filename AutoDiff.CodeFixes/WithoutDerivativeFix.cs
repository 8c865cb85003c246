using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoDiff.CodeFixes;

/// <summary>Says of a number that becomes an integer that its derivative is meant to be lost: <c>(int)WithoutDerivative(x)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WithoutDerivativeFix))]
public sealed class WithoutDerivativeFix : Fix
{
    private const string Operator = "WithoutDerivative";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("AD1004");

    /// <inheritdoc/>
    protected override async Task<(string Title, Func<SyntaxNode> Changed)?> FindAsync(Occurrence at, CancellationToken cancellation)
    {
        if (at.Node.FirstAncestorOrSelf<CastExpressionSyntax>() is not { } cast)
            return null;
        var model = await at.ModelAsync(cancellation).ConfigureAwait(false);
        var bound = model.GetSpeculativeSymbolInfo(
            cast.SpanStart, SyntaxFactory.ParseExpression($"{Operator}(0.0)"), SpeculativeBindingOption.BindAsExpression);
        var isImported = bound.Symbol is IMethodSymbol { ContainingType.Name: "DifferentialOperators" };
        ExpressionSyntax called = isImported
            ? SyntaxFactory.IdentifierName(Operator)
            : SyntaxFactory.ParseExpression($"global::AutoDiff.DifferentialOperators.{Operator}").WithAdditionalAnnotations(Simplifier.Annotation);
        var number = cast.Expression is ParenthesizedExpressionSyntax inner ? inner.Expression : cast.Expression;
        var wrapped = SyntaxFactory.InvocationExpression(
                called, SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(number.WithoutTrivia()))))
            .WithTriviaFrom(cast.Expression).WithAdditionalAnnotations(Formatter.Annotation);
        return ("Wrap in WithoutDerivative", () => at.Root.ReplaceNode(cast.Expression, wrapped));
    }
}

using System.Collections.Immutable;
using AutoDiff.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.CodeFixes;

/// <summary>Gives a rule the signature that follows from the member's that it is for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RuleSignatureFix))]
public sealed class RuleSignatureFix : Fix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("AD1011");

    /// <inheritdoc/>
    protected override Task<(string Title, Func<SyntaxNode> Changed)?> FindAsync(Occurrence at, CancellationToken cancellation) => Task.FromResult(Find(at));

    private static (string Title, Func<SyntaxNode> Changed)? Find(Occurrence at)
    {
        if (at.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } rule
            || !at.Properties.TryGetValue(RuleAnalyzer.ExpectedParameters, out var parameters) || parameters is null
            || !at.Properties.TryGetValue(RuleAnalyzer.ExpectedResult, out var result) || result is null)
            return null;
        var changed = rule
            .WithParameterList(SyntaxFactory.ParseParameterList(parameters).WithTriviaFrom(rule.ParameterList))
            .WithReturnType(SyntaxFactory.ParseTypeName(result).WithTriviaFrom(rule.ReturnType));
        return ("Give the rule the signature that fits", () => at.Root.ReplaceNode(rule, changed));
    }
}

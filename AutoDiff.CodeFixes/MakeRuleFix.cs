using System.Collections.Immutable;
using AutoDiff.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoDiff.CodeFixes;

/// <summary>
/// Makes a rule for what cannot be differentiated, with the right signature and nothing in it yet: for a method without a body where it is called, and for
/// a method whose own body loses the derivative.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeRuleFix))]
public sealed class MakeRuleFix : Fix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("AD1003", "AD1004");

    /// <inheritdoc/>
    protected override async Task<(string Title, Func<SyntaxNode> Changed)?> FindAsync(Occurrence at, CancellationToken cancellation)
    {
        if (at.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() is not { Parent: TypeDeclarationSyntax type } member
            || (at.Code == "AD1004" && at.Node.Ancestors().TakeWhile(n => n != member).Any(n => n is AnonymousFunctionExpressionSyntax)))
            return null;
        var model = await at.ModelAsync(cancellation).ConfigureAwait(false);
        var target = at.Code == "AD1003"
            ? model.GetSymbolInfo(at.Node, cancellation).Symbol as IMethodSymbol
            : model.GetDeclaredSymbol(member, cancellation) as IMethodSymbol;
        if (target is null || RuleSignature.Of("Pullback", target) is not { } signature)
            return null;
        var rule = Stub(target, signature, model.GetDeclaredSymbol(type, cancellation)!).WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        return ($"Make a rule for '{target.Name}'", () => at.Root.InsertNodesAfter(member, [rule]));
    }

    private static MemberDeclarationSyntax Stub(IMethodSymbol target, RuleSignature signature, INamedTypeSymbol host)
    {
        var declaring = target.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var name = char.ToUpperInvariant(target.Name[0]) + target.Name.Substring(1) + "Pullback";
        for (var number = 2; host.GetMembers(name).Length > 0; number++)
            name = char.ToUpperInvariant(target.Name[0]) + target.Name.Substring(1) + "Pullback" + number;
        return SyntaxFactory.ParseMemberDeclaration(
            $$"""

            [global::AutoDiff.Pullback(typeof({{declaring}}), nameof({{declaring}}.{{target.Name}}))]
            private static {{signature.Result}} {{name}}{{signature.Parameters}} =>
                throw new global::System.NotImplementedException();

            """)!;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generators;

/// <summary>What is certain of a method that is marked <c>[Differentiable]</c>: its result goes through an integer, or through a call without a body.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.NoManagedBody, Descriptors.DerivativeLost);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Method, SyntaxKind.MethodDeclaration);
    }

    private static void Method(SyntaxNodeAnalysisContext context)
    {
        var syntax = (MethodDeclarationSyntax)context.Node;
        if (!Library.MayHaveAttribute(syntax, n => n == "Differentiable") || !Library.IsWoven(context.Options))
            return;
        if (context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } method || Library.IsGeneric(method)
            || Library.AttributeOf(method, "DifferentiableAttribute") is not { } attribute
            || Library.AttributeOf(method, "NoDerivativeAttribute") is not null)
            return;
        if (context.SemanticModel.GetOperation(syntax, context.CancellationToken) is not IMethodBodyOperation body)
            return;
        var named = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } names]
            ? names.Values.Select(v => v.Value as string ?? "").ToArray()
            : [];
        var varied = method.Parameters.Where(p => (named.Length == 0 || named.Contains(p.Name)) && ReturnedValue.IsNumber(p.Type)
            && Library.AttributeOf(p, "NoDerivativeAttribute") is null);
        List<Diagnostic> problems = [.. ReturnedValue.Problems(body.BlockBody ?? body.ExpressionBody, method, varied, context)];
        if (problems.Count == 0 || Rules.HasRule(context.Compilation, method))
            return;
        foreach (var problem in problems)
            context.ReportDiagnostic(problem);
    }
}

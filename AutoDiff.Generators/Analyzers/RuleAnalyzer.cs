using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generators;

/// <summary>
/// Rules that fit nothing: not static, for a member that does not exist, or with a signature that is not the one that follows from the member's.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RuleAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What a diagnostic says of the signature that is expected: the parameters as they are to be written.</summary>
    public const string ExpectedParameters = nameof(ExpectedParameters);

    /// <summary>What a diagnostic says of the signature that is expected: the type of the result.</summary>
    public const string ExpectedResult = nameof(ExpectedResult);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.InvalidRule);

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
        if (!Library.MayHaveAttribute(syntax, Rules.IsRuleName) || !Library.IsWoven(context.Options)
            || context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } method)
            return;
        foreach (var rule in Rules.On(method))
        {
            if (Problem(method, rule) is not var (text, expected))
                continue;
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (expected is { Returned.Count: > 0 })
                properties = properties.Add(ExpectedParameters, expected.Parameters).Add(ExpectedResult, expected.Result);
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.InvalidRule, syntax.Identifier.GetLocation(), properties, $"rule '{method.ContainingType.Name}.{method.Name}': {text}."));
            return;
        }
    }

    private static (string Text, RuleSignature? Expected)? Problem(IMethodSymbol method, Rule rule)
    {
        if (!method.IsStatic)
            return ("a rule must be static", null);
        if (Library.IsGeneric(method.ContainingType))
            return ("a rule cannot be a member of a generic type: make the method generic", null);
        if (rule.Target.TypeKind is not (TypeKind.Class or TypeKind.Struct) || !rule.SeesAll)
            return null;
        var target = $"{rule.Target.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{rule.Member}";
        var members = rule.Members;
        if (members.Count == 0)
            return ($"there is no '{target}'", null);
        if (members.Count > 1 || rule.Attribute.NamedArguments.Length > 0 || method.TypeParameters.Length > 0
            || method.Parameters.Any(p => p.RefKind != RefKind.None || p.Type.TypeKind == TypeKind.Error) || method.ReturnType.TypeKind == TypeKind.Error
            || method.ReturnsByRef || method.ReturnsByRefReadonly || RuleSignature.Of(rule.Kind, members[0]) is not { } expected)
            return null;
        var signature = expected.Returned.Count > 0 ? $"static {expected.Result} {method.Name}{expected.Parameters}" : $"the parameters {expected.Parameters}";
        if (!expected.FitsParameters(method))
            return ($"the signature does not fit '{target}', expected: {signature}", expected);
        return expected.FitsResult(method)
            ? null
            : ($"the result must be {(rule.Kind == "Pullback" ? "the cotangents" : "the tangent of the result")}, expected: {signature}", expected);
    }
}

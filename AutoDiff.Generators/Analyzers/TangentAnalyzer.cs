using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generators;

/// <summary>What is in the way of a tangent type that <see cref="TangentGenerator"/> is asked for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TangentAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.NotPartial, Descriptors.WithoutPlace);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Type, SymbolKind.NamedType);
    }

    private static void Type(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Struct || Library.AttributeOf(type, "DifferentiableAttribute") is not { ApplicationSyntaxReference: { } written }
            || written.GetSyntax(context.CancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
            return;
        foreach (var problem in TypeReader.Problems(type, declaration.Identifier.GetLocation()))
            context.ReportDiagnostic(problem);
    }
}

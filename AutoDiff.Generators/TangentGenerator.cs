using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generators;

/// <summary>
/// Gives every <c>[Differentiable] partial struct</c> a tangent type of its own, nested in it: a number for each member that is a number, the tangent of each
/// that has a tangent type, with the operations of a vector space; and the exponential map by which the struct moves along it.
/// </summary>
[Generator]
public sealed class TangentGenerator : IIncrementalGenerator
{
    private const string Marker = "AutoDiff.DifferentiableAttribute";

    /// <summary>The name of the step that looks at one type; its output is all that the text depends on.</summary>
    public const string TypesStep = "DifferentiableTypes";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Marker,
                static (node, _) => node is StructDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.ValueText: "struct" },
                static (found, _) => TypeReader.Read((INamedTypeSymbol)found.TargetSymbol))
            .WithTrackingName(TypesStep);
        context.RegisterSourceOutput(types, static (output, type) =>
        {
            if (type.Members.Count > 0)
                output.AddSource(type.FileName, TangentWriter.Write(type));
        });
    }
}

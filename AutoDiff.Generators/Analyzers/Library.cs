using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generators;

/// <summary>The runtime library, as source that uses it sees it.</summary>
internal static class Library
{
    /// <summary>The operators that a derivative is put in place of: those that take a function.</summary>
    private static readonly HashSet<string> Operators =
    [
        "Gradient", "ValueWithGradient", "Pullback", "ValueWithPullback", "Derivative", "ValueWithDerivative", "JacobianVectorProduct",
        "ValueWithJacobianVectorProduct", "HessianVectorProduct", "Hessian", "ValueGradientAndHessian", "Jacobian", "Root", "FixedPoint", "Minimum",
    ];

    /// <summary>The project wants to hear what the weaver would say, and is woven.</summary>
    public static bool IsWoven(AnalyzerOptions options) => Property(options, "AutoDiffWhileTyping") is not "false";

    /// <summary>The configuration says of some code that truncation is meant there.</summary>
    public static bool HasPiecewiseConstant(AnalyzerOptions options) => Property(options, "AutoDiffPiecewiseConstant") is "true";

    /// <summary>The name may be that of an operator; cheap, and asked of every call.</summary>
    public static bool MayBeOperator(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => Operators.Contains(access.Name.Identifier.ValueText),
        SimpleNameSyntax name => Operators.Contains(name.Identifier.ValueText),
        _ => false,
    };

    public static bool IsOperator(IMethodSymbol method) =>
        Operators.Contains(method.Name) && method.ContainingType is { Name: "DifferentialOperators" } type && IsInLibrary(type);

    /// <summary>A delegate type whose delegates carry their derivative.</summary>
    public static bool IsDifferentiableDelegate(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named
        && ((named.Name == "DifferentiableFunc" && IsInLibrary(named)) || AttributeOf(named.OriginalDefinition, "DifferentiableAttribute") is not null);

    public static AttributeData? AttributeOf(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass is { } type && type.Name == name && IsInLibrary(type));

    /// <summary>The attribute may be one of these, by the name that is written; cheap, and asked of every method.</summary>
    public static bool MayHaveAttribute(MemberDeclarationSyntax member, Func<string, bool> isNamed)
    {
        foreach (var list in member.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText
                    : attribute.Name is AliasQualifiedNameSyntax alias ? alias.Name.Identifier.ValueText
                    : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText ?? "";
                if (isNamed(name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name))
                    return true;
            }
        }
        return false;
    }

    /// <summary>What is differentiated depends on type arguments, so that whether and how it is depends on who uses it.</summary>
    public static bool IsGeneric(ISymbol? symbol)
    {
        for (; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol is IMethodSymbol { TypeParameters.Length: > 0 } or INamedTypeSymbol { TypeParameters.Length: > 0 })
                return true;
        }
        return false;
    }

    private static bool IsInLibrary(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true };

    private static string? Property(AnalyzerOptions options, string name) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value : null;
}

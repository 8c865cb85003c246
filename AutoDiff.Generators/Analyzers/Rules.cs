using Microsoft.CodeAnalysis;

namespace AutoDiff.Generators;

/// <summary>A rule as it is declared: what it gives, and for which member.</summary>
/// <param name="Kind">Pullback, Derivative or Differential.</param>
/// <param name="Target">The type that declares the member.</param>
/// <param name="Member">The member's name.</param>
/// <param name="Attribute">The attribute that says so.</param>
internal sealed record Rule(string Kind, INamedTypeSymbol Target, string Member, AttributeData Attribute)
{
    /// <summary>The members that the name means; empty when there is none among those that can be seen.</summary>
    public IReadOnlyList<IMethodSymbol> Members =>
    [
        .. Target.GetMembers(Member).OfType<IMethodSymbol>(),
        .. Target.GetMembers(Member).OfType<IPropertySymbol>().Select(p => p.GetMethod).OfType<IMethodSymbol>(),
        .. Target.GetMembers("get_" + Member).OfType<IMethodSymbol>(),
    ];

    /// <summary>All members of the type are to be seen: no others hide in a package.</summary>
    public bool SeesAll => Target.Locations.Any(l => l.IsInSource)
        || Target.ContainingAssembly is { Name: var name } && (name.StartsWith("System.", StringComparison.Ordinal) || name == "System");
}

/// <summary>The rules of a project.</summary>
internal static class Rules
{
    public static bool IsRuleName(string attribute) => attribute is "Pullback" or "Derivative" or "Differential";

    /// <summary>The rules that a method is.</summary>
    public static IEnumerable<Rule> On(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute is
                {
                    AttributeClass: { ContainingNamespace: { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true }, Name: var name },
                    ConstructorArguments: [{ Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } target }, { Value: string member }]
                }
                && name.EndsWith("Attribute", StringComparison.Ordinal) && IsRuleName(name.Substring(0, name.Length - "Attribute".Length)))
                yield return new(name.Substring(0, name.Length - "Attribute".Length), target, member, attribute);
        }
    }

    /// <summary>There may be a rule for a method of this project: some rule names its type and its name.</summary>
    public static bool HasRule(Compilation compilation, IMethodSymbol method) =>
        Types(compilation.Assembly.GlobalNamespace).SelectMany(t => t.GetMembers().OfType<IMethodSymbol>()).SelectMany(On)
            .Any(r => r.Member == method.Name && SymbolEqualityComparer.Default.Equals(r.Target.OriginalDefinition, method.ContainingType.OriginalDefinition));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            foreach (var inner in Types(member))
                yield return inner;
        }
    }
}

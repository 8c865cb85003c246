using Microsoft.CodeAnalysis;

namespace AutoDiff.Generators;

/// <summary>
/// The signature of a rule for a static method of numbers: the form that follows from the method's own, where nothing is left to choose.
/// </summary>
/// <param name="Types">The types of the rule's parameters.</param>
/// <param name="Names">Their names.</param>
/// <param name="Returned">The types of the numbers that it returns; empty for a <c>[Derivative]</c> rule, which may take two forms.</param>
internal sealed record RuleSignature(IReadOnlyList<ITypeSymbol> Types, IReadOnlyList<string> Names, IReadOnlyList<ITypeSymbol> Returned)
{
    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>The parameters as they are written.</summary>
    public string Parameters => "(" + string.Join(", ", Types.Zip(Names, (type, name) => $"{type.ToDisplayString(Short)} {name}")) + ")";

    /// <summary>The type of the result as it is written.</summary>
    public string Result
    {
        get
        {
            var types = string.Join(", ", Returned.Select(t => t.ToDisplayString(Short)));
            return Returned.Count == 1 ? types : $"({types})";
        }
    }

    /// <summary>The signature of a rule; null where the method is not one of numbers alone.</summary>
    /// <param name="kind">Pullback, Derivative or Differential.</param>
    /// <param name="target">The method that it is for.</param>
    public static RuleSignature? Of(string kind, IMethodSymbol target)
    {
        if (!target.IsStatic || target.MethodKind != MethodKind.Ordinary || target.TypeParameters.Length > 0 || target.ContainingType.IsGenericType
            || !IsNumber(target.ReturnType) || target.Parameters.Length == 0
            || target.Parameters.Any(p => p.RefKind != RefKind.None || !(IsNumber(p.Type) || IsWithoutTangent(p.Type))
                || Library.AttributeOf(p, "NoDerivativeAttribute") is not null))
            return null;
        List<IParameterSymbol> varied = [.. target.Parameters.Where(p => IsNumber(p.Type))];
        if (varied.Count == 0)
            return null;
        List<ITypeSymbol> types = [.. target.Parameters.Select(p => p.Type)];
        List<string> names = [.. target.Parameters.Select(p => p.Name)];
        if (kind == "Derivative")
            return new(types, names, []);
        types.Add(target.ReturnType);
        names.Add(Free("result", names));
        if (kind == "Pullback")
        {
            types.Add(target.ReturnType);
            names.Add(Free("cotangent", names));
            return new(types, names, [.. varied.Select(p => p.Type)]);
        }
        foreach (var parameter in varied)
        {
            types.Add(parameter.Type);
            names.Add(Free(parameter.Name + "Tangent", names));
        }
        return new(types, names, [target.ReturnType]);
    }

    /// <summary>A method has these parameters.</summary>
    public bool FitsParameters(IMethodSymbol rule) =>
        rule.Parameters.Length == Types.Count
        && rule.Parameters.Zip(Types, (p, type) => SymbolEqualityComparer.Default.Equals(p.Type, type)).All(same => same);

    /// <summary>A method returns this.</summary>
    public bool FitsResult(IMethodSymbol rule)
    {
        var returned = rule.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
            ? tuple.TupleElements.Select(e => e.Type).ToArray()
            : [rule.ReturnType];
        return Returned.Count == 0
            || (returned.Length == Returned.Count && returned.Zip(Returned, (a, b) => SymbolEqualityComparer.Default.Equals(a, b)).All(same => same));
    }

    private static string Free(string name, List<string> taken) => taken.Contains(name) ? Free(name + "1", taken) : name;

    private static bool IsNumber(ITypeSymbol type) => ReturnedValue.IsNumber(type);

    private static bool IsWithoutTangent(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UInt64;
}

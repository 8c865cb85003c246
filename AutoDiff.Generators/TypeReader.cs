using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generators;

/// <summary>Reads from a struct what its tangent consists of.</summary>
internal static class TypeReader
{
    private const string GeneratedSuffix = ".Tangent.g.cs";

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary>What is to be generated for a type; without members where nothing is.</summary>
    public static DifferentiableType Read(INamedTypeSymbol type) => new(
        string.Join(".", Around(type).Select(t => t.MetadataName.Replace('`', '-'))) + Suffix(type.ContainingNamespace) + GeneratedSuffix,
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
        new([.. Around(type).Select(Head)]),
        type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
        new(Members(type, [], Location.None)));

    /// <summary>What is in the way of a tangent type.</summary>
    /// <param name="type">A struct that is marked, with or without what has been generated for it.</param>
    /// <param name="name">Where it is named.</param>
    public static IReadOnlyList<Diagnostic> Problems(INamedTypeSymbol type, Location name)
    {
        var problems = new List<Diagnostic>();
        Members(type, problems, name);
        return problems;
    }

    private static IReadOnlyList<DifferentiableMember> Members(INamedTypeSymbol type, List<Diagnostic> problems, Location name)
    {
        // What implements the interface itself says what its tangent is.
        if (TangentInterfaceOf(type) is not null && !IsGenerated(type))
            return [];
        if (Around(type).Any(t => !IsPartial(t)))
        {
            problems.Add(Diagnostic.Create(Descriptors.NotPartial, name,
                $"'{type.Name}' is marked [Differentiable], but it or a type around it is not partial: no tangent type is made, and it is its own tangent. "
                + "Make it partial, or take the attribute away."));
            return [];
        }
        var members = new List<DifferentiableMember>();
        foreach (var member in type.GetMembers())
            Add(member, members, problems);
        return members;
    }

    /// <summary>A part of the type was generated: an analyzer sees what the generator adds.</summary>
    private static bool IsGenerated(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(r => r.SyntaxTree.FilePath.EndsWith(GeneratedSuffix, StringComparison.Ordinal));

    private static string Suffix(INamespaceSymbol space) => space.IsGlobalNamespace ? "" : "." + space.ToDisplayString();

    /// <summary>The types around a type and itself, from the outermost.</summary>
    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type) => type.ContainingType is { } outer ? Around(outer).Append(type) : [type];

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>()
        .All(d => d.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string Head(INamedTypeSymbol type)
    {
        var kind = (type.IsRecord ? "record " : "")
            + (type.TypeKind == TypeKind.Struct ? "struct" : type.TypeKind == TypeKind.Interface ? "interface" : "class");
        return $"partial {kind.Replace("record class", "record")} {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}";
    }

    private static INamedTypeSymbol? TangentInterfaceOf(ITypeSymbol type) =>
        type.AllInterfaces.FirstOrDefault(i => i is { MetadataName: "IDifferentiable`2", ContainingNamespace.Name: "AutoDiff" });

    private static void Add(ISymbol member, List<DifferentiableMember> members, List<Diagnostic> problems)
    {
        var (type, canBeSet) = member switch
        {
            IFieldSymbol { IsStatic: false, IsConst: false, AssociatedSymbol: null, IsImplicitlyDeclared: false } field => (field.Type, !field.IsReadOnly),
            IPropertySymbol { IsStatic: false, IsIndexer: false } property when IsStored(property) => (property.Type, property.SetMethod is not null),
            _ => (null, false),
        };
        if (type is null || HasAttribute(member, "NoDerivativeAttribute") || MayVary(type, 0) is not { } varies || !varies)
            return;
        if (ReadMember(member.Name, type) is not { } read)
        {
            problems.Add(Diagnostic.Create(Descriptors.WithoutPlace, member.Locations[0],
                $"'{member.Name}' is a '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', which has no place in the tangent: that "
                + "holds numbers, "
                + "and structs that have a tangent type. Mark the type of the member [Differentiable] and partial, or the member [NoDerivative]."));
        }
        else if (!canBeSet)
        {
            problems.Add(Diagnostic.Create(Descriptors.WithoutPlace, member.Locations[0],
                $"'{member.Name}' cannot be set, so that it cannot move along a tangent. Give it a setter (init will do), or mark it [NoDerivative]."));
        }
        else
        {
            members.Add(read);
        }
    }

    private static bool HasAttribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().Any(a => a.AttributeClass is { ContainingNamespace.Name: "AutoDiff" } type && type.Name == name);

    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    private static DifferentiableMember? ReadMember(string name, ITypeSymbol type)
    {
        if (ScalarOf(type) is { } scalar)
            return new(name, scalar, scalar, IsNumber: true);
        if (TangentInterfaceOf(type) is { } written)
        {
            var tangent = written.TypeArguments[1];
            return new(name, tangent.ToDisplayString(Qualified), ScalarOf(tangent) ?? ScalarsIn(tangent), IsNumber: false);
        }
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Struct } other && HasAttribute(other.OriginalDefinition, "DifferentiableAttribute")
            && IsPartial(other))
            return new(name, other.ToDisplayString(Qualified) + ".TangentVector", ScalarsIn(other), IsNumber: false);
        return null;
    }

    private static string? ScalarOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Double } => "double",
        { SpecialType: SpecialType.System_Single } => "float",
        ITypeParameterSymbol parameter when parameter.ConstraintTypes.Any(IsOfNumbers) => parameter.Name,
        _ => null,
    };

    private static bool IsOfNumbers(ITypeSymbol constraint) =>
        constraint.AllInterfaces.Append(constraint).Any(i => i is { MetadataName: "INumberBase`1", ContainingNamespace: { Name: "Numerics" } });

    /// <summary>The type of all numbers in a struct; double where there are several.</summary>
    private static string ScalarsIn(ITypeSymbol type)
    {
        var found = type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst).Select(f => ScalarOf(f.Type)
            ?? (f.Type.TypeKind == TypeKind.Struct && f.Type.SpecialType == SpecialType.None ? ScalarsIn(f.Type) : null)).OfType<string>().Distinct().ToList();
        return found is [var only] ? only : "double";
    }

    /// <summary>Whether there are numbers in a type whose derivatives somebody may ask for.</summary>
    private static bool? MayVary(ITypeSymbol type, int depth) => type switch
    {
        _ when depth > 4 => null,
        _ when ScalarOf(type) is not null => true,
        { SpecialType: not SpecialType.None } => false,
        IArrayTypeSymbol array => MayVary(array.ElementType, depth + 1),
        { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Interface } => false,
        INamedTypeSymbol { IsGenericType: true } generic when generic.TypeKind != TypeKind.Struct =>
            generic.TypeArguments.Any(a => MayVary(a, depth + 1) == true),
        { TypeKind: TypeKind.Struct } => TangentInterfaceOf(type) is not null
            || type.GetMembers().OfType<IFieldSymbol>().Any(f => !f.IsStatic && !f.IsConst && MayVary(f.Type, depth + 1) == true),
        _ => false,
    };
}

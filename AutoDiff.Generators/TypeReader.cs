using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generators;

/// <summary>Reads from a struct what its tangent consists of.</summary>
internal static class TypeReader
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat;

    public static DifferentiableType Read(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        var problems = new List<Problem>();
        var members = new List<DifferentiableMember>();
        if (ImplementsItself(type))
        {
            // Its author says what the tangent is.
        }
        else if (Around(type).Any(t => !IsPartial(t)))
        {
            problems.Add(Problem.At(declaration.Identifier.GetLocation(), "AD4001",
                $"'{type.Name}' is marked [Differentiable], but it or a type around it is not partial: no tangent type is made, and it is its own tangent. "
                + "Make it partial, or take the attribute away."));
        }
        else
        {
            foreach (var member in type.GetMembers())
                Add(member, members, problems);
        }

        return new(
            string.Join(".", Around(type).Select(t => t.MetadataName.Replace('`', '-'))) + Suffix(type.ContainingNamespace) + ".Tangent.g.cs",
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            new([.. Around(type).Select(Head)]),
            type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            new(members),
            new(problems));
    }

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

    private static bool ImplementsItself(INamedTypeSymbol type) => TangentInterfaceOf(type) is not null;

    private static INamedTypeSymbol? TangentInterfaceOf(ITypeSymbol type) =>
        type.AllInterfaces.FirstOrDefault(i => i is { MetadataName: "IDifferentiable`2", ContainingNamespace.Name: "AutoDiff" });

    private static void Add(ISymbol member, List<DifferentiableMember> members, List<Problem> problems)
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
            problems.Add(Problem.At(member.Locations[0], "AD4002",
                $"'{member.Name}' is a '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', which has no place in the tangent: that "
                + "holds numbers, "
                + "and structs that have a tangent type. Mark the type of the member [Differentiable] and partial, or the member [NoDerivative]."));
        }
        else if (!canBeSet)
        {
            problems.Add(Problem.At(member.Locations[0], "AD4002",
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

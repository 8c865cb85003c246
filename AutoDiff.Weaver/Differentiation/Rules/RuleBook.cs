using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>
/// The derivative rules in reach: those of the runtime library, of the module being woven and of its references that use the library.
/// A rule is found by the target's declaring type and name and then fitted to the target's closed signature, so that generic rules serve
/// every instantiation.
/// </summary>
internal sealed class RuleBook
{
    private readonly TypeContext types;
    private readonly TupleTypes tuples;
    private readonly Constancy constancy;
    private readonly Dictionary<(string Type, string Member), List<RuleDeclaration>> declarations = [];
    private readonly Dictionary<string, PullbackRule?> pullbacks = [];
    private readonly Dictionary<string, DerivativeRule?> derivatives = [];

    public RuleBook(TypeContext types, ModuleDefinition library)
    {
        this.types = types;
        tuples = new TupleTypes(types);
        constancy = new Constancy(types);
        Tangents = new TangentTypes(types, IsNoDerivative);
        var modules = new List<ModuleDefinition> { library };
        modules.AddRange(ReferencesUsing(library).Where(m => m != library));
        if (types.Module != library)
            modules.Add(types.Module);
        foreach (var declaration in modules.SelectMany(m => m.GetTypes()).SelectMany(t => t.Methods).SelectMany(RuleDeclaration.On))
        {
            var key = (declaration.TargetType.GetElementType().FullName, declaration.Member);
            if (!declarations.TryGetValue(key, out var list))
                declarations.Add(key, list = []);
            list.Add(declaration);
        }
        Problems = new RuleChecks(types, this).Check(declarations.Values.SelectMany(d => d));
    }

    public TangentTypes Tangents { get; }

    /// <summary>What is wrong with rules of the module being woven; they are never found.</summary>
    public IReadOnlyList<RuleProblem> Problems { get; }

    public PullbackRule? FindPullback(MethodReference target)
    {
        if (!pullbacks.TryGetValue(target.FullName, out var rule))
            pullbacks.Add(target.FullName,
                rule = Fitting(target, pullback: true).Select(f => AsPullback(f.Declaration, f.Closed, target)).FirstOrDefault(r => r is not null));
        return rule;
    }

    public DerivativeRule? FindDerivative(MethodReference target)
    {
        if (!derivatives.TryGetValue(target.FullName, out var rule))
            derivatives.Add(target.FullName,
                rule = Fitting(target, pullback: false).Select(f => AsDerivative(f.Declaration, f.Closed)).FirstOrDefault(r => r is not null));
        return rule;
    }

    /// <summary>The result of the method is a constant: <c>[NoDerivative]</c> stands on it or on its property.</summary>
    public bool IsNoDerivative(MethodReference method) => constancy.OfResult(method);

    /// <param name="argumentIndex">As on the stack: <c>this</c> is number 0 of an instance method.</param>
    public bool IsNoDerivativeParameter(MethodReference method, int argumentIndex) => constancy.OfParameter(method, argumentIndex);

    /// <summary>The field is a constant: <c>[NoDerivative]</c> stands on it, on its auto-property or on the record parameter it comes from.</summary>
    public bool IsNoDerivative(FieldReference field) => constancy.OfField(field);

    /// <summary>The declarations for members of this type and name, in the order library, references, module.</summary>
    public IEnumerable<RuleDeclaration> Declarations(string typeName, string member) =>
        declarations.TryGetValue((typeName, member), out var list) ? list : [];

    /// <summary>The rule method closed over the generic arguments that make it fit the target, or null when it does not fit.</summary>
    public MethodReference? Fit(RuleDeclaration declaration, MethodReference target)
    {
        var rule = declaration.Method;
        if (!declaration.Names(target.Name) || !rule.IsStatic || rule.DeclaringType.HasGenericParameters)
            return null;
        if (declaration.TargetType is GenericInstanceType closedTarget && !types.Same(closedTarget, target.DeclaringType))
            return null;
        var returnType = declaration.IsConstructorRule ? target.DeclaringType : types.ReturnType(target);
        var returnsVoid = returnType.MetadataType == MetadataType.Void;
        IReadOnlyList<TypeReference> arguments = [.. types.ArgumentTypes(target).Skip(declaration.IsConstructorRule ? 1 : 0)];
        if (declaration.ArgumentCount(returnsVoid) != arguments.Count)
            return null;
        if (declaration.ParameterTypes is { } parameters
            && !(parameters.Count == target.Parameters.Count
                && parameters.Zip(target.Parameters, (a, b) => a.FullName == b.ParameterType.FullName).All(s => s)))
            return null;
        var pattern = new TypePattern(types, rule);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!pattern.Matches(rule.Parameters[i].ParameterType, arguments[i]))
                return null;
        }
        var result = declaration.IsPullback
            ? returnsVoid ? null : rule.Parameters[arguments.Count].ParameterType
            : (TypeContext.WithoutModifiers(rule.ReturnType) as GenericInstanceType)?.GenericArguments[0];
        return result is not null && !pattern.Matches(result, returnType) ? null : pattern.Close();
    }

    private IEnumerable<(RuleDeclaration Declaration, MethodReference Closed)> Fitting(MethodReference target, bool pullback)
    {
        var typeName = target.DeclaringType.GetElementType().FullName;
        var candidates = Declarations(typeName, target.Name);
        if (target.Name.StartsWith("get_", StringComparison.Ordinal))
            candidates = candidates.Concat(Declarations(typeName, target.Name.Substring(4)));
        foreach (var declaration in candidates)
        {
            if (declaration.IsPullback == pullback && Fit(declaration, target) is { } closed)
                yield return (declaration, closed);
        }
    }

    private PullbackRule? AsPullback(RuleDeclaration declaration, MethodReference closed, MethodReference target)
    {
        var returnsVoid = !declaration.IsConstructorRule && target.ReturnType.MetadataType == MetadataType.Void;
        var positions = Positions(declaration, closed, declaration.ArgumentCount(returnsVoid));
        if (positions.Count == 0)
            return null;
        var cotangents = tuples.Combined([.. positions.Select(p => Tangents.TangentOf(TypePattern.Plain(types.ParameterType(closed, p))))]);
        return types.Same(types.ReturnType(closed), cotangents) ? new PullbackRule(closed, positions) : null;
    }

    private DerivativeRule? AsDerivative(RuleDeclaration declaration, MethodReference closed)
    {
        if (types.ReturnType(closed) is not GenericInstanceType { GenericArguments: [var result, var function] })
            return null;
        var positions = Positions(declaration, closed, closed.Parameters.Count);
        if (positions.Count == 0)
            return null;
        List<TypeReference> tangents = [.. positions.Select(p => Tangents.TangentOf(TypePattern.Plain(types.ParameterType(closed, p))))];
        return RuleShape.IsDifferential(declaration.Method, function, Tangents.TangentOf(result), tuples.Combined(tangents), tangents) is { } isDifferential
            ? new DerivativeRule(closed, function, isDifferential, positions)
            : null;
    }

    /// <summary>The rule's arguments that get a cotangent: the named ones, or all that have a tangent.</summary>
    private IReadOnlyList<int> Positions(RuleDeclaration declaration, MethodReference closed, int arguments)
    {
        var parameters = declaration.Method.Parameters;
        if (declaration.WithRespectTo is { } names)
            return [.. names.Select(n => parameters.Take(arguments).FirstOrDefault(p => p.Name == n)?.Index ?? -1).Where(i => i >= 0)];
        return [.. Enumerable.Range(0, arguments).Where(i => Tangents.HasTangent(TypePattern.Plain(types.ParameterType(closed, i))))];
    }

    private IEnumerable<ModuleDefinition> ReferencesUsing(ModuleDefinition library)
    {
        foreach (var reference in types.Module.AssemblyReferences)
        {
            if (reference.Name is "mscorlib" or "netstandard" || reference.Name.StartsWith("System", StringComparison.Ordinal))
                continue;
            ModuleDefinition? module = null;
            try
            {
                module = types.Module.AssemblyResolver.Resolve(reference)?.MainModule;
            }
            catch (AssemblyResolutionException)
            {
                // A reference that the build does not need to have at hand brings no rules.
            }
            if (module is not null && module.AssemblyReferences.Any(r => r.Name == library.Assembly.Name.Name))
                yield return module;
        }
    }
}

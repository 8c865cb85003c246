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
    // What of the framework a compiler is given by the hundred, and need not be read.
    private static readonly string[] s_framework = ["System", "Microsoft", "mscorlib", "netstandard", "WindowsBase"];

    private readonly TypeContext types;
    private readonly TupleTypes tuples;
    private readonly Constancy constancy;
    private readonly Dictionary<(string Type, string Member), List<RuleDeclaration>> declarations = [];
    private readonly Dictionary<string, PullbackRule?> pullbacks = [];
    private readonly Dictionary<string, DerivativeRule?> derivatives = [];
    private readonly Dictionary<string, DifferentialRule?> differentials = [];
    private readonly Dictionary<string, MemoryRule?> memories = [];

    /// <param name="types">Types.</param>
    /// <param name="library">The runtime library.</param>
    /// <param name="tangents">Tangent types.</param>
    /// <param name="constancy">What is constant by attribute.</param>
    /// <param name="references">Further references, of which no type is named in the module: a package of rules is used by being there.</param>
    public RuleBook(
        TypeContext types, ModuleDefinition library, TangentTypes tangents, Constancy constancy, IReadOnlyList<AssemblyNameReference>? references = null)
    {
        this.types = types;
        tuples = new TupleTypes(types);
        this.constancy = constancy;
        Tangents = tangents;
        Memory = new MemoryTypes(tangents);
        var modules = new List<ModuleDefinition> { library };
        modules.AddRange(ReferencesUsing(library, references ?? []).Where(m => m != library));
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

    public MemoryTypes Memory { get; }

    /// <summary>What is wrong with rules of the module being woven; they are never found.</summary>
    public IReadOnlyList<RuleProblem> Problems { get; }

    /// <summary>Whether there is a rule, which takes the place of the body.</summary>
    public bool HasRule(MethodReference target) =>
        FindPullback(target) is not null || FindDerivative(target) is not null || FindDifferential(target) is not null || FindMemory(target) is not null;

    public PullbackRule? FindPullback(MethodReference target)
    {
        if (!pullbacks.TryGetValue(target.FullName, out var rule))
            pullbacks.Add(target.FullName, rule = Fitting(target, RuleKind.Pullback).Where(f => !TakesMemory(f.Declaration, target))
                .Select(f => AsPullback(f.Declaration, f.Closed, target)).FirstOrDefault(r => r is not null));
        return rule;
    }

    public DerivativeRule? FindDerivative(MethodReference target)
    {
        if (!derivatives.TryGetValue(target.FullName, out var rule))
            derivatives.Add(target.FullName,
                rule = Fitting(target, RuleKind.Derivative).Select(f => AsDerivative(f.Declaration, f.Closed)).FirstOrDefault(r => r is not null));
        return rule;
    }

    public DifferentialRule? FindDifferential(MethodReference target)
    {
        if (!differentials.TryGetValue(target.FullName, out var rule))
            differentials.Add(target.FullName,
                rule = Fitting(target, RuleKind.Differential).Select(f => AsDifferential(f.Declaration, f.Closed, target)).FirstOrDefault(r => r is not null));
        return rule;
    }

    /// <summary>The rules of a member that works on memory, or that has a differential alone.</summary>
    public MemoryRule? FindMemory(MethodReference target)
    {
        if (!memories.TryGetValue(target.FullName, out var rule))
            memories.Add(target.FullName, rule = MakeMemory(target));
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
        if (rule.Parameters.Count < arguments.Count)
            return null;
        var further = declaration.Further(arguments.Count, returnsVoid);
        var accompanied = Accompanied(declaration, arguments);
        if (further != accompanied.Count && !(further == 0 && declaration.Kind == RuleKind.Pullback))
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
        for (var i = 0; i < further; i++)
        {
            var argument = arguments[accompanied[i]];
            var expected = declaration.IsPullback ? Memory.CotangentOf(argument) : Tangents.TangentOf(TypePattern.Plain(argument));
            if (!pattern.Matches(rule.Parameters[rule.Parameters.Count - further + i].ParameterType, expected))
                return null;
        }
        var result = declaration.Kind != RuleKind.Derivative
            ? returnsVoid ? null : rule.Parameters[arguments.Count].ParameterType
            : (TypeContext.WithoutModifiers(rule.ReturnType) as GenericInstanceType)?.GenericArguments[0];
        return result is not null && !pattern.Matches(result, returnType) ? null : pattern.Close();
    }

    /// <summary>
    /// The rule's arguments for which there is a further parameter: of a pullback those that are memory, of a differential all that have a tangent.
    /// </summary>
    public IReadOnlyList<int> Accompanied(RuleDeclaration declaration, IReadOnlyList<TypeReference> arguments)
    {
        var isWanted = (TypeReference t) => declaration.Kind switch
        {
            RuleKind.Pullback => Memory.Is(t),
            RuleKind.Differential => Memory.Is(t) || TypePattern.Plain(t) is GenericParameter || Tangents.HasTangent(TypePattern.Plain(t)),
            _ => false,
        };
        return [.. Named(declaration, arguments.Count).Where(i => isWanted(arguments[i]))];
    }

    /// <summary>The rule takes the shadows of arguments, or of a result, that are memory.</summary>
    public bool TakesMemory(RuleDeclaration declaration, MethodReference target)
    {
        IReadOnlyList<TypeReference> arguments = [.. types.ArgumentTypes(target).Skip(declaration.IsConstructorRule ? 1 : 0)];
        var returnType = types.ReturnType(target);
        return declaration.Further(arguments.Count, returnType.MetadataType == MetadataType.Void) > 0
            || (!declaration.IsConstructorRule && Memory.Is(returnType));
    }

    private IEnumerable<(RuleDeclaration Declaration, MethodReference Closed)> Fitting(MethodReference target, RuleKind kind)
    {
        var typeName = target.DeclaringType.GetElementType().FullName;
        var candidates = Declarations(typeName, target.Name);
        if (target.Name.StartsWith("get_", StringComparison.Ordinal))
            candidates = candidates.Concat(Declarations(typeName, target.Name.Substring(4)));
        foreach (var declaration in candidates)
        {
            if (declaration.Kind == kind && Fit(declaration, target) is { } closed)
                yield return (declaration, closed);
        }
    }

    private PullbackRule? AsPullback(RuleDeclaration declaration, MethodReference closed, MethodReference target)
    {
        var positions = Positions(declaration, closed, types.ArgumentTypes(target).Count - (declaration.IsConstructorRule ? 1 : 0));
        if (positions.Count == 0)
            return TakesMemory(declaration, target) && closed.ReturnType.MetadataType == MetadataType.Void ? new PullbackRule(closed, positions) : null;
        var cotangents = tuples.Combined([.. positions.Select(p => Tangents.TangentOf(TypePattern.Plain(types.ParameterType(closed, p))))]);
        return types.Same(types.ReturnType(closed), cotangents) ? new PullbackRule(closed, positions, declaration.WithRespectTo is not null) : null;
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
            ? new DerivativeRule(closed, function, isDifferential, positions, declaration.WithRespectTo is not null)
            : null;
    }

    private DifferentialRule? AsDifferential(RuleDeclaration declaration, MethodReference closed, MethodReference target)
    {
        var positions = Accompanied(declaration, types.ArgumentTypes(target));
        return positions.Count > 0 && types.Same(types.ReturnType(closed), Tangents.TangentOf(types.ReturnType(target)))
            ? new DifferentialRule(closed, positions)
            : null;
    }

    private MemoryRule? MakeMemory(MethodReference target)
    {
        var pullback = Fitting(target, RuleKind.Pullback).Where(f => TakesMemory(f.Declaration, target))
            .Select(f => (f.Declaration, Rule: AsPullback(f.Declaration, f.Closed, target))).FirstOrDefault(f => f.Rule is not null);
        var differential = FindDifferential(target);
        if (pullback.Rule is null && (differential is null || FindPullback(target) is not null))
            return null;
        var arguments = types.ArgumentTypes(target);
        var written = new HashSet<int>();
        foreach (var declaration in Fitting(target, RuleKind.Differential).Select(f => f.Declaration).Append(pullback.Declaration).Where(d => d is not null))
            written.UnionWith(Written(declaration, arguments));
        return new MemoryRule(
            pullback.Rule, pullback.Rule is null ? [] : Accompanied(pullback.Declaration, arguments), differential,
            [.. arguments.Select((_, i) => written.Contains(i))]);
    }

    /// <summary>The arguments that the member writes to: the named ones, or all that it can write to.</summary>
    private IEnumerable<int> Written(RuleDeclaration declaration, IReadOnlyList<TypeReference> arguments) =>
        Enumerable.Range(0, arguments.Count).Where(i => Memory.Is(arguments[i]) && (declaration.Writes is { } names
            ? names.Contains(declaration.Method.Parameters[i].Name)
            : !MemoryTypes.IsReadOnlySpan(arguments[i])));

    /// <summary>The rule's arguments that get a cotangent: the named ones, or all that have a tangent.</summary>
    private IReadOnlyList<int> Positions(RuleDeclaration declaration, MethodReference closed, int arguments) =>
        [.. Named(declaration, arguments).Where(i => declaration.WithRespectTo is null
            ? Tangents.HasTangent(TypePattern.Plain(types.ParameterType(closed, i)))
            : !Memory.Is(types.ParameterType(closed, i)))];

    /// <summary>The rule's arguments that it differentiates, in its order, as far as it says so; otherwise all.</summary>
    private static IEnumerable<int> Named(RuleDeclaration declaration, int arguments) =>
        declaration.WithRespectTo is { } names
            ? names.Select(n => declaration.Method.Parameters.Take(arguments).FirstOrDefault(p => p.Name == n)?.Index ?? -1).Where(i => i >= 0)
            : Enumerable.Range(0, arguments);

    private IEnumerable<ModuleDefinition> ReferencesUsing(ModuleDefinition library, IReadOnlyList<AssemblyNameReference> further)
    {
        var seen = new HashSet<string>();
        foreach (var reference in types.Module.AssemblyReferences.Concat(further).Where(r => seen.Add(r.Name)))
        {
            if (s_framework.Any(n => reference.Name == n || reference.Name.StartsWith(n + ".", StringComparison.Ordinal)))
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

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>Checks the rules of the module being woven against the members they are for.</summary>
internal sealed class RuleChecks(TypeContext types, RuleBook book)
{
    public IReadOnlyList<RuleProblem> Check(IEnumerable<RuleDeclaration> declarations)
    {
        var problems = new List<RuleProblem>();
        foreach (var declaration in declarations.Where(d => d.Method.Module == types.Module))
        {
            if (Problem(declaration) is { } message)
                problems.Add(new RuleProblem(declaration.Method, message));
        }
        return problems;
    }

    private string? Problem(RuleDeclaration declaration)
    {
        var rule = declaration.Method;
        var target = Display(declaration.TargetType) + "." + declaration.Member;
        if (!rule.IsStatic)
            return "a rule must be static";
        if (rule.DeclaringType.HasGenericParameters)
            return "a rule cannot be a member of a generic type: make the method generic";
        if (types.Resolve(declaration.TargetType) is not { } type)
            return $"'{Display(declaration.TargetType)}' is not found";
        var members = type.Methods.Where(m => declaration.Names(m.Name)).Select(m => Closed(m, declaration.TargetType)).ToList();
        if (members.Count == 0)
            return $"there is no '{target}'";
        var fitting = members.FirstOrDefault(m => book.Fit(declaration, m) is not null);
        if (fitting is null)
            return $"the signature does not fit '{target}', expected: {string.Join(" or ", members.Take(3).Select(m => Expected(declaration, m)))}";
        if (declaration.Kind != RuleKind.Derivative && !declaration.IsConstructorRule && types.ReturnType(fitting) is not ArrayType
            && book.Memory.Is(types.ReturnType(fitting)))
            return $"'{target}' returns a span, which rules cannot follow; let it return an array or write to a span that it is given";
        if (ReturnProblem(declaration, fitting) is { } mismatch)
            return mismatch;
        var earlier = book.Declarations(declaration.TargetType.GetElementType().FullName, declaration.Member)
            .TakeWhile(d => d != declaration)
            .FirstOrDefault(d => d.Kind == RuleKind.Differential == (declaration.Kind == RuleKind.Differential) && book.Fit(d, fitting) is not null);
        return earlier is null ? null : $"there is another rule for '{target}', '{Display(earlier.Method.DeclaringType)}.{earlier.Method.Name}'";
    }

    private string? ReturnProblem(RuleDeclaration declaration, MethodReference target)
    {
        var rule = declaration.Method;
        var arguments = Arguments(declaration, target);
        IReadOnlyList<TypeReference> cotangents;
        if (declaration.WithRespectTo is { } names)
        {
            if (names.FirstOrDefault(n => !rule.Parameters.Take(arguments.Count).Any(p => p.Name == n)) is { } unknown)
                return $"WithRespectTo names '{unknown}', which is not an argument of the rule";
            cotangents = [.. names.Select(n => rule.Parameters.First(p => p.Name == n).ParameterType).Where(t => !book.Memory.Is(t))];
        }
        else
        {
            cotangents = [.. rule.Parameters.Take(arguments.Count).Select(p => p.ParameterType).Where(CarriesTangent)];
        }
        cotangents = [.. cotangents.Select(TangentOf)];
        if (declaration.Writes?.FirstOrDefault(
            n => !rule.Parameters.Take(arguments.Count).Any(p => p.Name == n && book.Memory.Is(p.ParameterType))) is { } none)
            return $"Writes names '{none}', which is no array or span of numbers among the arguments of the rule";
        var accompanied = book.Accompanied(declaration, arguments);
        if (declaration.Kind == RuleKind.Differential)
        {
            // The type of the result in the rule's own type parameters.
            var tangent = Result(declaration, target) is null ? types.Void : TangentOf(rule.Parameters[arguments.Count].ParameterType);
            return accompanied.Count == 0 ? "no argument has a tangent, so there is nothing to differentiate"
                : !types.Same(TypeContext.WithoutModifiers(rule.ReturnType), tangent)
                ? $"the result must be the tangent of the result, expected: {Expected(declaration, target)}"
                : null;
        }
        var takesMemory = declaration.IsPullback && book.TakesMemory(declaration, target);
        if (cotangents.Count == 0 && takesMemory && accompanied.Count > 0)
        {
            return rule.ReturnType.MetadataType == MetadataType.Void
                ? null
                : $"cotangents of arrays and spans are added to, not returned, expected: {Expected(declaration, target)}";
        }
        if (cotangents.Count == 0)
            return "no argument has a tangent, so there is nothing to differentiate";
        if (!declaration.IsPullback)
        {
            return TypeContext.WithoutModifiers(rule.ReturnType) is GenericInstanceType { GenericArguments: [var value, var function] }
                && RuleShape.IsDifferential(rule, function, TangentOf(value), new TupleTypes(types).Combined(cotangents), cotangents) is not null
                ? null
                : $"the result must be a tuple of the value and a function named Pullback or Differential, expected: {Expected(declaration, target)}";
        }
        var expected = new TupleTypes(types).Combined(cotangents);
        if (!types.Same(TypeContext.WithoutModifiers(rule.ReturnType), expected))
            return $"the result must be the cotangents, expected: {Expected(declaration, target)}";
        var returnType = Result(declaration, target);
        return returnType is not null && !types.Same(TangentOf(rule.Parameters[arguments.Count].ParameterType),
            TypeContext.WithoutModifiers(rule.Parameters[arguments.Count + 1].ParameterType))
            ? $"{(types.Same(TangentOf(returnType), returnType) ? "result and cotangent must be of one type" : "the cotangent must be of the result's "
                + "tangent type")}, expected: {Expected(declaration, target)}"
            : null;
    }

    private bool CarriesTangent(TypeReference type) => TypePattern.Plain(type) is GenericParameter || book.Tangents.HasTangent(TypePattern.Plain(type));

    private IReadOnlyList<TypeReference> Arguments(RuleDeclaration declaration, MethodReference target) =>
        [.. types.ArgumentTypes(target).Skip(declaration.IsConstructorRule ? 1 : 0)];

    private TypeReference? Result(RuleDeclaration declaration, MethodReference target)
    {
        var result = declaration.IsConstructorRule ? target.DeclaringType : types.ReturnType(target);
        return result.MetadataType == MetadataType.Void ? null : result;
    }

    private string Expected(RuleDeclaration declaration, MethodReference target)
    {
        var arguments = Arguments(declaration, target);
        var offset = target.HasThis && !declaration.IsConstructorRule ? 1 : 0;
        string Name(int i) => i < offset ? "self" : target.Parameters[i - offset].Name is { Length: > 0 } name ? name : "arg" + i;
        var parameters = arguments.Select((a, i) => $"{Display(a)} {Name(i)}").ToList();
        var cotangents = arguments.Where(CarriesTangent).Select(a => Display(TangentOf(a))).ToList();
        var result = Result(declaration, target);
        if (declaration.Kind == RuleKind.Differential)
        {
            if (result is not null)
                parameters.Add($"{Display(result)} result");
            parameters.AddRange(book.Accompanied(declaration, arguments).Select(i => $"{Display(TangentOf(arguments[i]))} {Name(i)}Tangent"));
            return $"static {(result is null ? "void" : Display(TangentOf(result)))} {declaration.Method.Name}({string.Join(", ", parameters)})";
        }
        var memory = declaration.IsPullback ? book.Accompanied(declaration, arguments) : [];
        var tangent = cotangents.Count == 1 ? cotangents[0] : cotangents.Count == 0 && memory.Count > 0 ? "void" : "(" + string.Join(", ", cotangents) + ")";
        if (declaration.IsPullback)
        {
            if (result is not null)
                parameters.AddRange([$"{Display(result)} result", $"{Display(TangentOf(result))} cotangent"]);
            parameters.AddRange(memory.Select(i => $"{Display(book.Memory.CotangentOf(arguments[i]))} {Name(i)}Cotangent"));
            return $"static {tangent} {declaration.Method.Name}({string.Join(", ", parameters)})";
        }
        var value = result is null ? "void" : Display(result);
        return $"static ({value} Value, Func<{value}, {tangent}> Pullback) {declaration.Method.Name}({string.Join(", ", parameters)})";
    }

    private TypeReference TangentOf(TypeReference type) => book.Tangents.TangentOf(TypePattern.Plain(type));

    private static string Display(TypeReference type) => TypeNames.Display(type);

    /// <summary>A member of a generic type, closed as the rule names that type; named open, as the type's own body refers to it.</summary>
    private static MethodReference Closed(MethodDefinition method, TypeReference named)
    {
        if (!method.DeclaringType.HasGenericParameters)
            return method;
        var self = new GenericInstanceType(method.DeclaringType);
        foreach (var argument in named is GenericInstanceType closed ? closed.GenericArguments : method.DeclaringType.GenericParameters.Cast<TypeReference>())
            self.GenericArguments.Add(argument);
        var reference = new MethodReference(method.Name, method.ReturnType, self) { HasThis = method.HasThis };
        foreach (var parameter in method.Parameters)
            reference.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes, parameter.ParameterType));
        return reference;
    }
}

using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Generic methods that go, by their type arguments, to one of several methods without type parameters: what generic code calls where a derivative is
/// generated for each of its instantiations. The runtime's compiler keeps the one case that applies.
/// </summary>
internal sealed class Specialisations(GeneratedMembers members)
{
    private readonly TypeContext types = members.Types;

    /// <summary>A reference, as <paramref name="host"/> has to call it, to a new method with the signature given in terms of its type parameters.</summary>
    /// <param name="cases">For each instantiation of the host, a method that has this signature in it.</param>
    /// <param name="otherwise">What to say where the type arguments are none of those.</param>
    public MethodReference Choose(
        MethodDefinition host, string suffix, TypeReference returnType, IReadOnlyList<(string Name, TypeReference Type)> parameters,
        IReadOnlyList<(Instantiation Instantiation, MethodReference Method)> cases, string otherwise)
    {
        var method = members.Generated.NewMethod(host, suffix, types.Void, []);
        var own = Parameters(method, host);
        var around = Instantiation.Type(host.DeclaringType, [.. own.Take(host.DeclaringType.GenericParameters.Count)]);
        var within = Instantiation.Instance(host, [.. own.Skip(host.DeclaringType.GenericParameters.Count)]);
        TypeReference Own(TypeReference type) => types.Substitute(type, around, within);
        Constrain(host, own, Own);
        method.ReturnType = Own(returnType);
        foreach (var (name, type) in parameters)
            method.Parameters.Add(new ParameterDefinition(name, ParameterAttributes.None, Own(type)));
        Write(method, own, cases, otherwise);

        var chosen = cases.ToDictionary(c => Key(c.Instantiation.Arguments), c => c.Method);
        types.Specialised.Add(method, arguments => chosen.TryGetValue(Key(arguments), out var known) ? known : null);
        return Instantiation.Instance(method, Instantiation.ParametersOf(host))!;
    }

    private static string Key(IEnumerable<TypeReference> arguments) => string.Join(",", arguments.Select(a => a.FullName));

    private static IReadOnlyList<GenericParameter> Parameters(MethodDefinition method, MethodDefinition host)
    {
        var names = new HashSet<string>();
        foreach (var parameter in Instantiation.ParametersOf(host))
        {
            var name = parameter.Name;
            while (!names.Add(name))
                name += "_";
            method.GenericParameters.Add(new GenericParameter(name, method) { Attributes = parameter.Attributes & ~GenericParameterAttributes.VarianceMask });
        }
        return [.. method.GenericParameters];
    }

    /// <summary>The types in the signature are only there when their own demands on type arguments are met.</summary>
    private static void Constrain(MethodDefinition host, IReadOnlyList<GenericParameter> own, Func<TypeReference, TypeReference> ownType)
    {
        foreach (var (parameter, copy) in Instantiation.ParametersOf(host).Zip(own, (p, c) => (p, c)))
        {
            foreach (var constraint in parameter.Constraints)
                copy.Constraints.Add(new GenericParameterConstraint(ownType(constraint.ConstraintType)));
        }
    }

    private void Write(
        MethodDefinition method, IReadOnlyList<GenericParameter> own, IReadOnlyList<(Instantiation Instantiation, MethodReference Method)> cases,
        string otherwise)
    {
        var code = members.Write(method);
        foreach (var (instantiation, target) in cases)
        {
            var next = code.Label();
            for (var i = 0; i < own.Count; i++)
            {
                code.TypeOf(own[i], members.Framework).TypeOf(instantiation.Arguments[i], members.Framework);
                code.Call(members.Framework.TypeEquality()).BranchIfFalse(next);
            }
            for (var i = 0; i < method.Parameters.Count; i++)
                code.Argument(i).Cast(method.Parameters[i].ParameterType, types.ParameterType(target, i));
            code.Call(target);
            if (method.ReturnType.MetadataType != MetadataType.Void)
                code.Cast(types.ReturnType(target), method.ReturnType);
            code.ReturnHere().Mark(next);
        }
        code.ThrowNew(members.RefusalConstructor(), otherwise).Finish();
    }
}

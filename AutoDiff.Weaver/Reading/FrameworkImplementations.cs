using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>Methods of the runtime library whose IL stands in for framework methods where those work on content that has a tangent.</summary>
internal sealed class FrameworkImplementations
{
    /// <summary>The member name of what fills an object that a constructor made empty.</summary>
    private const string Filling = ".fill";

    private readonly TypeContext types;
    private readonly TangentTypes tangents;
    private readonly ModelTypes models;
    private readonly ILookup<string, MethodDefinition> byName;

    public FrameworkImplementations(TypeContext types, ModuleDefinition library, TangentTypes tangents, ModelTypes models)
    {
        this.types = types;
        this.tangents = tangents;
        this.models = models;
        byName = library.Types.Where(t => t.Namespace == "AutoDiff.Implementations").SelectMany(t => t.Methods)
            .SelectMany(m => m.CustomAttributes.Where(a => a.AttributeType.Name == "ImplementationAttribute")
                .Select(a => (Key: KeyOf(TypeOf(a), (string)a.ConstructorArguments[1].Value), Method: m)))
            .ToLookup(p => p.Key, p => p.Method);
    }

    /// <summary>
    /// What stands in for a method called with these operands (<c>this</c> first; for a constructor that makes an object the arguments), or null. For a
    /// constructor that is called on an object that is there, by that of a derived class: what it is filled with once it is empty.
    /// </summary>
    public MethodReference? Find(MethodReference method, IReadOnlyList<Value> operands)
    {
        var name = method.Name == ".ctor" && operands.Count > method.Parameters.Count ? Filling : method.Name;
        // What is known of the elements of a sequence is better than that it is one: that they are pairs. Of an overload for one type and one for every type,
        // that which is as generic as the method is the one that is meant.
        var arity = KnownArguments(method).Count();
        foreach (var candidate in byName[KeyOf(method.DeclaringType.GetElementType().FullName, name)]
            .OrderBy(c => Sequences.IsOfPairs(c) ? 0 : c.GenericParameters.Count == arity && !IsOfUntyped(c) ? 1 : 2))
        {
            if (candidate.Parameters.Count == operands.Count && Close(candidate, method, operands) is { } closed)
                return closed;
        }
        return null;
    }

    /// <summary>
    /// What a list of objects holds is not known: numbers, functions, text. Enumerators are models, which there are for what has a tangent only.
    /// </summary>
    private static bool IsMemberOfList(MethodReference method) =>
        method is { HasThis: true, DeclaringType: { Namespace: "System.Collections.Generic", Name: "List`1" } } && method.Name != "GetEnumerator";

    private static bool IsOfUntyped(MethodDefinition candidate) =>
        candidate.Parameters.Any(p => p.ParameterType.FullName == "System.Collections.IEnumerable");

    private static IEnumerable<TypeReference> KnownArguments(MethodReference method) =>
        ((method.DeclaringType as GenericInstanceType)?.GenericArguments ?? Enumerable.Empty<TypeReference>())
            .Concat((method as GenericInstanceMethod)?.GenericArguments ?? Enumerable.Empty<TypeReference>());

    private MethodReference? Close(MethodDefinition candidate, MethodReference method, IReadOnlyList<Value> operands)
    {
        var imported = types.Import(candidate);
        if (!candidate.HasGenericParameters)
            return Enumerable.Range(0, operands.Count).All(i => IsParameter(candidate, i, candidate.Parameters[i].ParameterType, method, operands[i]))
                ? imported
                : null;
        var arguments = new TypeReference?[candidate.GenericParameters.Count];
        var known = KnownArguments(method).ToList();
        if (Sequences.IsOfPairs(candidate))
        {
            for (var i = 0; i < operands.Count; i++)
                Infer(candidate.Parameters[i].ParameterType, Declared(candidate, method, i), arguments);
        }
        else if (known.Count == arguments.Length)
        {
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = known[i];
        }
        else
        {
            // What the method says comes first; what it leaves open (the elements of a sequence without a type) is that of the operands.
            if (method is GenericInstanceMethod && known.Count < arguments.Length)
                known.CopyTo(arguments!);
            for (var i = 0; i < operands.Count; i++)
                Infer(candidate.Parameters[i].ParameterType, operands[i].Type, arguments);
        }
        // A sequence of what is modelled holds the framework's own: the functions of a query do not fit.
        if (arguments.Any(a => a is null || (a is GenericInstanceType element && method.DeclaringType.Name == "Enumerable" && !Views.IsHeld(element)
            && models.ModelOf(element) is not null)))
            return null;
        var closed = new GenericInstanceMethod(imported);
        foreach (var argument in arguments)
            closed.GenericArguments.Add(argument!);
        for (var i = 0; i < operands.Count; i++)
        {
            if (!IsParameter(candidate, i, types.ParameterType(closed, i), method, operands[i]))
                return null;
        }
        return arguments.Any(a => tangents.IsDifferentiable(a!) || (a!.MetadataType == MetadataType.Object && IsMemberOfList(method)))
            || (method.DeclaringType is { Namespace: "System.Threading", Name: "Interlocked" } && Delegates.Is(types, arguments[0]!))
            || types.IsFloat(types.ReturnType(closed)) || HasFloatingFunction(closed)
            || operands.Any(Captures) || (IsOfDerivedContainer(method, operands)
                && (method.Name == ".ctor" || types.Same(types.ReturnType(closed), types.ReturnType(method)))) ? closed : null;
    }

    /// <summary>What a class derived from a container holds need not be differentiable: other fields of its are.</summary>
    private bool IsOfDerivedContainer(MethodReference method, IReadOnlyList<Value> operands) =>
        method.HasThis && operands.Count > method.Parameters.Count && !Same(operands[0].Type, method.DeclaringType) && tangents.HasShadow(operands[0].Type);

    /// <summary>A function that is passed works on floating-point content.</summary>
    private bool HasFloatingFunction(MethodReference closed) => Enumerable.Range(0, closed.Parameters.Count)
        .Any(i => types.ParameterType(closed, i) is GenericInstanceType { Namespace: "System" } function
            && function.GenericArguments.Any(tangents.IsDifferentiable));

    /// <summary>A function that is passed captures what may be active.</summary>
    private bool Captures(Value operand) =>
        operand is NewObject { OperandCount: 2 } creation && Delegates.Is(types, creation.Type) && tangents.HasShadow(creation.Operand(0).Type);

    private bool IsParameter(MethodDefinition candidate, int index, TypeReference type, MethodReference method, Value operand)
    {
        var declared = Declared(candidate, method, index);
        if (declared is GenericInstanceType instance && models.ModelOf(instance) is { } model)
            declared = model;
        return Same(type, declared) || (!Same(declared, operand.Type) && (Same(type, operand.Type) || IsSequenceOf(type, declared, operand.Type)));
    }

    /// <summary>A list behind an interface, given to what takes any sequence, is a sequence of its elements.</summary>
    private bool IsSequenceOf(TypeReference type, TypeReference declared, TypeReference actual) =>
        declared.FullName == "System.Collections.IEnumerable"
        && type is GenericInstanceType { Namespace: "System.Collections.Generic", Name: "IEnumerable`1" } sequence
        && actual is GenericInstanceType { Namespace: "System.Collections.Generic", GenericArguments.Count: 1 } list
        && types.Resolve(list) is { IsInterface: true } && Same(sequence.GenericArguments[0], list.GenericArguments[0])
        && Implementations.Lists(types, list, sequence);

    private TypeReference Declared(MethodDefinition candidate, MethodReference method, int index) =>
        candidate.Parameters.Count == method.Parameters.Count ? types.ParameterType(method, index) : types.ArgumentTypes(method)[index];

    private static bool Same(TypeReference a, TypeReference b) => TypeContext.WithoutModifiers(a).FullName == TypeContext.WithoutModifiers(b).FullName;

    private static void Infer(TypeReference pattern, TypeReference actual, TypeReference?[] arguments)
    {
        switch (pattern, actual)
        {
            case (GenericParameter { Type: GenericParameterType.Method } p, _):
                arguments[p.Position] ??= actual;
                break;
            case (ArrayType p, ArrayType a) when p.Rank == a.Rank:
                Infer(p.ElementType, a.ElementType, arguments);
                break;
            case (ByReferenceType p, ByReferenceType a):
                Infer(p.ElementType, a.ElementType, arguments);
                break;
            case (GenericInstanceType p, GenericInstanceType a) when p.GenericArguments.Count == a.GenericArguments.Count:
                for (var i = 0; i < p.GenericArguments.Count; i++)
                    Infer(p.GenericArguments[i], a.GenericArguments[i], arguments);
                break;
        }
    }

    /// <summary>The full name of the type that an attribute means: the library does not depend on every one of them.</summary>
    private static string TypeOf(CustomAttribute implementation) =>
        implementation.ConstructorArguments[0].Value is TypeReference type
            ? type.GetElementType().FullName
            : (string)implementation.ConstructorArguments[0].Value;

    private static string KeyOf(string type, string member) => type + "::" + member;
}

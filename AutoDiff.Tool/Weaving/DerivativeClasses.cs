using AutoDiff.Weaving;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace AutoDiff.Tool.Weaving;

/// <summary>
/// Writes the class that gives a type's methods derivatives: for <c>N.T.M</c> the public static class <c>N.TDerivatives</c> with
/// <c>MGradient</c> and <c>MValueWithGradient</c>, or, where the result is no single number, <c>MPullback</c> and <c>MValueWithPullback</c>.
/// They call operators, as a compiler would have written it, and the weaver does the rest.
/// </summary>
internal sealed class DerivativeClasses(ModuleDefinition module, ModuleDefinition library, bool withForward)
{
    public const string Suffix = "Derivatives";

    private readonly TypeDefinition operators = library.GetType("AutoDiff.DifferentialOperators");
    private readonly Dictionary<TypeDefinition, TypeDefinition> classes = [];

    /// <summary>The name of the class with the derivatives of a type's methods.</summary>
    public static string NameFor(TypeDefinition type)
    {
        var name = type.Name;
        for (var outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType)
            name = outer.Name + "_" + name;
        return name + Suffix;
    }

    /// <summary>Adds the derivatives of a method and gives them.</summary>
    public IReadOnlyList<MethodDefinition> Add(MethodDefinition method)
    {
        var kinds = method.ReturnType.MetadataType is MetadataType.Double or MetadataType.Single
            ? ["Gradient", "ValueWithGradient"]
            : new List<string> { "Pullback", "ValueWithPullback" };
        if (withForward)
            kinds.AddRange(["JacobianVectorProduct", "ValueWithJacobianVectorProduct"]);
        return [.. kinds.Select(k => Write(method, k))];
    }

    private TypeDefinition ClassFor(TypeDefinition type)
    {
        if (classes.TryGetValue(type, out var known))
            return known;
        var outermost = type;
        while (outermost.DeclaringType is { } outer)
            outermost = outer;
        var made = new TypeDefinition(
            outermost.Namespace, NameFor(type),
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, module.TypeSystem.Object);
        if (module.GetType(made.FullName) is not null)
            throw new UsageException($"there is a type '{made.FullName}' already: the derivatives of '{type.FullName}' have no place. Is the assembly woven?");
        module.Types.Add(made);
        classes.Add(type, made);
        return made;
    }

    private MethodDefinition Write(MethodDefinition target, string kind)
    {
        var arguments = target.Parameters.Select(p => p.ParameterType).ToList();
        var definition = Operator(kind, arguments.Count, target.ReturnType);
        var operation = new GenericInstanceMethod(module.ImportReference(definition));
        foreach (var type in definition.GenericParameters.Count > arguments.Count ? arguments.Append(target.ReturnType) : arguments)
            operation.GenericArguments.Add(type);

        var written = new MethodDefinition(
            target.Name + kind, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig, Concrete(operation.ReturnType, operation));
        var code = written.Body.GetILProcessor();
        if (target.HasThis)
            written.Parameters.Add(new ParameterDefinition(IsFree("self", target) ? "self" : "self_", ParameterAttributes.None, target.DeclaringType));
        foreach (var parameter in target.Parameters)
            written.Parameters.Add(new ParameterDefinition(parameter.Name, ParameterAttributes.None, parameter.ParameterType));
        var offset = written.Parameters.Count - arguments.Count;
        PushPoint(code, operation, 0, [.. written.Parameters.Skip(offset)]);
        if (operation.Parameters.Count == 3)
        {
            var directions = target.Parameters.Select(p => new ParameterDefinition("along_" + p.Name, ParameterAttributes.None, p.ParameterType)).ToList();
            directions.ForEach(written.Parameters.Add);
            PushPoint(code, operation, 1, directions);
        }
        PushFunction(code, target, Concrete(operation.Parameters[^1].ParameterType, operation));
        code.Emit(OpCodes.Call, operation);
        code.Emit(OpCodes.Ret);
        written.Body.Optimize();
        Number(written.Body);
        var place = ClassFor(target.DeclaringType);
        if (place.Methods.Any(m => m.Name == written.Name && Types(m).SequenceEqual(Types(written))))
            throw new UsageException($"two methods of '{target.DeclaringType.FullName}' would have a derivative named '{written.Name}'.");
        place.Methods.Add(written);
        return written;

        static IEnumerable<string> Types(MethodDefinition method) => method.Parameters.Select(p => p.ParameterType.FullName);
    }

    private static bool IsFree(string name, MethodDefinition target) => target.Parameters.All(p => p.Name != name);

    private static void PushPoint(ILProcessor code, GenericInstanceMethod operation, int position, IReadOnlyList<ParameterDefinition> parts)
    {
        foreach (var part in parts)
            code.Emit(OpCodes.Ldarg, part);
        if (parts.Count > 1)
            PushTuple(code, (GenericInstanceType)Concrete(operation.Parameters[position].ParameterType, operation));
    }

    /// <summary>Makes a tuple of what is on the stack; the eighth value is in a tuple of its own.</summary>
    private static void PushTuple(ILProcessor code, GenericInstanceType tuple)
    {
        if (tuple.GenericArguments.Count == 8)
            PushTuple(code, (GenericInstanceType)tuple.GenericArguments[7]);
        var constructor = new MethodReference(".ctor", operationVoid(code), tuple) { HasThis = true };
        foreach (var parameter in tuple.ElementType.GenericParameters)
            constructor.Parameters.Add(new ParameterDefinition(parameter));
        code.Emit(OpCodes.Newobj, constructor);

        static TypeReference operationVoid(ILProcessor code) => code.Body.Method.ReturnType.Module.TypeSystem.Void;
    }

    private void PushFunction(ILProcessor code, MethodDefinition target, TypeReference function)
    {
        if (target.HasThis)
        {
            code.Emit(OpCodes.Ldarg_0);
            if (target.DeclaringType.IsValueType)
                code.Emit(OpCodes.Box, target.DeclaringType);
        }
        else
        {
            code.Emit(OpCodes.Ldnull);
        }
        if (target is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false })
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldvirtftn, target);
        }
        else
        {
            code.Emit(OpCodes.Ldftn, target);
        }
        var constructor = new MethodReference(".ctor", module.TypeSystem.Void, function) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(module.TypeSystem.Object));
        constructor.Parameters.Add(new ParameterDefinition(module.TypeSystem.IntPtr));
        code.Emit(OpCodes.Newobj, constructor);
    }

    /// <summary>The operator for a function of so many arguments with this result, whose tangents are of the types of the values.</summary>
    private MethodDefinition Operator(string kind, int arguments, TypeReference result)
    {
        var isForward = kind.EndsWith("JacobianVectorProduct", StringComparison.Ordinal);
        var isScalar = kind.EndsWith("Gradient", StringComparison.Ordinal);
        return operators.Methods.First(m =>
            m.Name == kind && m.Parameters.Count == (isForward ? 3 : 2) && m.GenericParameters.Count == arguments + (isScalar ? 0 : 1)
            && m.Parameters[0].ParameterType is var at
            && (at is GenericParameter || (arguments > 1 && at.Name.StartsWith("ValueTuple", StringComparison.Ordinal)))
            && m.Parameters[^1].ParameterType is GenericInstanceType of && of.GenericArguments.Count == arguments + 1
            && (!isScalar || of.GenericArguments[^1].MetadataType == result.MetadataType));
    }

    private static TypeReference Concrete(TypeReference type, GenericInstanceMethod operation)
    {
        switch (type)
        {
            case GenericParameter { Type: GenericParameterType.Method } parameter:
                return operation.GenericArguments[parameter.Position];
            case ArrayType array:
                return new ArrayType(Concrete(array.ElementType, operation), array.Rank);
            case GenericInstanceType instance:
                var concrete = new GenericInstanceType(instance.ElementType);
                foreach (var argument in instance.GenericArguments)
                    concrete.GenericArguments.Add(Concrete(argument, operation));
                return concrete;
            default:
                return type;
        }
    }

    /// <summary>Places in a body are named by offsets, which only reading and writing give.</summary>
    private static void Number(MethodBody body)
    {
        var offset = 0;
        foreach (var instruction in body.Instructions)
        {
            instruction.Offset = offset;
            offset += instruction.GetSize();
        }
    }
}

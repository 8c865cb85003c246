using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// <c>new T()</c> where the type parameter is known. Compilers write it as a call of <c>Activator.CreateInstance</c>, which wraps what the constructor
/// throws: one that may throw is left to it.
/// </summary>
internal static class ParameterlessConstructors
{
    /// <summary>What a call makes an object of; null when it is not such a call, or when its constructor may throw.</summary>
    public static TypeReference? MadeBy(TypeContext types, MethodReference method) =>
        method is GenericInstanceMethod { Name: "CreateInstance", DeclaringType: { Namespace: "System", Name: "Activator" }, HasParameters: false } maker
            && maker.GenericArguments[0] is var made and not (ArrayType or GenericParameter) && !made.ContainsGenericParameter
            && types.Resolve(made) is { IsAbstract: false, IsInterface: false } definition
            && (ConstructorOf(definition) is { } constructor ? !MayThrow(types, constructor) : types.IsValueTypeOrEnum(made)) ? made : null;

    /// <summary>The constructor; null for a struct that has none.</summary>
    public static MethodReference? Of(TypeContext types, TypeReference made) =>
        types.Resolve(made) is { } definition && ConstructorOf(definition) is { } constructor ? Implementations.Reference(types, made, constructor) : null;

    private static MethodDefinition? ConstructorOf(TypeDefinition type) =>
        type.Methods.FirstOrDefault(m => m is { IsConstructor: true, IsStatic: false, IsPublic: true, HasParameters: false });

    /// <summary>Whether the constructor, or something of the program that it leads to, has an instruction that throws.</summary>
    private static bool MayThrow(TypeContext types, MethodDefinition constructor)
    {
        var seen = new HashSet<MethodDefinition>();
        var work = new Stack<MethodDefinition>();
        work.Push(constructor);
        while (work.Count > 0)
        {
            var method = work.Pop();
            if (!seen.Add(method) || StructShapes.IsFramework(method.Module.Assembly))
                continue;
            if (!method.HasBody || method.Body.Instructions.Any(i => i.OpCode.Code == Code.Throw))
                return true;
            foreach (var callee in method.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>())
            {
                if (types.ResolveMethod(callee) is not { } definition)
                    return true;
                work.Push(definition);
            }
        }
        return false;
    }
}

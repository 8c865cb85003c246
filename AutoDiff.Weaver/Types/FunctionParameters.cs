using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// What methods of the module do with the delegates that they are given: the parameters that are invoked, compared with null or handed on to parameters of that
/// kind, and nothing else. A function that is made a delegate for such a parameter can be behind no other.
/// </summary>
internal sealed class FunctionParameters(TypeContext types)
{
    private readonly Dictionary<(MethodDefinition, int), HashSet<MethodDefinition>?> known = [];

    /// <summary>The methods in which what is given to a call is invoked; null where it may go elsewhere.</summary>
    /// <param name="method">What is called.</param>
    /// <param name="argument">Which of its arguments, the receiver first.</param>
    public IReadOnlyCollection<MethodDefinition>? Invokers(MethodReference method, int argument)
    {
        if (method.Name == ".ctor" || types.ResolveMethod(method) is not { HasBody: true, IsVirtual: false } definition || definition.Module != types.Module
            || argument < (definition.HasThis ? 1 : 0))
            return null;
        if (known.TryGetValue((definition, argument), out var found))
            return found;
        // A method that hands its parameter on to itself invokes it where it does anyway.
        known.Add((definition, argument), []);
        return known[(definition, argument)] = Find(definition, argument);
    }

    private HashSet<MethodDefinition>? Find(MethodDefinition method, int argument)
    {
        var parameter = method.Parameters[argument - (method.HasThis ? 1 : 0)];
        if (!Delegates.Is(types, parameter.ParameterType))
            return null;
        var invokers = new HashSet<MethodDefinition>();
        foreach (var instruction in method.Body.Instructions.Where(i => IsOf(i, parameter, argument)))
        {
            if (instruction.OpCode.Code is Code.Starg or Code.Starg_S or Code.Ldarga or Code.Ldarga_S)
                return null;
            if (instruction.Next?.OpCode.Code is Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S)
                continue;
            if (StackConsumers.Of(instruction) is not { } consumer)
                return null;
            if (consumer.Argument == 0 && Delegates.IsInvocation(types, consumer.Method))
                invokers.Add(method);
            else if (consumer.Method is { Name: "ThrowIfNull", DeclaringType: { Namespace: "System", Name: "ArgumentNullException" } })
                continue;
            else if (Invokers(consumer.Method, consumer.Argument) is { } further)
                invokers.UnionWith(further);
            else
                return null;
        }
        return invokers;
    }

    private static bool IsOf(Instruction instruction, ParameterDefinition parameter, int argument) => instruction.OpCode.Code switch
    {
        Code.Ldarg_0 => argument == 0,
        Code.Ldarg_1 => argument == 1,
        Code.Ldarg_2 => argument == 2,
        Code.Ldarg_3 => argument == 3,
        Code.Ldarg or Code.Ldarg_S or Code.Starg or Code.Starg_S or Code.Ldarga or Code.Ldarga_S => instruction.Operand == parameter,
        _ => false,
    };
}

using AutoDiff.Weaving.Emit;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Static copies, without type parameters, of functions that stand in generic code but have nothing to do with it: Roslyn makes a lambda in a generic
/// method a member of a generic class, and a local function there generic, whatever they do.
/// </summary>
internal sealed class MethodCopy(GeneratedMembers members)
{
    private readonly Dictionary<MethodDefinition, MethodDefinition> copies = [];
    private readonly Closures closures = new(members);

    /// <summary>
    /// The copy, which takes the captured variables as its first argument if it needs them; null where the function does depend on a type parameter.
    /// </summary>
    public MethodDefinition? Of(MethodReference method)
    {
        if (members.Types.ResolveMethod(method) is not { HasBody: true } definition || definition.Module != members.Types.Module || !IsIndependent(definition))
            return null;
        if (!copies.TryGetValue(definition, out var copy))
            copies.Add(definition, copy = Copy(definition, ReadsThis(definition) ? closures.BaseOf(definition.DeclaringType) : null));
        return copy;
    }

    private static bool IsIndependent(MethodDefinition method)
    {
        var body = method.Body;
        return !method.ReturnType.ContainsGenericParameter && !method.Parameters.Any(p => p.ParameterType.ContainsGenericParameter)
            && !body.Variables.Any(v => v.VariableType.ContainsGenericParameter)
            && !body.ExceptionHandlers.Any(h => h.CatchType is { ContainsGenericParameter: true })
            && !body.Instructions.Any(i => Mentions(i.Operand)
                && !(i.Operand is FieldReference field && Closures.Is(method.DeclaringType) && Closures.IsIndependent(field, method.DeclaringType)))
            && (!ReadsThis(method) || Closures.Is(method.DeclaringType));
    }

    private static bool ReadsThis(MethodDefinition method) =>
        method.HasThis && method.Body.Instructions.Any(i => i.OpCode.Code == Code.Ldarg_0 || i.Operand == method.Body.ThisParameter);

    private static bool Mentions(object? operand) => operand switch
    {
        GenericInstanceMethod instance => instance.GenericArguments.Any(a => a.ContainsGenericParameter) || instance.DeclaringType.ContainsGenericParameter,
        TypeReference type => type.ContainsGenericParameter,
        MemberReference member => member.DeclaringType.ContainsGenericParameter,
        _ => false,
    };

    private MethodDefinition Copy(MethodDefinition original, TypeDefinition? closure)
    {
        var copy = members.Generated.NewCopy(original, closure);
        var offset = closure is null ? 0 : 1;
        ParameterDefinition Own(ParameterDefinition parameter) => copy.Parameters[parameter.Index + offset];
        foreach (var parameter in original.Parameters)
        {
            foreach (var attribute in parameter.CustomAttributes)
                Own(parameter).CustomAttributes.Add(attribute);
        }
        foreach (var attribute in original.CustomAttributes)
            copy.CustomAttributes.Add(attribute);
        var from = original.Body;
        var body = copy.Body = new MethodBody(copy) { InitLocals = from.InitLocals, MaxStackSize = from.MaxStackSize };
        foreach (var variable in from.Variables)
            body.Variables.Add(new VariableDefinition(variable.VariableType));
        var map = from.Instructions.ToDictionary(i => i, _ => Instruction.Create(OpCodes.Nop));
        foreach (var instruction in from.Instructions)
        {
            var made = map[instruction];
            made.OpCode = instruction.OpCode;
            made.Operand = instruction.Operand switch
            {
                Instruction target => map[target],
                Instruction[] targets => targets.Select(t => map[t]).ToArray(),
                VariableDefinition variable => body.Variables[variable.Index],
                ParameterDefinition parameter => Own(parameter),
                var other => other,
            };
            if (original.HasThis && closure is null && instruction.OpCode.Code is Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3)
            {
                made.OpCode = OpCodes.Ldarg;
                made.Operand = copy.Parameters[instruction.OpCode.Code - Code.Ldarg_1];
            }
            body.Instructions.Add(made);
        }
        Instruction? At(Instruction? place) => place is null ? null : map[place];
        foreach (var handler in from.ExceptionHandlers)
        {
            body.ExceptionHandlers.Add(new ExceptionHandler(handler.HandlerType)
            {
                CatchType = handler.CatchType,
                TryStart = At(handler.TryStart),
                TryEnd = At(handler.TryEnd),
                HandlerStart = At(handler.HandlerStart),
                HandlerEnd = At(handler.HandlerEnd),
                FilterStart = At(handler.FilterStart),
            });
        }
        body.SimplifyMacros();
        body.OptimizeMacros();
        CopyLines(original, copy, map);
        return copy;
    }

    private static void CopyLines(MethodDefinition original, MethodDefinition copy, Dictionary<Instruction, Instruction> map)
    {
        var at = map.ToDictionary(p => p.Key.Offset, p => p.Value);
        foreach (var point in original.DebugInformation.SequencePoints)
        {
            if (!at.TryGetValue(point.Offset, out var instruction))
                continue;
            copy.DebugInformation.SequencePoints.Add(new SequencePoint(instruction, point.Document)
            {
                StartLine = point.StartLine,
                StartColumn = point.StartColumn,
                EndLine = point.EndLine,
                EndColumn = point.EndColumn,
            });
        }
    }
}

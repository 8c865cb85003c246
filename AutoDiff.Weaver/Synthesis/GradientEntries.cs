using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Static methods (receiver if needed, arguments…) -> gradient, or (value, gradient): the fused gradient with a rented tape around it where it
/// uses one, and with a place for every argument in the result.
/// </summary>
internal sealed class GradientEntries(GeneratedMembers members, Derivation derivation)
{
    private readonly Dictionary<(string, bool), MethodDefinition> entries = [];

    public MethodDefinition Entry(DifferentiableTarget target, bool withValue, RequestSite site)
    {
        if (entries.TryGetValue((target.Key, withValue), out var entry))
            return entry;
        var result = withValue ? members.Tuples.Tuple([target.Result, target.Gradient]) : target.Gradient;
        var gradient = derivation.Gradient(target.Request, withValue, site);
        if (gradient is { UsesTape: false } && TakesTheSame(target) && !members.Cotangents.NeedsWidening(target))
            entry = gradient.Method;
        else
            entry = members.Generated.NewMethod(target.Method, withValue ? "ValueWithGradientEntry" : "GradientEntry", result, target.Parameters);
        entries.Add((target.Key, withValue), entry);
        if (gradient is null)
            members.WriteThrow(entry, derivation.Failure(target.Request));
        else if (entry != gradient.Method)
            Write(entry, target, gradient, withValue);
        return entry;
    }

    /// <summary>The derivative has the entry's parameters: there is no receiver, or one that is passed as it is.</summary>
    private bool TakesTheSame(DifferentiableTarget target) =>
        !target.PassesReceiver || (target.Receiver is not null && members.Types.KindOf(target.Receiver) == members.Types.KindOf(members.Types.ArgumentTypes(target.Method)[0]));

    private void Write(MethodDefinition entry, DifferentiableTarget target, FusedGradient gradient, bool withValue)
    {
        var code = members.Write(entry);
        var cotangents = members.Cotangents.Returned(target);
        var returned = code.Local(withValue ? members.Tuples.Tuple([target.Result, cotangents]) : cotangents);
        if (gradient.UsesTape)
            CallWithTape(code, target, gradient.Method, returned);
        else
            PushArguments(code, target, gradient.Method).Call(gradient.Method).Store(returned);
        if (!members.Cotangents.NeedsWidening(target))
        {
            code.Load(returned);
        }
        else if (withValue)
        {
            code.LoadAddress(returned).Field(members.Tuples.ItemPath(returned.VariableType, 0)[0]);
            members.Cotangents.Widen(code, target, returned, members.Tuples.ItemPath(returned.VariableType, 1));
            code.New(members.Tuples.Constructor(entry.ReturnType));
        }
        else
        {
            members.Cotangents.Widen(code, target, returned, []);
        }
        code.Return();
    }

    private void CallWithTape(InstructionWriter code, DifferentiableTarget target, MethodDefinition fused, Mono.Cecil.Cil.VariableDefinition returned)
    {
        const string TapeType = "AutoDiff.Tape";
        var tape = code.Local(members.Runtime.Tape);
        var mark = code.Local(members.Runtime.TapeMark);
        code.Call(members.Runtime.Method(TapeType, "Rent")).Store(tape);
        code.Load(tape).Call(members.Runtime.Method(TapeType, "Mark")).Store(mark);
        code.TryFinally(
            () => PushArguments(code, target, fused).Load(tape).Call(fused).Store(returned),
            () => code.Load(tape).Load(mark).Call(members.Runtime.Method(TapeType, "Release")));
    }

    private InstructionWriter PushArguments(InstructionWriter code, DifferentiableTarget target, MethodDefinition callee)
    {
        members.PushReceiver(code, target, callee.Parameters[0].ParameterType, () => code.Argument(0));
        var offset = target.Receiver is null ? 0 : 1;
        for (var i = 0; i < target.Arguments.Count; i++)
            code.Argument(offset + i);
        return code;
    }
}

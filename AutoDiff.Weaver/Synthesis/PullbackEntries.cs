using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Static methods (receiver if needed, arguments…, out pullback) -> value: the augmented sweep on a tape of its own, and a generated
/// <c>PullbackState</c> that keeps that tape and the arguments the reverse sweep reads.
/// </summary>
internal sealed class PullbackEntries(GeneratedMembers members, Derivation derivation)
{
    private const string TapeType = "AutoDiff.Tape";
    private const string StateType = "AutoDiff.PullbackState";
    private readonly Dictionary<string, MethodDefinition> entries = [];

    public MethodDefinition Entry(DifferentiableTarget target, RequestSite site)
    {
        if (entries.TryGetValue(target.Key, out var entry))
            return entry;
        var pullback = members.PullbackType(target);
        entry = members.Generated.NewMethod(
            target.Method, "ValueWithPullbackEntry", target.Result, [.. target.Parameters, ("pullback", new ByReferenceType(pullback))]);
        entry.Parameters[entry.Parameters.Count - 1].IsOut = true;
        entries.Add(target.Key, entry);
        if (derivation.Split(target.Request, site) is not { } split)
        {
            members.WriteThrow(entry, derivation.Failure(target.Request));
            return entry;
        }
        var (constructor, invoke, kept) = State(target, split);
        var code = members.Write(entry);
        var tape = code.Local(members.Runtime.Tape);
        var value = code.Local(target.Result);
        code.Call(members.Runtime.Method(TapeType, "CreateOwned")).Store(tape);
        var parameters = target.Parameters.Count();
        members.PushReceiver(code, target, split.Augmented.Parameters[0].ParameterType, () => code.Argument(0));
        for (var i = target.Receiver is null ? 0 : 1; i < parameters; i++)
            code.Argument(i);
        code.Load(tape).Call(split.Augmented).Store(value);
        code.Argument(parameters).Load(tape);
        foreach (var i in kept)
            code.Argument(i);
        code.New(constructor).Function(invoke).New(members.Framework.DelegateConstructor(pullback)).StoreReference();
        code.Load(value).Return();
        return entry;
    }

    /// <summary>The state class, and which of the entry's parameters its constructor takes after the tape.</summary>
    private (MethodDefinition Constructor, MethodDefinition Invoke, IReadOnlyList<int> Kept) State(DifferentiableTarget target, SplitDerivative split)
    {
        var state = members.NewClass(target, "Pullback", members.Runtime.PullbackState);
        var parameters = target.Parameters.ToList();
        var argumentOffset = target.Receiver is null && target.PassesReceiver ? 1 : 0;
        List<int> kept = [.. Enumerable.Range(0, parameters.Count).Where(i => split.PullbackReads(i + argumentOffset) || IsBoxed(i))];

        // A boxed receiver is kept even when it is not read: there is nothing else to unbox.
        bool IsBoxed(int i) => i == 0 && target.Receiver?.MetadataType == MetadataType.Object;
        var fields = kept.ToDictionary(i => i, i => members.NewField(state, parameters[i].Name, parameters[i].Type));
        var baseConstructor = new MethodReference(".ctor", members.Types.Void, members.Runtime.PullbackState) { HasThis = true };
        baseConstructor.Parameters.Add(new ParameterDefinition("tape", ParameterAttributes.None, members.Runtime.Tape));
        var constructor = members.NewConstructor(state, baseConstructor, [.. kept.Select(i => fields[i])]);

        var invoke = new MethodDefinition("Invoke", MethodAttributes.Assembly | MethodAttributes.HideBySig, target.Gradient);
        invoke.Parameters.Add(new ParameterDefinition("cotangent", ParameterAttributes.None, target.Result));
        state.Methods.Add(invoke);
        var code = members.Write(invoke);
        var mark = code.Local(members.Runtime.TapeMark);
        var returned = code.Local(members.Cotangents.Returned(target));
        void Push(int i)
        {
            if (fields.TryGetValue(i, out var field))
                code.This().Field(field);
            else
                code.Default(parameters[i].Type);
        }
        code.This().Call(members.Runtime.Method(StateType, "Enter")).Store(mark);
        code.TryFinally(
            () =>
            {
                members.PushReceiver(code, target, split.Pullback.Parameters[0].ParameterType, () => Push(0));
                for (var i = target.Receiver is null ? 0 : 1; i < parameters.Count; i++)
                    Push(i);
                code.Argument(0).This().Call(members.Runtime.Method(StateType, "get_Tape")).Call(split.Pullback).Store(returned);
            },
            () => code.This().Load(mark).Call(members.Runtime.Method(StateType, "Exit")));
        members.Cotangents.Widen(code, target, returned, []);
        code.Return();
        return (constructor, invoke, kept);
    }
}

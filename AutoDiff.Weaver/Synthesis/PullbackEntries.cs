using AutoDiff.Weaving.Differentiation.Calls;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Static methods (receiver if needed, arguments…, out pullback) -> value: the augmented sweep on a tape of its own, and a generated
/// <c>PullbackState</c> that keeps that tape, the shadows, and the arguments the reverse sweep reads. Arguments with shadows are copied first: what
/// happens to them later is of no consequence.
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
        if (derivation.Split(target.PullbackRequest, site) is not { } split)
        {
            members.WriteThrow(entry, derivation.Failure(target.PullbackRequest));
            return entry;
        }
        var passed = target.PassesReceiver ? 1 : 0;
        bool Writes(int i) => split.WritesTo(i + passed);
        var state = new State(members, target, split, ArgumentShadows.AreTogether(target, Writes));
        var code = members.Write(entry);
        var offset = target.Receiver is null ? 0 : 1;
        var parameters = target.Parameters.Count();
        var shadows = new ArgumentShadows(members).Make(code, target, offset, Writes, _ => true);
        var tape = code.Local(members.Runtime.Tape);
        var returned = code.Local(split.Augmented.ReturnType);
        code.Call(members.Runtime.Method(TapeType, "CreateOwned")).Store(tape);
        members.PushReceiver(code, target, split.Augmented.Parameters[0].ParameterType, () => code.Argument(0));
        for (var i = offset; i < parameters; i++)
            code.Argument(i);
        foreach (var i in target.Shadowed)
            code.Load(shadows[i]);
        code.Load(tape).Call(split.Augmented).Store(returned);
        code.Argument(parameters).Load(tape);
        foreach (var i in state.Kept)
            code.Argument(i);
        foreach (var i in target.Shadowed)
            code.Load(shadows[i]);
        if (target.ShadowsResult)
            code.LoadAddress(returned).Item(returned.VariableType, 1).Call(members.ShadowOperation("OfResult", target.Result));
        code.New(state.Constructor).Function(state.Invoke).New(members.Framework.DelegateConstructor(pullback)).StoreReference();
        if (target.ShadowsResult)
            code.LoadAddress(returned).Item(returned.VariableType, 0).Return();
        else
            code.Load(returned).Return();
        return entry;
    }

    /// <summary>The class behind a pullback.</summary>
    private sealed class State
    {
        private readonly GeneratedMembers members;
        private readonly DifferentiableTarget target;
        private readonly SplitDerivative split;
        private readonly bool together;
        private readonly List<(string Name, TypeReference Type)> parameters;
        private readonly Dictionary<int, FieldDefinition> arguments;
        private readonly Dictionary<int, FieldDefinition> shadows;
        private readonly FieldDefinition? resultShadow;

        public State(GeneratedMembers members, DifferentiableTarget target, SplitDerivative split, bool together)
        {
            this.members = members;
            this.target = target;
            this.split = split;
            this.together = together;
            var state = members.NewClass(target, "Pullback", members.Runtime.PullbackState);
            parameters = [.. target.Parameters];
            var argumentOffset = target.Receiver is null && target.PassesReceiver ? 1 : 0;
            // A boxed receiver is kept even when it is not read: there is nothing else to unbox.
            bool IsBoxed(int i) => i == 0 && target.Receiver?.MetadataType == MetadataType.Object;
            Kept = [.. Enumerable.Range(0, parameters.Count).Where(i => split.PullbackReads(i + argumentOffset) || IsBoxed(i))];
            arguments = Kept.ToDictionary(i => i, i => members.NewField(state, parameters[i].Name, parameters[i].Type));
            shadows = target.Shadowed.ToDictionary(i => i,
                i => members.NewField(state, "shadow" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), target.Arguments[i]));
            resultShadow = target.ShadowsResult
                ? members.NewField(state, "resultShadow", FrameworkTypes.Close(members.Runtime.Type("AutoDiff.ResultShadow`1"), [target.Result]))
                : null;
            var baseConstructor = new MethodReference(".ctor", members.Types.Void, members.Runtime.PullbackState) { HasThis = true };
            baseConstructor.Parameters.Add(new ParameterDefinition("tape", ParameterAttributes.None, members.Runtime.Tape));
            List<FieldDefinition> fields = [.. Kept.Select(i => arguments[i]), .. target.Shadowed.Select(i => shadows[i])];
            if (resultShadow is not null)
                fields.Add(resultShadow);
            Constructor = members.NewConstructor(state, baseConstructor, fields);
            Invoke = new MethodDefinition("Invoke", MethodAttributes.Assembly | MethodAttributes.HideBySig, target.Gradient);
            Invoke.Parameters.Add(new ParameterDefinition("cotangent", ParameterAttributes.None, target.Result));
            state.Methods.Add(Invoke);
            WriteInvoke();
        }

        public MethodDefinition Constructor { get; }

        public MethodDefinition Invoke { get; }

        /// <summary>Which of the entry's parameters the constructor takes after the tape, before the shadows.</summary>
        public IReadOnlyList<int> Kept { get; }

        private void WriteInvoke()
        {
            var code = members.Write(Invoke);
            var mark = code.Local(members.Runtime.TapeMark);
            var cotangents = members.Cotangents.Returned(target);
            var returned = cotangents.MetadataType == MetadataType.Void ? null : code.Local(cotangents);
            var gradient = code.Local(target.Gradient);
            code.This().Call(members.Runtime.Method(StateType, "Enter")).Store(mark);
            code.TryFinally(
                () =>
                {
                    Seed(code);
                    code.This().Call(members.Runtime.Method(StateType, "Begin"));
                    members.PushReceiver(code, target, split.Pullback.Parameters[0].ParameterType, () => Push(code, 0));
                    for (var i = target.Receiver is null ? 0 : 1; i < parameters.Count; i++)
                        Push(code, i);
                    foreach (var i in target.Shadowed)
                        code.This().Field(shadows[i]);
                    if (members.Tangents.HasTangent(target.Result))
                        code.Argument(0);
                    code.This().Call(members.Runtime.Method(StateType, "get_Tape")).Call(split.Pullback);
                    if (returned is not null)
                        code.Store(returned);
                    // The shadows are used again: the result is a copy.
                    var copies = new ArgumentShadows(members).Copies(code, target, together, i => code.This().Field(shadows[i]));
                    members.Cotangents.Widen(code, target, returned, [], i => () => code.Load(copies[i]));
                    code.Store(gradient);
                    // Now that everything is where it was given: what the function took out of a container cannot be reached later.
                    Clear(code);
                    code.This().Call(members.Runtime.Method(StateType, "End"));
                },
                () => code.This().Load(mark).Call(members.Runtime.Method(StateType, "Exit")));
            code.Load(gradient).Return();
        }

        /// <summary>Clears the shadows and then adds the cotangent: a result may be an argument.</summary>
        private void Seed(InstructionWriter code)
        {
            Clear(code);
            if (resultShadow is not null)
                code.This().Field(resultShadow).Argument(0).Call(members.ShadowOperation("Seed", target.Result));
        }

        private void Clear(InstructionWriter code)
        {
            foreach (var i in target.Shadowed)
                code.This().Field(shadows[i]).Call(members.ShadowOperation("Clear", target.Arguments[i]));
        }

        private void Push(InstructionWriter code, int parameter)
        {
            if (arguments.TryGetValue(parameter, out var field))
                code.This().Field(field);
            else
                code.Default(parameters[parameter].Type);
        }
    }
}

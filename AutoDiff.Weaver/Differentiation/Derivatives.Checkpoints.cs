using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Checkpoints;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <content>Reverse mode: what runs again instead of leaving a trace.</content>
internal sealed partial class Derivatives
{
    private readonly Dictionary<string, OutlinedLoop> loopsOutlined = [];
    private readonly Dictionary<string, MethodIR> withoutLoops = [];

    /// <summary>Writes the derivative of a method whose calls keep their arguments only.</summary>
    /// <returns>Whether the method is one.</returns>
    private bool RunsAgain(DerivativeRequest request, MethodIR body, SplitDerivative result)
    {
        if (loopsOutlined.TryGetValue(request.Method.FullName, out var loop))
        {
            RunsAgain(loop, request, body, result);
            return true;
        }
        if (Bodies.SnapshotsOf(request.Method) != 0 || rules.HasRule(request.Method) || rules.IsNoDerivative(request.Method))
            return false;
        var subject = $"[Checkpoint] method '{UserNames.Alone(request.Method)}'";
        var location = BeginOf(request.Method);
        CheckRepeatable(request.Method, location, subject);
        var memory = new KeptMemory(types, runtime, tuples, rules.Tangents);
        if (request.ShadowsResult && !(memory.HoldsArraysOfNumbers(body.ReturnType) && ReturnsItsOwn(request.Method)))
        {
            throw new UnsupportedConstructException(
                "AD1015", location, $"{subject} returns something else than numbers and arrays of numbers that it makes");
        }
        var inner = SplitAsAsked(request with { IsRun = true, Stable = null });
        (result.DependsOnParameters, result.DependsByComparisons, result.WritesTo) = (inner.DependsOnParameters, inner.DependsByComparisons, inner.WritesTo);
        var kept = memory.Changing(request, body, inner, location, subject);
        new RunAgain(types, runtime, memory, services.Tapes, new SpareTapeCode(runtime, generated), EmitAsIs).Build(request, body, result, inner, kept);
        Account(DerivativeKind.Split, request.Method, [result.Augmented, result.Pullback], null, null,
            ["[Checkpoint]: a call keeps its arguments; the method runs again in the reverse sweep, which then goes through it at once."]);
        if (recursive.Contains(request.Key))
        {
            deep.Guard(result.Augmented, request.Method);
            deep.Guard(result.Pullback, request.Method);
        }
        return true;
    }

    /// <summary>Writes the derivative of a loop that was taken out of its method. Its place is that of the call.</summary>
    private void RunsAgain(OutlinedLoop loop, DerivativeRequest request, MethodIR body, SplitDerivative result)
    {
        const string Subject = "the loop in a method with [Checkpoint]";
        CheckRepeatable(loop.Run, null, Subject);
        var asked = new DerivativeRequest(loop.Steps, StepRoles.Of(loop, request, roles => VariedResults(loop, roles)));
        var steps = SplitAsAsked(asked);
        (result.DependsOnParameters, result.DependsByComparisons, result.WritesTo) = (steps.DependsOnParameters, steps.DependsByComparisons, steps.WritesTo);
        var memory = new KeptMemory(types, runtime, tuples, rules.Tangents);
        var kept = memory.Changing(request, body, steps, null, Subject, loop.AreApart);
        new LoopDriver(types, runtime, memory, rules.Tangents, services.Tapes, new SpareTapeCode(runtime, generated), EmitAsIs)
            .Build(loop, request, result, (steps, asked), kept);
        Account(DerivativeKind.Split, request.Method, [result.Augmented, result.Pullback], null, null,
            [$"A loop in a method with [Checkpoint]: its state is kept at {loop.Snapshots} iterations; those between run again in the reverse sweep."]);
    }

    /// <summary>Which items of what some iterations return depend on parameters with these roles.</summary>
    private IReadOnlyList<bool> VariedResults(OutlinedLoop loop, IReadOnlyList<ParameterRole> roles)
    {
        var body = Cloner.Copy(Bodies.ForDerivative(loop.Steps));
        var exit = Preparation.Run(body, body.ReturnType);
        var active = new ActiveMethod(body, new DerivativeRequest(loop.Steps, roles), rules.Tangents, services.Classifier, SummaryOf, outlives: true);
        if (exit?.Terminator is not Return { Result: { } result } end)
            return [.. roles.Select(_ => false)];
        var builder = new Builder(body).Before(end);
        return [.. Enumerable.Range(0, loop.Carried).Select(i => tuples.Item(builder, result, i)).Select(v => rules.Tangents.HasTangent(v.Type)
            && (active.Activity.IsVaried(v) || (v is IR.Instruction { Block: var block } made && block == end.Block && IsOfResult(made, result))))];

        bool IsOfResult(IR.Instruction item, Value whole) => item is Extract { Aggregate: var from } && (ReferenceEquals(from, whole)
            || (from is IR.Instruction outer && IsOfResult(outer, whole))) && active.Activity.IsVaried(whole);
    }

    /// <summary>The body of a method of which the reverse is built: its loops are taken out of it where <c>[Checkpoint]</c> says so.</summary>
    private MethodIR BodyForReverse(DerivativeRequest request)
    {
        var body = BodyOf(request);
        if (Bodies.SnapshotsOf(request.Method) is not > 0)
            return body;
        var key = request.Method.FullName + (request.AsDeclared ? "|d" : "");
        if (!withoutLoops.TryGetValue(key, out var outlined))
            withoutLoops.Add(key, outlined = TakeLoopsOut(request.Method, body));
        return outlined;
    }

    private MethodIR TakeLoopsOut(MethodReference method, MethodIR body)
    {
        var copy = Cloner.Copy(body);
        var outlining = new LoopOutlining(runtime, generated, tuples, rules.Tangents, Bodies.WritesBeyond, (made, of) =>
        {
            Bodies.Provide(made, of);
            EmitAsIs(Cloner.Copy(of), made);
        });
        var (loopsOfMethod, obstacles) = outlining.Run(copy, method, Bodies.SnapshotsOf(method)!.Value);
        if (loopsOfMethod.Count == 0 && obstacles.Count > 0)
        {
            var (location, reason) = obstacles[0];
            throw new UnsupportedConstructException(
                "AD1015", location, $"the states of the loop in the [Checkpoint] method '{UserNames.Alone(method)}' cannot be kept: {reason}");
        }
        foreach (var loop in loopsOfMethod)
            loopsOutlined.Add(loop.Run.FullName, loop);
        pipeline.Normalise(copy);
        options.Dump?.Invoke("loops taken out", copy);
        return copy;
    }

    private void CheckRepeatable(MethodReference method, SourceLocation? location, string subject)
    {
        if (Bodies.ObstacleToRepeating(method) is { } obstacle)
            throw new UnsupportedConstructException("AD1015", location, $"{subject} would run again, but {obstacle}");
    }

    /// <summary>What is returned leads to nothing that the arguments or static fields lead to.</summary>
    private bool ReturnsItsOwn(MethodReference method)
    {
        if (SummaryOf(method) is not { Result: { } result } summary)
            return false;
        var others = summary.Parameters.OfType<AliasCell>().Concat(summary.Statics.Values).SelectMany(c => c.Reachable()).Select(c => c.Root);
        return !result.Reachable().Select(c => c.Root).Intersect(others).Any();
    }

    private SourceLocation? BeginOf(MethodReference method) =>
        types.ResolveMethod(Bodies.ByValue.OriginalOf(method)?.Method ?? method) is { } definition ? new SourceLocation(definition, 0, null) : null;

    /// <summary>Writes code that needs no more than to be said in IL.</summary>
    private void EmitAsIs(MethodIR body, MethodDefinition method)
    {
        pipeline.Optimise(body);
        modelled.Run(body);
        pipeline.Lower(body);
        Emit(body, method);
    }
}

using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>A method that a dispatcher may call and that cannot be differentiated.</summary>
/// <param name="Method">The method.</param>
/// <param name="Member">What the dispatcher stands for.</param>
/// <param name="Obstacle">Why it cannot.</param>
internal sealed record UnsuitableCase(MethodReference Method, MethodReference Member, UnsupportedConstructException Obstacle)
{
    public string Reason => $"{Obstacle.Code}: {Obstacle.Sentence(Method)}";
}

/// <summary>
/// What is only possible is no reason to refuse: where one of the methods that a dispatcher calls stands in the way, the dispatcher leaves it to the call that
/// it stands for, which throws in a sweep. Only where none is left, the obstacle is one.
/// </summary>
internal sealed class UnsuitableCases(TypeContext types)
{
    private readonly Dictionary<MethodDefinition, Dispatcher> dispatchers = [];
    private readonly HashSet<string> told = [];
    private readonly List<UnsuitableCase> found = [];

    /// <summary>A method of which the body calls one of several methods, or else the member that it stands for.</summary>
    public void Register(MethodDefinition dispatcher, MethodReference member, IEnumerable<MethodReference> cases, Action write)
    {
        dispatchers.Add(dispatcher, new(member, [.. cases.GroupBy(c => c.FullName).Select(g => g.First())], write));
        Write(dispatcher);
    }

    public bool Has(MethodDefinition dispatcher, MethodReference method) => dispatchers[dispatcher].Unsuitable.ContainsKey(method.FullName);

    /// <summary>Why the calls of the member itself in a dispatcher are refused, in their order; the last one is that of methods that are not known.</summary>
    public IReadOnlyList<string> RefusalsIn(MethodReference dispatcher) =>
        types.ResolveMethod(dispatcher) is { } definition && dispatchers.TryGetValue(definition, out var known) ? known.Refusals : [];

    /// <summary>The methods that a dispatcher may call, each with the reason why it does without it if it does.</summary>
    public IReadOnlyList<(MethodReference Method, string? Refusal)> CasesOf(MethodReference dispatcher) =>
        types.ResolveMethod(dispatcher) is { } definition && dispatchers.TryGetValue(definition, out var known)
            ? [.. known.Cases.Select(c => (c, known.Unsuitable.TryGetValue(c.FullName, out var one) ? one.Reason : null))]
            : [];

    /// <summary>Says that the call of the member that comes next in a dispatcher takes the place of one of a method.</summary>
    public void Refuse(MethodDefinition dispatcher, MethodReference method) =>
        dispatchers[dispatcher].Refusals.Add(dispatchers[dispatcher].Unsuitable[method.FullName].Reason);

    /// <summary>What was found since this was asked last; nothing is said twice.</summary>
    public IReadOnlyList<UnsuitableCase> TakeFound()
    {
        var result = found.Where(f => told.Add(f.Method.FullName)).ToList();
        found.Clear();
        return result;
    }

    /// <summary>The dispatcher that does without one of its cases from now on, since that is where the obstacle is; null when there is none.</summary>
    public MethodDefinition? LeaveOut(UnsupportedConstructException obstacle)
    {
        if (CaseBehind(obstacle) is not { } found)
            return null;
        LeaveOut(found.Dispatcher, found.Case, obstacle);
        return found.Dispatcher;
    }

    /// <summary>The innermost dispatcher that can do without the case that an obstacle is in.</summary>
    public (MethodDefinition Dispatcher, MethodReference Case)? CaseBehind(UnsupportedConstructException obstacle)
    {
        foreach (var start in new[] { obstacle.LostAt, obstacle.Location })
        {
            var inside = new List<MethodDefinition>();
            for (var frame = start; frame is not null; frame = frame.InlinedAt)
            {
                if (dispatchers.TryGetValue(frame.Method, out var dispatcher) && dispatcher.CaseOf(frame, inside, types) is { } blamed
                    && dispatcher.CanDoWithout(blamed))
                    return (frame.Method, blamed);
                inside.Add(frame.Method);
            }
        }
        return null;
    }

    private void LeaveOut(MethodDefinition method, MethodReference blamed, UnsupportedConstructException obstacle)
    {
        var dispatcher = dispatchers[method];
        var one = new UnsuitableCase(blamed, dispatcher.Member, obstacle);
        dispatcher.Unsuitable.Add(blamed.FullName, one);
        found.Add(one);
        Write(method);
    }

    private void Write(MethodDefinition dispatcher)
    {
        dispatchers[dispatcher].Refusals.Clear();
        dispatcher.Body.Instructions.Clear();
        dispatcher.Body.Variables.Clear();
        dispatchers[dispatcher].Write();
        for (var i = 0; i < dispatcher.Body.Instructions.Count; i++)
            dispatcher.Body.Instructions[i].Offset = i;
    }

    private sealed record Dispatcher(MethodReference Member, IReadOnlyList<MethodReference> Cases, Action Write)
    {
        public Dictionary<string, UnsuitableCase> Unsuitable { get; } = [];

        public List<string> Refusals { get; } = [];

        public bool CanDoWithout(MethodReference one) => Unsuitable.Count + 1 < Cases.Count && !Unsuitable.ContainsKey(one.FullName);

        /// <summary>The case that a place in the dispatcher belongs to: the one whose code the place is in, or the one that is called there.</summary>
        public MethodReference? CaseOf(SourceLocation frame, List<MethodDefinition> inside, TypeContext types)
        {
            var called = frame.Method.Body.Instructions.FirstOrDefault(i => i.Offset == frame.Offset && i.OpCode.Code == Code.Call)?.Operand as MethodReference;
            return Cases.FirstOrDefault(c => c.FullName == called?.FullName)
                ?? Enumerable.Reverse(inside).Select(m => Cases.FirstOrDefault(c => types.ResolveMethod(c) == m)).FirstOrDefault(c => c is not null);
        }
    }
}

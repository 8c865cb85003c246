using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reports;

/// <summary>
/// A method that was differentiated, or one that was inlined into it, with what came from each of its lines: what came from further inside belongs to the
/// line of the call, too.
/// </summary>
internal sealed class Inlining(MethodDefinition? method, SourceLocation? call)
{
    private readonly Dictionary<string, Inlining> inner = [];

    public MethodDefinition? Method { get; } = method;

    /// <summary>Where the method was inlined; null for the one that was differentiated.</summary>
    public SourceLocation? Call { get; } = call;

    public IEnumerable<Inlining> Inner => inner.Values;

    /// <summary>What came from the method, with the place in it.</summary>
    public List<(SequencePoint? Point, OperationAccount Operation)> Operations { get; } = [];

    /// <summary>That which came from no method further inside.</summary>
    public List<OperationAccount> Own { get; } = [];

    public List<(SequencePoint Point, LoopAccount Loop)> Loops { get; } = [];

    public List<(SequencePoint Point, CallAccount Call)> Calls { get; } = [];

    public static Inlining Of(DerivativeAccount account)
    {
        var root = new Inlining(account.Definition, null);
        foreach (var operation in account.Body?.Operations ?? [])
            root.Find(operation.Location, (i, p) => i.Operations.Add((p, operation))).Own.Add(operation);
        foreach (var loop in account.Trace?.Loops ?? [])
        {
            if (loop.Location is { } location && root.Find(location) is var place && location.Point is { } point)
                place.Loops.Add((point, loop));
        }
        foreach (var call in account.Body?.Calls ?? [])
        {
            if (call.Location is { } location && root.Find(location) is var place && location.Point is { } point)
                place.Calls.Add((point, call));
        }
        return root;
    }

    /// <summary>The innermost method at a place.</summary>
    private Inlining Find(SourceLocation location, Action<Inlining, SequencePoint?>? visit = null)
    {
        var frames = new Stack<SourceLocation>();
        for (var frame = location; frame is not null; frame = frame.InlinedAt)
            frames.Push(frame);
        var current = this;
        // The outermost frame is of the method itself, unless that was generated, and has no source of its own.
        if (frames.Peek().Method == Method)
        {
            var own = frames.Pop();
            visit?.Invoke(current, own.Point);
        }
        foreach (var frame in frames)
        {
            var key = $"{frame.InlinedAt?.Offset} {frame.Method.FullName}";
            if (!current.inner.TryGetValue(key, out var next))
                current.inner.Add(key, next = new Inlining(frame.Method, frame.InlinedAt));
            current = next;
            visit?.Invoke(current, frame.Point);
        }
        return current;
    }
}

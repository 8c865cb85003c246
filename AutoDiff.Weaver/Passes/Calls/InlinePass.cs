using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Passes.Calls;

/// <summary>When a call is worth replacing by the body of its target.</summary>
internal sealed record InlinePolicy
{
    /// <summary>The largest body, in instructions, that is copied to every call of it.</summary>
    public int Threshold { get; init; } = 120;

    /// <summary>The largest body, in instructions, that is copied to a call that gains more by it than most.</summary>
    public int PromisingThreshold { get; init; } = 500;

    /// <summary>The largest method, in instructions, that is taken for a wrapper of the one call in it; none is if it is zero.</summary>
    public int LargestWrapper { get; init; }

    /// <summary>A caller does not grow beyond this many instructions.</summary>
    public int CallerLimit { get; init; } = 6000;

    /// <summary>
    /// How many large bodies move into each other at most. Each caller is optimised with what moved into it: without a bound, a chain of methods takes time as
    /// the square of its length.
    /// </summary>
    public int MostMoves { get; init; } = 8;

    /// <summary>Whether no other call of the target exists, so that its body moves rather than multiplies.</summary>
    public Func<Call, bool> IsOnlyCall { get; init; } = _ => false;

    /// <summary>Whether a call shows what its target is given only when it is inlined: its size does not count.</summary>
    public Func<Call, bool> IsNeeded { get; init; } = _ => false;

    /// <summary>Whether inlining a call is likely to simplify more than the call.</summary>
    public Func<Call, bool> IsPromising { get; init; } = _ => false;
}

/// <summary>
/// Inlines from the caller's point of view: calls in the order of the code, then those that came with the inlined bodies. The bodies are
/// expected to be optimised already. A method is not inlined into itself, however many calls lie between.
/// </summary>
internal sealed class InlinePass
{
    private readonly MethodIR method;
    private readonly Func<Call, MethodIR?> bodyOf;
    private readonly InlinePolicy policy;
    private readonly Queue<(Call Call, Frame Frame)> work = new();
    private int size;

    private InlinePass(MethodIR method, Func<Call, MethodIR?> bodyOf, InlinePolicy policy)
    {
        this.method = method;
        this.bodyOf = bodyOf;
        this.policy = policy;
        size = method.Instructions.Count();
    }

    /// <param name="method">The caller.</param>
    /// <param name="bodyOf">The body that a call enters, or null when it is not known or not wanted. It is copied, not changed.</param>
    /// <param name="policy">What to inline.</param>
    public static bool Run(MethodIR method, Func<Call, MethodIR?> bodyOf, InlinePolicy policy) => new InlinePass(method, bodyOf, policy).Run();

    private bool Run()
    {
        var changed = false;
        var top = new Frame(method, null);
        foreach (var call in method.Instructions.OfType<Call>())
            work.Enqueue((call, top));
        while (work.Count > 0)
        {
            var (call, frame) = work.Dequeue();
            if (call.Block is null || bodyOf(call) is not { } callee || frame.Contains(callee) || IsInlinedFrom(call, callee))
                continue;
            var added = callee.Instructions.Count();
            var most = policy.IsPromising(call) ? policy.PromisingThreshold : policy.Threshold;
            var isLarge = added > most;
            if ((isLarge && !Moves(call, callee) && !policy.IsNeeded(call)) || size + added > policy.CallerLimit || !Inliner.CanInline(call, callee))
                continue;
            size += added;
            method.DepthOfMoves = Math.Max(method.DepthOfMoves, callee.DepthOfMoves + (isLarge ? 1 : 0));
            var inner = new Frame(callee, frame);
            foreach (var nested in Inliner.Inline(call, callee).SelectMany(b => b.Instructions).OfType<Call>())
                work.Enqueue((nested, inner));
            changed = true;
        }
        return changed;
    }

    private bool Moves(Call call, MethodIR callee) => callee.DepthOfMoves < policy.MostMoves && (policy.IsOnlyCall(call) || IsWrapper(call));

    /// <summary>A method that does little more than call another one is that other one.</summary>
    private bool IsWrapper(Call call) => method.Instructions.Count() <= policy.LargestWrapper
        && method.Instructions.OfType<Call>().Count(c => c.KnownEffects != Effects.None) == 1 && call.Block!.Method == method;

    /// <summary>The call came with the body of the callee, inlined here or when the body that contains it was optimised.</summary>
    private bool IsInlinedFrom(Call call, MethodIR callee)
    {
        if (callee.Origin is not { } origin || method.Types.ResolveMethod(origin) is not { } definition)
            return false;
        for (var at = call.Location; at is not null; at = at.InlinedAt)
        {
            if (at.Method == definition)
                return true;
        }
        return false;
    }

    private sealed record Frame(MethodIR Body, Frame? Caller)
    {
        public bool Contains(MethodIR body)
        {
            for (var frame = this; frame is not null; frame = frame.Caller)
            {
                if (frame.Body == body || (body.Origin is { } origin && frame.Body.Origin?.FullName == origin.FullName))
                    return true;
            }
            return false;
        }
    }
}

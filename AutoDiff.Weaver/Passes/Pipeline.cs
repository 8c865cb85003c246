using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Calls;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Passes.Loops;
using AutoDiff.Weaving.Passes.Memory;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Passes.Vectors;

namespace AutoDiff.Weaving.Passes;

/// <summary>What accompanies the passes: checks after each, and a look at the IR.</summary>
internal sealed record PipelineOptions
{
    /// <summary>Check the invariants of the IR after every pass.</summary>
    public bool Verify { get; init; }

    /// <summary>Reverse sweeps keep zero cotangents from infinite partials: instructions may be moved out of their guards before differentiation.</summary>
    public bool ZerosAreTested { get; init; } = true;

    /// <summary>What is left out.</summary>
    public Optimisations Without { get; init; }

    /// <summary>Fields whose content is cut off from derivatives: what is read from one is not what was written to it.</summary>
    public Func<Mono.Cecil.FieldReference, bool> IsConstant { get; init; } = _ => false;

    /// <summary>Methods in which what becomes an integer is meant to be constant between the steps.</summary>
    public Func<Mono.Cecil.MethodDefinition, bool>? IsPiecewise { get; init; }

    /// <summary>Receives the name of each pass that changed something and the IR after it.</summary>
    public Action<string, MethodIR>? Dump { get; init; }
}

/// <summary>The passes in order, and why in this order.</summary>
internal sealed class Pipeline(PipelineOptions? options = null)
{
    private const int MaxRounds = 4;
    private readonly PipelineOptions options = options ?? new PipelineOptions();

    /// <summary>Brings a method as imported, or as put together by a transformation, into the shape that analyses expect.</summary>
    public bool Normalise(MethodIR method)
    {
        var changed = Step("raise nullable", RaiseNullablePass.Run, method) | Step("raise tuples", RaiseTuplesPass.Run, method)
            | Step("raise pairs", RaisePairsPass.Run, method);
        for (var round = 0; round < MaxRounds; round++)
        {
            // Simplification first: the fewer blocks and addresses, the fewer parameters promotion makes. Splitting structs lets
            // simplification see through merges, which may show that another address is never merged: hence the rounds.
            var again = Step("simplify", SimplifyPass.Run, method);
            again |= Step("merge rows", RowMergesPass.Run, method);
            again |= Step("merge addresses", AddressMergesPass.Run, method);
            again |= Step("merge elements", ElementMergesPass.Run, method);
            again |= Step("promote slots", SlotPromotionPass.Run, method);
            again |= Optional(Optimisations.ArrayPromotion, "promote arrays", ArrayPromotionPass.Run, method);
            again |= Step("thread states", StateThreadingPass.Run, method);
            again |= Step("known conditions", KnownConditionsPass.Run, method);
            again |= Step("split aggregates", AggregateParametersPass.Run, method);
            again |= Step("simplify", SimplifyPass.Run, method);
            again |= Step("dead code", DeadCodePass.Run, method);
            if (!again)
                break;
            changed = true;
        }
        return changed;
    }

    /// <summary>Normalises and then takes out redundant work.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isToBeDifferentiated">What the method computes, and where, decides what its derivative is.</param>
    public bool Optimise(MethodIR method, bool isToBeDifferentiated = false)
    {
        var changed = Normalise(method);
        if (Optional(Optimisations.Unrolling, "unroll", UnrollPass.Run, method))
            Normalise(method);
        // Numbering before motion: a value that is equal to one outside the loop need not be moved.
        changed |= Optional(Optimisations.ValueNumbering, "value numbering", ValueNumberingPass.Run, method);
        changed |= Optional(Optimisations.MemoryForwarding, "forward memory", m => MemoryForwardingPass.Run(m, options.IsConstant), method);
        changed |= Optional(Optimisations.CallsAcrossMerges, "calls across merges", CallsAcrossMergesPass.Run, method);
        changed |= Optional(Optimisations.LoopInvariantMotion, "loop-invariant motion",
            m => LoopInvariantMotionPass.Run(m, isToBeDifferentiated && !options.ZerosAreTested), method);
        changed |= Optional(Optimisations.ValueNumbering, "value numbering", ValueNumberingPass.Run, method);
        changed |= Step("simplify", SimplifyPass.Run, method);
        changed |= Step("dead code", DeadCodePass.Run, method);
        return changed;
    }

    /// <summary>Makes a loop of a method that ends with a call of itself.</summary>
    public bool GoRound(MethodIR method) => Optional(Optimisations.TailCalls, "tail calls", TailCallsPass.Run, method);

    /// <summary>Gives loops their canonical form. Later simplification may undo it.</summary>
    public bool CanonicaliseLoops(MethodIR method) =>
        Step("canonical loops", LoopSimplifyPass.Run, method) | Step("loop-closed SSA", LoopClosedSsaPass.Run, method);

    /// <summary>Inlines and cleans up after it.</summary>
    public bool Inline(MethodIR method, Func<Call, MethodIR?> bodyOf, InlinePolicy policy) =>
        Step("inline", m => InlinePass.Run(m, bodyOf, policy), method) && Normalise(method) | true;

    /// <summary>
    /// Puts vectors before loops of derived code: after everything that looks at loops, which afterwards have two ways in, and while the sums of adjoints are
    /// still known.
    /// </summary>
    public bool Vectorise(
        MethodIR method, LaneLibrary library, Func<MethodIR, Mono.Cecil.MethodReference> kernel, Func<Instruction, bool> isAdjoint, bool zeroStays) =>
        Optional(Optimisations.Vectors, "vectors", m => VectorisePass.Run(m, library, kernel, isAdjoint, zeroStays), method);

    /// <summary>Gets a method ready for emission: only what IL can say is left.</summary>
    public bool Lower(MethodIR method) =>
        Step("lower nullable", LowerNullablePass.Run, method) | Step("lower unnamed fields", LowerUnnamedFieldsPass.Run, method)
        | Step("dead code", DeadCodePass.Run, method);

    private bool Optional(Optimisations kind, string name, Func<MethodIR, bool> pass, MethodIR method) =>
        (options.Without & kind) == 0 && Step(name, pass, method);

    private bool Step(string name, Func<MethodIR, bool> pass, MethodIR method)
    {
        if (!pass(method))
            return false;
        if (options.Verify)
            Verifier.Verify(method, name);
        options.Dump?.Invoke(name, method);
        return true;
    }
}

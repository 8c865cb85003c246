using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>
/// The split derivative of a loop that keeps some of its states: its forward half is the loop itself, its reverse half does what <c>CheckpointedLoop</c> of the
/// runtime library says, one piece of the loop after the other.
/// </summary>
/// <param name="types">The type system.</param>
/// <param name="runtime">The runtime library.</param>
/// <param name="memory">Copies of what belongs to the state.</param>
/// <param name="tangents">Tangent types.</param>
/// <param name="tapes">How values come onto the tape.</param>
/// <param name="spare">Writes pullbacks that need a tape of their own.</param>
/// <param name="emit">Writes any other method.</param>
internal sealed class LoopDriver(
    TypeContext types, RuntimeLibrary runtime, KeptMemory memory, TangentTypes tangents, TapeAccess tapes, SpareTapeCode spare,
    Action<MethodIR, MethodDefinition> emit)
{
    /// <param name="loop">The loop.</param>
    /// <param name="request">What is asked of the method that runs all iterations.</param>
    /// <param name="result">The signatures of what is to be written.</param>
    /// <param name="steps">The derivative of the method that runs some, and what was asked of it.</param>
    /// <param name="kept">The arguments whose content belongs to the state.</param>
    public void Build(OutlinedLoop loop, DerivativeRequest request, SplitDerivative result, (SplitDerivative Derivative, DerivativeRequest Request) steps,
        IReadOnlyList<int> kept)
    {
        TypeReference stateType = memory.Tuples.Tuple(
            [.. loop.Run.Parameters.Take(loop.Carried).Select(p => p.ParameterType), .. kept.Select(i => loop.Run.Parameters[i].ParameterType)]);
        var forward = SpareTapeCode.Declare(types, result.Augmented, request.Method);
        var saved = new LoopForward(runtime, memory, tapes, loop, kept, stateType).Build(forward);
        emit(forward, result.Augmented);
        var method = SpareTapeCode.Declare(types, result.Pullback, request.Method);
        method.AddParameter(runtime.Tape, "spare");
        new LoopReversal(runtime, memory, tangents, tapes, loop, request, steps, kept, stateType, method).Build(saved);
        var reads = method.Parameters.Select(p => p.HasUses).ToList();
        result.PullbackReads = i => reads[i];
        spare.Emit(method, result.Pullback, request.Method, emit);
    }
}

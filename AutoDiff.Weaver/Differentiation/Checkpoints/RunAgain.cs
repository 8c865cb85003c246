using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>
/// The split derivative of a method that keeps its arguments only: its forward half is the method itself, its reverse half the forward and the reverse half of
/// the method's own derivative.
/// </summary>
internal sealed class RunAgain(
    TypeContext types, RuntimeLibrary runtime, KeptMemory memory, TapeAccess tapes, SpareTapeCode spare, Action<MethodIR, MethodDefinition> emit)
{
    /// <param name="request">What is asked of the method.</param>
    /// <param name="body">Its body, for the types of its parameters and its result.</param>
    /// <param name="result">The signatures of what is to be written.</param>
    /// <param name="inner">The method's own derivative, whose halves run one after the other.</param>
    /// <param name="kept">The arguments whose content is kept, too.</param>
    public void Build(DerivativeRequest request, MethodIR body, SplitDerivative result, SplitDerivative inner, IReadOnlyList<int> kept)
    {
        var saved = Forward(request, body, result, kept);
        Reverse(request, body, result, inner, kept, saved);
    }

    /// <returns>The values that are put on the tape.</returns>
    private IReadOnlyList<Value> Forward(DerivativeRequest request, MethodIR body, SplitDerivative result, IReadOnlyList<int> kept)
    {
        var method = SpareTapeCode.Declare(types, result.Augmented, request.Method);
        var builder = new Builder(method).AtEnd(method.AddBlock("entry"));
        var arguments = method.Parameters.Take(body.Parameters.Count).ToArray<Value>();
        List<Value> saved = [.. memory.Copy(builder, [.. kept.Select(i => arguments[i])])];
        var value = builder.Add(new Call(body.ReturnType, request.Method, false, null, arguments));
        var returned = value.HasResult ? (Value)value : null;
        if (request.ShadowsResult)
        {
            var shadow = builder.Call(memory.OfShadow("Like", body.ReturnType), value);
            saved.Add(shadow);
            returned = memory.Tuples.Pack(builder, method.ReturnType, [value, shadow]);
        }
        if (saved.Count > 0)
            tapes.Push(builder, method.Parameters[method.Parameters.Count - 1], saved, v => v);
        builder.Return(returned);
        emit(method, result.Augmented);
        return saved;
    }

    private void Reverse(
        DerivativeRequest request, MethodIR body, SplitDerivative result, SplitDerivative inner, IReadOnlyList<int> kept, IReadOnlyList<Value> saved)
    {
        var method = SpareTapeCode.Declare(types, result.Pullback, request.Method);
        var other = method.AddParameter(runtime.Tape, "spare");
        var builder = new Builder(method).AtEnd(method.AddBlock("entry"));
        var count = body.Parameters.Count;
        var arguments = method.Parameters.Take(count).ToArray<Value>();
        var shadows = method.Parameters.Skip(count).Take(request.Shadowed.Count).ToArray<Value>();
        var cotangent = method.Parameters.Skip(count + shadows.Length).Take(method.Parameters.Count - 2 - count - shadows.Length).ToArray<Value>();
        var restored = new Dictionary<Value, Value>();
        if (saved.Count > 0)
            tapes.Pop(builder, method.Parameters[method.Parameters.Count - 2], saved, restored.Add);
        // What runs again may write to it, and the reverse sweep may run once more.
        var copies = memory.Copy(builder, [.. kept.Select((_, k) => restored[saved[k]])]);
        for (var k = 0; k < kept.Count; k++)
            arguments[kept[k]] = copies[k];
        var again = builder.Call(inner.Augmented, [.. arguments, .. shadows, other]);
        if (request.ShadowsResult)
        {
            var given = restored[saved[saved.Count - 1]];
            builder.Call(memory.OfShadow("Add", body.ReturnType), memory.Tuples.Item(builder, again, 1), given);
            builder.Call(memory.OfShadow("Clear", body.ReturnType), given);
        }
        var cotangents = builder.Call(inner.Pullback, [.. arguments, .. shadows, .. cotangent, other]);
        builder.Return(cotangents.HasResult ? cotangents : null);
        var reads = method.Parameters.Select(p => p.HasUses).ToList();
        result.PullbackReads = i => reads[i];
        spare.Emit(method, result.Pullback, request.Method, emit);
    }
}

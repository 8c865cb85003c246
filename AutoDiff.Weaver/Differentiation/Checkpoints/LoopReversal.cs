using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>
/// The state goes round in a loop: the carried values, the arrays that are written, and the cotangents of what the iterations so far reversed began with.
/// </summary>
internal sealed class LoopReversal
{
    private readonly ScheduleCode code;
    private readonly KeptMemory memory;
    private readonly TangentTypes tangents;
    private readonly TapeAccess tapes;
    private readonly OutlinedLoop loop;
    private readonly DerivativeRequest request, stepsRequest;
    private readonly SplitDerivative steps;
    private readonly IReadOnlyList<int> kept;
    private readonly MethodIR method;
    private readonly Value[] arguments, shadows;
    private readonly TypeReference resultType, stateType;
    private readonly IReadOnlyList<TangentLeaf> leaves;
    private readonly TupleTypes tuples;
    private readonly Block next;
    private readonly Value[] carried, arrays, cotangents;
    private Value schedule = null!, states = null!;

    public LoopReversal(RuntimeLibrary runtime, KeptMemory memory, TangentTypes tangents, TapeAccess tapes, OutlinedLoop loop, DerivativeRequest request,
        (SplitDerivative Derivative, DerivativeRequest Request) steps, IReadOnlyList<int> kept, TypeReference stateType, MethodIR method)
    {
        (code, this.memory, this.tangents, this.tapes, this.stateType) = (new ScheduleCode(runtime), memory, tangents, tapes, stateType);
        (this.loop, this.request, this.kept, this.method) = (loop, request, kept, method);
        (this.steps, stepsRequest) = steps;
        tuples = memory.Tuples;
        var count = request.Roles.Count;
        arguments = [.. method.Parameters.Take(count)];
        shadows = [.. method.Parameters.Skip(count).Take(request.Shadowed.Count)];
        resultType = loop.Run.ReturnType;
        leaves = tangents.LeavesOf(resultType);
        method.AddBlock("entry");
        next = method.AddBlock("next");
        carried = [.. arguments.Take(loop.Carried).Select(a => next.AddParameter(a.Type, "state"))];
        arrays = [.. kept.Select(i => next.AddParameter(arguments[i].Type, "kept"))];
        cotangents = [.. leaves.Select(l => next.AddParameter(l.Scalar, "d"))];
    }

    private Value Tape => method.Parameters[method.Parameters.Count - 2];

    private Value Spare => method.Parameters[method.Parameters.Count - 1];

    public void Build(IReadOnlyList<Value> saved)
    {
        Begin(saved);
        var (done, advance, store, restore, reverse, measure) =
            (method.AddBlock("done"), method.AddBlock("advance"), method.AddBlock("store"), method.AddBlock("restore"), method.AddBlock("reverse"),
            method.AddBlock("measure"));
        var builder = new Builder(method).AtEnd(next);
        builder.Switch(Ask(builder, "Next"), [done, advance, store, restore, reverse], measure);
        Advance(builder.AtEnd(advance));
        Store(builder.AtEnd(store));
        Restore(builder.AtEnd(restore));
        Reverse(builder.AtEnd(reverse));
        Measure(builder.AtEnd(measure));
        builder.AtEnd(done);
        builder.Return(Combined(builder));
    }

    private void Begin(IReadOnlyList<Value> saved)
    {
        var builder = new Builder(method).AtEnd(method.Entry);
        var restored = new Dictionary<Value, Value>();
        tapes.Pop(builder, Tape, saved, restored.Add);
        schedule = code.Ask(builder, restored[saved[0]], "Backwards");
        states = code.Copy(builder, restored[saved[1]], stateType);
        var cotangent = leaves.Count == 0 ? null : method.Parameters[method.Parameters.Count - 3];
        // What comes first is to go back to a state.
        builder.Jump(next,
            [.. arguments.Take(loop.Carried), .. kept.Select(i => arguments[i]), .. leaves.Select(l => tangents.Unpack(builder, cotangent!, l))]);
    }

    private Call Ask(Builder builder, string member, params Value[] values) => code.Ask(builder, schedule, member, values);

    /// <summary>The arguments for some iterations from the present state on.</summary>
    private Value[] At(Value count)
    {
        Value[] all = [.. carried, .. arguments.Skip(loop.Carried).Take(arguments.Length - loop.Carried - 1), count];
        for (var k = 0; k < kept.Count; k++)
            all[kept[k]] = arrays[k];
        return all;
    }

    private void Advance(Builder builder)
    {
        var result = builder.Call(loop.Steps, At(Ask(builder, "get_Count")));
        builder.Jump(next, [.. carried.Select((_, i) => tuples.Item(builder, result, i)), .. arrays, .. cotangents]);
    }

    private void Store(Builder builder)
    {
        var state = tuples.Pack(builder, stateType, [.. carried, .. memory.Copy(builder, arrays)]);
        builder.Store(stateType, builder.ElementAddress(stateType, states, Ask(builder, "get_Place")), state);
        builder.Jump(next, [.. carried, .. arrays, .. cotangents]);
    }

    private void Restore(Builder builder)
    {
        var state = builder.Load(stateType, builder.ElementAddress(stateType, states, Ask(builder, "get_Place")));
        var copies = memory.Copy(builder, [.. arrays.Select((_, k) => tuples.Item(builder, state, loop.Carried + k))]);
        builder.Jump(next, [.. carried.Select((_, i) => tuples.Item(builder, state, i)), .. copies, .. cotangents]);
    }

    private void Reverse(Builder builder)
    {
        var all = At(Ask(builder, "get_Count"));
        builder.Call(steps.Augmented, [.. all, .. shadows, Spare]);
        Value[] given = leaves.Count == 0 ? [] : [tangents.Pack(builder, resultType, i => cotangents[i])];
        var result = builder.Call(steps.Pullback, [.. all, .. shadows, .. given, Spare]);
        builder.Jump(next, [.. carried, .. arrays, .. Returned(builder, result)]);
    }

    /// <summary>The cotangents that a piece began with, in the place of those that it ended with.</summary>
    private IEnumerable<Value> Returned(Builder builder, Value result)
    {
        var positions = stepsRequest.Differentiated;
        for (var i = 0; i < loop.Carried + loop.Numbers; i++)
        {
            var k = positions.ToList().IndexOf(i);
            var item = k < 0 ? null : positions.Count == 1 ? result : tuples.Item(builder, result, k);
            foreach (var leaf in tangents.LeavesOf(arguments[i].Type))
                yield return item is null ? method.Default(leaf.Scalar) : tangents.Unpack(builder, item, leaf);
        }
    }

    private void Measure(Builder builder)
    {
        builder.Call(steps.Augmented, [.. At(method.Int64(1)), .. shadows, Spare]);
        Ask(builder, "Measure", Spare);
        builder.Jump(next, [.. carried, .. arrays, .. cotangents]);
    }

    private Value? Combined(Builder builder)
    {
        var packed = request.Differentiated.Select(i =>
        {
            var first = arguments.Take(i).Sum(a => tangents.LeavesOf(a.Type).Count);
            return tangents.Pack(builder, arguments[i].Type, l => cotangents[first + l]);
        }).ToList();
        return packed.Count < 2 ? packed.FirstOrDefault() : tuples.Pack(builder, method.ReturnType, packed);
    }
}

using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>The forward half of a loop that keeps some of its states: the loop itself, in pieces, between which <c>CheckpointedLoop</c> is asked.</summary>
internal sealed class LoopForward(
    RuntimeLibrary runtime, KeptMemory memory, TapeAccess tapes, OutlinedLoop loop, IReadOnlyList<int> kept, TypeReference stateType)
{
    /// <param name="method">The method, with parameters and without a body.</param>
    /// <returns>What is put on the tape: what was kept where, and the states.</returns>
    public IReadOnlyList<Value> Build(MethodIR method)
    {
        var schedule = new ScheduleCode(runtime);
        Value[] arguments = [.. method.Parameters.Take(loop.Run.Parameters.Count)];
        var (entry, next, store, run, end) =
            (method.AddBlock("entry"), method.AddBlock("next"), method.AddBlock("store"), method.AddBlock("run"), method.AddBlock("end"));
        var builder = new Builder(method).AtEnd(entry);
        var log = schedule.New(builder, loop.Snapshots);
        var states = builder.NewArray(stateType, method.Int32(loop.Snapshots));
        builder.Jump(next, [.. arguments.Take(loop.Carried)]);

        Value[] carried = [.. arguments.Take(loop.Carried).Select(a => next.AddParameter(a.Type, "state"))];
        builder.AtEnd(next).Branch(schedule.Ask(builder, log, "Keep"), store, run);

        builder.AtEnd(store);
        var state = memory.Tuples.Pack(builder, stateType, [.. carried, .. memory.Copy(builder, [.. kept.Select(i => arguments[i])])]);
        builder.Store(stateType, builder.ElementAddress(stateType, states, schedule.Ask(builder, log, "get_Place")), state);
        builder.Jump(run);

        builder.AtEnd(run);
        Value[] rest = [.. arguments.Skip(loop.Carried).Take(arguments.Length - loop.Carried - 1)];
        var result = builder.Call(loop.Run, [.. carried, .. rest, schedule.Ask(builder, log, "get_Count")]);
        var goesOn = schedule.Ask(builder, log, "Ran", memory.Tuples.Item(builder, result, loop.Carried + loop.Numbers));
        builder.Branch(goesOn, next, [.. carried.Select((_, i) => memory.Tuples.Item(builder, result, i))], end, []);

        builder.AtEnd(end);
        tapes.Push(builder, method.Parameters[method.Parameters.Count - 1], [log, states], v => v);
        builder.Return(result);
        return [log, states];
    }
}

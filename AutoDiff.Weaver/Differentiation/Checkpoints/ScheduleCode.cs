using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>Calls of <c>CheckpointedLoop</c>.</summary>
internal sealed class ScheduleCode(RuntimeLibrary runtime)
{
    private const string Name = "AutoDiff.CheckpointedLoop";

    public Value New(Builder builder, int snapshots)
    {
        var constructor = builder.Types.Resolve(runtime.Type(Name))!.Methods.First(m => m is { IsConstructor: true, IsPublic: true });
        return builder.NewObject(builder.Types.Import(constructor), builder.Method.Int32(snapshots));
    }

    public Call Ask(Builder builder, Value schedule, string member, params Value[] values) => builder.Call(runtime.Method(Name, member), [schedule, .. values]);

    public Call Copy(Builder builder, Value states, TypeReference stateType) =>
        builder.Call(new GenericInstanceMethod(runtime.Method(Name, "Copy")) { GenericArguments = { stateType } }, states);
}

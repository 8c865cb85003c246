using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>Where <c>[Checkpoint]</c> stands.</summary>
internal static class CheckpointMarks
{
    /// <summary>
    /// How many states of a method's loops are kept at a time, 0 where calls of it run again as a whole; null for a method without the attribute.
    /// </summary>
    public static int? SnapshotsOf(TypeContext types, MethodReference method)
    {
        // Calling an iterator does nothing yet.
        var mark = types.ResolveMethod(method) is { HasCustomAttributes: true } definition
            && definition.CustomAttributes.All(a => a.AttributeType.Name != "IteratorStateMachineAttribute")
            ? definition.CustomAttributes.FirstOrDefault(a => a.AttributeType is { Namespace: "AutoDiff", Name: "CheckpointAttribute" })
            : null;
        return mark is null ? null : mark.Properties.Where(p => p.Name == "Snapshots").Select(p => p.Argument.Value).OfType<int>().FirstOrDefault();
    }
}

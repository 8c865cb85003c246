using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Classes of the framework that hold nothing and do nothing when they are made, which others derive from.</summary>
internal static class EmptyBases
{
    public static bool Are(TypeReference type) => type.FullName is "System.Object" or "System.ValueType" or "System.EventArgs";
}

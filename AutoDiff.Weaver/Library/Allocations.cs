using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Library;

/// <summary>Objects made without running a constructor: the constructor is then called like any other method.</summary>
internal static class Allocations
{
    public static bool Is(Call call) => call.Method is { Name: "Of", DeclaringType: { Namespace: "AutoDiff", Name: "Allocation" } };
}

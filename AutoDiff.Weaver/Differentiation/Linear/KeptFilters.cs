using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Filters that have to run where they stand, before what cleans up, and whose handlers matter to the result.</summary>
internal static class KeptFilters
{
    public static UnsupportedConstructException Explain(ExceptionRegion region) => new(
        "AD1006", region.FilterLocation ?? region.Handler.Blocks.SelectMany(b => b.Instructions).Select(i => i.Location).FirstOrDefault(l => l is not null),
        $"the result depends on an exception handler whose filter ('when') has to run before what cleans up: {region.Obstacle}. "
        + "Test in the handler instead, or for the failure beforehand")
    {
        ConcernsHandlers = true,
    };
}

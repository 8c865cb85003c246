using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Passes;

/// <summary>
/// Decides which slots keep their exact meaning as values in the presence of exception regions. All accesses have to lie in the same try
/// part, filter or handler (or outside all of them), and nothing may be read there that was not written since it was entered. Regions inside,
/// which do not touch the slot, are passed by: their handlers see what the try part saw when it was entered.
/// </summary>
internal static class SlotRegions
{
    public static bool MayPromote(MethodIR method, IEnumerable<Instruction> addresses)
    {
        var map = RegionMap.Of(method);
        var accesses = addresses.SelectMany(a => a.Users).Where(u => u is Load or Store).ToList();
        if (accesses.Count == 0)
            return true;
        var home = accesses[0].Block!;
        if (!accesses.All(a => map.Same(a.Block!, home)))
            return false;
        var around = map.Around(home);
        return around.Count == 0 || !IsReadOnEntry(method, around[0], [.. accesses]);
    }

    /// <summary>A read can be reached from the entry of the region without a write of the whole slot in between.</summary>
    private static bool IsReadOnEntry(MethodIR method, Region region, HashSet<Instruction> accesses)
    {
        var touched = new HashSet<Block>(accesses.Select(a => a.Block!));
        var handlers = method.Regions.ToLookup(r => r.Try.Entry);
        var seen = new HashSet<Block> { region.Entry };
        var work = new Stack<Block>(seen);
        while (work.Count > 0)
        {
            var block = work.Pop();
            if (touched.Contains(block))
            {
                var first = block.Instructions.FirstOrDefault(i => accesses.Contains(i) && i is (Load or Store { Address: Slot }));
                if (first is Load)
                    return true;
                if (first is not null)
                    continue;
            }
            foreach (var next in block.Successors.Concat(handlers[block].SelectMany(Entries)))
            {
                if (seen.Add(next))
                    work.Push(next);
            }
        }
        return false;
    }

    private static IEnumerable<Block> Entries(ExceptionRegion region) =>
        region.Filter is null ? [region.Handler.Entry] : [region.Filter.Entry, region.Handler.Entry];
}

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Scalar;
using ExceptionHandlerType = Mono.Cecil.Cil.ExceptionHandlerType;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// Decides which slots keep their exact meaning as values in the presence of exception regions. SSA values travel along edges, and a handler
/// is entered without one: it can be given what the try part found, which is right only if the try part does not write. Finally, fault and
/// filter parts are left without an edge: what they write must not be seen elsewhere.
/// </summary>
internal sealed class SlotRegions
{
    private readonly List<(ExceptionRegion Region, Region Part, bool IsSilent)> handlers = [];
    private readonly Dictionary<Region, HashSet<Block>> blocks = [];
    private readonly Dictionary<Block, List<Block>> thrownTo = [];

    public SlotRegions(MethodIR method)
    {
        foreach (var region in method.Regions)
        {
            var isSilent = region.Kind is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault;
            Add(region, region.Try, null);
            Add(region, region.Handler, isSilent);
            if (region.Filter is { } filter)
            {
                Add(region, filter, true);
                // A filter that accepts goes on to its handler.
                Connect(filter, region.Handler);
                Connect(region.Try, filter);
            }
            Connect(region.Try, region.Handler);
        }
    }

    /// <param name="root">The slot's type taken apart.</param>
    /// <param name="places">The slot and the addresses derived from it, which are only loaded from and stored to.</param>
    public bool MayPromote(StructPart root, IReadOnlyDictionary<Instruction, StructPart> places)
    {
        if (handlers.Count == 0)
            return true;
        var accesses = places.SelectMany(p => p.Key.Users.Where(u => u is Load or Store).Select(u => (Access: u, Place: p.Value))).ToList();
        return root.Leaves.All(leaf => !Crosses(new Usage([.. accesses.Where(a => a.Place.Leaves.Contains(leaf)).Select(a => a.Access)])));
    }

    private bool Crosses(Usage usage)
    {
        foreach (var (region, part, isSilent) in handlers)
        {
            var isSilentlyChanged = isSilent && usage.Writers.Overlaps(blocks[part]);
            if (isSilentlyChanged && !usage.Users.IsSubsetOf(blocks[part]))
                return true;
            var isChanged = isSilentlyChanged || usage.Writers.Overlaps(blocks[region.Try])
                || (region.Filter is { } filter && part != filter && usage.Writers.Overlaps(blocks[filter]));
            if (isChanged && IsReadFrom(part.Entry, usage))
                return true;
        }
        return false;
    }

    /// <summary>A read can be reached from the start of a block without a write in between. An exception may leave a block before its first write.</summary>
    private bool IsReadFrom(Block entry, Usage usage)
    {
        var seen = new HashSet<Block> { entry };
        var work = new Stack<Block>(seen);
        while (work.Count > 0)
        {
            var block = work.Pop();
            var first = usage.FirstIn(block);
            if (first is Load)
                return true;
            IEnumerable<Block> next = thrownTo.TryGetValue(block, out var entries) ? entries : [];
            foreach (var target in first is null ? next.Concat(block.Successors) : next)
            {
                if (seen.Add(target))
                    work.Push(target);
            }
        }
        return false;
    }

    private void Add(ExceptionRegion region, Region part, bool? isSilentHandler)
    {
        blocks[part] = [.. part.Blocks];
        if (isSilentHandler is { } isSilent)
            handlers.Add((region, part, isSilent));
    }

    private void Connect(Region from, Region to)
    {
        foreach (var block in from.Blocks)
        {
            if (!thrownTo.TryGetValue(block, out var entries))
                thrownTo.Add(block, entries = []);
            entries.Add(to.Entry);
        }
    }

    /// <summary>The loads and stores that concern one leaf of a slot.</summary>
    private sealed class Usage(HashSet<Instruction> accesses)
    {
        public HashSet<Block> Users { get; } = [.. accesses.Select(a => a.Block!)];

        public HashSet<Block> Writers { get; } = [.. accesses.Where(a => a is Store).Select(a => a.Block!)];

        public Instruction? FirstIn(Block block) => Users.Contains(block) ? block.Instructions.First(accesses.Contains) : null;
    }
}

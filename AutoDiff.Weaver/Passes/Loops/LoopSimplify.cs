using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.ControlFlow;

namespace AutoDiff.Weaving.Passes.Loops;

/// <summary>
/// Gives every natural loop a preheader, a single latch and dedicated exit blocks (all of whose predecessors are in the loop). Where a
/// protected region begins at the header and back edges come from inside it as well as from outside, the latches stay several.
/// </summary>
internal static class LoopSimplifyPass
{
    public static bool Run(MethodIR method)
    {
        var loops = NaturalLoops.Of(method);
        var changed = false;
        // Inner loops first: an exit block dedicated to an inner loop is dedicated to the outer loops that the same edges leave.
        foreach (var loop in loops.All.Reverse())
        {
            changed |= MakePreheader(loop);
            changed |= MergeLatches(method, loop);
            changed |= DedicateExits(loop);
        }
        return changed;
    }

    private static bool MakePreheader(Loop loop)
    {
        if (loop.Preheader is not null)
            return false;
        var entries = loop.Header.Incoming.Where(e => !loop.Contains(e.Source.Block!)).ToList();
        if (entries.Count == 0)
            return false;
        var preheader = BlockPlacement.NewBefore(loop.Header, "preheader");
        AddTo(loop.Parent, preheader);
        BlockPlacement.Redirect(entries, preheader);
        return true;
    }

    private static bool MergeLatches(MethodIR method, Loop loop)
    {
        var back = loop.Header.Incoming.Where(e => loop.Contains(e.Source.Block!)).ToList();
        if (back.Count == 1)
            return false;
        var map = RegionMap.Of(method);
        var last = back[back.Count - 1].Source.Block!;
        Block latch;
        if (back.All(e => e.Source is not Leave && map.Same(e.Source.Block!, last)))
            latch = BlockPlacement.NewAfter(last, "latch");
        else if (!map.IsEntry(loop.Header))
            latch = BlockPlacement.NewBefore(loop.Header, "latch");
        else
            return false;
        AddTo(loop, latch);
        BlockPlacement.Redirect(back, latch);
        loop.Latches.Clear();
        loop.Latches.Add(latch);
        return true;
    }

    private static bool DedicateExits(Loop loop)
    {
        var changed = false;
        foreach (var exits in loop.Blocks.SelectMany(b => b.Terminator!.Edges).Where(e => !loop.Contains(e.Target)).GroupBy(e => e.Target).ToList())
        {
            var target = exits.Key;
            if (target.Incoming.All(e => loop.Contains(e.Source.Block!)))
                continue;
            var exit = BlockPlacement.NewBefore(target, "exit");
            var around = loop.Parent;
            while (around is not null && !around.Contains(target))
                around = around.Parent;
            AddTo(around, exit);
            BlockPlacement.Redirect([.. exits], exit);
            changed = true;
        }
        return changed;
    }

    private static void AddTo(Loop? loop, Block block)
    {
        for (; loop is not null; loop = loop.Parent)
            loop.Blocks.Add(block);
    }
}

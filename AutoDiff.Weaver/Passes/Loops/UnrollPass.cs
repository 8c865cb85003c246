using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Weaving.Passes.Loops;

/// <summary>
/// Innermost loops that run a small number of times known beforehand become straight code: what they index is then indexed by constants, so that
/// small arrays dissolve, and their reverse needs no trace.
/// </summary>
internal static class UnrollPass
{
    private const int MostIterations = 16;
    private const int LargestResult = 64;
    private const int LargestResultOverArrays = 400;
    private const int MostLoops = 24;

    public static bool Run(MethodIR method)
    {
        // Blocks of protected regions have a place; none of them is copied.
        if (method.Regions.Count > 0)
            return false;
        var unrolled = 0;
        while (unrolled < MostLoops && Find(method) is { Count: > 0 } found)
        {
            LoopSimplifyPass.Run(method);
            LoopClosedSsaPass.Run(method);
            var before = unrolled;
            foreach (var header in found.Take(MostLoops - unrolled))
            {
                // The loops are the same, but may have got blocks.
                if (NaturalLoops.Of(method).LoopAt(header) is not { } loop || IterationsOf(loop) is not { } count)
                    continue;
                Unroll(method, loop, count);
                UnreachableBlocks.Remove(method);
                unrolled++;
            }
            if (unrolled == before)
                break;
            SimplifyPass.Run(method);
        }
        return unrolled > 0;
    }

    /// <summary>The headers of the loops that are unrolled next: none lies in another.</summary>
    private static List<Block> Find(MethodIR method)
    {
        var loops = NaturalLoops.Of(method);
        if (loops.HasIrreducible)
            return [];
        var parents = new HashSet<Loop?>(loops.All.Select(l => l.Parent));
        return [.. loops.All.Where(l => !parents.Contains(l) && IterationsOf(l) is { } count
            && count * SizeOf(l) <= (IndexesSmallArray(l) ? LargestResultOverArrays : LargestResult)).Select(l => l.Header)];
    }

    private static int SizeOf(Loop loop) => loop.Blocks.Sum(b => b.Instructions.Count());

    private static bool IndexesSmallArray(Loop loop) =>
        loop.Blocks.SelectMany(b => b.Instructions).OfType<ElementAddress>()
            .Any(a => a.Array is NewArray made && made.Operand(0) is Constant && a.Index is not Constant);

    /// <summary>How often the body runs if nothing leaves it early; null when that is not known, or too often.</summary>
    private static int? IterationsOf(Loop loop)
    {
        if (loop.Latch is null || loop.Header.Terminator is not Branch
            {
                Condition: Compare
                {
                    Left: BlockParameter counter,
                    Right: Constant { Content: int bound }
                } compare
            } branch || counter.Block != loop.Header)
            return null;
        var entries = loop.Header.Incoming.Where(e => !loop.Contains(e.Source.Block!)).ToList();
        var back = loop.Header.Incoming.FirstOrDefault(e => loop.Contains(e.Source.Block!));
        if (entries.Count != 1 || back is null || loop.Contains(branch.WhenTrue.Target) == loop.Contains(branch.WhenFalse.Target))
            return null;
        if (entries[0][counter.Index] is not Constant { Content: int start } || StepOf(counter, back[counter.Index]) is not { } step)
            return null;
        if (Holds(compare.Op, start, bound) is null || counter.Type.MetadataType != Mono.Cecil.MetadataType.Int32)
            return null;
        var staysWhenTrue = loop.Contains(branch.WhenTrue.Target);
        var count = 0;
        for (var i = start; Holds(compare.Op, i, bound) == staysWhenTrue; i = unchecked(i + step))
        {
            if (++count > MostIterations)
                return null;
        }
        return count;
    }

    private static int? StepOf(BlockParameter counter, Value next) => next switch
    {
        Binary { Op: BinaryOp.Add, Right: Constant { Content: int step } } sum when ReferenceEquals(sum.Left, counter) => step,
        Binary { Op: BinaryOp.Add, Left: Constant { Content: int step } } sum when ReferenceEquals(sum.Right, counter) => step,
        Binary { Op: BinaryOp.Sub, Right: Constant { Content: int step } } difference when ReferenceEquals(difference.Left, counter) => -step,
        _ => null,
    };

    private static bool? Holds(CompareOp op, int left, int right) => op switch
    {
        CompareOp.Lt => left < right,
        CompareOp.Le => left <= right,
        CompareOp.Gt => left > right,
        CompareOp.Ge => left >= right,
        CompareOp.Eq => left == right,
        CompareOp.Ne => left != right,
        _ => null,
    };

    private static void Unroll(MethodIR method, Loop loop, int count)
    {
        var header = loop.Header;
        var order = BlockOrder.Of(method).Where(loop.Contains).ToList();
        var way = header.Incoming.Single(e => !loop.Contains(e.Source.Block!));
        for (var k = 0; k < count; k++)
        {
            var map = LoopCopies.Make(method, order, header);
            way.Target = map[header];
            way = map[loop.Latch!].Terminator!.Edges.Single(e => e.Target == map[header] && e != way);
            way.Target = header;
        }
        Leave(method, loop, way);
    }

    /// <summary>The last time round only the header runs, and the way out is taken.</summary>
    private static void Leave(MethodIR method, Loop loop, Edge way)
    {
        var header = loop.Header;
        var map = new CloneMap();
        var last = new Block(method, header.Name);
        method.Blocks.Insert(method.Blocks.IndexOf(header), last);
        map[header] = last;
        foreach (var parameter in header.Parameters)
            map[parameter] = last.AddParameter(parameter.Type, parameter.Name);
        foreach (var instruction in header.Instructions.Where(i => i is not Terminator))
            last.Append(Copies.Of(instruction, map));
        var exit = header.Terminator!.Edges.Single(e => !loop.Contains(e.Target));
        new Builder(method) { Location = header.Terminator.Location }.AtEnd(last)
            .Jump(exit.Target, [.. exit.Arguments.Select(a => map.TryGet(a, out var copy) ? copy : a)]);
        way.Target = last;
    }
}

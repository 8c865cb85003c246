using AutoDiff.Weaving.IR;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>Whether an iterator comes to an end by itself, so that it can be run through by who only wants the first elements.</summary>
internal static class IteratorEnds
{
    /// <param name="next">Its <c>MoveNext</c>: false is returned when there are no more elements, and in states in which it does not run at all.</param>
    public static bool Has(MethodIR next)
    {
        if (next.Blocks.Any(b => b.Terminator is Throw { Location.InlinedAt: null }
            && !next.Regions.Any(r => r.Kind == ExceptionHandlerType.Catch && r.Try.Blocks.Contains(b))))
            return false;
        var running = new Stack<Block>(next.Instructions.OfType<Store>().Where(IsOfState).Select(s => s.Block!).Distinct());
        var seen = new HashSet<Block>(running);
        while (running.Count > 0)
        {
            var block = running.Pop();
            if (block.Terminator is Return { Result: Constant { Content: not 1 } } || (block.Terminator is { } way && way.Edges.Any(ReturnsFalse)))
                return true;
            foreach (var successor in block.Successors.Where(seen.Add))
                running.Push(successor);
        }
        return false;
    }

    private static bool IsOfState(Store store) => store.Address is FieldAddress { Field.Name: "<>1__state" };

    /// <summary>The way to a common return, which may bring false.</summary>
    private static bool ReturnsFalse(Edge edge) =>
        edge.Target.Terminator is Return { Result: BlockParameter parameter } && parameter.Block == edge.Target
            && edge[parameter.Index] is not Constant { Content: 1 };
}

namespace AutoDiff.Weaving.IR.Graph;

/// <summary>
/// The reachable blocks in reverse postorder: a block comes before those it leads to, back edges aside. A handler is entered from every block of
/// its try part. The same order as <see cref="Dominators.ReversePostorder"/>, without the cost of dominance.
/// </summary>
internal static class BlockOrder
{
    public static List<Block> Of(MethodIR method)
    {
        var handlers = HandlersOf(method);
        var postorder = new List<Block>(method.Blocks.Count);
        var seen = new HashSet<Block> { method.Entry };
        var stack = new Stack<(Block Block, int Next)>();
        stack.Push((method.Entry, 0));
        while (stack.Count > 0)
        {
            var (block, next) = stack.Pop();
            if (Successor(block, next) is not { } successor)
            {
                postorder.Add(block);
                continue;
            }
            stack.Push((block, next + 1));
            if (seen.Add(successor))
                stack.Push((successor, 0));
        }
        postorder.Reverse();
        return postorder;

        Block? Successor(Block block, int index)
        {
            var edges = block.Terminator?.Edges;
            var count = edges?.Count ?? 0;
            if (index < count)
                return edges![index].Target;
            return handlers.TryGetValue(block, out var extra) && index - count < extra.Count ? extra[index - count] : null;
        }
    }

    private static Dictionary<Block, List<Block>> HandlersOf(MethodIR method)
    {
        var result = new Dictionary<Block, List<Block>>();
        foreach (var region in method.Regions)
        {
            foreach (var block in region.Try.Blocks)
            {
                if (!result.TryGetValue(block, out var list))
                    result.Add(block, list = []);
                if (region.Filter is not null)
                    list.Add(region.Filter.Entry);
                list.Add(region.Handler.Entry);
            }
        }
        return result;
    }
}

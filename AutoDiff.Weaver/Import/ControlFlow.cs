using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Import;

/// <summary>The reachable basic blocks of a body. Positions are instruction indices: offsets of edited bodies are stale.</summary>
internal sealed class ControlFlow
{
    private readonly Dictionary<Instruction, int> indices = [];
    private readonly Dictionary<int, ILBlock> starts = [];

    public ControlFlow(MethodBody body)
    {
        Body = body;
        for (var i = 0; i < body.Instructions.Count; i++)
            indices[body.Instructions[i]] = i;
        Handlers = [.. body.ExceptionHandlers.Select(h => new ProtectedRange(this, h))];
        Cut();
        Connect();
        ReversePostorder = Order(starts[0]);
        Layout = [.. ReversePostorder.OrderBy(b => b.First)];
        starts[0].PredecessorCount++;
        foreach (var block in Layout)
        {
            foreach (var successor in block.Successors)
                successor.PredecessorCount++;
        }
    }

    public MethodBody Body { get; }

    /// <summary>The exception table in its order: innermost first.</summary>
    public IReadOnlyList<ProtectedRange> Handlers { get; }

    /// <summary>Reachable blocks in the order of the body.</summary>
    public IReadOnlyList<ILBlock> Layout { get; }

    /// <summary>Reachable blocks, dominators first; the way into a handler leads through its try part.</summary>
    public IReadOnlyList<ILBlock> ReversePostorder { get; }

    public ILBlock BlockAt(int index) => starts.TryGetValue(index, out var block)
        ? block
        : throw new MalformedBodyException("control runs off the end of the body", Body.Instructions.Count - 1) { IsDamage = true };

    public ILBlock BlockAt(Instruction target) => BlockAt(indices[target]);

    public int IndexOf(Instruction? instruction) => instruction is null ? Body.Instructions.Count : indices[instruction];

    public IEnumerable<ILBlock> BlocksIn(ILRange range) => Layout.Where(b => range.Contains(b.First));

    /// <summary>Whether the same try parts, filters and handlers contain both positions.</summary>
    public bool SameRegions(int a, int b) => Handlers.All(h => h.Parts.All(p => p.Contains(a) == p.Contains(b)));

    private void Cut()
    {
        var leaders = new SortedSet<int> { 0 };
        for (var i = 0; i < Body.Instructions.Count; i++)
        {
            var instruction = Body.Instructions[i];
            foreach (var target in Targets(instruction))
                leaders.Add(indices[target]);
            if (instruction.Operand is Instruction or Instruction[] || OpcodeTables.EndsFlow(instruction.OpCode.Code))
                leaders.Add(i + 1);
        }
        foreach (var part in Handlers.SelectMany(h => h.Parts))
        {
            leaders.Add(part.Start);
            leaders.Add(part.End);
        }
        leaders.Add(Body.Instructions.Count);
        var bounds = leaders.ToArray();
        for (var i = 0; i + 1 < bounds.Length; i++)
            starts.Add(bounds[i], new ILBlock(bounds[i], bounds[i + 1]));
    }

    private void Connect()
    {
        foreach (var block in starts.Values)
        {
            var last = Body.Instructions[block.End - 1];
            if (!OpcodeTables.EndsFlow(last.OpCode.Code) && starts.TryGetValue(block.End, out var next))
                Add(block.Successors, next);
            foreach (var target in Targets(last))
                Add(block.Successors, BlockAt(target));
            foreach (var handler in Handlers.Where(h => h.Try.Contains(block.First)))
            {
                foreach (var part in handler.Entered)
                    Add(block.HandlerEntries, BlockAt(part.Start));
            }
        }
        foreach (var part in Handlers.SelectMany(h => h.Entered))
            BlockAt(part.Start).IsHandlerEntry = true;
    }

    private static void Add(List<ILBlock> list, ILBlock block)
    {
        if (!list.Contains(block))
            list.Add(block);
    }

    private static IEnumerable<Instruction> Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    private static List<ILBlock> Order(ILBlock root)
    {
        var postorder = new List<ILBlock>();
        var seen = new HashSet<ILBlock> { root };
        var stack = new Stack<(ILBlock Block, int Next)>();
        stack.Push((root, 0));
        while (stack.Count > 0)
        {
            var (block, next) = stack.Pop();
            // The last successor first: the order then follows the body where it can.
            var ways = block.Successors.Count + block.HandlerEntries.Count;
            if (next == ways)
            {
                postorder.Add(block);
                continue;
            }
            stack.Push((block, next + 1));
            var way = ways - 1 - next;
            var target = way < block.Successors.Count ? block.Successors[way] : block.HandlerEntries[way - block.Successors.Count];
            if (seen.Add(target))
                stack.Push((target, 0));
        }
        postorder.Reverse();
        return postorder;
    }
}

/// <summary>An entry of the exception table as ranges.</summary>
internal sealed class ProtectedRange
{
    public ProtectedRange(ControlFlow flow, ExceptionHandler handler)
    {
        Clause = handler;
        Try = new ILRange(flow.IndexOf(handler.TryStart), flow.IndexOf(handler.TryEnd));
        Handler = new ILRange(flow.IndexOf(handler.HandlerStart), flow.IndexOf(handler.HandlerEnd));
        Filter = handler.HandlerType == ExceptionHandlerType.Filter ? new ILRange(flow.IndexOf(handler.FilterStart), Handler.Start) : null;
    }

    public ExceptionHandler Clause { get; }

    public ILRange Try { get; }

    public ILRange? Filter { get; }

    public ILRange Handler { get; }

    /// <summary>The parts that an exception enters: the filter, if any, and the handler.</summary>
    public IEnumerable<ILRange> Entered => Filter is { } filter ? [filter, Handler] : [Handler];

    public IEnumerable<ILRange> Parts => Entered.Prepend(Try);

    public bool CatchesObject => Clause.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
}

/// <summary>The body breaks a rule of the IL specification that the importer relies on; becomes a located diagnostic.</summary>
internal sealed class MalformedBodyException(string message, int? index = null) : Exception(message)
{
    /// <summary>It is no IL at all that a compiler could have made, rather than IL that is not supported.</summary>
    public bool IsDamage { get; init; }


    public int? Index { get; } = index;
}

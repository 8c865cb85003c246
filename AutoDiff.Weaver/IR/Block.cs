namespace AutoDiff.Weaving.IR;

/// <summary>A basic block: parameters, instructions, and a terminator as the last of them.</summary>
internal sealed class Block(MethodIR method, string? name = null)
{
    private readonly List<Edge> incoming = [];
    private readonly List<BlockParameter> parameters = [];

    public MethodIR Method { get; } = method;

    public string? Name { get; set; } = name;

    public IReadOnlyList<BlockParameter> Parameters => parameters;

    public Instruction? First { get; private set; }

    public Instruction? Last { get; private set; }

    public Terminator? Terminator => Last as Terminator;

    /// <summary>The edges that lead here; a switch may contribute several.</summary>
    public IReadOnlyList<Edge> Incoming => incoming;

    public IEnumerable<Block> Predecessors => incoming.Select(e => e.Source.Block!);

    public IEnumerable<Block> Successors => Terminator?.Successors ?? [];

    /// <summary>The instructions in order; the current one may be removed while iterating.</summary>
    public IEnumerable<Instruction> Instructions
    {
        get
        {
            for (var i = First; i is not null;)
            {
                var next = i.Next;
                yield return i;
                i = next;
            }
        }
    }

    public IEnumerable<Instruction> InstructionsBackwards
    {
        get
        {
            for (var i = Last; i is not null;)
            {
                var previous = i.Previous;
                yield return i;
                i = previous;
            }
        }
    }

    /// <summary>Adds a parameter; the caller adds an argument to every incoming edge.</summary>
    public BlockParameter AddParameter(Mono.Cecil.TypeReference type, string? name = null)
    {
        var parameter = new BlockParameter(type, this) { Name = name };
        parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Removes an unused parameter and the arguments for it.</summary>
    public void RemoveParameter(BlockParameter parameter)
    {
        var index = parameter.Index;
        parameters.RemoveAt(index);
        for (var i = index; i < parameters.Count; i++)
            parameters[i].Index = i;
        parameter.Index = -1;
        foreach (var edge in incoming)
            edge.RemoveArgument(index);
    }

    public void Append(Instruction instruction) => Insert(instruction, null);

    /// <summary>Inserts before <paramref name="before"/>, or at the end when it is null.</summary>
    public void Insert(Instruction instruction, Instruction? before)
    {
        instruction.Block = this;
        instruction.Next = before;
        instruction.Previous = before is null ? Last : before.Previous;
        if (instruction.Previous is null)
            First = instruction;
        else
            instruction.Previous.Next = instruction;
        if (before is null)
            Last = instruction;
        else
            before.Previous = instruction;
        if (instruction is Terminator terminator)
        {
            foreach (var edge in terminator.Edges)
                edge.Target.AddIncoming(edge);
        }
    }

    internal void Unlink(Instruction instruction)
    {
        if (instruction is Terminator terminator)
        {
            foreach (var edge in terminator.Edges)
                edge.Target.RemoveIncoming(edge);
        }
        if (instruction.Previous is null)
            First = instruction.Next;
        else
            instruction.Previous.Next = instruction.Next;
        if (instruction.Next is null)
            Last = instruction.Previous;
        else
            instruction.Next.Previous = instruction.Previous;
        instruction.Block = null;
        instruction.Previous = instruction.Next = null;
    }

    internal void AddIncoming(Edge edge) => incoming.Add(edge);

    internal void RemoveIncoming(Edge edge) => incoming.Remove(edge);

    public override string ToString() => Name ?? "block";
}

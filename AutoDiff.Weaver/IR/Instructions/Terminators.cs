using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>A way from one block to another, with the arguments for the target's parameters.</summary>
internal sealed class Edge
{
    private readonly List<Use> arguments = [];
    private Block target;

    public Edge(Terminator source, Block target, IEnumerable<Value> arguments)
    {
        Source = source;
        this.target = target;
        foreach (var argument in arguments)
            AddArgument(argument);
    }

    public Terminator Source { get; }

    public Block Target
    {
        get => target;
        set
        {
            if (Source.Block is not null)
                target.RemoveIncoming(this);
            target = value;
            if (Source.Block is not null)
                target.AddIncoming(this);
        }
    }

    public IReadOnlyList<Use> ArgumentUses => arguments;

    public IEnumerable<Value> Arguments => arguments.Select(a => a.Value);

    public int ArgumentCount => arguments.Count;

    public Value this[int index]
    {
        get => arguments[index].Value;
        set => arguments[index].Value = value;
    }

    public void AddArgument(Value value) => arguments.Add(new Use(Source) { Value = value });

    public void RemoveArgument(int index)
    {
        arguments[index].Drop();
        arguments.RemoveAt(index);
    }

    public void ClearArguments()
    {
        while (arguments.Count > 0)
            RemoveArgument(arguments.Count - 1);
    }
}

/// <summary>The last instruction of a block.</summary>
internal abstract class Terminator : Instruction
{
    private readonly List<Edge> edges = [];

    protected Terminator(TypeReference voidType, params Value[] operands)
        : base(voidType, operands)
    {
    }

    public IReadOnlyList<Edge> Edges => edges;

    public IEnumerable<Block> Successors => edges.Select(e => e.Target);

    public override IEnumerable<Use> OperandUses => base.OperandUses.Concat(edges.SelectMany(e => e.ArgumentUses));

    public override Effects Effects => Effects.None;

    protected Edge AddEdge(Block target, IEnumerable<Value> arguments)
    {
        var edge = new Edge(this, target, arguments);
        edges.Add(edge);
        return edge;
    }
}

internal sealed class Jump : Terminator
{
    public Jump(TypeReference voidType, Block target, params Value[] arguments)
        : base(voidType) => Edge = AddEdge(target, arguments);

    public Edge Edge { get; }

    public override Instruction Clone(CloneMap map) => new Jump(Type, map[Edge.Target], [.. Edge.Arguments.Select(a => map[a])]);
}

/// <summary>Goes to the first target when the condition (an integer, pointer or reference) is not zero or null.</summary>
internal sealed class Branch : Terminator
{
    public Branch(TypeReference voidType, Value condition, Block whenTrue, IEnumerable<Value> trueArguments, Block whenFalse, IEnumerable<Value> falseArguments)
        : base(voidType, condition)
    {
        WhenTrue = AddEdge(whenTrue, trueArguments);
        WhenFalse = AddEdge(whenFalse, falseArguments);
    }

    public Value Condition => Operand(0);

    public Edge WhenTrue { get; }

    public Edge WhenFalse { get; }

    public override Instruction Clone(CloneMap map) => new Branch(
        Type, map[Condition],
        map[WhenTrue.Target], [.. WhenTrue.Arguments.Select(a => map[a])],
        map[WhenFalse.Target], [.. WhenFalse.Arguments.Select(a => map[a])]);
}

/// <summary>Goes to target number <c>selector</c> (unsigned), or to the last edge, the default, when there is none.</summary>
internal sealed class Switch : Terminator
{
    public Switch(TypeReference voidType, Value selector, IEnumerable<Block> targets, Block otherwise)
        : base(voidType, selector)
    {
        foreach (var target in targets)
            AddEdge(target, []);
        AddEdge(otherwise, []);
    }

    public Value Selector => Operand(0);

    public Edge Otherwise => Edges[Edges.Count - 1];

    public override Instruction Clone(CloneMap map)
    {
        var clone = new Switch(Type, map[Selector], Edges.Take(Edges.Count - 1).Select(e => map[e.Target]), map[Otherwise.Target]);
        for (var i = 0; i < Edges.Count; i++)
        {
            foreach (var argument in Edges[i].Arguments)
                clone.Edges[i].AddArgument(map[argument]);
        }
        return clone;
    }
}

internal sealed class Return : Terminator
{
    public Return(TypeReference voidType)
        : base(voidType)
    {
    }

    public Return(TypeReference voidType, Value value)
        : base(voidType, value)
    {
    }

    public Value? Result => OperandCount == 0 ? null : Operand(0);

    public override Instruction Clone(CloneMap map) => Result is { } result ? new Return(Type, map[result]) : new Return(Type);
}

internal sealed class Throw(TypeReference voidType, Value exception) : Terminator(voidType, exception)
{
    public override Effects Effects => Effects.Throws;

    public override Instruction Clone(CloneMap map) => new Throw(Type, map[Operand(0)]);
}

/// <summary>Rethrows the exception being handled.</summary>
internal sealed class Rethrow(TypeReference voidType) : Terminator(voidType)
{
    public override Effects Effects => Effects.Throws;

    public override Instruction Clone(CloneMap map) => new Rethrow(Type);
}

/// <summary>Leaves protected regions for a block outside them, running the finally handlers in between.</summary>
internal sealed class Leave : Terminator
{
    public Leave(TypeReference voidType, Block target, params Value[] arguments)
        : base(voidType) => Edge = AddEdge(target, arguments);

    public Edge Edge { get; }

    public override Instruction Clone(CloneMap map) => new Leave(Type, map[Edge.Target], [.. Edge.Arguments.Select(a => map[a])]);
}

/// <summary>The end of a finally or fault handler.</summary>
internal sealed class EndFinally(TypeReference voidType) : Terminator(voidType)
{
    public override Instruction Clone(CloneMap map) => new EndFinally(Type);
}

/// <summary>The end of an exception filter, with its verdict.</summary>
internal sealed class EndFilter(TypeReference voidType, Value verdict) : Terminator(voidType, verdict)
{
    public override Instruction Clone(CloneMap map) => new EndFilter(Type, map[Operand(0)]);
}

using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Says where the code of every instruction stands: in its own place, as a statement (a root), or inside the statement that uses its value.
/// Executing the roots in order, each evaluating its operands from left to right, has the effects of the IR in the order of the IR.
/// </summary>
internal sealed class ExpressionForest
{
    private readonly Dictionary<Block, List<Instruction>> roots = [];
    private readonly HashSet<Instruction> inline = [];
    private readonly HashSet<Instruction> deferred = [];
    private readonly HashSet<BlockParameter> liveParameters;
    private readonly InsertPaths paths;
    private readonly Constructions constructions;

    private ExpressionForest(MethodIR method)
    {
        liveParameters = FindLiveParameters(method);
        paths = InsertPaths.Of(method);
        constructions = Constructions.Of(method);
        foreach (var block in method.Blocks)
            roots.Add(block, new ForestBuilder(this, block).Build());
    }

    public static ExpressionForest Of(MethodIR method) => new(method);

    public IReadOnlyList<Instruction> Roots(Block block) => roots[block];

    /// <summary>The value is computed by code of its user (or users, when it is repeatable).</summary>
    public bool IsInline(Value value) => value is Instruction i && (inline.Contains(i) || Inputs.IsRepeatable(i));

    /// <summary>The checks of the address are made by the store itself, after its content has been evaluated.</summary>
    public bool IsDeferred(Instruction address) => deferred.Contains(address);

    /// <summary>Some instruction, or another live parameter, looks at the parameter.</summary>
    public bool IsLive(BlockParameter parameter) => liveParameters.Contains(parameter);

    /// <summary>The value lives in a local between its definition and its uses.</summary>
    public bool NeedsLocal(Value value) => value switch
    {
        BlockParameter p => liveParameters.Contains(p),
        Instruction i => i.HasResult && !IsInline(i) && !IsAbsorbed(i) && i.HasUses,
        _ => false,
    };

    /// <summary>The nested field that the instruction replaces, when it replaces one.</summary>
    public InsertPath? PathOf(Insert insert) => paths.Of(insert);

    /// <summary>The constructor call whose result the instruction loads, when it has the code of the whole construction.</summary>
    public Call? ConstructorOf(Instruction instruction) => constructions.ConstructorOf(instruction);

    /// <summary>The instruction is part of another one's code and has none.</summary>
    public bool IsAbsorbed(Instruction instruction) => paths.IsAbsorbed(instruction) || constructions.IsAbsorbed(instruction);

    /// <summary>The effects of the instruction's own code, operands not counted.</summary>
    public Effects EffectsOf(Instruction instruction) => instruction switch
    {
        Store { Address: Instruction address } when deferred.Contains(address) => instruction.Effects | address.Effects,
        Load when constructions.ConstructorOf(instruction) is { } call => call.Effects,
        _ => instruction.Effects,
    };

    /// <summary>The operands in the order in which the instruction's code evaluates them; the arguments of edges come last.</summary>
    public IEnumerable<Input> InputsOf(Instruction instruction)
    {
        switch (instruction)
        {
            case Insert insert:
                yield return new Input(insert.Aggregate, Demand.Always);
                yield return new Input(paths.Of(insert)?.Item ?? insert.Item, Demand.Always);
                break;
            case Select select:
                yield return new Input(select.Operand(0), Demand.Always);
                yield return new Input(select.Operand(1), Demand.Perhaps);
                yield return new Input(select.Operand(2), Demand.Perhaps);
                break;
            case PushRecord push:
                for (var i = 0; i < push.OperandCount; i++)
                    yield return new Input(push.Operand(i), i == 0 ? Demand.Always : Demand.Later);
                break;
            case Load when constructions.ConstructorOf(instruction) is { } call:
                foreach (var operand in call.Operands.Skip(1))
                    yield return new Input(operand, Demand.Always);
                break;
            case Store { Address: Instruction address } store when deferred.Contains(address):
                foreach (var operand in address.Operands)
                    yield return new Input(operand, Demand.Always);
                yield return new Input(store.Content, Demand.Always);
                break;
            default:
                foreach (var operand in instruction.Operands)
                    yield return new Input(operand, Demand.Always);
                break;
        }
        if (instruction is not Terminator { Edges.Count: > 0 } terminator)
            yield break;
        var demand = terminator.Edges.Count == 1 ? Demand.Always : Demand.Perhaps;
        foreach (var edge in terminator.Edges)
        {
            foreach (var (parameter, argument) in Assignments(edge))
                yield return new Input(argument, demand);
        }
    }

    /// <summary>What has to be assigned on an edge; a parameter that keeps its value is read there all the same.</summary>
    public IEnumerable<(BlockParameter Parameter, Value Argument)> Assignments(Edge edge)
    {
        for (var i = 0; i < edge.ArgumentCount; i++)
        {
            var parameter = edge.Target.Parameters[i];
            if (edge[i] is not Undefined && liveParameters.Contains(parameter))
                yield return (parameter, edge[i]);
        }
    }

    /// <summary>Adds the values in locals that evaluating <paramref name="value"/> reads.</summary>
    public void AddLeaves(Value value, List<TrackedValue> leaves)
    {
        if (value is Instruction i && IsInline(i))
        {
            foreach (var input in InputsOf(i))
                AddLeaves(input.Value, leaves);
        }
        else if (value is Instruction or BlockParameter)
        {
            leaves.Add((TrackedValue)value);
        }
    }

    /// <summary>What evaluating the value does where it is used.</summary>
    public Effects EffectsWithin(Value value)
    {
        if (value is not Instruction i || !IsInline(i))
            return Effects.None;
        var effects = EffectsOf(i);
        foreach (var input in InputsOf(i))
            effects |= EffectsWithin(input.Value);
        return effects;
    }

    internal void MarkInline(Instruction instruction) => inline.Add(instruction);

    internal void MarkStatement(Instruction instruction) => inline.Remove(instruction);

    internal void MarkDeferred(Instruction address)
    {
        inline.Add(address);
        deferred.Add(address);
    }

    private static HashSet<BlockParameter> FindLiveParameters(MethodIR method)
    {
        var live = new HashSet<BlockParameter>();
        var work = new Stack<BlockParameter>();
        void Need(Value value)
        {
            if (value is BlockParameter p && live.Add(p))
                work.Push(p);
        }
        foreach (var instruction in method.Instructions)
        {
            foreach (var operand in instruction.Operands)
                Need(operand);
        }
        while (work.Count > 0)
        {
            var parameter = work.Pop();
            var index = parameter.Index;
            foreach (var edge in parameter.Block.Incoming)
            {
                if (index < edge.ArgumentCount)
                    Need(edge[index]);
            }
        }
        return live;
    }
}

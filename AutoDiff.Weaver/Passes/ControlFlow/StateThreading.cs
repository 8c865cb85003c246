using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.Scalar;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.ControlFlow;

/// <summary>
/// Takes the states out of state machines (iterators, hand-written ones): an edge that brings a known state to the block which dispatches on it is
/// led through a copy of that block to where the dispatch goes. A state is a number that only constants are ever assigned to and that lives through a loop.
/// </summary>
internal sealed class StateThreadingPass
{
    private const int LargestDispatch = 12;
    private const int MostCopies = 100;

    private readonly MethodIR method;
    private readonly RegionMap regions;
    private readonly HashSet<Block> handlerEntries;

    private StateThreadingPass(MethodIR method)
    {
        this.method = method;
        regions = RegionMap.Of(method);
        handlerEntries = [.. method.Regions.SelectMany(r => r.Filter is { } filter ? [r.Handler.Entry, filter.Entry] : new[] { r.Handler.Entry })];
    }

    public static bool Run(MethodIR method)
    {
        var copies = 0;
        while (copies < MostCopies && new StateThreadingPass(method).ThreadOne())
        {
            UnreachableBlocks.Remove(method);
            copies++;
        }
        return copies > 0;
    }

    private bool ThreadOne()
    {
        var states = States();
        if (states.Count == 0)
            return false;
        foreach (var block in method.Blocks)
        {
            if (!IsDispatch(block) || SelectorOf(block.Terminator!) is not { } selector || StateIn(selector, block) is not { } state || !states.Contains(state))
                continue;
            foreach (var edge in block.Incoming)
            {
                if (edge[state.Index] is Constant { Content: int number } && Evaluate(selector, state, number) is { } chosen
                    && WayOut(block.Terminator!, chosen) is { } way && way.Target != block && CanRepair(block))
                {
                    Thread(edge, block, way);
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>The parameters that hold nothing but constants, as far as they are connected with one at the head of a loop.</summary>
    private HashSet<BlockParameter> States()
    {
        var order = BlockOrder.Of(method);
        var position = new Dictionary<Block, int>();
        foreach (var block in order)
            position.Add(block, position.Count);
        var constant = new HashSet<BlockParameter>(order.SelectMany(b => b.Parameters)
            .Where(p => p.Type.MetadataType == MetadataType.Int32 && p.Block.Incoming.Count > 0 && !handlerEntries.Contains(p.Block)));
        for (var removed = 1; removed > 0;)
            removed = constant.RemoveWhere(p => !ArgumentsOf(p).All(a => a is Constant { Content: int } || (a is BlockParameter q && constant.Contains(q))));
        if (constant.Count == 0)
            return constant;
        var work = new Stack<BlockParameter>(constant.Where(p =>
            p.Block.Incoming.Any(e => position.TryGetValue(e.Source.Block!, out var from) && from >= position[p.Block])));
        var connected = new HashSet<BlockParameter>(work);
        while (work.Count > 0)
        {
            var parameter = work.Pop();
            var fed = parameter.Users.OfType<Terminator>().SelectMany(t => t.Edges)
                .SelectMany(e => e.Target.Parameters.Where(p => ReferenceEquals(e[p.Index], parameter)));
            foreach (var next in ArgumentsOf(parameter).OfType<BlockParameter>().Concat(fed))
            {
                if (constant.Contains(next) && connected.Add(next))
                    work.Push(next);
            }
        }
        return connected;
    }

    private static IEnumerable<Value> ArgumentsOf(BlockParameter parameter) => parameter.Block.Incoming.Select(e => e[parameter.Index]);

    private bool IsDispatch(Block block) =>
        block != method.Entry && !regions.IsEntry(block) && block.Parameters.Count > 0 && block.Instructions.Count() <= LargestDispatch
            && !block.Instructions.Any(i => i is Slot);

    private static Value? SelectorOf(Terminator terminator) => terminator switch
    {
        Branch branch => branch.Condition,
        Switch choice => choice.Selector,
        _ => null,
    };

    private static BlockParameter? StateIn(Value value, Block block) => value switch
    {
        BlockParameter parameter => parameter.Block == block ? parameter : null,
        Binary or Compare when value is Instruction { Block: var home } instruction && home == block =>
            instruction.Operand(1) is Constant
                ? StateIn(instruction.Operand(0), block)
                : instruction.Operand(0) is Constant ? StateIn(instruction.Operand(1), block) : null,
        _ => null,
    };

    private static int? Evaluate(Value value, BlockParameter state, int number)
    {
        if (ReferenceEquals(value, state))
            return number;
        switch (value)
        {
            case Constant { Content: int known }:
                return known;
            case Binary { Op: BinaryOp.Add or BinaryOp.Sub } sum
                when Evaluate(sum.Left, state, number) is { } left && Evaluate(sum.Right, state, number) is { } right:
                return unchecked(sum.Op == BinaryOp.Add ? left + right : left - right);
            case Compare compare when Evaluate(compare.Left, state, number) is { } left && Evaluate(compare.Right, state, number) is { } right:
                return compare.Op switch
                {
                    CompareOp.Eq => left == right ? 1 : 0,
                    CompareOp.Ne => left != right ? 1 : 0,
                    CompareOp.Lt => left < right ? 1 : 0,
                    CompareOp.Le => left <= right ? 1 : 0,
                    CompareOp.Gt => left > right ? 1 : 0,
                    CompareOp.Ge => left >= right ? 1 : 0,
                    _ => null,
                };
            default:
                return null;
        }
    }

    private static Edge? WayOut(Terminator terminator, int chosen) => terminator switch
    {
        Branch branch => chosen != 0 ? branch.WhenTrue : branch.WhenFalse,
        Switch choice => chosen >= 0 && chosen < choice.Edges.Count - 1 ? choice.Edges[chosen] : choice.Otherwise,
        _ => null,
    };

    private static IEnumerable<TrackedValue> ValuesOf(Block block) => block.Parameters.Concat<TrackedValue>(block.Instructions.Where(i => i.HasResult));

    /// <summary>What the block defines can be followed to its uses along edges; into a handler there are none.</summary>
    private bool CanRepair(Block block)
    {
        var work = new Stack<Block>(ValuesOf(block).SelectMany(v => v.Users).Select(u => u.Block!).Where(b => b != block));
        var seen = new HashSet<Block>(work);
        while (work.Count > 0)
        {
            var current = work.Pop();
            if (handlerEntries.Contains(current))
                return false;
            foreach (var predecessor in current.Predecessors)
            {
                if (predecessor != block && seen.Add(predecessor))
                    work.Push(predecessor);
            }
        }
        return true;
    }

    private void Thread(Edge edge, Block block, Edge way)
    {
        var map = new CloneMap();
        var copy = BlockPlacement.NewBefore(block, block.Name);
        foreach (var parameter in block.Parameters)
            map[parameter] = edge[parameter.Index];
        foreach (var instruction in block.Instructions.Where(i => i is not Terminator))
            copy.Append(Copies.Of(instruction, map));
        edge.ClearArguments();
        edge.Target = copy;
        new Builder(method) { Location = block.Terminator!.Location }.AtEnd(copy)
            .Jump(way.Target, [.. way.Arguments.Select(a => map.TryGet(a, out var mapped) ? mapped : a)]);
        Repair(block, copy, map);
    }

    /// <summary>Uses of what the block defines find the copy's where that is what ran.</summary>
    private void Repair(Block block, Block copy, CloneMap map)
    {
        var ssa = new SsaBuilder(v => method.Undefined(v.Type));
        foreach (var other in method.Blocks)
            ssa.Seal(other);
        foreach (var value in ValuesOf(block).ToList())
        {
            var outside = value.Uses.Where(u => u.User.Block != block && u.User.Block != copy).ToList();
            if (outside.Count == 0)
                continue;
            var variable = new Variable(value.Type, value.Name);
            ssa.Write(variable, block, value);
            ssa.Write(variable, copy, map[value]);
            foreach (var use in outside)
                use.Value = ssa.Current(ssa.Read(variable, use.User.Block!));
        }
    }
}

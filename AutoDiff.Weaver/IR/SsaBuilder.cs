using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>Something that is assigned more than once and becomes SSA values: a local, an argument, a stack slot, an adjoint.</summary>
internal sealed class Variable(TypeReference type, string? name = null)
{
    public TypeReference Type { get; } = type;

    public string? Name { get; } = name;
}

/// <summary>
/// Builds SSA on the fly from reads and writes of variables (Braun, Buchwald, Hack, Leißa, Mallon, Zwinkau 2013). Blocks are sealed once
/// all their incoming edges exist; parameters that turn out to be redundant are removed again. Edges into a block that is not sealed yet
/// carry arguments only for parameters that the block had from the start. A handler sees what variables held when its try part was entered: those that the try
/// part writes to are not variables.
/// </summary>
/// <param name="initial">What a variable holds where no write reaches it.</param>
/// <param name="root">The block where variables hold what <paramref name="initial"/> says although it may have predecessors.</param>
/// <param name="holdsInitial">
/// Where several ways meet, a variable that is known to hold what <paramref name="initial"/> says on all of them needs no parameter, nor a look at what comes
/// before.
/// </param>
/// <param name="sameAsAtEndOf">
/// Where several ways meet, a block at whose end a variable is known to be what it is on all of them; null when there is none, or it is not known.
/// </param>
internal sealed class SsaBuilder(Func<Variable, Value> initial, Block? root = null, Func<Variable, Block, bool>? holdsInitial = null,
    Func<Variable, Block, Block?>? sameAsAtEndOf = null)
{
    private readonly Dictionary<(Block, Variable), Value> definitions = [];
    private readonly Dictionary<(Block, Variable), BlockParameter> atEntry = [];
    private readonly Dictionary<Block, List<(Variable Variable, BlockParameter Parameter)>> incomplete = [];
    private readonly HashSet<Block> sealedBlocks = [];
    private readonly HashSet<BlockParameter> own = [];
    private readonly HashSet<BlockParameter> unfinished = [];
    private readonly Dictionary<BlockParameter, Value> replaced = [];
    private readonly Stack<(Variable Variable, BlockParameter Parameter)> unsettled = [];

    public void Write(Variable variable, Block block, Value value) => definitions[(block, variable)] = value;

    /// <summary>The value of a variable at the end of a block as built so far.</summary>
    public Value Read(Variable variable, Block block)
    {
        var value = Find(variable, block);
        Settle();
        return Current(value);
    }

    /// <summary>Declares that no further edge will lead to the block.</summary>
    public void Seal(Block block)
    {
        if (!sealedBlocks.Add(block))
            return;
        if (!incomplete.TryGetValue(block, out var list))
            return;
        incomplete.Remove(block);
        foreach (var (variable, _) in list)
        {
            foreach (var edge in block.Incoming)
                edge.AddArgument(block.Method.Undefined(variable.Type));
        }
        foreach (var entry in list)
        {
            unsettled.Push(entry);
            Settle();
        }
    }

    public bool IsSealed(Block block) => sealedBlocks.Contains(block);

    /// <summary>The value that stands for one which may have been a redundant parameter.</summary>
    public Value Current(Value value)
    {
        while (value is BlockParameter parameter && replaced.TryGetValue(parameter, out var replacement))
            value = replacement;
        return value;
    }

    // A parameter made on the way is settled afterwards: recursion would be as deep as a method has merges in a row.
    private Value Find(Variable variable, Block block)
    {
        var passed = new List<Block>();
        Value value;
        var isAtEntry = false;
        while (true)
        {
            if (isAtEntry && atEntry.TryGetValue((block, variable), out var entered))
            {
                value = Current(entered);
                break;
            }
            if (!isAtEntry && definitions.TryGetValue((block, variable), out var known))
            {
                value = Current(known);
                break;
            }
            if (block == root || ((block.Incoming.Count != 1 || !sealedBlocks.Contains(block)) && holdsInitial?.Invoke(variable, block) == true))
            {
                value = Initial(variable, block);
                break;
            }
            if (!sealedBlocks.Contains(block))
            {
                var parameter = NewParameter(variable, block);
                if (!incomplete.TryGetValue(block, out var list))
                    incomplete.Add(block, list = []);
                list.Add((variable, parameter));
                value = parameter;
                break;
            }
            if (block.Incoming.Count == 0 && block.Method.Regions.FirstOrDefault(r => r.Handler.Entry == block || r.Filter?.Entry == block) is { } region)
            {
                if (!isAtEntry)
                    passed.Add(block);
                block = region.Try.Entry;
                isAtEntry = true;
                continue;
            }
            if (block.Incoming.Count == 0)
            {
                value = Initial(variable, block);
                break;
            }
            if (block.Incoming.Count == 1)
            {
                if (!isAtEntry)
                    passed.Add(block);
                block = block.Incoming[0].Source.Block!;
                isAtEntry = false;
                continue;
            }
            if (sameAsAtEndOf?.Invoke(variable, block) is { } earlier)
            {
                if (!isAtEntry)
                    passed.Add(block);
                block = earlier;
                isAtEntry = false;
                continue;
            }
            var merge = NewParameter(variable, block);
            foreach (var edge in block.Incoming)
                edge.AddArgument(block.Method.Undefined(variable.Type));
            unsettled.Push((variable, merge));
            value = merge;
            break;
        }
        foreach (var b in passed)
            definitions[(b, variable)] = value;
        return value;
    }

    private BlockParameter NewParameter(Variable variable, Block block)
    {
        var parameter = block.AddParameter(variable.Type, variable.Name);
        own.Add(parameter);
        unfinished.Add(parameter);
        atEntry[(block, variable)] = parameter;
        if (!definitions.ContainsKey((block, variable)))
            definitions[(block, variable)] = parameter;
        return parameter;
    }

    private Value Initial(Variable variable, Block block)
    {
        var value = initial(variable);
        if (!definitions.ContainsKey((block, variable)))
            definitions[(block, variable)] = value;
        return value;
    }

    private void Settle()
    {
        var settled = new List<BlockParameter>();
        while (unsettled.Count > 0)
        {
            var (variable, parameter) = unsettled.Pop();
            foreach (var edge in parameter.Block.Incoming)
                edge[parameter.Index] = Find(variable, edge.Source.Block!);
            unfinished.Remove(parameter);
            settled.Add(parameter);
        }
        for (var i = settled.Count - 1; i >= 0; i--)
            RemoveIfRedundant(settled[i]);
    }

    private void RemoveIfRedundant(BlockParameter parameter)
    {
        var work = new Stack<BlockParameter>();
        work.Push(parameter);
        while (work.Count > 0)
        {
            var candidate = work.Pop();
            if (!own.Contains(candidate) || unfinished.Contains(candidate) || replaced.ContainsKey(candidate))
                continue;
            var index = candidate.Index;
            Value? only = null;
            var redundant = true;
            foreach (var edge in candidate.Block.Incoming)
            {
                var argument = edge[index];
                if (ReferenceEquals(argument, candidate) || ReferenceEquals(argument, only))
                    continue;
                if (only is not null)
                {
                    redundant = false;
                    break;
                }
                only = argument;
            }
            if (!redundant)
                continue;
            only ??= candidate.Block.Method.Undefined(candidate.Type);
            foreach (var use in candidate.Uses)
            {
                if (use.User is not Terminator terminator)
                    continue;
                foreach (var edge in terminator.Edges)
                {
                    for (var i = 0; i < edge.ArgumentCount && i < edge.Target.Parameters.Count; i++)
                    {
                        if (ReferenceEquals(edge[i], candidate) && !ReferenceEquals(edge.Target.Parameters[i], candidate))
                            work.Push(edge.Target.Parameters[i]);
                    }
                }
            }
            replaced[candidate] = only;
            candidate.ReplaceAllUsesWith(only);
            candidate.Block.RemoveParameter(candidate);
        }
    }
}

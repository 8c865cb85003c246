using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Builds the trees of one block in a single walk. A value that its only user, further down the block, can evaluate stays pending until
/// then. Invariants: evaluating the pending trees now, in their order, is right; every root since a pending tree's place commutes with it.
/// Trees without effects need no order and are not in the list.
/// </summary>
internal sealed class ForestBuilder(ExpressionForest forest, Block block)
{
    // Bounds the work per instruction, and how deep the code generator and the JIT recurse.
    private const int MostPending = 48;
    private const int DeepestTree = 40;
    private const int LargestTree = 160;

    private readonly List<Instruction> roots = [];
    private readonly List<Instruction> pending = [];
    private readonly Dictionary<Instruction, Tree> trees = [];
    private readonly Dictionary<Instruction, int> barriers = [];
    private readonly HashSet<Use> unusedArguments = [];

    private readonly record struct Tree(Effects Effects, int Depth, int Size);

    public List<Instruction> Build()
    {
        CountBarriers();
        NoteUnusedArguments();
        foreach (var instruction in block.Instructions)
        {
            if (!Inputs.IsRepeatable(instruction) && !forest.IsAbsorbed(instruction) && !Defer(instruction))
                Visit(instruction);
        }
        return roots;
    }

    /// <summary>How many instructions before each one must not be overtaken by a check.</summary>
    private void CountBarriers()
    {
        var count = 0;
        foreach (var instruction in block.Instructions)
        {
            barriers.Add(instruction, count);
            if ((instruction.Effects & (Effects.Throws | Effects.Writes)) != 0)
                count++;
        }
    }

    private void NoteUnusedArguments()
    {
        foreach (var edge in block.Terminator!.Edges)
        {
            for (var i = 0; i < edge.ArgumentCount; i++)
            {
                if (!forest.IsLive(edge.Target.Parameters[i]))
                    unusedArguments.Add(edge.ArgumentUses[i]);
            }
        }
    }

    /// <summary>An address whose checks its store can make without changing their order; the store's code evaluates the operands.</summary>
    private bool Defer(Instruction address)
    {
        if (address is not (FieldAddress or ElementAddress or StaticAddress) || !address.HasOneUse
            || address.FirstUse!.User is not Store { } store || store.Block != block || !ReferenceEquals(store.Address, address)
            || !OpCodeTables.AccessesWhole(block.Method.Types, address, store.StoredType)
            || OpCodeTables.IsClearing(block.Method.Types, store))
            return false;
        var passed = barriers[store] - barriers[address] - ((address.Effects & Effects.Throws) != 0 ? 1 : 0);
        if (address.Effects != Effects.None && passed > 0)
            return false;
        forest.MarkDeferred(address);
        return true;
    }

    private void Visit(Instruction instruction)
    {
        var own = forest.EffectsOf(instruction);
        var children = Children(instruction);
        while (OutOfOrder(children) is { } early)
            Flush(early, children);
        var isTree = MayBePending(instruction);
        var position = 0;
        if (isTree)
        {
            while (Blocked(children, own, out position) is { } stuck)
                Flush(stuck, children);
        }
        else
        {
            while (Overtaken(children, own) is { } stuck)
                Flush(stuck, children);
        }
        var tree = new Tree(own, 1, 1);
        foreach (var child in children)
        {
            var part = trees[child];
            tree = new Tree(tree.Effects | part.Effects, Math.Max(tree.Depth, part.Depth + 1), tree.Size + part.Size);
            trees.Remove(child);
        }
        var consumedBefore = children.Count(c => Index(c) is var i && i >= 0 && i < position);
        pending.RemoveAll(children.Contains);
        if (isTree)
        {
            forest.MarkInline(instruction);
            trees.Add(instruction, tree);
            if (tree.Effects != Effects.None)
                pending.Insert(position - consumedBefore, instruction);
            if (pending.Count > MostPending)
                Flush(pending[0], []);
        }
        else
        {
            AddRoot(instruction, tree.Effects);
        }
    }

    /// <summary>The trees among the operands, in order of evaluation; those that cannot be evaluated there become statements.</summary>
    private List<Instruction> Children(Instruction instruction)
    {
        var children = new List<Instruction>();
        var size = 0;
        foreach (var input in forest.InputsOf(instruction))
            Collect(input);
        // A flush may have made a statement of an operand collected before.
        children.RemoveAll(c => !trees.ContainsKey(c));
        return children;

        void Collect(Input input)
        {
            if (input.Value is not Instruction value)
                return;
            if (!trees.TryGetValue(value, out var tree))
                return;
            size += tree.Size;
            var allowed = input.Demand switch
            {
                Demand.Always => Effects.All,
                Demand.Perhaps => Effects.Reads,
                _ => Effects.None,
            };
            if ((tree.Effects & ~allowed) != 0 || tree.Depth >= DeepestTree || size > LargestTree)
                Flush(value, []);
            else
                children.Add(value);
        }
    }

    private bool MayBePending(Instruction instruction)
    {
        if (!instruction.HasResult || !instruction.HasOneUse || Inputs.NeedsStatement(instruction))
            return false;
        var use = instruction.FirstUse!;
        // What a repeatable address starts from is read as often as the address is used.
        return use.User.Block == block && !unusedArguments.Contains(use) && !Inputs.IsRepeatable(use.User);
    }

    private int Index(Instruction tree) => pending.IndexOf(tree);

    private Effects EffectsOf(Instruction tree) => trees[tree].Effects;

    /// <summary>Two operands that would be evaluated in the wrong order: the one that must come first.</summary>
    private Instruction? OutOfOrder(List<Instruction> children)
    {
        for (var a = 0; a < children.Count; a++)
        {
            var place = Index(children[a]);
            if (place < 0)
                continue;
            for (var b = a + 1; b < children.Count; b++)
            {
                if (Index(children[b]) is var other && other >= 0 && other < place && Inputs.Conflict(EffectsOf(children[a]), EffectsOf(children[b])))
                    return children[b];
            }
        }
        return null;
    }

    /// <summary>Finds the place of a new pending tree; the operand that cannot be moved there, if any.</summary>
    private Instruction? Blocked(List<Instruction> children, Effects own, out int position)
    {
        position = 0;
        foreach (var child in children)
            position = Math.Max(position, Index(child) + 1);
        for (var i = pending.Count - 1; i >= position; i--)
        {
            if (Inputs.Conflict(own, EffectsOf(pending[i])))
                position = i + 1;
        }
        foreach (var child in children)
        {
            var place = Index(child);
            if (place < 0)
                continue;
            for (var i = place + 1; i < position; i++)
            {
                if (!children.Contains(pending[i]) && Inputs.Conflict(EffectsOf(child), EffectsOf(pending[i])))
                    return child;
            }
        }
        return null;
    }

    /// <summary>A pending tree that has to be evaluated before the root now being made.</summary>
    private Instruction? Overtaken(List<Instruction> children, Effects own)
    {
        for (var i = 0; i < pending.Count; i++)
        {
            var other = pending[i];
            if (children.Contains(other))
                continue;
            if (Inputs.Conflict(own, EffectsOf(other)))
                return other;
            foreach (var child in children)
            {
                if (Index(child) > i && Inputs.Conflict(EffectsOf(child), EffectsOf(other)))
                    return other;
            }
        }
        return null;
    }

    /// <summary>Makes a statement of a tree, and of the pending ones before it that must not be overtaken.</summary>
    private void Flush(Instruction tree, List<Instruction> children)
    {
        var last = Index(tree);
        var flushed = new List<Instruction> { tree };
        for (var i = last - 1; i >= 0; i--)
        {
            if (flushed.Any(f => Inputs.Conflict(EffectsOf(f), EffectsOf(pending[i]))))
                flushed.Add(pending[i]);
        }
        flushed.Reverse();
        foreach (var statement in flushed)
        {
            var effects = EffectsOf(statement);
            forest.MarkStatement(statement);
            pending.Remove(statement);
            trees.Remove(statement);
            children.Remove(statement);
            AddRoot(statement, effects);
        }
    }

    private void AddRoot(Instruction instruction, Effects effects)
    {
        var idle = !instruction.HasUses && instruction is not Terminator && (effects & (Effects.Throws | Effects.Writes)) == 0;
        if (!idle)
            roots.Add(instruction);
    }
}

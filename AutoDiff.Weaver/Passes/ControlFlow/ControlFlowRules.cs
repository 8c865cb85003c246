using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Passes.ControlFlow;

/// <summary>
/// Simplifies the graph: decided branches, paths through blocks that only decide or pass on, straight lines of blocks. No edge is led
/// across the border of an exception region in a way that its terminator does not allow, and no second entry into a loop is made.
/// </summary>
internal sealed class ControlFlowRules
{
    private readonly MethodIR method;
    private readonly RegionMap regions;
    private readonly List<Block> order;
    private readonly Dictionary<Block, int> position;
    private readonly HashSet<Block> gone = [];
    private readonly HashSet<Block> preciseEntries;
    private readonly Builder builder;

    private ControlFlowRules(MethodIR method)
    {
        this.method = method;
        builder = new Builder(method);
        regions = RegionMap.Of(method);
        preciseEntries = [.. method.Regions.Where(r => r.IsPrecise).Select(r => r.Try.Entry)];
        order = BlockOrder.Of(method);
        position = new Dictionary<Block, int>(order.Count);
        foreach (var block in order)
            position.Add(block, position.Count);
    }

    public static bool Run(MethodIR method)
    {
        var rules = new ControlFlowRules(method);
        var changed = false;
        foreach (var block in rules.order)
            changed |= rules.Decide(block);
        changed |= UnreachableBlocks.Remove(method);
        changed |= new ControlFlowRules(method).Straighten();
        return changed;
    }

    private bool Straighten()
    {
        var changed = false;
        foreach (var block in order)
        {
            changed |= ThreadKnown(block);
            changed |= Bypass(block);
        }
        changed |= UnreachableBlocks.Remove(method);
        foreach (var block in order)
        {
            if (block.Terminator is null || gone.Contains(block))
                continue;
            while (MergeNext(block))
                changed = true;
        }
        method.Blocks.RemoveAll(gone.Contains);
        foreach (var part in RegionMap.Parts(method))
            part.Blocks.RemoveAll(gone.Contains);
        return changed;
    }

    private bool Decide(Block block)
    {
        switch (block.Terminator)
        {
            case Branch branch:
                var condition = branch.Condition;
                var inverted = Comparisons.Strip(method.Types, ref condition);
                var (yes, no) = inverted ? (branch.WhenFalse, branch.WhenTrue) : (branch.WhenTrue, branch.WhenFalse);
                if (condition is Constant constant)
                    return Replace(branch, constant.IsZero ? no : yes);
                if (SameWay(yes, no))
                    return Replace(branch, yes);
                if (condition == branch.Condition)
                    return false;
                builder.Before(branch).Location = branch.Location;
                builder.Branch(condition, yes.Target, yes.Arguments.ToList(), no.Target, no.Arguments.ToList());
                branch.Remove();
                return true;
            case Switch choice:
                if (choice.Selector is Constant { Content: int number })
                    return Replace(choice, number >= 0 && number < choice.Edges.Count - 1 ? choice.Edges[number] : choice.Otherwise);
                return choice.Edges.All(e => SameWay(e, choice.Otherwise)) ? Replace(choice, choice.Otherwise) : Narrow(choice);
            default:
                return false;
        }
    }

    /// <summary>
    /// A switch that only tells one number from all others is a comparison, which more rules know; numbers at the end of the table that go the
    /// default way have no entry. Compilers of machine code look at tables of two ways less often than at branches, too.
    /// </summary>
    private bool Narrow(Switch choice)
    {
        var entries = choice.Edges.Count - 1;
        while (entries > 0 && SameWay(choice.Edges[entries - 1], choice.Otherwise))
            entries--;
        var others = Enumerable.Range(0, entries).Where(i => !SameWay(choice.Edges[i], choice.Otherwise)).ToList();
        builder.Before(choice).Location = choice.Location;
        if (others.Count == 1 && method.Types.KindOf(choice.Selector.Type) == StackKind.Int32)
        {
            var way = choice.Edges[others[0]];
            var chosen = builder.Compare(CompareOp.Eq, choice.Selector, method.Int32(others[0]));
            builder.Branch(chosen, way.Target, way.Arguments.ToList(), choice.Otherwise.Target, choice.Otherwise.Arguments.ToList());
        }
        else if (entries < choice.Edges.Count - 1)
        {
            var shorter = builder.Switch(choice.Selector, choice.Edges.Take(entries).Select(e => e.Target), choice.Otherwise.Target);
            foreach (var (from, to) in choice.Edges.Take(entries).Append(choice.Otherwise).Zip(shorter.Edges, (from, to) => (from, to)))
            {
                foreach (var argument in from.Arguments)
                    to.AddArgument(argument);
            }
        }
        else
        {
            return false;
        }
        choice.Remove();
        return true;
    }

    private static bool SameWay(Edge a, Edge b) => a.Target == b.Target && a.Arguments.SequenceEqual(b.Arguments);

    private bool Replace(Terminator terminator, Edge way)
    {
        builder.Before(terminator).Location = terminator.Location;
        builder.Jump(way.Target, [.. way.Arguments]);
        terminator.Remove();
        return true;
    }

    /// <summary>
    /// Leads edges that pass a constant to a block which does nothing but branch on that parameter straight to where the branch goes:
    /// what <c>&amp;&amp;</c>, <c>||</c> and flags compile to.
    /// </summary>
    private bool ThreadKnown(Block block)
    {
        if (block.First is not (Branch or Switch) || regions.IsEntry(block) || block.Parameters.Count == 0 || IsLoopHeader(block)
            || !OnlyUsedByTerminator(block))
            return false;
        var terminator = block.Terminator!;
        if (terminator.Operand(0) is not BlockParameter selector || selector.Block != block)
            return false;
        var index = selector.Index;
        var changed = false;
        foreach (var edge in block.Incoming.ToList())
        {
            if (edge[index] is not Constant constant || !regions.Same(edge.Source.Block!, block) || edge.Source.Block == block)
                continue;
            var way = terminator switch
            {
                Branch branch => constant.IsZero ? branch.WhenFalse : branch.WhenTrue,
                Switch choice when constant.Content is int number => number >= 0 && number < choice.Edges.Count - 1 ? choice.Edges[number] : choice.Otherwise,
                _ => null,
            };
            if (way is not null && way.Target != block)
                changed |= Lead(edge, block, way);
        }
        return changed;
    }

    /// <summary>Leads edges past a block that only jumps on.</summary>
    private bool Bypass(Block block)
    {
        if (block.First is not Jump jump || block == method.Entry || regions.IsEntry(block) || jump.Edge.Target == block || !OnlyUsedByTerminator(block))
            return false;
        var changed = false;
        foreach (var edge in block.Incoming.ToList())
        {
            var allowed = edge.Source is Leave ? regions.Same(block, jump.Edge.Target) : regions.Same(edge.Source.Block!, block);
            if (allowed)
                changed |= Lead(edge, block, jump.Edge);
        }
        return changed;
    }

    /// <summary>
    /// Leads an edge past a block, unless its terminator would then reach the same target in two ways that differ in their arguments only: the
    /// block in between is what tells them apart.
    /// </summary>
    private static bool Lead(Edge edge, Block past, Edge way)
    {
        var arguments = way.Arguments.Select(a => a is BlockParameter p && p.Block == past ? edge[p.Index] : a).ToList();
        if (edge.Source.Edges.Any(e => e != edge && e.Target == way.Target && !e.Arguments.SequenceEqual(arguments)))
            return false;
        edge.ClearArguments();
        edge.Target = way.Target;
        foreach (var argument in arguments)
            edge.AddArgument(argument);
        return true;
    }

    private bool MergeNext(Block block)
    {
        if (block.Terminator is not Jump { Edge: var edge } jump)
            return false;
        var next = edge.Target;
        if (next == block || next.Incoming.Count != 1 || preciseEntries.Contains(block) || regions.IsEntry(next) || !regions.Same(block, next))
            return false;
        for (var i = 0; i < next.Parameters.Count; i++)
            next.Parameters[i].ReplaceAllUsesWith(edge[i]);
        jump.Remove();
        foreach (var instruction in next.Instructions)
        {
            instruction.Unlink();
            block.Append(instruction);
        }
        gone.Add(next);
        return true;
    }

    private bool IsLoopHeader(Block block) => block.Incoming.Any(e => position.TryGetValue(e.Source.Block!, out var from) && from >= position[block]);

    private static bool OnlyUsedByTerminator(Block block) => block.Parameters.All(p => p.Users.All(u => u == block.Terminator));
}

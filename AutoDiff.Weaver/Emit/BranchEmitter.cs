using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Scalar;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// The ends of blocks. Assignments of an edge that is not the only way out of its block stand right behind the branch, in the region of
/// the block they leave.
/// </summary>
internal sealed class BranchEmitter(
    MethodIR method, ExpressionForest forest, LocalAllocator locals, InstructionEmitter instructions, CodeBuffer code, IReadOnlyDictionary<Block, Label> labels)
{
    /// <param name="terminator">The last statement of a block.</param>
    /// <param name="next">The block that follows in the layout.</param>
    public void Emit(Terminator terminator, Block? next)
    {
        code.SetLocation(terminator.Location, statement: true);
        switch (terminator)
        {
            case Jump jump:
                Assign(CopiesOf(jump.Edge));
                Go(jump.Edge.Target, next);
                break;
            case Leave leave:
                Assign(CopiesOf(leave.Edge));
                code.Branch(OpCodes.Leave, labels[leave.Edge.Target]);
                break;
            case Branch branch:
                EmitBranch(branch, next);
                break;
            case Switch choice:
                EmitSwitch(choice, next);
                break;
            case Return { Result: { } result }:
                instructions.Evaluate(result);
                code.SetLocation(terminator.Location, statement: true);
                code.Emit(OpCodes.Ret);
                break;
            case Return:
                code.Emit(OpCodes.Ret);
                break;
            case Throw:
                instructions.Evaluate(terminator.Operand(0));
                code.SetLocation(terminator.Location, statement: true);
                code.Emit(OpCodes.Throw);
                break;
            case Rethrow:
                code.Emit(OpCodes.Rethrow);
                break;
            case EndFinally:
                code.Emit(OpCodes.Endfinally);
                break;
            case EndFilter:
                instructions.Evaluate(terminator.Operand(0));
                code.Emit(OpCodes.Endfilter);
                break;
            default:
                throw new InvalidIRException($"{method.Name}: {terminator.GetType().Name} has no code");
        }
    }

    private void EmitBranch(Branch branch, Block? next)
    {
        var (yes, no) = (branch.WhenTrue.Target, branch.WhenFalse.Target);
        var (yesCopies, noCopies) = (CopiesOf(branch.WhenTrue), CopiesOf(branch.WhenFalse));
        if (yes == no && yesCopies.Count == 0 && noCopies.Count == 0)
        {
            instructions.EvaluateForEffects(branch.Condition);
            Go(yes, next);
        }
        else if (noCopies.Count == 0 && (yesCopies.Count > 0 || yes == next))
        {
            instructions.EmitCondition(branch.Condition, whenTrue: false, labels[no]);
            code.SetLocation(branch.Location, statement: true);
            Assign(yesCopies);
            Go(yes, next);
        }
        else if (yesCopies.Count == 0)
        {
            instructions.EmitCondition(branch.Condition, whenTrue: true, labels[yes]);
            code.SetLocation(branch.Location, statement: true);
            Assign(noCopies);
            Go(no, next);
        }
        else
        {
            // The way to the next block comes last, to fall into it.
            var yesLast = yes == next;
            var last = new Label();
            instructions.EmitCondition(branch.Condition, whenTrue: yesLast, last);
            code.SetLocation(branch.Location, statement: true);
            Assign(yesLast ? noCopies : yesCopies);
            code.Branch(OpCodes.Br, labels[yesLast ? no : yes]);
            code.Mark(last);
            Assign(yesLast ? yesCopies : noCopies);
            Go(yesLast ? yes : no, next);
        }
    }

    private void EmitSwitch(Switch choice, Block? next)
    {
        var detours = new List<(Label Label, List<Copy> Copies, Block Target)>();
        var entries = new List<Label>();
        foreach (var edge in choice.Edges.Take(choice.Edges.Count - 1))
        {
            var copies = CopiesOf(edge);
            if (copies.Count == 0)
            {
                entries.Add(labels[edge.Target]);
                continue;
            }
            var detour = detours.Find(d => d.Target == edge.Target && d.Copies.SequenceEqual(copies, SameCopy.Instance));
            if (detour.Label is null)
                detours.Add(detour = (new Label(), copies, edge.Target));
            entries.Add(detour.Label);
        }
        instructions.Evaluate(choice.Selector);
        code.SetLocation(choice.Location, statement: true);
        code.Switch(entries);
        Assign(CopiesOf(choice.Otherwise));
        if (detours.Count == 0)
            Go(choice.Otherwise.Target, next);
        else
            code.Branch(OpCodes.Br, labels[choice.Otherwise.Target]);
        for (var i = 0; i < detours.Count; i++)
        {
            code.Mark(detours[i].Label);
            Assign(detours[i].Copies);
            Go(detours[i].Target, i + 1 == detours.Count ? next : null);
        }
    }

    private void Go(Block target, Block? next)
    {
        if (target != next)
            code.Branch(OpCodes.Br, labels[target]);
    }

    private List<Copy> CopiesOf(Edge edge)
    {
        var copies = new List<Copy>();
        var leaves = new List<TrackedValue>();
        foreach (var (parameter, argument) in forest.Assignments(edge))
        {
            var target = locals[parameter];
            leaves.Clear();
            forest.AddLeaves(argument, leaves);
            if (leaves.Count == 1 && ReferenceEquals(leaves[0], argument) && locals[leaves[0]] == target)
                continue;
            copies.Add(new Copy(target, argument, [.. leaves.Select(l => locals[l])], forest.EffectsWithin(argument)));
        }
        return copies;
    }

    private void Assign(List<Copy> copies) => ParallelCopy.Sequence(
        copies,
        copy => instructions.Evaluate(copy.Source),
        target => code.Emit(OpCodes.Stloc, target),
        copy => instructions.EvaluateInto(copy.Target, copy.Source));

    private sealed class SameCopy : IEqualityComparer<Copy>
    {
        public static readonly SameCopy Instance = new();

        public bool Equals(Copy? x, Copy? y) => x!.Target == y!.Target && ReferenceEquals(x.Source, y.Source);

        public int GetHashCode(Copy copy) => copy.Target.Index;
    }
}

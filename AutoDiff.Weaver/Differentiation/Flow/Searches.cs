using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>
/// Values that comparisons find. A bisection halves an interval by the sign of a function: the bounds are never computed from what decides about
/// them, only chosen, so that the derivative of the program is zero, or that of the bounds it started from, and not that of the root.
/// </summary>
/// <remarks>
/// What tells a search from other code with branches: a number goes round a loop and out of it; nothing that depends on the differentiation parameters is
/// added to it on the way; but a condition that does depend on them, and on that number itself, chooses whether it moves on or ends the loop. A running maximum
/// takes in what it is compared with, a counter does not decide what is counted, the last step of an iteration towards a root is computed.
/// </remarks>
internal sealed class Searches
{
    private readonly MethodIR method;
    private readonly Activity activity;
    private readonly NaturalLoops loops;
    private readonly HashSet<Value> decided = [];

    public Searches(MethodIR method, Activity activity, NaturalLoops loops)
    {
        this.method = method;
        this.activity = activity;
        this.loops = loops;
        FindDecided();
    }

    /// <summary>Where a condition finds a value that leads to the result, beside whatever else depends on the parameters; one for every loop.</summary>
    public IReadOnlyList<Instruction> Find() =>
        [.. loops.All.Select(l => new LoopSearch(l, method, activity, decided).Find()).OfType<Instruction>().Select(Condition)];

    /// <summary>A condition that depends on the parameters and chooses between values that the result depends on.</summary>
    public Instruction? FindChoice()
    {
        // Whether an iterator goes on is no result that anyone differentiates.
        if (method.Types.IsInteger(method.ReturnType))
            return null;
        if (method.Instructions.OfType<Select>().FirstOrDefault(s => activity.IsUseful(s) && decided.Contains(s.Operand(0))) is { } choice)
            return Condition(choice);
        if (method.Instructions.FirstOrDefault(i => activity.IsUseful(i) && decided.Contains(i)) is { } number)
            return number;
        var merges = method.Blocks
            .Where(b => b.Parameters.Any(p => activity.IsUseful(p) && b.Incoming.Select(e => e[p.Index]).Distinct().Count() > 1)).ToList();
        return merges.Count == 0 ? null
            : method.Blocks.Select(b => b.Terminator).OfType<Terminator>().Where(IsDecided)
                .FirstOrDefault(t => merges.Any(m => Reaches(t.Block!, m))) is { } branch ? Condition(branch) : null;
    }

    internal static bool Reaches(Block from, Block to)
    {
        var seen = new HashSet<Block>();
        var work = new Stack<Block>(from.Successors);
        while (work.Count > 0)
        {
            var block = work.Pop();
            if (!seen.Add(block))
                continue;
            if (block == to)
                return true;
            foreach (var next in block.Successors)
                work.Push(next);
        }
        return false;
    }

    /// <summary>The comparison itself has a place in the source more often than the branch.</summary>
    private static Instruction Condition(Instruction decision) => decision.Operand(0) is Instruction { Location: not null } condition ? condition : decision;

    private bool IsDecided(Terminator terminator) => terminator is Branch or Switch && decided.Contains(terminator.Operand(0));

    /// <summary>Truth values and whole numbers that depend on the parameters.</summary>
    private void FindDecided()
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var block in method.Blocks)
            {
                foreach (var parameter in block.Parameters.Where(p => CanDecide(p) && !decided.Contains(p)))
                {
                    if (block.Incoming.Any(e => parameter.Index < e.ArgumentCount && decided.Contains(e[parameter.Index])))
                        changed |= decided.Add(parameter);
                }
                foreach (var instruction in block.Instructions.Where(i => i.HasResult && CanDecide(i) && !decided.Contains(i)))
                {
                    if (instruction.Operands.Any(o => activity.IsVaried(o) || decided.Contains(o)))
                        changed |= decided.Add(instruction);
                }
            }
        }
    }

    private bool CanDecide(Value value) => method.Types.KindOf(value.Type) is StackKind.Int32 or StackKind.Int64;
}

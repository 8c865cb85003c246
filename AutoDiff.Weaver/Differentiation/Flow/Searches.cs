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
    public IReadOnlyList<Instruction> Find() => [.. loops.All.Select(FindIn).OfType<Instruction>()];

    /// <summary>A condition that depends on the parameters and chooses between values that the result depends on.</summary>
    public Instruction? FindChoice()
    {
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

    private static bool Reaches(Block from, Block to)
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

    private Instruction? FindIn(Loop loop)
    {
        var back = loop.Latches.SelectMany(l => l.Terminator!.Edges).Where(e => e.Target == loop.Header).ToList();
        var moving = loop.Header.Parameters.Where(p => IsNumber(p) && back.Any(e => !ReferenceEquals(e[p.Index], p))).ToList();
        if (moving.Count == 0)
            return null;
        var taken = TakenIn(loop);
        moving.RemoveAll(taken.Contains);
        if (moving.Count == 0)
            return null;
        foreach (var decision in loop.Blocks.SelectMany(b => b.Instructions).Where(i => i is Select or Branch or Switch && decided.Contains(i.Operand(0))))
        {
            var compared = SourcesOf(decision.Operand(0), loop);
            var fedBack = moving.Where(compared.Contains).ToList();
            if (fedBack.Count == 0)
                continue;
            var endsLoop = decision is Terminator terminator && terminator.Edges.Any(e => !loop.Contains(e.Target));
            // What starts from the parameters and is only halved or shifted until it is small keeps the derivative it came with.
            var isCompared = compared.Any(taken.Contains)
                || compared.OfType<Instruction>().SelectMany(i => i.Operands).Any(o => activity.IsVaried(o) && !IsIn(o, loop));
            List<BlockParameter> found = endsLoop ? [.. fedBack.Where(p => !activity.IsVaried(p))]
                : [.. moving.Where(p => (isCompared || !activity.IsVaried(p)) && StaysOrMoves(p, loop, decision))];
            if (found.Count > 0 && Leaves(loop, found, taken))
                return Condition(decision);
        }
        return null;
    }

    private bool IsNumber(Value value) => method.Types.IsFloat(value.Type);

    /// <summary>What depends on the parameters otherwise than by what the loop starts with.</summary>
    private HashSet<Value> TakenIn(Loop loop)
    {
        var taken = new HashSet<Value>();
        bool IsTaken(Value value) => taken.Contains(value) || (activity.IsVaried(value) && !IsIn(value, loop));
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var block in loop.Blocks)
            {
                foreach (var parameter in block.Parameters.Where(p => activity.IsVaried(p) && !taken.Contains(p)))
                {
                    if (block.Incoming.Any(e => loop.Contains(e.Source.Block!) && IsTaken(e[parameter.Index])))
                        changed |= taken.Add(parameter);
                }
                foreach (var instruction in block.Instructions.Where(i => activity.IsVaried(i) && !taken.Contains(i)))
                {
                    if (instruction is Load || (instruction is Call && !instruction.IsPure) || instruction.Operands.Any(IsTaken))
                        changed |= taken.Add(instruction);
                }
            }
        }
        return taken;
    }

    private static bool IsIn(Value value, Loop loop) => value switch
    {
        Instruction { Block: { } home } => loop.Contains(home),
        BlockParameter parameter => loop.Contains(parameter.Block),
        _ => false,
    };

    /// <summary>What a value in the loop is computed from in the same iteration, down to what the iteration before handed on.</summary>
    private static HashSet<Value> SourcesOf(Value value, Loop loop)
    {
        var sources = new HashSet<Value>();
        var work = new Stack<Value>([value]);
        while (work.Count > 0)
        {
            var current = work.Pop();
            if (!IsIn(current, loop) || !sources.Add(current))
                continue;
            var from = current switch
            {
                Instruction instruction => instruction.Operands,
                BlockParameter { Block: var block } parameter when block != loop.Header =>
                    block.Incoming.Where(e => parameter.Index < e.ArgumentCount).Select(e => e[parameter.Index]),
                _ => [],
            };
            foreach (var source in from)
                work.Push(source);
        }
        return sources;
    }

    /// <summary>The decision says whether the number is handed on as it came or as another.</summary>
    private static bool StaysOrMoves(BlockParameter number, Loop loop, Instruction decision)
    {
        var handedOn = new HashSet<Value>();
        var choices = new List<Block>();
        var isChosen = false;
        var work = new Stack<Value>(loop.Latches.SelectMany(l => l.Terminator!.Edges).Where(e => e.Target == loop.Header).Select(e => e[number.Index]));
        while (work.Count > 0)
        {
            var current = work.Pop();
            if (!handedOn.Add(current))
                continue;
            if (current is Select select && IsIn(select, loop))
            {
                isChosen |= ReferenceEquals(select.Operand(0), decision.Operand(0));
                work.Push(select.Operand(1));
                work.Push(select.Operand(2));
            }
            else if (current is BlockParameter parameter && parameter.Block != loop.Header && IsIn(parameter, loop))
            {
                choices.Add(parameter.Block);
                foreach (var edge in parameter.Block.Incoming)
                    work.Push(edge[parameter.Index]);
            }
        }
        isChosen |= decision is Terminator && loop.Latches.Count > 1;
        isChosen |= decision is Terminator
            && choices.Any(c => decision.Block != c && decision.Block!.Successors.Any(s => s == c || c.Predecessors.Contains(s) || Reaches(s, c)));
        return isChosen && handedOn.Contains(number) && handedOn.Any(v => !ReferenceEquals(v, number) && v is not BlockParameter and not Select);
    }

    /// <summary>What was found, or something computed from it, leaves the loop on the way to the result, and nothing else varied is in it.</summary>
    private bool Leaves(Loop loop, List<BlockParameter> found, HashSet<Value> taken)
    {
        foreach (var edge in loop.Exits)
        {
            for (var i = 0; i < edge.ArgumentCount; i++)
            {
                var leaving = edge[i];
                if (IsNumber(leaving) && activity.IsUseful(edge.Target.Parameters[i]) && IsIn(leaving, loop) && !taken.Contains(leaving)
                    && SourcesOf(leaving, loop) is var sources && found.Any(sources.Contains))
                    return true;
            }
        }
        return false;
    }
}

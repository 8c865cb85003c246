using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>Whether one loop is a search by comparison: see <see cref="Searches"/>.</summary>
internal sealed class LoopSearch
{
    private readonly Loop loop;
    private readonly MethodIR method;
    private readonly Activity activity;
    private readonly HashSet<Value> decided;
    private readonly List<BlockParameter> numbers;
    private readonly HashSet<Value> taken;
    private readonly HashSet<BlockParameter> moving;
    private List<(HashSet<Value> Below, HashSet<Value> Above, Value Place)>? brackets;

    /// <param name="loop">The loop.</param>
    /// <param name="method">The method it is in.</param>
    /// <param name="activity">What depends on the parameters.</param>
    /// <param name="decided">Truth values and whole numbers that do.</param>
    public LoopSearch(Loop loop, MethodIR method, Activity activity, HashSet<Value> decided)
    {
        this.loop = loop;
        this.method = method;
        this.activity = activity;
        this.decided = decided;
        numbers = [.. loop.Header.Parameters.Where(p => IsNumber(p) && Moves(p))];
        taken = numbers.Count == 0 ? [] : FindTaken();
        moving = [.. numbers.Where(p => !taken.Contains(p))];
    }

    /// <summary>Pairs of bounds by what they become, and a place between them that each of them may become.</summary>
    private List<(HashSet<Value> Below, HashSet<Value> Above, Value Place)> Brackets => brackets ??= FindBrackets();

    /// <summary>What decides about a value that leads to the result.</summary>
    public Instruction? Find()
    {
        if (numbers.Count == 0)
            return null;
        foreach (var decision in loop.Blocks.SelectMany(b => b.Instructions))
        {
            if (DecidedBy(decision) is not { } verdict)
                continue;
            var compared = SourcesOf(verdict);
            if (moving.Count > 0 && FoundBy(decision, compared).ToList() is { Count: > 0 } found
                && Leaves(v => !taken.Contains(v) && SourcesOf(v) is var sources && found.Any(sources.Contains)))
                return decision;
            if (BetweenBounds(decision, compared).ToList() is { Count: > 0 } between && Leaves(v => between.Any(SourcesOf(v).Contains)))
                return decision;
        }
        return null;
    }

    /// <summary>
    /// Places between two bounds, one of which each place becomes by what is found there. However the place is chosen, the bounds say where it may be: as soon
    /// as it is halved, its derivative is that of the bounds.
    /// </summary>
    private IEnumerable<Value> BetweenBounds(Instruction decision, HashSet<Value> compared) => Brackets
        .Where(b => compared.Contains(b.Place) && IsChosenBy(b.Below, decision) && IsChosenBy(b.Above, decision)).Select(b => b.Place);

    private List<(HashSet<Value> Below, HashSet<Value> Above, Value Place)> FindBrackets()
    {
        var found = new List<(HashSet<Value>, HashSet<Value>, Value)>();
        var kept = numbers.Select(n => (Bound: n, Next: HandedOn(n))).Where(b => b.Next.Contains(b.Bound)).ToList();
        for (var i = 0; i < kept.Count; i++)
        {
            for (var j = i + 1; j < kept.Count; j++)
            {
                foreach (var place in kept[i].Next.Where(v => kept[j].Next.Contains(v) && !numbers.Contains(v)))
                {
                    var sources = SourcesOf(place);
                    if (sources.Contains(kept[i].Bound) && sources.Contains(kept[j].Bound))
                        found.Add((kept[i].Next, kept[j].Next, place));
                }
            }
        }
        return found;
    }

    private IEnumerable<BlockParameter> FoundBy(Instruction decision, HashSet<Value> compared)
    {
        if (IsRecord(decision, compared))
            return moving.Where(p => StaysOrMoves(p, decision) && HandedOn(p).OfType<Instruction>().All(v => !SourcesOf(v).Any(s => s is Load)));
        var fedBack = moving.Where(compared.Contains);
        if (!fedBack.Any())
            return [];
        if (decision is Terminator terminator && terminator.Edges.Any(e => !loop.Contains(e.Target)))
            return fedBack.Where(p => !activity.IsVaried(p));
        // What starts from the parameters and is only halved or shifted until it is small keeps the derivative it came with.
        var isCompared = compared.Any(taken.Contains)
            || compared.OfType<Instruction>().SelectMany(i => i.Operands).Any(o => activity.IsVaried(o) && !IsIn(o));
        return moving.Where(p => (isCompared || !activity.IsVaried(p)) && (StaysOrMoves(p, decision) || (compared.Contains(p) && Steps(p, decision))));
    }

    /// <summary>
    /// What depends on the parameters in a way that has no derivative, where this instruction chooses by it: a condition, a whole number that is made a
    /// number again, a number whose sign is taken.
    /// </summary>
    private Value? DecidedBy(Instruction decision) => decision switch
    {
        Select or Branch or Switch => decided.Contains(decision.Operand(0)) ? decision.Operand(0) : null,
        Call { Method.Name: "CopySign" } call when IsNumber(call) && activity.IsVaried(call.Operand(1)) => call.Operand(1),
        _ => IsNumber(decision) ? decision.Operands.FirstOrDefault(decided.Contains) : null,
    };

    private bool IsNumber(Value value) => method.Types.IsFloat(value.Type);

    private bool Moves(BlockParameter parameter) => NextOf(parameter).Any(next => !ReferenceEquals(next, parameter));

    private IEnumerable<Value> NextOf(BlockParameter parameter) =>
        loop.Latches.SelectMany(l => l.Terminator!.Edges).Where(e => e.Target == loop.Header).Select(e => e[parameter.Index]);

    /// <summary>What depends on the parameters otherwise than by what the loop starts with.</summary>
    private HashSet<Value> FindTaken()
    {
        var found = new HashSet<Value>();
        bool IsTaken(Value value) => found.Contains(value) || (activity.IsVaried(value) && !IsIn(value));
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var block in loop.Blocks)
            {
                foreach (var parameter in block.Parameters.Where(p => activity.IsVaried(p) && !found.Contains(p)))
                {
                    if (block.Incoming.Any(e => loop.Contains(e.Source.Block!) && IsTaken(e[parameter.Index])))
                        changed |= found.Add(parameter);
                }
                foreach (var instruction in block.Instructions.Where(i => activity.IsVaried(i) && !found.Contains(i)))
                {
                    if (instruction is Load || (instruction is Call && !instruction.IsPure) || DataOf(instruction).Any(IsTaken))
                        changed |= found.Add(instruction);
                }
            }
        }
        return found;
    }

    /// <summary>The operands that a derivative goes through.</summary>
    private IEnumerable<Value> DataOf(Instruction instruction) =>
        DecidedBy(instruction) is { } verdict ? instruction.Operands.Where(o => !ReferenceEquals(o, verdict)) : instruction.Operands;

    private bool IsIn(Value value) => value switch
    {
        Instruction { Block: { } home } => loop.Contains(home),
        BlockParameter parameter => loop.Contains(parameter.Block),
        _ => false,
    };

    /// <summary>What a value in the loop is computed from in the same iteration, down to what the iteration before handed on.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isData">Whether what only chooses is left out.</param>
    private HashSet<Value> SourcesOf(Value value, bool isData = false)
    {
        var sources = new HashSet<Value>();
        var work = new Stack<Value>([value]);
        while (work.Count > 0)
        {
            var current = work.Pop();
            if (!IsIn(current) || !sources.Add(current))
                continue;
            var from = current switch
            {
                Instruction instruction => isData ? DataOf(instruction) : instruction.Operands,
                BlockParameter parameter when parameter.Block != loop.Header => Merged(parameter),
                _ => [],
            };
            foreach (var source in from)
                work.Push(source);
        }
        return sources;
    }

    private static IEnumerable<Value> Merged(BlockParameter parameter) =>
        parameter.Block.Incoming.Where(e => parameter.Index < e.ArgumentCount).Select(e => e[parameter.Index]);

    /// <summary>What is handed on to the next iteration, and the merges and choices that it comes through.</summary>
    private HashSet<Value> HandedOn(BlockParameter number)
    {
        var handedOn = new HashSet<Value>();
        var work = new Stack<Value>(NextOf(number));
        while (work.Count > 0)
        {
            var current = work.Pop();
            if (!handedOn.Add(current))
                continue;
            var from = current switch
            {
                Select select when IsIn(select) => [select.Operand(1), select.Operand(2)],
                BlockParameter parameter when parameter.Block != loop.Header && IsIn(parameter) => Merged(parameter),
                _ => Enumerable.Empty<Value>(),
            };
            foreach (var value in from)
                work.Push(value);
        }
        return handedOn;
    }

    /// <summary>The decision says whether the number is handed on as it came or as another.</summary>
    private bool StaysOrMoves(BlockParameter number, Instruction decision)
    {
        var handedOn = HandedOn(number);
        return handedOn.Contains(number)
            && (IsChosenBy(handedOn, decision) || (decision is Terminator && loop.Latches.Count > 1))
            && handedOn.Any(v => !ReferenceEquals(v, number)
                && (v is BlockParameter other ? moving.Contains(other) && IsMadeOf(other, number) : v is not Select || !IsIn(v)));
    }

    private bool IsChosenBy(HashSet<Value> values, Instruction decision) =>
        values.Any(v => v is Select select && ReferenceEquals(select.Operand(0), decision.Operand(0)) && IsIn(select))
        || values.Any(v => v is BlockParameter merge && merge.Block != loop.Header && IsIn(merge) && ChoosesAt(decision, merge.Block));

    private static bool ChoosesAt(Instruction decision, Block merge) => decision is Terminator && decision.Block != merge
        && decision.Block!.Successors.Any(s => s == merge || merge.Predecessors.Contains(s) || Searches.Reaches(s, merge));

    /// <summary>The other is computed in each iteration from what the number is then: one of the places between two bounds.</summary>
    private bool IsMadeOf(BlockParameter other, BlockParameter number)
    {
        var next = new HashSet<Value>(NextOf(number));
        return NextOf(other).Any(v => v is Instruction && SourcesOf(v) is var sources && (sources.Contains(number) || sources.Overlaps(next)));
    }

    /// <summary>
    /// The decision says in which direction the number moves, by a step that is another one in each iteration. (By steps of one size, a value goes up and
    /// down.)
    /// </summary>
    private bool Steps(BlockParameter number, Instruction decision) => NextOf(number).Any(next =>
    {
        var sources = SourcesOf(next, isData: true);
        return sources.Contains(number) && (sources.Contains(decision) || IsChosenBy(sources, decision))
            && sources.Any(s => s is BlockParameter other && other.Block == loop.Header && !ReferenceEquals(other, number) && Moves(other));
    });

    /// <summary>The smallest or largest value of a function so far is kept: where it was found may be kept beside it.</summary>
    private bool IsRecord(Instruction decision, HashSet<Value> compared) =>
        compared.Any(v => v is BlockParameter record && record.Block == loop.Header && IsNumber(record) && taken.Contains(record)
            && HandedOn(record) is var handedOn && handedOn.Contains(record) && IsChosenBy(handedOn, decision)
            && handedOn.Any(v => !ReferenceEquals(v, record) && compared.Contains(v)));

    /// <summary>Something of this kind leaves the loop on the way to the result.</summary>
    private bool Leaves(Func<Value, bool> isFound)
    {
        foreach (var edge in loop.Exits)
        {
            for (var i = 0; i < edge.ArgumentCount; i++)
            {
                var leaving = edge[i];
                if (IsNumber(leaving) && activity.IsUseful(edge.Target.Parameters[i]) && IsIn(leaving) && isFound(leaving))
                    return true;
            }
        }
        return false;
    }
}

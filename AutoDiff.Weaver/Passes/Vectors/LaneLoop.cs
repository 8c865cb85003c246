using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Convert = AutoDiff.Weaving.IR.Convert;

namespace AutoDiff.Weaving.Passes.Vectors;

/// <summary>
/// What each value of a counted loop is to a vector of iterations: the same in all of them, an index that goes with them, or a number that is different in
/// each. A loop is one of these when that is all there is, and when no iteration can tell that others have begun before it is over: what is written is an
/// element that no other iteration touches, or a sum of cotangents, whose order is free.
/// </summary>
internal sealed class LaneLoop
{
    private const int MostAccesses = 12;
    private readonly CountedLoop loop;
    private readonly Func<Instruction, bool> isAdjoint;
    private readonly TypeContext types;
    private readonly HashSet<Value> uniform = [];
    private readonly Dictionary<Value, int> slopes = [];
    private readonly HashSet<Value> lanes = [];
    private readonly Dictionary<Instruction, LaneAccess> accesses = [];
    private readonly HashSet<Instruction> records = [];
    private readonly List<Instruction> operations = [];
    private readonly List<Instruction> invariants = [];
    private readonly List<BlockParameter> sums = [];
    private readonly List<IReadOnlyList<Instruction>> rounds = [];
    private readonly HashSet<LaneAccess> accumulating = [];
    private readonly List<(LaneAccess Written, LaneAccess Other)> overlaps = [];

    private LaneLoop(CountedLoop loop, Func<Instruction, bool> isAdjoint)
    {
        this.loop = loop;
        this.isAdjoint = isAdjoint;
        types = loop.Header.Method.Types;
    }

    public CountedLoop Loop => loop;

    /// <summary><c>float</c> or <c>double</c>.</summary>
    public TypeReference Element { get; private set; } = null!;

    /// <summary>1 when the loop goes upwards in memory, -1 when downwards.</summary>
    public int Direction { get; private set; }

    public IReadOnlyCollection<LaneAccess> Accesses => accesses.Values;

    /// <summary>What is done with vectors, in order.</summary>
    public IReadOnlyList<Instruction> Operations => operations;

    /// <summary>
    /// The same, in as many rounds through all iterations as one array gets cotangents in different places: what a vector has just been written to a place next
    /// to cannot be read back before it is in memory.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Instruction>> Rounds => rounds;

    /// <summary>What is computed in every iteration and is the same in all of them, in order.</summary>
    public IReadOnlyList<Instruction> Invariants => invariants;

    /// <summary>Sums of cotangents that go round the loop.</summary>
    public IReadOnlyList<BlockParameter> Sums => sums;

    /// <summary>Pairs of which the one is written to, and which only the running program can tell to be apart.</summary>
    public IReadOnlyList<(LaneAccess Written, LaneAccess Other)> Overlaps => overlaps;

    /// <summary>A cotangent, the same in all iterations, with which all that the loop adds anywhere is multiplied; null where there is none.</summary>
    public Value? Factor
    {
        get
        {
            var stores = operations.OfType<Store>().ToList();
            if (sums.Count > 0 || stores.Count == 0 || !stores.All(s => accumulating.Contains(AccessAt(s.Address))))
                return null;
            var terms = stores.Select(s => ((Binary)s.Content).Operands.First(o => o is not Load load || !ReferenceEquals(load.Address, s.Address))).ToList();
            return FactorOf(terms[0]) is { } factor && terms.All(t => ReferenceEquals(FactorOf(t), factor)) ? factor : null;
        }
    }

    /// <summary>The loop, if it is one of these.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="isAdjoint">Whether something is arithmetic of cotangents: the order of a sum's terms is free, a product's left side is a cotangent.</param>
    public static LaneLoop? Of(CountedLoop loop, Func<Instruction, bool> isAdjoint)
    {
        var result = new LaneLoop(loop, isAdjoint);
        return result.Parameters() && result.Instructions() && result.SumsAreSimple() && result.IterationsAreApart() && result.SplitIntoRounds()
            ? result
            : null;
    }

    /// <summary>A value of the loop that differs between iterations, as a vector.</summary>
    public bool IsLanes(Value value) => lanes.Contains(value);

    public LaneAccess AccessAt(Value address) => accesses[(Instruction)address];

    /// <summary>The same in every iteration.</summary>
    public bool IsUniform(Value value) => value switch
    {
        Undefined => false,
        Immediate or Parameter => true,
        BlockParameter parameter => !loop.Loop.Contains(parameter.Block),
        Instruction { Block: { } home } => !loop.Loop.Contains(home) || uniform.Contains(value),
        _ => false,
    };

    private bool Parameters()
    {
        foreach (var parameter in loop.Header.Parameters)
        {
            if (loop.Entry[parameter.Index] is Undefined)
                return false;
            if (CountedLoop.StepOf(parameter, loop.Back) is { } step)
            {
                slopes[parameter] = step;
                continue;
            }
            if (!IsOfElement(parameter.Type))
                return false;
            sums.Add(parameter);
            lanes.Add(parameter);
        }
        return true;
    }

    private bool Instructions()
    {
        foreach (var instruction in loop.Header.Instructions.Concat(loop.Body.Instructions))
        {
            if (instruction is Terminator)
                continue;
            if (ReferenceEquals(instruction, ((Branch)loop.Header.Terminator!).Condition))
            {
                if (!instruction.HasOneUse)
                    return false;
                continue;
            }
            if (instruction.Operands.All(IsUniform))
            {
                if (!IsInvariant(instruction))
                    return false;
                uniform.Add(instruction);
                invariants.Add(instruction);
            }
            else if (!IsIndex(instruction) && !IsPlace(instruction))
            {
                if (instruction.Block == loop.Header || !IsOperation(instruction))
                    return false;
                operations.Add(instruction);
                if (instruction.HasResult)
                    lanes.Add(instruction);
            }
        }
        return (loop.Bound is null || IsUniform(loop.Bound)) && Element is not null && accesses.Count is > 0 and <= MostAccesses;
    }

    /// <summary>What can be computed once, before the loop, without throwing or with a test of what would throw.</summary>
    private bool IsInvariant(Instruction instruction) => instruction switch
    {
        Slot or RawInstruction => false,
        ArrayLength length => length.Operand(0).Type is ArrayType { IsVector: true },
        ElementAddress element => element.Array.Type is ArrayType { IsVector: true } && element.Users.All(u => u is Load),
        FieldAddress { Target: PopRecord or Call { Method: GenericInstanceMethod { DeclaringType: { Name: "Tape", Namespace: "AutoDiff" } } } } => true,
        FieldAddress address => types.KindOf(address.Target.Type) == StackKind.Object,
        Load { Volatile: false, Unaligned: 0 } load => load.Address is ElementAddress || (load.Address is FieldAddress field && uniform.Contains(field)),
        _ => instruction.IsPure,
    };

    private bool IsIndex(Instruction instruction)
    {
        switch (instruction)
        {
            case Binary { Op: BinaryOp.Add or BinaryOp.Sub } binary when binary.Type.MetadataType is MetadataType.Int32 or MetadataType.Int64:
                if (SlopeOf(binary.Left) is not { } left || SlopeOf(binary.Right) is not { } right)
                    return false;
                slopes[binary] = binary.Op == BinaryOp.Add ? left + right : left - right;
                return true;
            case Convert { CheckOverflow: false, FromUnsigned: false } convert
                when convert.Source.Type.MetadataType is MetadataType.Int32 && convert.Type.MetadataType is MetadataType.Int64 or MetadataType.IntPtr:
                if (SlopeOf(convert.Source) is not { } slope)
                    return false;
                slopes[convert] = slope;
                return true;
            default:
                return false;
        }
    }

    private int? SlopeOf(Value value) => slopes.TryGetValue(value, out var slope) ? slope : IsUniform(value) ? 0 : null;

    private bool IsPlace(Instruction instruction)
    {
        switch (instruction)
        {
            case ElementAddress { Array.Type: ArrayType { IsVector: true } } element when IsUniform(element.Array) && IsOfElement(element.ElementType):
                return Add(element, element.Array, element.Index);
            case Call { Method: GenericInstanceMethod { Name: "At", DeclaringType: { Name: "Tape", Namespace: "AutoDiff" } } } record
                when IsUniform(record.Operand(0)) && slopes.ContainsKey(record.Operand(1)) && record.Users.All(u => u is FieldAddress):
                return records.Add(record);
            case Call { Method: GenericInstanceMethod { Name: "Beyond", DeclaringType: { Name: "LoopVectors", Namespace: "AutoDiff" } } } number
                when IsUniform(number.Operand(0)) && slopes.ContainsKey(number.Operand(1))
                && number.Type is ByReferenceType { ElementType: var type } && IsOfElement(type):
                return Add(number, number.Operand(0), number.Operand(1));
            case FieldAddress { Target: Call record } field when records.Contains(record) && IsOnlyNumber(field) && IsOfElement(types.FieldType(field.Field)):
                return Add(field, record.Operand(0), record.Operand(1));
            default:
                return false;
        }
    }

    /// <summary>Records are as far from each other as numbers of this type where they hold one, and it takes eight bytes.</summary>
    private bool IsOnlyNumber(FieldAddress field) =>
        types.InstanceFields(field.Field.DeclaringType).Count == 1 && types.FieldType(field.Field).MetadataType == MetadataType.Double;

    private bool Add(Instruction address, Value start, Value index)
    {
        if (SlopeOf(index) is not (1 or -1)
            || address.Users.Any(u => u is not (Load { Volatile: false, Unaligned: 0 } or Store { Volatile: false, Unaligned: 0 })))
            return false;
        var direction = slopes[index];
        if (Direction != 0 && Direction != direction)
            return false;
        Direction = direction;
        accesses.Add(address, new LaneAccess(address, start, index, direction));
        return true;
    }

    private bool IsOperation(Instruction instruction) => instruction switch
    {
        Load load => load.Address is Instruction address && accesses.ContainsKey(address) && IsOfElement(load.Type),
        Store store => store.Address is Instruction address && accesses.ContainsKey(address) && IsOfElement(store.StoredType) && IsNumber(store.Content),
        Binary { Op: BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul or BinaryOp.Div } binary => IsOfElement(binary.Type) && binary.Operands.All(IsNumber),
        Unary { Op: UnaryOp.Neg } unary => IsOfElement(unary.Type) && unary.Operands.All(IsNumber),
        Compare compare => compare.Operands.All(IsNumber) && compare.Users.All(u => u is Select select && ReferenceEquals(select.Operand(0), compare)),
        Select select => IsOfElement(select.Type) && select.Operand(0) is Compare condition && IsLanes(condition) && select.Operands.Skip(1).All(IsNumber),
        Call { IsPure: true } call => LaneLibrary.NameOf(call.Method) is not null && IsOfElement(call.Type) && call.Operands.All(IsNumber),
        _ => false,
    };

    private bool IsNumber(Value value) => IsOfElement(value.Type) && (IsLanes(value) || IsUniform(value));

    /// <summary>All numbers of the loop are of one type.</summary>
    private bool IsOfElement(TypeReference type)
    {
        if (type.MetadataType is not (MetadataType.Double or MetadataType.Single) || (Element is not null && Element.MetadataType != type.MetadataType))
            return false;
        Element ??= type;
        return true;
    }

    /// <summary>What goes round is nothing but a sum of cotangents.</summary>
    private bool SumsAreSimple()
    {
        foreach (var sum in sums)
        {
            Value current = sum;
            do
            {
                var users = ((TrackedValue)current).Uses.Where(u => loop.Loop.Contains(u.User.Block!) && u.User is not Terminator).ToList();
                if (users.Count != 1 || users[0].User is not Binary next || !isAdjoint(next)
                    || !(next.Op == BinaryOp.Add ? !ReferenceEquals(next.Left, next.Right) : next.Op == BinaryOp.Sub && ReferenceEquals(next.Left, current)))
                    return false;
                if (!ReferenceEquals(current, sum) && PassedOn(current) > 0)
                    return false;
                current = next;
            }
            while (!ReferenceEquals(current, loop.Back[sum.Index]));
            if (((TrackedValue)current).Uses.Count != 1 || PassedOn(sum) > 0)
                return false;
        }
        return true;
    }

    /// <summary>How often a value is handed to the next iteration.</summary>
    private int PassedOn(Value value) => loop.Back.Arguments.Count(a => ReferenceEquals(a, value));

    private bool IterationsAreApart()
    {
        var all = accesses.Values.ToList();
        accumulating.UnionWith(all.Where(OnlyAccumulates));
        foreach (var written in all.Where(a => a.IsElement && a.Stores.Any()))
        {
            foreach (var other in all.Where(a => a.IsElement && a != written))
            {
                if ((accumulating.Contains(written) && accumulating.Contains(other)) || overlaps.Contains((other, written)))
                    continue;
                switch (written.IsElsewhere(other))
                {
                    case true:
                        return false;
                    case null:
                        overlaps.Add((written, other));
                        break;
                }
            }
            // What is read once must not be written to.
            if (InvariantElements.Any(e => ReferenceEquals(e.Array, written.Start)))
                return false;
        }
        return true;
    }

    /// <summary>The elements of the loop's own type that are read once.</summary>
    public IEnumerable<ElementAddress> InvariantElements =>
        invariants.OfType<Load>().Select(l => l.Address).OfType<ElementAddress>().Where(e => e.ElementType.MetadataType == Element.MetadataType);

    /// <summary>
    /// All that is done there is to add cotangents: whichever iteration comes first, all of them get there. Nothing is written between reading and writing.
    /// </summary>
    private bool OnlyAccumulates(LaneAccess access)
    {
        foreach (var user in access.Address.Users)
        {
            var (load, store) = user switch
            {
                Load { HasOneUse: true } read when SumOf(read) is { HasOneUse: true } sum => (read, sum.Users.Single() as Store),
                Store write when write.Content is Binary { HasOneUse: true } sum && TermOf(sum, access) is { } read => (read, write),
                _ => (null, null),
            };
            if (load is null || store is null || !ReferenceEquals(store.Address, access.Address)
                || ((Binary)store.Content).Operands.OfType<Load>().Count(l => ReferenceEquals(l.Address, access.Address)) > 1)
                return false;
            var step = load.Next;
            while (step is not null and not Store)
                step = step.Next;
            if (step != store)
                return false;
        }
        return access.Address.HasUses;
    }

    private Value? FactorOf(Value term) => term switch
    {
        Binary { Op: BinaryOp.Mul } product when isAdjoint(product) =>
            IsUniform(product.Left) && product.Left is not Immediate ? product.Left : FactorOf(product.Left),
        Unary { Op: UnaryOp.Neg } negated => FactorOf(negated.Operand(0)),
        _ => null,
    };

    private Binary? SumOf(Load read) => read.Users.Single() is Binary sum && Adds(sum, read) ? sum : null;

    private Load? TermOf(Binary sum, LaneAccess access) =>
        sum.Operands.OfType<Load>().FirstOrDefault(l => ReferenceEquals(l.Address, access.Address) && l.HasOneUse && Adds(sum, l));

    private bool Adds(Binary sum, Value term) =>
        isAdjoint(sum) && (sum.Op == BinaryOp.Add || (sum.Op == BinaryOp.Sub && ReferenceEquals(sum.Left, term)));

    /// <summary>Everything but sums in memory is left to the last round, so that all rounds read the same.</summary>
    private bool SplitIntoRounds()
    {
        var places = new Dictionary<Value, List<LaneAccess>>();
        foreach (var store in operations.OfType<Store>().Where(s => accumulating.Contains(AccessAt(s.Address))))
        {
            var access = AccessAt(store.Address);
            if (!places.TryGetValue(access.Start, out var known))
                places.Add(access.Start, known = []);
            if (!known.Contains(access))
                known.Add(access);
        }
        var count = places.Count == 0 ? 1 : places.Values.Max(p => p.Count);
        int RoundOf(LaneAccess access) => count - places[access.Start].Count + places[access.Start].IndexOf(access);
        var ends = loop.Back.Arguments.OfType<Instruction>().Where(IsLanes).ToList();
        for (var round = 0; round < count; round++)
        {
            var isLast = round == count - 1;
            var needed = new HashSet<Value>(isLast ? ends : []);
            var operationsOfRound = new List<Instruction>();
            foreach (var operation in Enumerable.Reverse(operations))
            {
                var isWanted = operation is Store store
                    ? AccessAt(store.Address) is var access && (accumulating.Contains(access) ? RoundOf(access) == round : isLast)
                    : needed.Contains(operation);
                if (!isWanted)
                    continue;
                operationsOfRound.Add(operation);
                needed.UnionWith(operation.Operands);
            }
            operationsOfRound.Reverse();
            rounds.Add(operationsOfRound);
            if (!isLast && operationsOfRound.Any(o => o is Load load && !accumulating.Contains(AccessAt(load.Address)) && ComesAfterStore(load)))
                return false;
        }
        return true;
    }

    private bool ComesAfterStore(Load load) => operations.TakeWhile(o => o != load).Any(o => o is Store);
}

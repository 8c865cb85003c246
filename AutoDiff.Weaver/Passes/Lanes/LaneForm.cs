using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.Scalar;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// The lane form of a method: it does for several values of some of its parameters at once what the method does for one. What is the same in all lanes, the
/// control flow above all, stays as it is and is done once; numbers that differ become vectors, one operation on which does to each lane what the method does.
/// For the differential form of a function, with the point the same and the direction different, that is several columns of a Jacobian in one run ("vector
/// forward mode", Griewank and Walther, Evaluating Derivatives, 2008, section 4.5); for a gradient with a constant that differs, several terms of a sum.
/// </summary>
internal sealed class LaneForm
{
    private readonly MethodIR source;
    private readonly MethodIR method;
    private readonly LaneVariance variance;
    private readonly LaneNumbers numbers;
    private readonly LaneRecords records;
    private readonly LaneSums? sums;
    private readonly Builder builder;
    private readonly CloneMap map;
    private readonly Dictionary<Value, Value> lanes = [];
    private Parameter? memory;
    private Block? leave;

    private LaneForm(MethodIR source, LaneVariance variance, LaneNumbers numbers, LaneSums? sums)
    {
        (this.source, this.variance, this.numbers, this.sums) = (source, variance, numbers, sums);
        var result = sums is not null ? source.Types.Boolean : source.ReturnsVoid ? source.ReturnType : numbers.Of(source.ReturnType);
        method = new MethodIR(source.Types, source.Name + "__lanes", result) { Origin = source.Origin };
        builder = new Builder(method);
        records = new LaneRecords(variance, numbers);
        map = new CloneMap(method);
    }

    /// <summary>
    /// The form of a method that is linear in what differs: it returns the results of all lanes, or writes them to arrays that differ, and has its arrays from
    /// a last parameter.
    /// </summary>
    /// <param name="source">The method, which stays as it is.</param>
    /// <param name="varying">The parameters that differ between lanes, by number: numbers, and arrays of them.</param>
    /// <param name="numbers">What numbers become.</param>
    /// <returns>Null where there is none.</returns>
    public static MethodIR? Of(MethodIR source, IReadOnlyList<int> varying, LaneNumbers numbers) =>
        LaneVariance.Of(source, [.. varying.Select(i => source.Parameters[i])], isLinear: true) is { } variance
            ? new LaneForm(source, variance, numbers, null).Build()
            : null;

    /// <summary>
    /// The form of a method that returns a tuple of numbers and structs of them: it adds the results of all lanes, one after the other, to what further
    /// parameters refer to, one for each field of the tuple, and returns whether it did. If not, it has done nothing.
    /// </summary>
    /// <param name="source">The method, which is changed.</param>
    /// <param name="varying">The parameter that differs, a number or a struct: it becomes the address of the first of as many as there are lanes.</param>
    /// <param name="numbers">What numbers become.</param>
    /// <returns>Null where there is none.</returns>
    public static MethodIR? Summing(MethodIR source, int varying, LaneNumbers numbers) => Of(source, varying, numbers, areAdded: true);

    /// <summary>The same, but the result of each lane is written where it belongs: further parameters refer to the first of the results.</summary>
    /// <inheritdoc cref="Summing"/>
    public static MethodIR? Storing(MethodIR source, int varying, LaneNumbers numbers) => Of(source, varying, numbers, areAdded: false);

    private static MethodIR? Of(MethodIR source, int varying, LaneNumbers numbers, bool areAdded)
    {
        // What is chosen in an arm has to be part of it before the arm is chosen.
        while (ArmsToSelects.Run(source))
            SimplifyPass.Run(source);
        var sums = LaneSums.Of(source, areAdded);
        return sums is not null && LaneVariance.Of(source, [source.Parameters[varying]], isLinear: false) is { } variance
            ? new LaneForm(source, variance, numbers, sums).Build()
            : null;
    }

    private MethodIR Build()
    {
        var order = Dominators.Of(source);
        foreach (var block in source.Blocks.Where(order.Contains))
        {
            var copy = method.AddBlock(block.Name);
            map[block] = copy;
            foreach (var parameter in block.Parameters)
                Declare(parameter, copy);
        }
        builder.AtEnd(method.Entry);
        foreach (var parameter in source.Parameters)
            Declare(parameter);
        if (sums is null)
            memory = method.AddParameter(numbers.Memory, "memory");
        else
            sums.Declare(method);
        foreach (var block in order.ReversePostorder)
        {
            builder.AtEnd(map[block]);
            foreach (var instruction in block.Instructions)
            {
                builder.Location = instruction.Location;
                Visit(instruction);
            }
        }
        return method;
    }

    private void Declare(Parameter parameter)
    {
        var isVarying = variance.IsVarying(parameter);
        var type = !isVarying ? parameter.Type : sums is null ? numbers.Of(parameter.Type) : new ByReferenceType(parameter.Type);
        var own = method.AddParameter(type, parameter.ParameterName);
        own.Name = parameter.Name;
        if (!isVarying || !IsNumber(parameter))
            map[parameter] = own;
        else
            lanes.Add(parameter, sums is null ? numbers.Unpack(builder, own) : numbers.Gather(builder, own, parameter.Type, []));
    }

    private void Declare(BlockParameter parameter, Block copy)
    {
        if (!variance.IsVarying(parameter))
            map[parameter] = copy.AddParameter(records.Of(parameter.Type), parameter.Name);
        else if (IsNumber(parameter))
            lanes.Add(parameter, copy.AddParameter(numbers.Vector, parameter.Name));
        else
            map[parameter] = copy.AddParameter(numbers.Of(parameter.Type), parameter.Name);
    }

    private static bool IsNumber(Value value) => LaneVariance.IsNumber(value);

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Jump jump:
                builder.Jump(map[jump.Edge.Target], [.. Arguments(jump.Edge)]);
                break;
            case Branch branch when lanes.ContainsKey(branch.Condition):
                BranchTogether(branch);
                break;
            case Branch branch:
                var (yes, no) = (Arguments(branch.WhenTrue), Arguments(branch.WhenFalse));
                builder.Branch(map[branch.Condition], map[branch.WhenTrue.Target], yes, map[branch.WhenFalse.Target], no);
                break;
            case Switch choice:
                var passed = choice.Edges.Select(Arguments).ToList();
                var targets = choice.Edges.Select(e => map[e.Target]).ToList();
                var copy = builder.Switch(map[choice.Selector], targets.Take(targets.Count - 1), targets[targets.Count - 1]);
                for (var i = 0; i < passed.Count; i++)
                    passed[i].ForEach(copy.Edges[i].AddArgument);
                break;
            case Return { Result: { } result } when sums is not null:
                sums.Return(builder, (Return)instruction, result, path => Leaf(result, path), numbers);
                break;
            case Return { Result: null }:
                builder.Return(null);
                break;
            case Return { Result: { } result }:
                builder.Return(IsNumber(result) ? numbers.Pack(builder, Lanes(result)) : Shared(result));
                break;
            case Call access when LaneRecords.Is(access):
                map[access] = records.Access(builder, access, [.. access.Operands.Select(o => map[o])]);
                break;
            case PopRecord pop when LaneRecords.Is(pop):
                map[pop] = records.Pop(builder, pop, map[pop.Operand(0)]);
                break;
            case PushRecord push when LaneRecords.IsOf(push.RecordType):
                records.Push(builder, push, map[push.Operand(0)], (item, isVarying) => isVarying ? numbers.Pack(builder, Lanes(item)) : map[item]);
                break;
            case FieldAddress field when LaneRecords.IsField(field):
                map[field] = builder.FieldAddress(map[field.Target], records.Of(field.Field));
                break;
            case Store store when variance.IsVarying(store.Address):
                numbers.Store(builder, map[store.Address], Lanes(store.Content));
                break;
            case var _ when !variance.IsVarying(instruction):
                Copy(instruction);
                break;
            case Compare compare:
                lanes.Add(compare, numbers.Compare(builder, compare.Op, Lanes(compare.Operand(0)), Lanes(compare.Operand(1))));
                break;
            case var _ when IsNumber(instruction):
                lanes.Add(instruction, Operation(instruction));
                break;
            case Insert or Extract:
                // Of a struct nothing is made but its numbers, where they are read.
                break;
            default:
                map[instruction] = Memory(instruction);
                break;
        }
    }

    private void Copy(Instruction instruction)
    {
        var copy = instruction.Clone(map);
        copy.Name = instruction.Name;
        copy.Location = instruction.Location;
        builder.Add(copy);
        map[instruction] = copy;
    }

    private Value Operation(Instruction instruction) => instruction switch
    {
        Load load => numbers.Load(builder, map[load.Address]),
        Unary => numbers.Operation(builder, "op_UnaryNegation", Lanes(instruction.Operand(0))),
        Select select when variance.IsVarying(select.Operand(0)) =>
            numbers.Choose(builder, lanes[select.Operand(0)], Lanes(select.Operand(1)), Lanes(select.Operand(2))),
        Select select => builder.Select(map[select.Operand(0)], Lanes(select.Operand(1)), Lanes(select.Operand(2))),
        Binary { Op: BinaryOp.Add } => OfTwo("op_Addition", instruction),
        Binary { Op: BinaryOp.Sub } => OfTwo("op_Subtraction", instruction),
        Binary { Op: BinaryOp.Mul } => OfTwo("op_Multiply", instruction),
        Binary { Op: BinaryOp.Div } quotient when Fold.Reciprocal(method, quotient.Right) is { } factor =>
            numbers.Operation(builder, "op_Multiply", Lanes(quotient.Left), numbers.Broadcast(builder, factor)),
        Binary { Op: BinaryOp.Div } => OfTwo("op_Division", instruction),
        Binary { Op: BinaryOp.And } => OfTwo("op_BitwiseAnd", instruction),
        Binary { Op: BinaryOp.Or } => OfTwo("op_BitwiseOr", instruction),
        Binary { Op: BinaryOp.Xor } => OfTwo("op_ExclusiveOr", instruction),
        Extract extract => Leaf(extract.Aggregate, [extract.Field]),
        Call call => numbers.Of(builder, call, [.. call.Operands.Select(Lanes)]),
        _ => throw new InvalidOperationException($"no lanes for {instruction}"),
    };

    private Value OfTwo(string name, Instruction operation) => numbers.Operation(builder, name, Lanes(operation.Operand(0)), Lanes(operation.Operand(1)));

    private Value Memory(Instruction instruction) => instruction switch
    {
        NewArray array when memory is not null => numbers.Array(builder, memory, map[array.Operand(0)]),
        NewArray array => builder.NewArray(numbers.Type, map[array.Operand(0)]),
        Call beyond when LaneRecords.IsBeyond(beyond) => numbers.Beyond(builder, numbers.Type, map[beyond.Operand(0)], map[beyond.Operand(1)]),
        ElementAddress element => builder.ElementAddress(numbers.Type, map[element.Array], map[element.Index], element.Readonly),
        Slot slot => builder.Slot(numbers.Type, slot.Pinned),
        Select select => builder.Select(map[select.Operand(0)], Shared(select.Operand(1)), Shared(select.Operand(2))),
        _ => throw new InvalidOperationException($"no lanes for {instruction}"),
    };

    /// <summary>Goes where all lanes go; if they differ, nothing has been done that could not as well be done lane by lane.</summary>
    private void BranchTogether(Branch branch)
    {
        var (yes, no) = (Arguments(branch.WhenTrue), Arguments(branch.WhenFalse));
        var bits = numbers.Bits(builder, lanes[branch.Condition]);
        var all = builder.Compare(CompareOp.Eq, bits, method.Constant(method.Types.UInt64, (1L << LaneNumbers.Count) - 1));
        var none = builder.Compare(CompareOp.Eq, bits, method.Constant(method.Types.UInt64, 0L));
        var others = method.AddBlock("others");
        builder.Branch(all, map[branch.WhenTrue.Target], yes, others, []);
        builder.AtEnd(others).Branch(none, map[branch.WhenFalse.Target], no, Leave(), []);
    }

    private Block Leave()
    {
        if (leave is null)
        {
            leave = method.AddBlock("differ");
            new Builder(method).AtEnd(leave).Return(method.Constant(method.Types.Boolean, 0));
        }
        return leave;
    }

    private List<Value> Arguments(Edge edge)
    {
        var result = new List<Value>();
        for (var i = 0; i < edge.ArgumentCount; i++)
        {
            var parameter = edge.Target.Parameters[i];
            result.Add(!variance.IsVarying(parameter) ? map[edge[i]] : IsNumber(parameter) ? Lanes(edge[i]) : Shared(edge[i]));
        }
        return result;
    }

    private Value Lanes(Value number) => lanes.TryGetValue(number, out var known) ? known
        : number.Type.MetadataType == MetadataType.Double ? numbers.Broadcast(builder, map[number]) : numbers.Mask(builder, map[number]);

    private Value Shared(Value array) => array switch
    {
        Undefined => method.Undefined(numbers.Of(array.Type)),
        Immediate => method.Null(numbers.Of(array.Type)),
        _ => map[array],
    };

    /// <summary>The lanes of a number in a struct.</summary>
    private Value Leaf(Value aggregate, IReadOnlyList<FieldReference> path)
    {
        if (path.Count == 0)
            return Lanes(aggregate);
        switch (aggregate)
        {
            case Insert insert when variance.IsVarying(insert):
                return IsSame(insert.Field, path[0]) ? Leaf(insert.Item, [.. path.Skip(1)]) : Leaf(insert.Aggregate, path);
            case Extract extract when variance.IsVarying(extract):
                return Leaf(extract.Aggregate, [extract.Field, .. path]);
            case Parameter parameter when variance.IsVarying(parameter):
                return numbers.Gather(builder, map[parameter], parameter.Type, path);
            default:
                return numbers.Broadcast(builder, path.Aggregate(map[aggregate], builder.Extract));
        }
    }

    private static bool IsSame(FieldReference left, FieldReference right) =>
        left.Name == right.Name && left.DeclaringType.FullName == right.DeclaringType.FullName;
}

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// The lane form of a method: it does for several values of some of its parameters at once what the method does for one. What is the same in all lanes, the
/// control flow above all, stays as it is and is done once; numbers that differ become vectors, one operation on which does to each lane what the method does.
/// For the differential form of a function, with the point the same and the direction different, that is several columns of a Jacobian in one run ("vector
/// forward mode", Griewank and Walther, Evaluating Derivatives, 2008, section 4.5).
/// </summary>
internal sealed class LaneForm
{
    private readonly MethodIR source;
    private readonly MethodIR method;
    private readonly LaneVariance variance;
    private readonly LaneNumbers numbers;
    private readonly Builder builder;
    private readonly CloneMap map;
    private readonly Dictionary<Value, Value[]> lanes = [];
    private Parameter? memory;

    private LaneForm(MethodIR source, LaneVariance variance, LaneNumbers numbers)
    {
        (this.source, this.variance, this.numbers) = (source, variance, numbers);
        method = new MethodIR(source.Types, source.Name + "__lanes", numbers.Of(source.ReturnType)) { Origin = source.Origin };
        builder = new Builder(method);
        map = new CloneMap(method);
    }

    /// <param name="source">The method, which stays as it is.</param>
    /// <param name="varying">The parameters that differ between lanes, by number: numbers, and arrays of them.</param>
    /// <param name="numbers">What numbers become.</param>
    /// <returns>Null where there is none.</returns>
    public static MethodIR? Of(MethodIR source, IReadOnlyList<int> varying, LaneNumbers numbers)
    {
        var parameters = varying.Select(i => source.Parameters[i]).ToList();
        return LaneVariance.Of(source, parameters) is { } variance ? new LaneForm(source, variance, numbers).Build() : null;
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
        memory = method.AddParameter(numbers.Memory, "memory");
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
        var own = method.AddParameter(isVarying ? numbers.Of(parameter.Type) : parameter.Type, parameter.ParameterName);
        own.Name = parameter.Name;
        if (isVarying && IsNumber(parameter))
            lanes.Add(parameter, numbers.Unpack(builder, own));
        else
            map[parameter] = own;
    }

    private void Declare(BlockParameter parameter, Block copy)
    {
        if (!variance.IsVarying(parameter))
            map[parameter] = copy.AddParameter(parameter.Type, parameter.Name);
        else if (IsNumber(parameter))
            lanes.Add(parameter, [.. numbers.Vectors.Select(_ => copy.AddParameter(numbers.Vector, parameter.Name))]);
        else
            map[parameter] = copy.AddParameter(numbers.Of(parameter.Type), parameter.Name);
    }

    private static bool IsNumber(Value value) => value.Type.MetadataType == MetadataType.Double;

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Jump jump:
                builder.Jump(map[jump.Edge.Target], [.. Arguments(jump.Edge)]);
                break;
            case Branch branch:
                var (yes, no) = (Arguments(branch.WhenTrue), Arguments(branch.WhenFalse));
                builder.Branch(map[branch.Condition], map[branch.WhenTrue.Target], yes, map[branch.WhenFalse.Target], no);
                break;
            case Return { Result: { } result }:
                builder.Return(IsNumber(result) ? numbers.Pack(builder, Lanes(result)) : Shared(result));
                break;
            case Store store when variance.IsVarying(store.Address):
                numbers.Store(builder, map[store.Address], Lanes(store.Content));
                break;
            case var _ when !variance.IsVarying(instruction):
                Copy(instruction);
                break;
            case var _ when IsNumber(instruction):
                lanes.Add(instruction, Operation(instruction));
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

    private Value[] Operation(Instruction instruction) => instruction switch
    {
        Load load => numbers.Load(builder, map[load.Address]),
        Unary => numbers.Operation(builder, "op_UnaryNegation", Lanes(instruction.Operand(0))),
        Select => Choice(instruction),
        Binary { Op: BinaryOp.Add } => OfTwo("op_Addition", instruction),
        Binary { Op: BinaryOp.Sub } => OfTwo("op_Subtraction", instruction),
        Binary { Op: BinaryOp.Mul } => OfTwo("op_Multiply", instruction),
        Binary { Op: BinaryOp.Div } => OfTwo("op_Division", instruction),
        _ => throw new InvalidOperationException($"no lanes for {instruction}"),
    };

    private Value[] OfTwo(string name, Instruction operation) => numbers.Operation(builder, name, Lanes(operation.Operand(0)), Lanes(operation.Operand(1)));

    private Value[] Choice(Instruction select)
    {
        var (condition, yes, no) = (map[select.Operand(0)], Lanes(select.Operand(1)), Lanes(select.Operand(2)));
        return [.. yes.Select((y, i) => builder.Select(condition, y, no[i]))];
    }

    private Value Memory(Instruction instruction) => instruction switch
    {
        NewArray array => numbers.Array(builder, memory!, map[array.Operand(0)]),
        ElementAddress element => builder.ElementAddress(numbers.Type, map[element.Array], map[element.Index], element.Readonly),
        Slot slot => builder.Slot(numbers.Type, slot.Pinned),
        Select select => builder.Select(map[select.Operand(0)], Shared(select.Operand(1)), Shared(select.Operand(2))),
        _ => throw new InvalidOperationException($"no lanes for {instruction}"),
    };

    private IEnumerable<Value> Arguments(Edge edge)
    {
        var result = new List<Value>();
        for (var i = 0; i < edge.ArgumentCount; i++)
        {
            var parameter = edge.Target.Parameters[i];
            if (!variance.IsVarying(parameter))
                result.Add(map[edge[i]]);
            else if (IsNumber(parameter))
                result.AddRange(Lanes(edge[i]));
            else
                result.Add(Shared(edge[i]));
        }
        return result;
    }

    private Value[] Lanes(Value number) => lanes.TryGetValue(number, out var known) ? known : numbers.Broadcast(builder, map[number]);

    private Value Shared(Value array) => array switch
    {
        Undefined => method.Undefined(numbers.Of(array.Type)),
        Immediate => method.Null(numbers.Of(array.Type)),
        _ => map[array],
    };
}

using AutoDiff.Weaving.IR;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>Executes the IR of <see cref="RandomMethod"/> one instruction at a time: what the emitted code has to do.</summary>
internal sealed class Interpreter
{
    private readonly Dictionary<Value, object?> values = [];

    /// <summary>Somewhere a value can be read and written.</summary>
    private sealed record Place(Func<object> Read, Action<object> Write);

    public static double Run(MethodIR method, params object?[] arguments)
    {
        var interpreter = new Interpreter();
        for (var i = 0; i < arguments.Length; i++)
            interpreter.values[method.Parameters[i]] = arguments[i] is double[] { Length: 1 } cell && i == 4
                ? new Place(() => cell[0], v => cell[0] = (double)v)
                : arguments[i];
        var block = method.Entry;
        while (true)
        {
            foreach (var instruction in block.Instructions.Where(i => i is not Terminator))
                interpreter.values[instruction] = interpreter.Execute(instruction);
            if (block.Terminator is Return { Result: { } result })
                return (double)interpreter.Get(result)!;
            var edge = interpreter.Next(block.Terminator!);
            var passed = edge.Arguments.Select(interpreter.Get).ToList();
            block = edge.Target;
            for (var i = 0; i < passed.Count; i++)
                interpreter.values[block.Parameters[i]] = passed[i];
        }
    }

    private Edge Next(Terminator terminator) => terminator switch
    {
        Jump jump => jump.Edge,
        Branch branch => (bool)Get(branch.Condition)! ? branch.WhenTrue : branch.WhenFalse,
        Switch choice => (uint)(int)Get(choice.Selector)! is var selector && selector < choice.Edges.Count - 1 ? choice.Edges[(int)selector] : choice.Otherwise,
        _ => throw new NotSupportedException(terminator.ToString()),
    };

    private object? Get(Value value) => value switch
    {
        Constant { Type.MetadataType: Mono.Cecil.MetadataType.Boolean } constant => (int)constant.Content! != 0,
        Constant constant => constant.Content,
        DefaultValue or Undefined => Activator.CreateInstance(Type.GetType(value.Type.FullName)!),
        _ => values[value],
    };

    private object? Execute(Instruction instruction)
    {
        var operands = instruction.Operands.Select(Get).ToArray();
        switch (instruction)
        {
            case Binary binary when operands[0] is int left:
                return Integer(binary.Op, left, (int)operands[1]!);
            case Binary binary:
                return Floating(binary.Op, (double)operands[0]!, (double)operands[1]!);
            case Weaving.IR.Convert:
                return (double)(int)operands[0]!;
            case Compare compare when operands[0] is int left:
                return Compare(compare.Op, left, (int)operands[1]!);
            case Compare compare:
                return Compare(compare.Op, (double)operands[0]!, (double)operands[1]!);
            case Select:
                return (bool)operands[0]! ? operands[1] : operands[2];
            case Extract extract:
                return operands[0]!.GetType().GetField(extract.Field.Name)!.GetValue(operands[0]);
            case Insert insert:
                return Changed(operands[0]!, insert.Field.Name, operands[1]!);
            case Slot slot:
                var content = Activator.CreateInstance(Type.GetType(slot.SlotType.FullName)!)!;
                return new Place(() => content, v => content = v);
            case StaticAddress:
                return new Place(() => Playground.Global, v => Playground.Global = (double)v);
            case ElementAddress:
                var (array, index) = ((double[])operands[0]!, (int)operands[1]!);
                _ = array[index];
                return new Place(() => array[index], v => array[index] = (double)v);
            case FieldAddress { Target.Type.IsByReference: true } address:
                var whole = (Place)operands[0]!;
                return new Place(
                    () => whole.Read().GetType().GetField(address.Field.Name)!.GetValue(whole.Read())!,
                    v => whole.Write(Changed(whole.Read(), address.Field.Name, v)));
            case FieldAddress address:
                var target = operands[0] ?? throw new NullReferenceException();
                var field = target.GetType().GetField(address.Field.Name)!;
                return new Place(() => field.GetValue(target)!, v => field.SetValue(target, v));
            case Load:
                return ((Place)operands[0]!).Read();
            case Store:
                ((Place)operands[0]!).Write(operands[1]!);
                return null;
            case Call { Method.Name: nameof(Playground.Log) }:
                return Playground.Log((int)operands[0]!, (double)operands[1]!);
            case Call:
                return Playground.Pure((double)operands[0]!);
            default:
                throw new NotSupportedException(instruction.ToString());
        }
    }

    private static object Changed(object aggregate, string field, object item)
    {
        var copy = System.Runtime.CompilerServices.RuntimeHelpers.GetObjectValue(aggregate);
        aggregate.GetType().GetField(field)!.SetValue(copy, item);
        return copy;
    }

    private static int Integer(BinaryOp op, int a, int b) => unchecked(op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Sub => a - b,
        BinaryOp.Mul => a * b,
        BinaryOp.Xor => a ^ b,
        BinaryOp.And => a & b,
        BinaryOp.Shr => a >> b,
        BinaryOp.Div => a / b,
        BinaryOp.Rem => a % b,
        _ => throw new NotSupportedException(op.ToString()),
    });

    private static double Floating(BinaryOp op, double a, double b) => op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Sub => a - b,
        BinaryOp.Mul => a * b,
        _ => a / b,
    };

    private static bool Compare(CompareOp op, int a, int b) => op switch
    {
        CompareOp.Eq => a == b,
        CompareOp.Ne => a != b,
        CompareOp.Lt => a < b,
        CompareOp.Le => a <= b,
        CompareOp.Gt => a > b,
        CompareOp.Ge => a >= b,
        CompareOp.LtUn => (uint)a < (uint)b,
        CompareOp.LeUn => (uint)a <= (uint)b,
        CompareOp.GtUn => (uint)a > (uint)b,
        _ => (uint)a >= (uint)b,
    };

    private static bool Compare(CompareOp op, double a, double b) => op switch
    {
        CompareOp.Eq => a == b,
        CompareOp.Ne => a != b,
        CompareOp.Lt => a < b,
        CompareOp.Le => a <= b,
        CompareOp.Gt => a > b,
        CompareOp.Ge => a >= b,
        CompareOp.LtUn => !(a >= b),
        CompareOp.LeUn => !(a > b),
        CompareOp.GtUn => !(a <= b),
        _ => !(a < b),
    };
}

using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>
/// The adjoints of the active values while the reverse sweep is built: one variable for every scalar leaf, zero until something is added,
/// taken (and zeroed) where the value was defined.
/// </summary>
internal sealed class Adjoints(TangentTypes tangents, SsaBuilder ssa, AdjointRanges ranges, Builder builder, HashSet<Instruction> adjointArithmetic)
{
    private readonly Dictionary<(Value, int), Variable> variables = [];

    /// <summary>Adds to the adjoint of a leaf. Nothing is added to constants.</summary>
    public void Add(Value value, int leaf, Value amount)
    {
        if (value is Immediate || IsZero(amount))
            return;
        var variable = VariableOf(value, leaf);
        var current = ssa.Read(variable, builder.Block);
        ssa.Write(variable, builder.Block, IsZero(current) ? amount : Sum(current, amount));
    }

    /// <summary>Reads the adjoint of every leaf and sets it to zero.</summary>
    public Value[] Take(Value value)
    {
        var leaves = tangents.LeavesOf(value.Type);
        var result = new Value[leaves.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var variable = VariableOf(value, i);
            result[i] = ssa.Read(variable, builder.Block);
            ssa.Write(variable, builder.Block, builder.Method.Default(variable.Type));
        }
        return result;
    }

    public static bool IsZero(Value value) => value is Constant { IsZero: true } or DefaultValue;

    public Value Sum(Value a, Value b)
    {
        if (TangentTypes.IsHalf(a.Type))
            return builder.Call(HalfArithmetic.Operator(a.Type, "op_Addition", 2), a, b);
        var sum = builder.Binary(BinaryOp.Add, a, b);
        if (sum is Instruction instruction)
            adjointArithmetic.Add(instruction);
        return sum;
    }

    /// <summary>A cotangent times a value of the forward sweep.</summary>
    public Value Product(Value cotangent, Value factor)
    {
        var product = builder.Binary(BinaryOp.Mul, cotangent, factor);
        if (product is Instruction instruction)
            adjointArithmetic.Add(instruction);
        return product;
    }

    private Variable VariableOf(Value value, int leaf)
    {
        if (!variables.TryGetValue((value, leaf), out var variable))
        {
            variables.Add((value, leaf), variable = new Variable(tangents.LeavesOf(value.Type)[leaf].Scalar, "d"));
            ranges.Declare(variable, value);
        }
        return variable;
    }
}

using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

internal enum BinaryOp
{
    Add, Sub, Mul, Div, DivUn, Rem, RemUn,
    And, Or, Xor, Shl, Shr, ShrUn,
    AddOvf, AddOvfUn, SubOvf, SubOvfUn, MulOvf, MulOvfUn,
}

internal enum UnaryOp
{
    Neg, Not,
}

/// <summary>Comparisons with IL's meaning: <c>…Un</c> is unsigned for integers and "or unordered" for floating point; <c>Ne</c> is true for NaN.</summary>
internal enum CompareOp
{
    Eq, Ne, Lt, LtUn, Le, LeUn, Gt, GtUn, Ge, GeUn,
}

/// <summary><c>left op right</c>; both operands are of one stack kind (shift counts and pointer offsets aside).</summary>
internal sealed class Binary(BinaryOp op, TypeReference type, Value left, Value right) : Instruction(type, left, right)
{
    public BinaryOp Op { get; } = op;

    public Value Left => Operand(0);

    public Value Right => Operand(1);

    public override Effects Effects => Op switch
    {
        >= BinaryOp.AddOvf => Effects.Throws,
        BinaryOp.DivUn or BinaryOp.RemUn => DivisorIsSafe ? Effects.None : Effects.Throws,
        BinaryOp.Div or BinaryOp.Rem => Type.MetadataType is MetadataType.Single or MetadataType.Double || DivisorIsSafe ? Effects.None : Effects.Throws,
        _ => Effects.None,
    };

    private bool DivisorIsSafe => Right is Constant { Content: int and not (0 or -1) or long and not (0L or -1L) };

    public override Instruction Clone(CloneMap map) => new Binary(Op, Type, map[Left], map[Right]);
}

internal sealed class Unary(UnaryOp op, TypeReference type, Value value) : Instruction(type, value)
{
    public UnaryOp Op { get; } = op;

    public override Effects Effects => Effects.None;

    public override Instruction Clone(CloneMap map) => new Unary(Op, Type, map[Operand(0)]);
}

/// <summary>
/// A numeric conversion to <see cref="Value.Type"/>. A float result from an unsigned source of integer type is <c>conv.r.un</c>.
/// </summary>
internal sealed class Convert(TypeReference type, Value value, bool checkOverflow = false, bool fromUnsigned = false) : Instruction(type, value)
{
    public bool CheckOverflow { get; } = checkOverflow;

    public bool FromUnsigned { get; } = fromUnsigned;

    public Value Source => Operand(0);

    public override Effects Effects => CheckOverflow ? Effects.Throws : Effects.None;

    public override Instruction Clone(CloneMap map) => new Convert(Type, map[Source], CheckOverflow, FromUnsigned);
}

/// <summary>A truth value of type <c>bool</c>.</summary>
internal sealed class Compare(CompareOp op, TypeReference boolean, Value left, Value right) : Instruction(boolean, left, right)
{
    public CompareOp Op { get; } = op;

    public Value Left => Operand(0);

    public Value Right => Operand(1);

    public override Effects Effects => Effects.None;

    public override Instruction Clone(CloneMap map) => new Compare(Op, Type, map[Left], map[Right]);
}

/// <summary><c>condition ? whenTrue : whenFalse</c> without control flow; both sides are evaluated.</summary>
internal sealed class Select(Value condition, Value whenTrue, Value whenFalse) : Instruction(whenTrue.Type, condition, whenTrue, whenFalse)
{
    public override Effects Effects => Effects.None;

    public override Instruction Clone(CloneMap map) => new Select(map[Operand(0)], map[Operand(1)], map[Operand(2)]);
}

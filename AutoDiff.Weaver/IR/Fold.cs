using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>
/// What an operation on known operands comes to, or null when it has to be computed. Floating-point results are the ones the operation
/// would give at run time, bit for bit; no identity that IEEE arithmetic does not have is used.
/// </summary>
internal static class Fold
{
    public static Value? Binary(MethodIR method, BinaryOp op, TypeReference type, Value left, Value right)
    {
        var content = (left, right) switch
        {
            (Constant { Content: int a }, Constant { Content: int b }) => Int32(op, a, b),
            (Constant { Content: long a }, Constant { Content: long b }) => Int64(op, a, b),
            (Constant { Content: double a }, Constant { Content: double b }) => Double(op, a, b),
            (Constant { Content: float a }, Constant { Content: float b }) => Single(op, a, b),
            _ => null,
        };
        if (content is not null)
            return method.Constant(type, content);
        // One is neutral in IEEE arithmetic, for zeros of either sign and for infinities too.
        if (op is BinaryOp.Mul or BinaryOp.Div && right is Constant { Content: 1d or 1f } && method.Types.Same(left.Type, type))
            return left;
        if (left is Constant { Content: 1d or 1f } && op == BinaryOp.Mul && method.Types.Same(right.Type, type))
            return right;
        if (!method.Types.IsInteger(type))
            return null;
        if (op is BinaryOp.Add or BinaryOp.Sub or BinaryOp.Or or BinaryOp.Xor or BinaryOp.Shl or BinaryOp.Shr or BinaryOp.ShrUn
            && right is Constant { IsZero: true } && method.Types.Same(left.Type, type))
            return left;
        if (left is Constant { IsZero: true } && op == BinaryOp.Add && method.Types.Same(right.Type, type))
            return right;
        if (right is Constant { Content: 1 or 1L } && op is BinaryOp.Mul && method.Types.Same(left.Type, type))
            return left;
        return null;
    }

    /// <summary>What to multiply by instead of dividing, if that is the same to the last bit: for powers of two.</summary>
    public static Constant? Reciprocal(MethodIR method, Value divisor)
    {
        if (divisor is not Constant { Content: double number } || BitConverter.DoubleToInt64Bits(number) is var bits && (bits & 0xFFFFFFFFFFFFF) != 0)
            return null;
        // Neither zero nor infinite nor subnormal, and the reciprocal is not, either.
        return ((bits >> 52) & 0x7FF) is > 0 and < 0x7FE ? method.Double(1 / number) : null;
    }

    public static Value? Unary(MethodIR method, UnaryOp op, TypeReference type, Value value) => (op, value) switch
    {
        (UnaryOp.Neg, Constant { Content: int a }) => method.Constant(type, unchecked(-a)),
        (UnaryOp.Neg, Constant { Content: long a }) => method.Constant(type, unchecked(-a)),
        (UnaryOp.Neg, Constant { Content: double a }) => method.Constant(type, -a),
        (UnaryOp.Neg, Constant { Content: float a }) => method.Constant(type, -a),
        (UnaryOp.Not, Constant { Content: int a }) => method.Constant(type, ~a),
        (UnaryOp.Not, Constant { Content: long a }) => method.Constant(type, ~a),
        _ => null,
    };

    public static Value? Convert(MethodIR method, TypeReference type, Value value, bool checkOverflow, bool fromUnsigned)
    {
        if (method.Types.Same(type, value.Type) && type.MetadataType is not MetadataType.Single and not MetadataType.Double)
            return value;
        if (checkOverflow || fromUnsigned || value is not Constant { Content: { } content })
            return null;
        object? result = (type.MetadataType, content) switch
        {
            (MetadataType.Double, int a) => (double)a,
            (MetadataType.Double, long a) => (double)a,
            (MetadataType.Double, float a) => (double)a,
            (MetadataType.Double, double a) => a,
            (MetadataType.Single, int a) => (float)a,
            (MetadataType.Single, float a) => a,
            (MetadataType.Single, double a) => (float)a,
            (MetadataType.SByte, int a) => (int)unchecked((sbyte)a),
            (MetadataType.Byte, int a) => (int)unchecked((byte)a),
            (MetadataType.Boolean, 0 or 1) => content,
            (MetadataType.Int16, int a) => (int)unchecked((short)a),
            (MetadataType.UInt16 or MetadataType.Char, int a) => (int)unchecked((ushort)a),
            (MetadataType.Int32 or MetadataType.UInt32, int a) => a,
            (MetadataType.Int32 or MetadataType.UInt32, long a) => unchecked((int)a),
            (MetadataType.Int64, int a) => (long)a,
            (MetadataType.UInt64, int a) => (long)unchecked((uint)a),
            (MetadataType.Int64 or MetadataType.UInt64, long a) => a,
            _ => null,
        };
        return result is null ? null : method.Constant(type, result);
    }

    public static Value? Compare(MethodIR method, CompareOp op, Value left, Value right)
    {
        bool? verdict = (left, right) switch
        {
            (Constant { Content: int a }, Constant { Content: int b }) => Ordered(op, a.CompareTo(b), unchecked((uint)a).CompareTo(unchecked((uint)b))),
            (Constant { Content: long a }, Constant { Content: long b }) => Ordered(op, a.CompareTo(b), unchecked((ulong)a).CompareTo(unchecked((ulong)b))),
            (Constant { Content: double a }, Constant { Content: double b }) => Numbers(op, a, b),
            (Constant { Content: float a }, Constant { Content: float b }) => Numbers(op, a, b),
            _ => null,
        };
        return verdict is { } known ? method.Constant(method.Types.Boolean, known ? 1 : 0) : null;
    }

    /// <summary>A field of an aggregate whose making is in view.</summary>
    public static Value? Extract(MethodIR method, Value aggregate, FieldReference field)
    {
        while (true)
        {
            switch (aggregate)
            {
                case Insert insert when SameField(insert.Field, field):
                    return insert.Item;
                case Insert insert:
                    aggregate = insert.Aggregate;
                    continue;
                case DefaultValue:
                    return method.Default(method.Types.FieldType(field));
                case Undefined:
                    return method.Undefined(method.Types.FieldType(field));
                default:
                    return null;
            }
        }
    }

    public static bool SameField(FieldReference a, FieldReference b) =>
        ReferenceEquals(a, b) || (a.Name == b.Name && a.DeclaringType.FullName == b.DeclaringType.FullName);

    private static object? Int32(BinaryOp op, int a, int b) => unchecked(op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Sub => a - b,
        BinaryOp.Mul => a * b,
        BinaryOp.Div when b is not 0 and not -1 => a / b,
        BinaryOp.Rem when b is not 0 and not -1 => a % b,
        BinaryOp.And => a & b,
        BinaryOp.Or => a | b,
        BinaryOp.Xor => a ^ b,
        BinaryOp.Shl when b is >= 0 and < 32 => a << b,
        BinaryOp.Shr when b is >= 0 and < 32 => a >> b,
        BinaryOp.ShrUn when b is >= 0 and < 32 => (int)((uint)a >> b),
        _ => (object?)null,
    });

    private static object? Int64(BinaryOp op, long a, long b) => unchecked(op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Sub => a - b,
        BinaryOp.Mul => a * b,
        BinaryOp.Div when b is not 0 and not -1 => a / b,
        BinaryOp.Rem when b is not 0 and not -1 => a % b,
        BinaryOp.And => a & b,
        BinaryOp.Or => a | b,
        BinaryOp.Xor => a ^ b,
        _ => (object?)null,
    });

    private static object? Double(BinaryOp op, double a, double b) => op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Sub => a - b,
        BinaryOp.Mul => a * b,
        BinaryOp.Div => a / b,
        _ => (object?)null,
    };

    private static object? Single(BinaryOp op, float a, float b) => op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Sub => a - b,
        BinaryOp.Mul => a * b,
        BinaryOp.Div => a / b,
        _ => (object?)null,
    };

    private static bool Numbers(CompareOp op, double a, double b) => op switch
    {
        CompareOp.Eq => a == b,
        CompareOp.Ne => a != b,
        CompareOp.Lt => a < b,
        CompareOp.LtUn => !(a >= b),
        CompareOp.Le => a <= b,
        CompareOp.LeUn => !(a > b),
        CompareOp.Gt => a > b,
        CompareOp.GtUn => !(a <= b),
        CompareOp.Ge => a >= b,
        _ => !(a < b),
    };

    private static bool Ordered(CompareOp op, int signed, int unsigned) => op switch
    {
        CompareOp.Eq => signed == 0,
        CompareOp.Ne => signed != 0,
        CompareOp.Lt => signed < 0,
        CompareOp.LtUn => unsigned < 0,
        CompareOp.Le => signed <= 0,
        CompareOp.LeUn => unsigned <= 0,
        CompareOp.Gt => signed > 0,
        CompareOp.GtUn => unsigned > 0,
        CompareOp.Ge => signed >= 0,
        _ => unsigned >= 0,
    };
}

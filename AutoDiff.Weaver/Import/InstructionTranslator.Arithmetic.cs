using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

internal sealed partial class InstructionTranslator
{
    private void TranslateBinary(BinaryOp op)
    {
        var right = stack.Pop();
        var left = stack.Pop();
        // A shift count has a type of its own.
        if (op is >= BinaryOp.Shl and <= BinaryOp.ShrUn)
        {
            stack.Push(builder.Binary(op, left, right));
            return;
        }
        if (AddressType(op, left, right) is { } address)
        {
            stack.Push(builder.Binary(op, left, right, address));
            return;
        }
        var isUnsigned = op is BinaryOp.DivUn or BinaryOp.RemUn or BinaryOp.AddOvfUn or BinaryOp.SubOvfUn or BinaryOp.MulOvfUn;
        Balance(ref left, ref right, isUnsigned);
        stack.Push(builder.Binary(op, left, right));
    }

    private Value Compare(CompareOp op)
    {
        var right = stack.Pop();
        var left = stack.Pop();
        Balance(ref left, ref right, op is CompareOp.LtUn or CompareOp.LeUn or CompareOp.GtUn or CompareOp.GeUn);
        return builder.Compare(op, left, right);
    }

    /// <summary>The result type of arithmetic on pointers; null when there is none in the operation. Offsets stay as they are.</summary>
    private TypeReference? AddressType(BinaryOp op, Value left, Value right)
    {
        var leftIs = types.KindOf(left.Type) is StackKind.Pointer or StackKind.ByReference;
        var rightIs = types.KindOf(right.Type) is StackKind.Pointer or StackKind.ByReference;
        if (!leftIs && !rightIs)
            return null;
        var isSum = op is BinaryOp.Add or BinaryOp.AddOvf or BinaryOp.AddOvfUn;
        var isDifference = op is BinaryOp.Sub or BinaryOp.SubOvf or BinaryOp.SubOvfUn;
        if ((isSum || isDifference) && leftIs && !rightIs)
            return left.Type;
        return isSum && rightIs && !leftIs ? right.Type : types.IntPtr;
    }

    /// <summary>
    /// Brings operands to one stack kind: the more precise of two floating types, the native one of two integer types. Like the JIT,
    /// unsigned operations extend a 32-bit operand with zeros.
    /// </summary>
    private void Balance(ref Value left, ref Value right, bool isUnsigned)
    {
        left = Balanced(left, right, isUnsigned);
        right = Balanced(right, left, isUnsigned);
    }

    private Value Balanced(Value value, Value other, bool isUnsigned) => (types.KindOf(value.Type), types.KindOf(other.Type)) switch
    {
        (StackKind.Single, StackKind.Double) => builder.Convert(types.Double, value),
        (StackKind.Int32, StackKind.NativeInt or StackKind.Pointer or StackKind.ByReference) =>
            builder.Convert(isUnsigned ? types.UIntPtr : types.IntPtr, value),
        _ => value,
    };
}

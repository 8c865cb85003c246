using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>Rules about truth values: what a comparison of a comparison means, what a branch really asks.</summary>
internal static class Comparisons
{
    /// <summary>The comparison that is true exactly where this one is false; for floating point, unordered operands included.</summary>
    public static CompareOp Inverse(CompareOp op, bool isFloat) => (op, isFloat) switch
    {
        (CompareOp.Eq, _) => CompareOp.Ne,
        (CompareOp.Ne, _) => CompareOp.Eq,
        (CompareOp.Lt, false) or (CompareOp.LtUn, true) => CompareOp.Ge,
        (CompareOp.LtUn, false) or (CompareOp.Lt, true) => CompareOp.GeUn,
        (CompareOp.Le, false) or (CompareOp.LeUn, true) => CompareOp.Gt,
        (CompareOp.LeUn, false) or (CompareOp.Le, true) => CompareOp.GtUn,
        (CompareOp.Gt, false) or (CompareOp.GtUn, true) => CompareOp.Le,
        (CompareOp.GtUn, false) or (CompareOp.Gt, true) => CompareOp.LeUn,
        (CompareOp.Ge, false) or (CompareOp.GeUn, true) => CompareOp.Lt,
        _ => CompareOp.LtUn,
    };

    public static Value? Simplify(Builder builder, Compare compare)
    {
        var (left, right) = (compare.Left, compare.Right);
        if (Fold.Compare(builder.Method, compare.Op, left, right) is { } folded)
            return folded;
        if (Verdict(builder.Types, compare) is { } verdict)
            return builder.Method.Constant(builder.Types.Boolean, verdict ? 1 : 0);
        if (left is not Compare inner || right is not Constant { Content: int known })
            return null;
        return (compare.Op, known) switch
        {
            (CompareOp.Eq or CompareOp.Le or CompareOp.LeUn, 0) or (CompareOp.Ne or CompareOp.Lt or CompareOp.LtUn, 1) =>
                builder.Compare(Inverse(inner.Op, builder.Types.IsFloat(inner.Left.Type)), inner.Left, inner.Right),
            (CompareOp.Ne or CompareOp.Gt or CompareOp.GtUn, 0) or (CompareOp.Eq or CompareOp.Ge or CompareOp.GeUn, 1) => inner,
            _ => null,
        };
    }

    /// <summary>Strips comparisons with zero from a branch condition; true when the value asked for is the opposite of the condition.</summary>
    public static bool Strip(TypeContext types, ref Value condition)
    {
        var inverted = false;
        while (condition is Compare { Right: Constant { IsZero: true } } compare
            && types.KindOf(compare.Left.Type) is not (StackKind.Single or StackKind.Double))
        {
            if (compare.Op is CompareOp.Eq or CompareOp.LeUn)
                inverted = !inverted;
            else if (compare.Op is not (CompareOp.Ne or CompareOp.GtUn))
                break;
            condition = compare.Left;
        }
        return inverted;
    }

    private static bool? Verdict(TypeContext types, Compare compare)
    {
        var (left, right) = (compare.Left, compare.Right);
        if (left is Constant { Content: { } x } && right is Constant { Content: { } y } && AsDouble(x) is { } a && AsDouble(y) is { } b)
            return Floating(compare.Op, a, b);
        if (ReferenceEquals(left, right) && left is not Undefined && !types.IsFloat(left.Type))
        {
            return compare.Op is CompareOp.Eq or CompareOp.Le or CompareOp.LeUn or CompareOp.Ge or CompareOp.GeUn;
        }
        if (compare.Op is CompareOp.Eq or CompareOp.Ne && AreDifferentObjects(left, right))
            return compare.Op == CompareOp.Ne;
        if (right is Constant { Content: null } && IsNeverNull(left))
        {
            return compare.Op switch
            {
                CompareOp.Eq or CompareOp.LeUn => false,
                CompareOp.Ne or CompareOp.GtUn => true,
                _ => null,
            };
        }
        return null;
    }

    /// <summary>A new object is neither an argument nor another new one.</summary>
    private static bool AreDifferentObjects(Value left, Value right) =>
        (IsNew(left) && (right is Parameter || (IsNew(right) && left != right))) || (IsNew(right) && left is Parameter);

    private static bool IsNew(Value value) => value is NewArray or NewObject || IsBox(value) || (value is Call call && Allocations.Is(call));

    public static bool IsNeverNull(Value value) => value is NewObject or NewArray or Constant { Content: string } || IsBox(value)
        || (value is Call call && (Allocations.Is(call) || Primitive.Makes(call.Method) || RowViews.Is(call)));

    /// <summary>A box of what has a value: that of a <c>T?</c> may be null, and what a type parameter stands for may be a reference.</summary>
    private static bool IsBox(Value value) => value is RawInstruction { OpCode.Code: Code.Box, Metadata: TypeReference { IsPrimitive: true } };

    private static double? AsDouble(object content) => content switch
    {
        double d => d,
        float f => f,
        _ => null,
    };

    private static bool Floating(CompareOp op, double a, double b)
    {
        var unordered = double.IsNaN(a) || double.IsNaN(b);
        return op switch
        {
            CompareOp.Eq => a == b,
            CompareOp.Ne => a != b,
            CompareOp.Lt => a < b,
            CompareOp.LtUn => a < b || unordered,
            CompareOp.Le => a <= b,
            CompareOp.LeUn => a <= b || unordered,
            CompareOp.Gt => a > b,
            CompareOp.GtUn => a > b || unordered,
            CompareOp.Ge => a >= b,
            _ => a >= b || unordered,
        };
    }
}

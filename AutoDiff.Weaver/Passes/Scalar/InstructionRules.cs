using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Convert = AutoDiff.Weaving.IR.Convert;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>What a single instruction can be replaced by, now that more is known about its operands. Every rule keeps the bits of the result.</summary>
internal static class InstructionRules
{
    /// <summary>The replacement, or null. The builder stands in front of the instruction.</summary>
    public static Value? Simplify(Builder builder, Instruction instruction, ref bool changed)
    {
        var method = builder.Method;
        switch (instruction)
        {
            case Binary i:
                return Fold.Binary(method, i.Op, i.Type, i.Left, i.Right);
            case Unary { } i:
                return Fold.Unary(method, i.Op, i.Type, i.Operand(0))
                    ?? (i.Operand(0) is Unary inner && inner.Op == i.Op && method.Types.Same(i.Type, inner.Operand(0).Type) ? inner.Operand(0) : null);
            case Convert i:
                return Fold.Convert(method, i.Type, i.Source, i.CheckOverflow, i.FromUnsigned) ?? Repeated(method, i);
            case Compare i:
                return Comparisons.Simplify(builder, i);
            case Select i:
                return SimplifySelect(i);
            case Extract i:
                return SimplifyExtract(method, i, ref changed);
            case ArrayLength { } i when i.Operand(0) is NewArray made && method.Types.KindOf(made.Operand(0).Type) == StackKind.Int32:
                return builder.Convert(i.Type, made.Operand(0));
            case ArrayLength i:
                return RowViews.Length(builder, i);
            case ElementAddress i:
                return RowViews.Element(builder, i);
            case Call { OperandCount: 2 } i when i.Operand(1) is Constant:
                return RowViews.KnownElement(builder, i);
            case RawInstruction i:
                return TypeTests.Simplify(method, i);
            case Call i when Views.Is(i.Method):
                return i.Operand(0) is DefaultValue || (i.Operand(0) is Call source && Views.Is(source.Method))
                    ? Views.Convert(builder, i.Type, i.Operand(0))
                    : null;
            case Insert i:
                return AggregateRules.Simplify(method, i, ref changed);
            default:
                return null;
        }
    }

    /// <summary>
    /// A conversion to the type that the value has been given already (floating-point values are never wider than their type), or back from a wider integer.
    /// </summary>
    private static Value? Repeated(MethodIR method, Convert convert)
    {
        if (convert.FromUnsigned)
            return null;
        if (method.Types.Same(convert.Type, convert.Source.Type))
            return convert.Source;
        return convert is { CheckOverflow: false, Type.MetadataType: MetadataType.Int32,
            Source: Convert { CheckOverflow: false, Type.MetadataType: MetadataType.IntPtr or MetadataType.Int64 } wider }
            && method.Types.Same(convert.Type, wider.Source.Type)
            ? wider.Source
            : null;
    }

    private static Value? SimplifySelect(Select select)
    {
        var (condition, whenTrue, whenFalse) = (select.Operand(0), select.Operand(1), select.Operand(2));
        if (condition is Constant constant)
            return constant.IsZero ? whenFalse : whenTrue;
        if (ReferenceEquals(whenTrue, whenFalse))
            return whenTrue;
        return condition is Compare && whenTrue is Constant { Content: 1 } && whenFalse is Constant { Content: 0 } ? condition : null;
    }

    private static Value? SimplifyExtract(MethodIR method, Extract extract, ref bool changed)
    {
        if (Fold.Extract(method, extract.Aggregate, extract.Field) is { } item)
            return item;
        var aggregate = extract.Aggregate;
        while (aggregate is Insert insert)
            aggregate = insert.Aggregate;
        if (aggregate != extract.Aggregate)
        {
            extract.SetOperand(0, aggregate);
            changed = true;
        }
        return null;
    }
}

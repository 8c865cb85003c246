using AutoDiff.Weaving.IR;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Comparisons as branches and as values. IL's <c>.un</c> forms are unsigned on integers and "or unordered" on floating point, so the
/// negation of a comparison changes its <c>.un</c> on floating point only.
/// </summary>
internal static class Comparisons
{
    public static CompareOp Negate(CompareOp op, bool isFloat) => op switch
    {
        CompareOp.Eq => CompareOp.Ne,
        CompareOp.Ne => CompareOp.Eq,
        CompareOp.Lt => isFloat ? CompareOp.GeUn : CompareOp.Ge,
        CompareOp.LtUn => isFloat ? CompareOp.Ge : CompareOp.GeUn,
        CompareOp.Le => isFloat ? CompareOp.GtUn : CompareOp.Gt,
        CompareOp.LeUn => isFloat ? CompareOp.Gt : CompareOp.GtUn,
        CompareOp.Gt => isFloat ? CompareOp.LeUn : CompareOp.Le,
        CompareOp.GtUn => isFloat ? CompareOp.Le : CompareOp.LeUn,
        CompareOp.Ge => isFloat ? CompareOp.LtUn : CompareOp.Lt,
        _ => isFloat ? CompareOp.Lt : CompareOp.LtUn,
    };

    public static OpCode Branch(CompareOp op) => op switch
    {
        CompareOp.Eq => OpCodes.Beq,
        CompareOp.Ne => OpCodes.Bne_Un,
        CompareOp.Lt => OpCodes.Blt,
        CompareOp.LtUn => OpCodes.Blt_Un,
        CompareOp.Le => OpCodes.Ble,
        CompareOp.LeUn => OpCodes.Ble_Un,
        CompareOp.Gt => OpCodes.Bgt,
        CompareOp.GtUn => OpCodes.Bgt_Un,
        CompareOp.Ge => OpCodes.Bge,
        _ => OpCodes.Bge_Un,
    };

    /// <summary>The opcode that leaves the truth value, or null when the negated comparison has to be inverted.</summary>
    public static OpCode? Value(CompareOp op) => op switch
    {
        CompareOp.Eq => OpCodes.Ceq,
        CompareOp.Lt => OpCodes.Clt,
        CompareOp.LtUn => OpCodes.Clt_Un,
        CompareOp.Gt => OpCodes.Cgt,
        CompareOp.GtUn => OpCodes.Cgt_Un,
        _ => null,
    };
}

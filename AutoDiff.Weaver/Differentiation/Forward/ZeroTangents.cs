using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>Where a tangent has to be compared with zero before it is multiplied with a partial derivative, so that zero times anything is zero.</summary>
internal sealed class ZeroTangents(ZeroTests? tests)
{
    private bool areLeftOut = tests is null;

    /// <summary>Nothing is known about what a tangent is multiplied with.</summary>
    public bool AreTested => !areLeftOut;

    /// <summary>Partial derivatives of this value may be infinite or NaN where nothing shows it.</summary>
    public bool IsTested(Instruction z) => !areLeftOut && tests!.IsNeeded(z);

    /// <summary>This factor of a product may be.</summary>
    public bool IsTested(Instruction z, Value factor) => IsTested(z) && !tests!.IsSafe(factor, z);

    /// <summary>The tangent of this operand may be infinite or NaN, which the operand itself need not show: a root at zero.</summary>
    public bool IsTangentTested(Instruction z, Value operand) => !areLeftOut && !tests!.IsSafe(operand, z);

    /// <summary>The tangent of this value is a product.</summary>
    public bool MayBeTested(Instruction z) => IsTested(z) || (!areLeftOut && z is Binary { Op: BinaryOp.Mul or BinaryOp.Div });

    /// <summary>Should the derivative come out as NaN, everything is computed again with the tests.</summary>
    public void LeaveOut() => areLeftOut = true;
}

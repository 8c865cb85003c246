using System.Numerics;

namespace AutoDiff.Manifolds;

/// <summary>A number greater than zero, which stays so however far it moves: a scale, a rate, a variance. The default is not one of them but zero.</summary>
/// <remarks>
/// Moving along v is x·exp(v), the geodesic of the metric dx²/x² (X. Pennec, P. Fillard, N. Ayache, A Riemannian framework for tensor computing, 2006, for
/// matrices of one row). A derivative with respect to it is one with respect to its logarithm, x·df/dx.
/// </remarks>
public readonly record struct PositiveNumber : IDifferentiable<PositiveNumber, PositiveNumber.TangentVector>
{
#pragma warning disable CS0169, CS0649, IDE0051 // Where the point is along v, which is always zero: the member that the tangent's belongs to.
    private readonly double Logarithm;
#pragma warning restore CS0169, CS0649, IDE0051

    private readonly double value;

    private PositiveNumber(double value) => this.value = value;

    /// <summary>Gets the number.</summary>
    public double Value => value;

    /// <summary>The product.</summary>
    /// <param name="a">One number.</param>
    /// <param name="b">The other.</param>
    /// <returns>a·b.</returns>
    public static PositiveNumber operator *(PositiveNumber a, PositiveNumber b) => Of(a.Value * b.Value);

    /// <summary>The quotient.</summary>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    /// <returns>a/b.</returns>
    public static PositiveNumber operator /(PositiveNumber a, PositiveNumber b) => Of(a.Value / b.Value);

    /// <summary>A number known to be positive.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The same.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is zero, negative, or not a number.</exception>
    public static PositiveNumber Of(double value) =>
        value > 0 ? new(value) : throw new ArgumentOutOfRangeException(nameof(value), value, "A positive number is greater than zero.");

    /// <summary>The number after moving, x·exp(v).</summary>
    /// <param name="along">The tangent.</param>
    /// <returns>The new number.</returns>
    public PositiveNumber Moved(TangentVector along) => new(value * Math.Exp(along.Logarithm));

    /// <summary>A tangent of <see cref="PositiveNumber"/>: a change of its logarithm.</summary>
    /// <param name="Logarithm">The change.</param>
    public readonly record struct TangentVector(double Logarithm) :
        IAdditionOperators<TangentVector, TangentVector, TangentVector>,
        ISubtractionOperators<TangentVector, TangentVector, TangentVector>,
        IUnaryNegationOperators<TangentVector, TangentVector>,
        IMultiplyOperators<TangentVector, double, TangentVector>,
        IAdditiveIdentity<TangentVector, TangentVector>
    {
        /// <inheritdoc/>
        public static TangentVector AdditiveIdentity => default;

        /// <inheritdoc/>
        public static TangentVector operator +(TangentVector left, TangentVector right) => new(left.Logarithm + right.Logarithm);

        /// <inheritdoc/>
        public static TangentVector operator -(TangentVector left, TangentVector right) => new(left.Logarithm - right.Logarithm);

        /// <inheritdoc/>
        public static TangentVector operator -(TangentVector value) => new(-value.Logarithm);

        /// <inheritdoc/>
        public static TangentVector operator *(TangentVector left, double right) => new(left.Logarithm * right);

        /// <summary>The tangent times a number.</summary>
        /// <param name="left">The number.</param>
        /// <param name="right">The tangent.</param>
        /// <returns>The product.</returns>
        public static TangentVector operator *(double left, TangentVector right) => right * left;
    }
}

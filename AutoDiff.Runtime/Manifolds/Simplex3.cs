using System.Numerics;

namespace AutoDiff.Manifolds;

/// <summary>Three positive shares whose sum is one: probabilities, mixing weights. The default is not one of them but zero.</summary>
/// <remarks>
/// Moving along v is pᵢ·exp(vᵢ)/Σⱼ pⱼ·exp(vⱼ), the exponential map of the e-connection (S. Amari, H. Nagaoka, Methods of information geometry, 2000, section
/// 2.3). Adding the same number to all parts of v changes nothing; the parts of a gradient, pᵢ·(gᵢ − Σⱼ pⱼ·gⱼ), sum to zero.
/// </remarks>
public readonly record struct Simplex3 : IDifferentiable<Simplex3, Simplex3.TangentVector>
{
#pragma warning disable CS0169, CS0649, IDE0051 // Where the point is along v, which is always zero: the members that the tangent's belong to.
    private readonly double LogFirst, LogSecond, LogThird;
#pragma warning restore CS0169, CS0649, IDE0051

    private readonly double first, second, third;

    private Simplex3(double first, double second, double third)
    {
        var sum = first + second + third;
        (this.first, this.second, this.third) = (first / sum, second / sum, third / sum);
    }

    /// <summary>Gets the first share.</summary>
    public double First => first;

    /// <summary>Gets the second share.</summary>
    public double Second => second;

    /// <summary>Gets the third share.</summary>
    public double Third => third;

    /// <summary>The shares of three positive numbers in their sum.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="second">The second number.</param>
    /// <param name="third">The third number.</param>
    /// <returns>pᵢ = xᵢ/Σⱼ xⱼ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One of them is zero, negative, or not a number.</exception>
    public static Simplex3 Of(double first, double second, double third) => first > 0 && second > 0 && third > 0
        ? new(first, second, third)
        : throw new ArgumentOutOfRangeException(nameof(first), "All three numbers have to be greater than zero.");

    /// <summary>The shares with these logarithms, up to a common constant: the soft maximum.</summary>
    /// <param name="first">The first logarithm.</param>
    /// <param name="second">The second logarithm.</param>
    /// <param name="third">The third logarithm.</param>
    /// <returns>pᵢ = exp(lᵢ)/Σⱼ exp(lⱼ).</returns>
    public static Simplex3 SoftMax(double first, double second, double third)
    {
        var largest = Math.Max(first, Math.Max(second, third));
        return new(Math.Exp(first - largest), Math.Exp(second - largest), Math.Exp(third - largest));
    }

    /// <summary>The shares after moving, pᵢ·exp(vᵢ)/Σⱼ pⱼ·exp(vⱼ).</summary>
    /// <param name="along">The tangent.</param>
    /// <returns>The new shares.</returns>
    public Simplex3 Moved(TangentVector along)
    {
        var largest = Math.Max(along.LogFirst, Math.Max(along.LogSecond, along.LogThird));
        return new(first * Math.Exp(along.LogFirst - largest), second * Math.Exp(along.LogSecond - largest), third * Math.Exp(along.LogThird - largest));
    }

    /// <summary>A tangent of <see cref="Simplex3"/>: changes of the logarithms, up to a common constant.</summary>
    /// <param name="LogFirst">The change of the first.</param>
    /// <param name="LogSecond">The change of the second.</param>
    /// <param name="LogThird">The change of the third.</param>
    public readonly record struct TangentVector(double LogFirst, double LogSecond, double LogThird) :
        IAdditionOperators<TangentVector, TangentVector, TangentVector>,
        ISubtractionOperators<TangentVector, TangentVector, TangentVector>,
        IUnaryNegationOperators<TangentVector, TangentVector>,
        IMultiplyOperators<TangentVector, double, TangentVector>,
        IAdditiveIdentity<TangentVector, TangentVector>
    {
        /// <inheritdoc/>
        public static TangentVector AdditiveIdentity => default;

        /// <inheritdoc/>
        public static TangentVector operator +(TangentVector left, TangentVector right) =>
            new(left.LogFirst + right.LogFirst, left.LogSecond + right.LogSecond, left.LogThird + right.LogThird);

        /// <inheritdoc/>
        public static TangentVector operator -(TangentVector left, TangentVector right) =>
            new(left.LogFirst - right.LogFirst, left.LogSecond - right.LogSecond, left.LogThird - right.LogThird);

        /// <inheritdoc/>
        public static TangentVector operator -(TangentVector value) => new(-value.LogFirst, -value.LogSecond, -value.LogThird);

        /// <inheritdoc/>
        public static TangentVector operator *(TangentVector left, double right) =>
            new(left.LogFirst * right, left.LogSecond * right, left.LogThird * right);

        /// <summary>The tangent times a number.</summary>
        /// <param name="left">The number.</param>
        /// <param name="right">The tangent.</param>
        /// <returns>The product.</returns>
        public static TangentVector operator *(double left, TangentVector right) => right * left;
    }
}

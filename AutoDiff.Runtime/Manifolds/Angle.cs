using System.Numerics;

namespace AutoDiff.Manifolds;

/// <summary>A direction in the plane, a point of the circle: an angle between −π and π.</summary>
/// <remarks>
/// Moving along v is (φ + v) mod 2π, the geodesic of the circle. The angle itself is its only member, with a derivative of one everywhere, also where it jumps.
/// </remarks>
public readonly record struct Angle : IDifferentiable<Angle, Angle.TangentVector>
{
    private const double Turn = 2 * Math.PI;

    /// <summary>Initializes a new instance of the <see cref="Angle"/> struct.</summary>
    /// <param name="radians">Any number of radians; full turns are left out.</param>
    public Angle(double radians) => Radians = Math.IEEERemainder(radians, Turn);

    /// <summary>Gets the angle in radians, between −π and π.</summary>
    public double Radians { get; }

    /// <summary>The angle after a turn.</summary>
    /// <param name="a">The angle.</param>
    /// <param name="radians">The turn in radians.</param>
    /// <returns>(a + radians) mod 2π.</returns>
    public static Angle operator +(Angle a, double radians) => new(a.Radians + radians);

    /// <summary>The shortest turn from one angle to another.</summary>
    /// <param name="a">Where it leads.</param>
    /// <param name="b">Where it begins.</param>
    /// <returns>Radians between −π and π.</returns>
    public static double operator -(Angle a, Angle b) => Math.IEEERemainder(a.Radians - b.Radians, Turn);

    /// <summary>The angle after a turn, (φ + v) mod 2π.</summary>
    /// <param name="along">The turn.</param>
    /// <returns>The new angle.</returns>
    public Angle Moved(TangentVector along) => this + along.Radians;

    /// <summary>A tangent of <see cref="Angle"/>: a turn.</summary>
    /// <param name="Radians">The turn in radians.</param>
    public readonly record struct TangentVector(double Radians) :
        IAdditionOperators<TangentVector, TangentVector, TangentVector>,
        ISubtractionOperators<TangentVector, TangentVector, TangentVector>,
        IUnaryNegationOperators<TangentVector, TangentVector>,
        IMultiplyOperators<TangentVector, double, TangentVector>,
        IAdditiveIdentity<TangentVector, TangentVector>
    {
        /// <inheritdoc/>
        public static TangentVector AdditiveIdentity => default;

        /// <inheritdoc/>
        public static TangentVector operator +(TangentVector left, TangentVector right) => new(left.Radians + right.Radians);

        /// <inheritdoc/>
        public static TangentVector operator -(TangentVector left, TangentVector right) => new(left.Radians - right.Radians);

        /// <inheritdoc/>
        public static TangentVector operator -(TangentVector value) => new(-value.Radians);

        /// <inheritdoc/>
        public static TangentVector operator *(TangentVector left, double right) => new(left.Radians * right);

        /// <summary>The tangent times a number.</summary>
        /// <param name="left">The number.</param>
        /// <param name="right">The tangent.</param>
        /// <returns>The product.</returns>
        public static TangentVector operator *(double left, TangentVector right) => right * left;
    }
}

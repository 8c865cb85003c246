using System.Numerics;

namespace AutoDiff.Manifolds;

/// <summary>
/// A tangent of <see cref="UnitQuaternion"/> and <see cref="Rotation"/>: the axis of a small turn in the rotated body's own coordinates, as long as its
/// angle in radians.
/// </summary>
/// <param name="AboutX">The turn about the body's first axis.</param>
/// <param name="AboutY">The turn about the body's second axis.</param>
/// <param name="AboutZ">The turn about the body's third axis.</param>
public readonly record struct RotationVector(double AboutX, double AboutY, double AboutZ) :
    IAdditionOperators<RotationVector, RotationVector, RotationVector>,
    ISubtractionOperators<RotationVector, RotationVector, RotationVector>,
    IUnaryNegationOperators<RotationVector, RotationVector>,
    IMultiplyOperators<RotationVector, double, RotationVector>,
    IAdditiveIdentity<RotationVector, RotationVector>
{
    /// <inheritdoc/>
    public static RotationVector AdditiveIdentity => default;

    /// <inheritdoc/>
    public static RotationVector operator +(RotationVector left, RotationVector right) =>
        new(left.AboutX + right.AboutX, left.AboutY + right.AboutY, left.AboutZ + right.AboutZ);

    /// <inheritdoc/>
    public static RotationVector operator -(RotationVector left, RotationVector right) =>
        new(left.AboutX - right.AboutX, left.AboutY - right.AboutY, left.AboutZ - right.AboutZ);

    /// <inheritdoc/>
    public static RotationVector operator -(RotationVector value) => new(-value.AboutX, -value.AboutY, -value.AboutZ);

    /// <inheritdoc/>
    public static RotationVector operator *(RotationVector left, double right) => new(left.AboutX * right, left.AboutY * right, left.AboutZ * right);

    /// <summary>The tangent times a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The tangent.</param>
    /// <returns>The product.</returns>
    public static RotationVector operator *(double left, RotationVector right) => right * left;

    internal static RotationVector Of(Vector3D v) => new(v.X, v.Y, v.Z);

    internal Vector3D AsVector() => new(AboutX, AboutY, AboutZ);
}

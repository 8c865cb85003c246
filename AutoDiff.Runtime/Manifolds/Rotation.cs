namespace AutoDiff.Manifolds;

/// <summary>
/// A rotation as a matrix: an element of SO(3). Its tangent is a <see cref="RotationVector"/>; the default is no rotation but zero, see <see cref="Identity"/>.
/// </summary>
/// <remarks>
/// Moving along ω is R·exp([ω]×), with Rodrigues' formula exp([θ]×) = I + sin φ/φ·[θ]× + (1 − cos φ)/φ²·[θ]×², φ = |θ| (J. Solà, J. Deray, D. Atchuthan, A
/// micro Lie theory for state estimation in robotics, 2018, example 4). A derivative with respect to R is one with respect to ω at zero.
/// </remarks>
public readonly record struct Rotation : IDifferentiable<Rotation, RotationVector>
{
#pragma warning disable CS0169, CS0649, IDE0051 // Where the point is along ω, which is always zero: the members that the tangent's belong to.
    private readonly double AboutX, AboutY, AboutZ;
#pragma warning restore CS0169, CS0649, IDE0051

    private readonly Vector3D first, second, third;

    private Rotation(Vector3D first, Vector3D second, Vector3D third) => (this.first, this.second, this.third) = (first, second, third);

    /// <summary>Gets the rotation that leaves everything where it is.</summary>
    public static Rotation Identity => new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    /// <summary>One rotation after another: a·b rotates by b first.</summary>
    /// <param name="a">The second rotation.</param>
    /// <param name="b">The first rotation.</param>
    /// <returns>a·b.</returns>
    public static Rotation operator *(Rotation a, Rotation b) => Orthonormal(a.Rotate(b.first), a.Rotate(b.second));

    /// <summary>The rotation about an axis by its length in radians, exp([θ]×).</summary>
    /// <param name="theta">The rotation vector θ.</param>
    /// <returns>The rotation.</returns>
    public static Rotation Exp(Vector3D theta) => UnitQuaternion.Exp(theta).ToRotation();

    /// <summary>Gets the image of a unit vector, a column of the matrix.</summary>
    /// <param name="axis">0, 1 or 2.</param>
    /// <returns>R·e.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Vector3D Column(int axis) => axis switch
    {
        0 => first,
        1 => second,
        2 => third,
        _ => throw new ArgumentOutOfRangeException(nameof(axis)),
    };

    /// <summary>The opposite rotation, which is the transposed matrix.</summary>
    /// <returns>Rᵀ.</returns>
    public Rotation Inverse() => new(
        new(first.X, second.X, third.X),
        new(first.Y, second.Y, third.Y),
        new(first.Z, second.Z, third.Z));

    /// <summary>The rotation vector, of a length of at most π.</summary>
    /// <returns>θ with exp([θ]×) = R. It jumps at turns by π, and has the derivative of one side there.</returns>
    public Vector3D Log() => ToQuaternion().Log();

    /// <summary>The vector after the rotation.</summary>
    /// <param name="v">The vector, in the body's coordinates.</param>
    /// <returns>R·v.</returns>
    public Vector3D Rotate(Vector3D v) => (v.X * first) + (v.Y * second) + (v.Z * third);

    /// <summary>The same rotation as a quaternion, by the largest of its parts (S. W. Shepperd, Quaternion from rotation matrix, 1978).</summary>
    /// <returns>One of the two quaternions.</returns>
    public UnitQuaternion ToQuaternion()
    {
        var trace = first.X + second.Y + third.Z;
        return trace >= Math.Max(first.X, Math.Max(second.Y, third.Z))
            ? UnitQuaternion.Of(1 + trace, second.Z - third.Y, third.X - first.Z, first.Y - second.X)
            : first.X >= Math.Max(second.Y, third.Z)
                ? UnitQuaternion.Of(second.Z - third.Y, 1 + (2 * first.X) - trace, first.Y + second.X, third.X + first.Z)
                : second.Y >= third.Z
                    ? UnitQuaternion.Of(third.X - first.Z, first.Y + second.X, 1 + (2 * second.Y) - trace, second.Z + third.Y)
                    : UnitQuaternion.Of(first.Y - second.X, third.X + first.Z, second.Z + third.Y, 1 + (2 * third.Z) - trace);
    }

    /// <summary>The rotation after a further turn about the body's own axes: R·exp([ω]×).</summary>
    /// <param name="along">The turn ω.</param>
    /// <returns>The new rotation.</returns>
    public Rotation Moved(RotationVector along) => this * Exp(along.AsVector());

    internal static Rotation OfColumns(Vector3D first, Vector3D second, Vector3D third) => new(first, second, third);

    /// <summary>The rotation next to two columns that are nearly orthonormal: errors of rounding do not add up.</summary>
    private static Rotation Orthonormal(Vector3D first, Vector3D second)
    {
        first = (1 / Math.Sqrt(Vector3D.Dot(first, first))) * first;
        second -= Vector3D.Dot(first, second) * first;
        second = (1 / Math.Sqrt(Vector3D.Dot(second, second))) * second;
        return new(first, second, Vector3D.Cross(first, second));
    }
}

namespace AutoDiff.Manifolds;

/// <summary>
/// A rotation as a quaternion of length one, w + xi + yj + zk. Its tangent is a <see cref="RotationVector"/>; the default is no rotation but zero, see
/// <see cref="Identity"/>.
/// </summary>
/// <remarks>
/// Moving along ω is q ⊗ exp(ω/2), with exp(v) = cos |v| + v/|v|·sin |v|: the geodesic in its direction (J. Solà, Quaternion kinematics for the error-state
/// Kalman filter, 2017, section 4.3). A derivative with respect to q is one with respect to ω at zero. Products are normalised.
/// </remarks>
public readonly record struct UnitQuaternion : IDifferentiable<UnitQuaternion, RotationVector>
{
#pragma warning disable CS0169, CS0649, IDE0051 // Where the point is along ω, which is always zero: the members that the tangent's belong to.
    private readonly double AboutX, AboutY, AboutZ;
#pragma warning restore CS0169, CS0649, IDE0051

    private readonly double w, x, y, z;

    private UnitQuaternion(double w, double x, double y, double z) => (this.w, this.x, this.y, this.z) = (w, x, y, z);

    /// <summary>Gets the rotation that leaves everything where it is.</summary>
    public static UnitQuaternion Identity => new(1, 0, 0, 0);

    /// <summary>Gets the real part, cos(φ/2) for a turn by φ.</summary>
    public double W => w;

    /// <summary>Gets the first imaginary part.</summary>
    public double X => x;

    /// <summary>Gets the second imaginary part.</summary>
    public double Y => y;

    /// <summary>Gets the third imaginary part.</summary>
    public double Z => z;

    /// <summary>One rotation after another: a ⊗ b rotates by b first.</summary>
    /// <param name="a">The second rotation.</param>
    /// <param name="b">The first rotation.</param>
    /// <returns>a ⊗ b.</returns>
    public static UnitQuaternion operator *(UnitQuaternion a, UnitQuaternion b) => Normalised(
        (a.w * b.w) - (a.x * b.x) - (a.y * b.y) - (a.z * b.z),
        (a.w * b.x) + (a.x * b.w) + (a.y * b.z) - (a.z * b.y),
        (a.w * b.y) - (a.x * b.z) + (a.y * b.w) + (a.z * b.x),
        (a.w * b.z) + (a.x * b.y) - (a.y * b.x) + (a.z * b.w));

    /// <summary>The rotation about an axis by its length in radians: cos(φ/2) + θ/φ·sin(φ/2), φ = |θ|.</summary>
    /// <param name="theta">The rotation vector θ.</param>
    /// <returns>exp(θ/2).</returns>
    public static UnitQuaternion Exp(Vector3D theta)
    {
        var square = Vector3D.Dot(theta, theta);
        var angle = Math.Sqrt(square);
        var factor = square < 1e-8 ? 0.5 - (square / 48) : Math.Sin(angle / 2) / angle;
        return Normalised(Math.Cos(angle / 2), factor * theta.X, factor * theta.Y, factor * theta.Z);
    }

    /// <summary>The opposite rotation, which is the conjugate quaternion.</summary>
    /// <returns>q⁻¹.</returns>
    public UnitQuaternion Inverse() => new(w, -x, -y, -z);

    /// <summary>The rotation vector, of a length of at most π: 2·atan2(|v|, w)·v/|v| with the imaginary part v, for the sign of q with w ≥ 0.</summary>
    /// <returns>θ with exp(θ/2) = ±q. It jumps at turns by π, and has the derivative of one side there.</returns>
    public Vector3D Log()
    {
        var sign = w < 0 ? -1 : 1;
        var length = Math.Sqrt((x * x) + (y * y) + (z * z));
        var factor = length < 1e-8 ? 2 / w : 2 * sign * Math.Atan2(length, sign * w) / length;
        return factor * new Vector3D(x, y, z);
    }

    /// <summary>The vector after the rotation, q ⊗ v ⊗ q⁻¹.</summary>
    /// <param name="v">The vector, in the body's coordinates.</param>
    /// <returns>The same arrow in the coordinates of space.</returns>
    public Vector3D Rotate(Vector3D v)
    {
        var imaginary = new Vector3D(x, y, z);
        var twice = 2 * Vector3D.Cross(imaginary, v);
        return v + (w * twice) + Vector3D.Cross(imaginary, twice);
    }

    /// <summary>The same rotation as a matrix.</summary>
    /// <returns>R with R·v = <see cref="Rotate"/>(v).</returns>
    public Rotation ToRotation() => Rotation.OfColumns(Rotate(new(1, 0, 0)), Rotate(new(0, 1, 0)), Rotate(new(0, 0, 1)));

    /// <summary>The rotation after a further turn about the body's own axes: q ⊗ exp(ω/2).</summary>
    /// <param name="along">The turn ω.</param>
    /// <returns>The new rotation.</returns>
    public UnitQuaternion Moved(RotationVector along) => this * Exp(along.AsVector());

    internal static UnitQuaternion Of(double w, double x, double y, double z) => Normalised(w, x, y, z);

    private static UnitQuaternion Normalised(double w, double x, double y, double z)
    {
        var by = 1 / Math.Sqrt((w * w) + (x * x) + (y * y) + (z * z));
        return new(by * w, by * x, by * y, by * z);
    }
}

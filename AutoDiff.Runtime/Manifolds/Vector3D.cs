namespace AutoDiff.Manifolds;

/// <summary>A vector in space, in double precision. It is its own tangent.</summary>
/// <param name="X">The first component.</param>
/// <param name="Y">The second component.</param>
/// <param name="Z">The third component.</param>
public readonly record struct Vector3D(double X, double Y, double Z)
{
    /// <summary>The sum.</summary>
    /// <param name="a">One vector.</param>
    /// <param name="b">The other.</param>
    /// <returns>a + b.</returns>
    public static Vector3D operator +(Vector3D a, Vector3D b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>The difference.</summary>
    /// <param name="a">One vector.</param>
    /// <param name="b">The other.</param>
    /// <returns>a − b.</returns>
    public static Vector3D operator -(Vector3D a, Vector3D b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>The vector times a number.</summary>
    /// <param name="by">The number.</param>
    /// <param name="a">The vector.</param>
    /// <returns>by·a.</returns>
    public static Vector3D operator *(double by, Vector3D a) => new(by * a.X, by * a.Y, by * a.Z);

    /// <summary>The inner product, a·b.</summary>
    /// <param name="a">One vector.</param>
    /// <param name="b">The other.</param>
    /// <returns>a·b.</returns>
    public static double Dot(Vector3D a, Vector3D b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    /// <summary>The vector product, a×b.</summary>
    /// <param name="a">One vector.</param>
    /// <param name="b">The other.</param>
    /// <returns>a×b.</returns>
    public static Vector3D Cross(Vector3D a, Vector3D b) => new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));
}

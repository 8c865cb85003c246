using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The members of <see cref="Plane"/>.</summary>
/// <remarks>Convention: the length of the zero normal, and what is divided by it, has derivative 0.</remarks>
internal static class PlaneImplementations
{
    [Implementation(typeof(Plane), ".ctor")]
    [Implementation(typeof(Plane), "Create")]
    internal static Plane Create(float x, float y, float z, float d) => new(new Vector3(x, y, z), d);

    [Implementation(typeof(Plane), ".ctor")]
    [Implementation(typeof(Plane), "Create")]
    internal static Plane Create(Vector4 value) => new(new Vector3(value.X, value.Y, value.Z), value.W);

    [Implementation(typeof(Plane), "Create")]
    internal static Plane Create(Vector3 normal, float d) => new(normal, d);

    [Implementation(typeof(Plane), nameof(Plane.CreateFromVertices))]
    internal static Plane CreateFromVertices(Vector3 first, Vector3 second, Vector3 third)
    {
        var normal = Vector3.Normalize(Vector3.Cross(second - first, third - first));
        return new(normal, -Vector3.Dot(normal, first));
    }

    [Implementation(typeof(Plane), nameof(Plane.Dot))]
    internal static float Dot(Plane plane, Vector4 value) => Vector4.Dot(AsVector(plane), value);

    [Implementation(typeof(Plane), nameof(Plane.DotCoordinate))]
    internal static float DotCoordinate(Plane plane, Vector3 value) => Vector4.Dot(AsVector(plane), new Vector4(value.X, value.Y, value.Z, 1));

    [Implementation(typeof(Plane), nameof(Plane.DotNormal))]
    internal static float DotNormal(Plane plane, Vector3 value) => Vector3.Dot(plane.Normal, value);

    [Implementation(typeof(Plane), nameof(Plane.Normalize))]
    internal static Plane Normalize(Plane value)
    {
        float square = value.Normal.LengthSquared();
        if (float.IsPositiveInfinity(square))
            return default;
        float length = MathF.Sqrt(square);
        return new(new Vector3(value.Normal.X / length, value.Normal.Y / length, value.Normal.Z / length), value.D / length);
    }

    [Implementation(typeof(Plane), nameof(Plane.Transform))]
    internal static Plane Transform(Plane plane, Matrix4x4 matrix) =>
        Create(VectorTransforms.Transform(AsVector(plane), MatrixImplementations.Transpose(MatrixInverses.Inverse(matrix))));

    [Implementation(typeof(Plane), nameof(Plane.Transform))]
    internal static Plane Transform(Plane plane, Quaternion rotation) => Create(VectorTransforms.Transform(AsVector(plane), rotation));

    internal static Vector4 AsVector(Plane plane) => new(plane.Normal.X, plane.Normal.Y, plane.Normal.Z, plane.D);
}

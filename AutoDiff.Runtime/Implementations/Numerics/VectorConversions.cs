using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The same numbers as another type. What the framework leaves undefined is zero.</summary>
internal static class VectorConversions
{
    [Implementation(typeof(Vector), "AsVector3")]
    internal static Vector3 AsVector3(Vector2 value) => new(value.X, value.Y, 0);

    [Implementation(typeof(Vector), "AsVector3Unsafe")]
    internal static Vector3 AsVector3Unsafe(Vector2 value) => new(value.X, value.Y, 0);

    [Implementation(typeof(Vector), "AsVector4")]
    internal static Vector4 AsVector4(Vector2 value) => new(value.X, value.Y, 0, 0);

    [Implementation(typeof(Vector), "AsVector4Unsafe")]
    internal static Vector4 AsVector4Unsafe(Vector2 value) => new(value.X, value.Y, 0, 0);

    [Implementation(typeof(Vector), "AsVector4")]
    internal static Vector4 AsVector4(Vector3 value) => new(value.X, value.Y, value.Z, 0);

    [Implementation(typeof(Vector), "AsVector4Unsafe")]
    internal static Vector4 AsVector4Unsafe(Vector3 value) => new(value.X, value.Y, value.Z, 0);

    [Implementation(typeof(Vector), "AsVector2")]
    internal static Vector2 AsVector2(Vector3 value) => new(value.X, value.Y);

    [Implementation(typeof(Vector), "AsVector2")]
    internal static Vector2 AsVector2(Vector4 value) => new(value.X, value.Y);

    [Implementation(typeof(Vector), "AsVector3")]
    internal static Vector3 AsVector3(Vector4 value) => new(value.X, value.Y, value.Z);

    [Implementation(typeof(Vector), "AsVector4")]
    internal static Vector4 AsVector4(Quaternion value) => new(value.X, value.Y, value.Z, value.W);

    [Implementation(typeof(Vector), "AsQuaternion")]
    internal static Quaternion AsQuaternion(Vector4 value) => new(value.X, value.Y, value.Z, value.W);

    [Implementation(typeof(Vector), "AsVector4")]
    internal static Vector4 AsVector4(Plane value) => new(value.Normal.X, value.Normal.Y, value.Normal.Z, value.D);

    [Implementation(typeof(Vector), "AsPlane")]
    internal static Plane AsPlane(Vector4 value) => new(new Vector3(value.X, value.Y, value.Z), value.W);
}

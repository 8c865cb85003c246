using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The arithmetic of <see cref="Quaternion"/>.</summary>
/// <remarks>Convention: the length of the zero quaternion, and what is divided by it, has derivative 0.</remarks>
internal static class QuaternionImplementations
{
    [Implementation(typeof(Quaternion), ".ctor")]
    [Implementation(typeof(Quaternion), "Create")]
    internal static Quaternion Create(Vector3 vectorPart, float scalarPart) => new(vectorPart.X, vectorPart.Y, vectorPart.Z, scalarPart);

    [Implementation(typeof(Quaternion), "Create")]
    internal static Quaternion Create(float x, float y, float z, float w) => new(x, y, z, w);

    [Implementation(typeof(Quaternion), "get_Item")]
    internal static float Item(in Quaternion quaternion, int index) => index switch
    {
        0 => quaternion.X,
        1 => quaternion.Y,
        2 => quaternion.Z,
        3 => quaternion.W,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Implementation(typeof(Quaternion), "set_Item")]
    internal static void SetItem(ref Quaternion quaternion, int index, float value)
    {
        switch (index)
        {
            case 0:
                quaternion.X = value;
                break;
            case 1:
                quaternion.Y = value;
                break;
            case 2:
                quaternion.Z = value;
                break;
            case 3:
                quaternion.W = value;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    [Implementation(typeof(Quaternion), nameof(Quaternion.Add))]
    [Implementation(typeof(Quaternion), "op_Addition")]
    internal static Quaternion Add(Quaternion left, Quaternion right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    [Implementation(typeof(Quaternion), nameof(Quaternion.Subtract))]
    [Implementation(typeof(Quaternion), "op_Subtraction")]
    internal static Quaternion Subtract(Quaternion left, Quaternion right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z, left.W - right.W);

    [Implementation(typeof(Quaternion), nameof(Quaternion.Negate))]
    [Implementation(typeof(Quaternion), "op_UnaryNegation")]
    internal static Quaternion Negate(Quaternion value) => new(-value.X, -value.Y, -value.Z, -value.W);

    [Implementation(typeof(Quaternion), nameof(Quaternion.Multiply))]
    [Implementation(typeof(Quaternion), "op_Multiply")]
    internal static Quaternion Multiply(Quaternion left, Quaternion right) => new(
        (right.X * left.W) + (right.W * left.X) + (right.Z * left.Y) - (right.Y * left.Z),
        (right.Y * left.W) - (right.Z * left.X) + (right.W * left.Y) + (right.X * left.Z),
        (right.Z * left.W) + (right.Y * left.X) - (right.X * left.Y) + (right.W * left.Z),
        (right.W * left.W) - (right.X * left.X) - (right.Y * left.Y) - (right.Z * left.Z));

    [Implementation(typeof(Quaternion), nameof(Quaternion.Multiply))]
    [Implementation(typeof(Quaternion), "op_Multiply")]
    internal static Quaternion Multiply(Quaternion value, float factor) =>
        new(value.X * factor, value.Y * factor, value.Z * factor, value.W * factor);

    [Implementation(typeof(Quaternion), nameof(Quaternion.Divide))]
    [Implementation(typeof(Quaternion), "op_Division")]
    internal static Quaternion Divide(Quaternion left, Quaternion right) => Multiply(left, Inverse(right));

    [Implementation(typeof(Quaternion), nameof(Quaternion.Concatenate))]
    internal static Quaternion Concatenate(Quaternion first, Quaternion second) => Multiply(second, first);

    [Implementation(typeof(Quaternion), nameof(Quaternion.Conjugate))]
    internal static Quaternion Conjugate(Quaternion value) => new(-value.X, -value.Y, -value.Z, value.W);

    [Implementation(typeof(Quaternion), nameof(Quaternion.Inverse))]
    internal static Quaternion Inverse(Quaternion value)
    {
        float square = LengthSquared(value);
#if NET10_0_OR_GREATER
        if (square <= 1.1920929E-07f)
            return default;
#endif
        return new(-value.X / square, -value.Y / square, -value.Z / square, value.W / square);
    }

    [Implementation(typeof(Quaternion), nameof(Quaternion.Dot))]
    internal static float Dot(Quaternion left, Quaternion right) => Vector4.Dot(AsVector(left), AsVector(right));

    [Implementation(typeof(Quaternion), nameof(Quaternion.LengthSquared))]
    internal static float LengthSquared(in Quaternion value) => AsVector(value).LengthSquared();

    [Implementation(typeof(Quaternion), nameof(Quaternion.Length))]
    internal static float Length(in Quaternion value) => AsVector(value).Length();

    [Implementation(typeof(Quaternion), nameof(Quaternion.Normalize))]
    internal static Quaternion Normalize(Quaternion value)
    {
        var unit = Vector4.Normalize(AsVector(value));
        return new(unit.X, unit.Y, unit.Z, unit.W);
    }

    private static Vector4 AsVector(Quaternion value) => new(value.X, value.Y, value.Z, value.W);
}

using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>What makes a <see cref="Vector4"/> and gives its elements.</summary>
internal static class Vector4Implementations
{
    [Implementation(typeof(Vector4), ".ctor")]
    [Implementation(typeof(Vector4), "Create")]
    internal static Vector4 Create(float value) => new(value, value, value, value);

    [Implementation(typeof(Vector4), "Create")]
    internal static Vector4 Create(float x, float y, float z, float w) => new(x, y, z, w);

    [Implementation(typeof(Vector4), ".ctor")]
    [Implementation(typeof(Vector4), "Create")]
    internal static Vector4 Create(Vector2 vector, float z, float w) => new(vector.X, vector.Y, z, w);

    [Implementation(typeof(Vector4), ".ctor")]
    [Implementation(typeof(Vector4), "Create")]
    internal static Vector4 Create(Vector3 vector, float w) => new(vector.X, vector.Y, vector.Z, w);

    [Implementation(typeof(Vector4), ".ctor")]
    [Implementation(typeof(Vector4), "Create")]
    internal static Vector4 Create(ReadOnlySpanModel<float> values)
    {
        if (values.Length < 4)
            throw new ArgumentOutOfRangeException(nameof(values));
        return new(values[0], values[1], values[2], values[3]);
    }

    [Implementation(typeof(Vector4), "CreateScalar")]
    [Implementation(typeof(Vector4), "CreateScalarUnsafe")]
    internal static Vector4 CreateScalar(float x) => new(x, 0, 0, 0);

    [Implementation(typeof(Vector4), "get_Item")]
    internal static float Item(in Vector4 vector, int index) => index switch
    {
        0 => vector.X,
        1 => vector.Y,
        2 => vector.Z,
        3 => vector.W,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Implementation(typeof(Vector4), "set_Item")]
    internal static void SetItem(ref Vector4 vector, int index, float value)
    {
        switch (index)
        {
            case 0:
                vector.X = value;
                break;
            case 1:
                vector.Y = value;
                break;
            case 2:
                vector.Z = value;
                break;
            case 3:
                vector.W = value;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    [Implementation(typeof(Vector), "GetElement")]
    internal static float GetElement(Vector4 vector, int index) => Item(vector, index);

    [Implementation(typeof(Vector), "ToScalar")]
    internal static float ToScalar(Vector4 vector) => vector.X;

    [Implementation(typeof(Vector), "WithElement")]
    internal static Vector4 WithElement(Vector4 vector, int index, float value)
    {
        SetItem(ref vector, index, value);
        return vector;
    }

    [Implementation(typeof(Vector4), "Shuffle")]
    internal static Vector4 Shuffle(Vector4 vector, byte xIndex, byte yIndex, byte zIndex, byte wIndex) =>
        new(OrZero(vector, xIndex), OrZero(vector, yIndex), OrZero(vector, zIndex), OrZero(vector, wIndex));

    [Implementation(typeof(Vector4), "CopyTo")]
    internal static void CopyTo(in Vector4 vector, float[] array) => CopyTo(vector, array, 0);

    [Implementation(typeof(Vector4), "CopyTo")]
    internal static void CopyTo(in Vector4 vector, float[] array, int index)
    {
        if ((uint)index >= (uint)array.Length && (index != 0 || array.Length != 0))
            throw new ArgumentOutOfRangeException(nameof(index));
        Throw.IfTooShort(array.Length - index, 4);
        array[index] = vector.X;
        array[index + 1] = vector.Y;
        array[index + 2] = vector.Z;
        array[index + 3] = vector.W;
    }

    [Implementation(typeof(Vector4), "CopyTo")]
    internal static void CopyTo(in Vector4 vector, SpanModel<float> destination)
    {
        Throw.IfTooShort(destination.Length, 4);
        destination[0] = vector.X;
        destination[1] = vector.Y;
        destination[2] = vector.Z;
        destination[3] = vector.W;
    }

    [Implementation(typeof(Vector4), "TryCopyTo")]
    internal static bool TryCopyTo(in Vector4 vector, SpanModel<float> destination)
    {
        if (destination.Length < 4)
            return false;
        CopyTo(vector, destination);
        return true;
    }

    private static float OrZero(Vector4 vector, byte index) =>
        index == 0 ? vector.X : index == 1 ? vector.Y : index == 2 ? vector.Z : index == 3 ? vector.W : 0;
}

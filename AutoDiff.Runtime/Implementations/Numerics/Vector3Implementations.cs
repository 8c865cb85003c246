using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>What makes a <see cref="Vector3"/> and gives its elements.</summary>
internal static class Vector3Implementations
{
    [Implementation(typeof(Vector3), ".ctor")]
    [Implementation(typeof(Vector3), "Create")]
    internal static Vector3 Create(float value) => new(value, value, value);

    [Implementation(typeof(Vector3), "Create")]
    internal static Vector3 Create(float x, float y, float z) => new(x, y, z);

    [Implementation(typeof(Vector3), ".ctor")]
    [Implementation(typeof(Vector3), "Create")]
    internal static Vector3 Create(Vector2 vector, float z) => new(vector.X, vector.Y, z);

    [Implementation(typeof(Vector3), ".ctor")]
    [Implementation(typeof(Vector3), "Create")]
    internal static Vector3 Create(ReadOnlySpanModel<float> values)
    {
        if (values.Length < 3)
            throw new ArgumentOutOfRangeException(nameof(values));
        return new(values[0], values[1], values[2]);
    }

    [Implementation(typeof(Vector3), "CreateScalar")]
    [Implementation(typeof(Vector3), "CreateScalarUnsafe")]
    internal static Vector3 CreateScalar(float x) => new(x, 0, 0);

    [Implementation(typeof(Vector3), "get_Item")]
    internal static float Item(in Vector3 vector, int index) => index switch
    {
        0 => vector.X,
        1 => vector.Y,
        2 => vector.Z,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Implementation(typeof(Vector3), "set_Item")]
    internal static void SetItem(ref Vector3 vector, int index, float value)
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
            default:
                throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    [Implementation(typeof(Vector), "GetElement")]
    internal static float GetElement(Vector3 vector, int index) => Item(vector, index);

    [Implementation(typeof(Vector), "ToScalar")]
    internal static float ToScalar(Vector3 vector) => vector.X;

    [Implementation(typeof(Vector), "WithElement")]
    internal static Vector3 WithElement(Vector3 vector, int index, float value)
    {
        SetItem(ref vector, index, value);
        return vector;
    }

    [Implementation(typeof(Vector3), "Shuffle")]
    internal static Vector3 Shuffle(Vector3 vector, byte xIndex, byte yIndex, byte zIndex) =>
        new(OrZero(vector, xIndex), OrZero(vector, yIndex), OrZero(vector, zIndex));

    [Implementation(typeof(Vector3), "CopyTo")]
    internal static void CopyTo(in Vector3 vector, float[] array) => CopyTo(vector, array, 0);

    [Implementation(typeof(Vector3), "CopyTo")]
    internal static void CopyTo(in Vector3 vector, float[] array, int index)
    {
        if ((uint)index >= (uint)array.Length && (index != 0 || array.Length != 0))
            throw new ArgumentOutOfRangeException(nameof(index));
        Throw.IfTooShort(array.Length - index, 3);
        array[index] = vector.X;
        array[index + 1] = vector.Y;
        array[index + 2] = vector.Z;
    }

    [Implementation(typeof(Vector3), "CopyTo")]
    internal static void CopyTo(in Vector3 vector, SpanModel<float> destination)
    {
        Throw.IfTooShort(destination.Length, 3);
        destination[0] = vector.X;
        destination[1] = vector.Y;
        destination[2] = vector.Z;
    }

    [Implementation(typeof(Vector3), "TryCopyTo")]
    internal static bool TryCopyTo(in Vector3 vector, SpanModel<float> destination)
    {
        if (destination.Length < 3)
            return false;
        CopyTo(vector, destination);
        return true;
    }

    private static float OrZero(Vector3 vector, byte index) => index == 0 ? vector.X : index == 1 ? vector.Y : index == 2 ? vector.Z : 0;
}

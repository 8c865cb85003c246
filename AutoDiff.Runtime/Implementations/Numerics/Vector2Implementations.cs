using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>What makes a <see cref="Vector2"/> and gives its elements.</summary>
internal static class Vector2Implementations
{
    [Implementation(typeof(Vector2), ".ctor")]
    [Implementation(typeof(Vector2), "Create")]
    internal static Vector2 Create(float value) => new(value, value);

    [Implementation(typeof(Vector2), "Create")]
    internal static Vector2 Create(float x, float y) => new(x, y);

    [Implementation(typeof(Vector2), ".ctor")]
    [Implementation(typeof(Vector2), "Create")]
    internal static Vector2 Create(ReadOnlySpanModel<float> values)
    {
        if (values.Length < 2)
            throw new ArgumentOutOfRangeException(nameof(values));
        return new(values[0], values[1]);
    }

    [Implementation(typeof(Vector2), "CreateScalar")]
    [Implementation(typeof(Vector2), "CreateScalarUnsafe")]
    internal static Vector2 CreateScalar(float x) => new(x, 0);

    [Implementation(typeof(Vector2), "get_Item")]
    internal static float Item(in Vector2 vector, int index) => index switch
    {
        0 => vector.X,
        1 => vector.Y,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Implementation(typeof(Vector2), "set_Item")]
    internal static void SetItem(ref Vector2 vector, int index, float value)
    {
        switch (index)
        {
            case 0:
                vector.X = value;
                break;
            case 1:
                vector.Y = value;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    [Implementation(typeof(Vector), "GetElement")]
    internal static float GetElement(Vector2 vector, int index) => Item(vector, index);

    [Implementation(typeof(Vector), "ToScalar")]
    internal static float ToScalar(Vector2 vector) => vector.X;

    [Implementation(typeof(Vector), "WithElement")]
    internal static Vector2 WithElement(Vector2 vector, int index, float value)
    {
        SetItem(ref vector, index, value);
        return vector;
    }

    [Implementation(typeof(Vector2), "Shuffle")]
    internal static Vector2 Shuffle(Vector2 vector, byte xIndex, byte yIndex) => new(OrZero(vector, xIndex), OrZero(vector, yIndex));

    [Implementation(typeof(Vector2), "CopyTo")]
    internal static void CopyTo(in Vector2 vector, float[] array) => CopyTo(vector, array, 0);

    [Implementation(typeof(Vector2), "CopyTo")]
    internal static void CopyTo(in Vector2 vector, float[] array, int index)
    {
        if ((uint)index >= (uint)array.Length && (index != 0 || array.Length != 0))
            throw new ArgumentOutOfRangeException(nameof(index));
        Throw.IfTooShort(array.Length - index, 2);
        array[index] = vector.X;
        array[index + 1] = vector.Y;
    }

    [Implementation(typeof(Vector2), "CopyTo")]
    internal static void CopyTo(in Vector2 vector, SpanModel<float> destination)
    {
        Throw.IfTooShort(destination.Length, 2);
        destination[0] = vector.X;
        destination[1] = vector.Y;
    }

    [Implementation(typeof(Vector2), "TryCopyTo")]
    internal static bool TryCopyTo(in Vector2 vector, SpanModel<float> destination)
    {
        if (destination.Length < 2)
            return false;
        CopyTo(vector, destination);
        return true;
    }

    private static float OrZero(Vector2 vector, byte index) => index == 0 ? vector.X : index == 1 ? vector.Y : 0;
}

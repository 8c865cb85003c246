using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The rows and elements of <see cref="Matrix3x2"/>.</summary>
internal static class PlanarMatrixElements
{
    [Implementation(typeof(Matrix3x2), "get_X")]
    internal static Vector2 X(in Matrix3x2 matrix) => new(matrix.M11, matrix.M12);

    [Implementation(typeof(Matrix3x2), "set_X")]
    internal static void SetX(ref Matrix3x2 matrix, Vector2 value)
    {
        matrix.M11 = value.X;
        matrix.M12 = value.Y;
    }

    [Implementation(typeof(Matrix3x2), "get_Y")]
    internal static Vector2 Y(in Matrix3x2 matrix) => new(matrix.M21, matrix.M22);

    [Implementation(typeof(Matrix3x2), "set_Y")]
    internal static void SetY(ref Matrix3x2 matrix, Vector2 value)
    {
        matrix.M21 = value.X;
        matrix.M22 = value.Y;
    }

    [Implementation(typeof(Matrix3x2), "get_Z")]
    internal static Vector2 Z(in Matrix3x2 matrix) => new(matrix.M31, matrix.M32);

    [Implementation(typeof(Matrix3x2), "set_Z")]
    internal static void SetZ(ref Matrix3x2 matrix, Vector2 value)
    {
        matrix.M31 = value.X;
        matrix.M32 = value.Y;
    }

    [Implementation(typeof(Matrix3x2), "get_Translation")]
    internal static Vector2 Translation(in Matrix3x2 matrix) => new(matrix.M31, matrix.M32);

    [Implementation(typeof(Matrix3x2), "set_Translation")]
    internal static void SetTranslation(ref Matrix3x2 matrix, Vector2 value)
    {
        matrix.M31 = value.X;
        matrix.M32 = value.Y;
    }

    [Implementation(typeof(Matrix3x2), "get_Item")]
    [Implementation(typeof(Matrix3x2), "GetRow")]
    internal static Vector2 Row(in Matrix3x2 matrix, int row) => row switch
    {
        0 => X(matrix),
        1 => Y(matrix),
        2 => Z(matrix),
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    [Implementation(typeof(Matrix3x2), "set_Item")]
    internal static void SetRow(ref Matrix3x2 matrix, int row, Vector2 value)
    {
        switch (row)
        {
            case 0:
                SetX(ref matrix, value);
                break;
            case 1:
                SetY(ref matrix, value);
                break;
            case 2:
                SetZ(ref matrix, value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(row));
        }
    }

    [Implementation(typeof(Matrix3x2), "get_Item")]
    [Implementation(typeof(Matrix3x2), "GetElement")]
    internal static float Element(in Matrix3x2 matrix, int row, int column) => Vector2Implementations.Item(Row(matrix, row), column);

    [Implementation(typeof(Matrix3x2), "set_Item")]
    internal static void SetElement(ref Matrix3x2 matrix, int row, int column, float value)
    {
        var changed = Row(matrix, row);
        Vector2Implementations.SetItem(ref changed, column, value);
        SetRow(ref matrix, row, changed);
    }

    [Implementation(typeof(Matrix3x2), "WithElement")]
    internal static Matrix3x2 WithElement(in Matrix3x2 matrix, int row, int column, float value)
    {
        var changed = matrix;
        SetElement(ref changed, row, column, value);
        return changed;
    }

    [Implementation(typeof(Matrix3x2), "WithRow")]
    internal static Matrix3x2 WithRow(in Matrix3x2 matrix, int row, Vector2 value)
    {
        var changed = matrix;
        SetRow(ref changed, row, value);
        return changed;
    }
}

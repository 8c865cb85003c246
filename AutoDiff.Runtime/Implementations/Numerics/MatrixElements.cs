using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The rows and elements of <see cref="Matrix4x4"/>.</summary>
internal static class MatrixElements
{
    [Implementation(typeof(Matrix4x4), "get_X")]
    internal static Vector4 X(in Matrix4x4 matrix) => new(matrix.M11, matrix.M12, matrix.M13, matrix.M14);

    [Implementation(typeof(Matrix4x4), "set_X")]
    internal static void SetX(ref Matrix4x4 matrix, Vector4 value)
    {
        matrix.M11 = value.X;
        matrix.M12 = value.Y;
        matrix.M13 = value.Z;
        matrix.M14 = value.W;
    }

    [Implementation(typeof(Matrix4x4), "get_Y")]
    internal static Vector4 Y(in Matrix4x4 matrix) => new(matrix.M21, matrix.M22, matrix.M23, matrix.M24);

    [Implementation(typeof(Matrix4x4), "set_Y")]
    internal static void SetY(ref Matrix4x4 matrix, Vector4 value)
    {
        matrix.M21 = value.X;
        matrix.M22 = value.Y;
        matrix.M23 = value.Z;
        matrix.M24 = value.W;
    }

    [Implementation(typeof(Matrix4x4), "get_Z")]
    internal static Vector4 Z(in Matrix4x4 matrix) => new(matrix.M31, matrix.M32, matrix.M33, matrix.M34);

    [Implementation(typeof(Matrix4x4), "set_Z")]
    internal static void SetZ(ref Matrix4x4 matrix, Vector4 value)
    {
        matrix.M31 = value.X;
        matrix.M32 = value.Y;
        matrix.M33 = value.Z;
        matrix.M34 = value.W;
    }

    [Implementation(typeof(Matrix4x4), "get_W")]
    internal static Vector4 W(in Matrix4x4 matrix) => new(matrix.M41, matrix.M42, matrix.M43, matrix.M44);

    [Implementation(typeof(Matrix4x4), "set_W")]
    internal static void SetW(ref Matrix4x4 matrix, Vector4 value)
    {
        matrix.M41 = value.X;
        matrix.M42 = value.Y;
        matrix.M43 = value.Z;
        matrix.M44 = value.W;
    }

    [Implementation(typeof(Matrix4x4), "get_Translation")]
    internal static Vector3 Translation(in Matrix4x4 matrix) => new(matrix.M41, matrix.M42, matrix.M43);

    [Implementation(typeof(Matrix4x4), "set_Translation")]
    internal static void SetTranslation(ref Matrix4x4 matrix, Vector3 value)
    {
        matrix.M41 = value.X;
        matrix.M42 = value.Y;
        matrix.M43 = value.Z;
    }

    [Implementation(typeof(Matrix4x4), "get_Item")]
    [Implementation(typeof(Matrix4x4), "GetRow")]
    internal static Vector4 Row(in Matrix4x4 matrix, int row) => row switch
    {
        0 => X(matrix),
        1 => Y(matrix),
        2 => Z(matrix),
        3 => W(matrix),
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    [Implementation(typeof(Matrix4x4), "set_Item")]
    internal static void SetRow(ref Matrix4x4 matrix, int row, Vector4 value)
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
            case 3:
                SetW(ref matrix, value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(row));
        }
    }

    [Implementation(typeof(Matrix4x4), "get_Item")]
    [Implementation(typeof(Matrix4x4), "GetElement")]
    internal static float Element(in Matrix4x4 matrix, int row, int column) => Vector4Implementations.Item(Row(matrix, row), column);

    [Implementation(typeof(Matrix4x4), "set_Item")]
    internal static void SetElement(ref Matrix4x4 matrix, int row, int column, float value)
    {
        var changed = Row(matrix, row);
        Vector4Implementations.SetItem(ref changed, column, value);
        SetRow(ref matrix, row, changed);
    }

    [Implementation(typeof(Matrix4x4), "WithElement")]
    internal static Matrix4x4 WithElement(in Matrix4x4 matrix, int row, int column, float value)
    {
        var changed = matrix;
        SetElement(ref changed, row, column, value);
        return changed;
    }

    [Implementation(typeof(Matrix4x4), "WithRow")]
    internal static Matrix4x4 WithRow(in Matrix4x4 matrix, int row, Vector4 value)
    {
        var changed = matrix;
        SetRow(ref changed, row, value);
        return changed;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Mathematics;

/// <summary>Rectangular arrays and the same numbers row by row.</summary>
internal static class Storage
{
    public static T[] Flat<T>(T[,] matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var flat = new T[matrix.Length];
        Numbers(matrix).CopyTo(flat);
        return flat;
    }

    public static T[,] Table<T>(T[] flat, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var matrix = new T[rows, columns];
        flat.CopyTo(Numbers(matrix));
        return matrix;
    }

    public static void Clear<T>(T[,] matrix)
        where T : unmanaged, IFloatingPointIeee754<T> => Numbers(matrix).Clear();

    [Pullback(typeof(Storage), nameof(Flat), Writes = [])]
    internal static void FlatPullback<T>(T[,] matrix, T[] result, T[] cotangent, T[,]? matrixCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (matrixCotangent is null)
            return;
        int columns = matrixCotangent.GetLength(1);
        for (int i = 0; i < matrixCotangent.GetLength(0); i++)
        {
            for (int j = 0; j < columns; j++)
                matrixCotangent[i, j] += cotangent[(i * columns) + j];
        }
    }

    [Differential(typeof(Storage), nameof(Flat), Writes = [])]
    internal static T[] FlatDifferential<T>(T[,] matrix, T[] result, T[,]? matrixTangent)
        where T : unmanaged, IFloatingPointIeee754<T> => matrixTangent is null ? new T[matrix.Length] : Flat(matrixTangent);

    [Pullback(typeof(Storage), nameof(Table), Writes = [])]
    internal static void TablePullback<T>(T[] flat, int rows, int columns, T[,] result, T[,] cotangent, T[]? flatCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (flatCotangent is null)
            return;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                flatCotangent[(i * columns) + j] += cotangent[i, j];
        }
    }

    [Differential(typeof(Storage), nameof(Table), Writes = [])]
    internal static T[,] TableDifferential<T>(T[] flat, int rows, int columns, T[,] result, T[]? flatTangent)
        where T : unmanaged, IFloatingPointIeee754<T> => flatTangent is null ? new T[rows, columns] : Table(flatTangent, rows, columns);

    [Pullback(typeof(Storage), nameof(Clear), Writes = [nameof(matrix)])]
    internal static void ClearPullback<T>(T[,] matrix, T[,] matrixCotangent)
        where T : unmanaged, IFloatingPointIeee754<T> => Clear(matrixCotangent);

    [Differential(typeof(Storage), nameof(Clear), Writes = [nameof(matrix)])]
    internal static void ClearDifferential<T>(T[,] matrix, T[,] matrixTangent)
        where T : unmanaged, IFloatingPointIeee754<T> => Clear(matrixTangent);

    private static Span<T> Numbers<T>(T[,] matrix)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(matrix)), matrix.Length);
}

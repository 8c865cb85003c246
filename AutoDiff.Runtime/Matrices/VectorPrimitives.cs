using System.Numerics;

namespace AutoDiff.Mathematics;

/// <summary>op(A)·x, where op is nothing or the transpose.</summary>
internal static class VectorPrimitives
{
    public static T[] Multiply<T>(T[,] a, bool transpose, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = new T[a.GetLength(transpose ? 1 : 0)];
        ProductKernel.Add<T, RoundedSum>(
            Operand<T>.Of(a, transpose), Operand<T>.Of(x, 1), Operand<T>.Of(product, 1), product.Length, x.Length, 1, isSubtracted: false);
        return product;
    }

    [Pullback(typeof(VectorPrimitives), nameof(Multiply), Writes = [])]
    internal static void MultiplyPullback<T>(T[,] a, bool transpose, T[] x, T[] result, T[] cotangent, T[,]? aCotangent, T[]? xCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xCotangent is not null)
        {
            T[] more = Multiply(a, !transpose, cotangent);
            for (int i = 0; i < more.Length; i++)
                xCotangent[i] += more[i];
        }

        if (aCotangent is not null)
            AddOuter(transpose ? x : cotangent, transpose ? cotangent : x, aCotangent);
    }

    [Differential(typeof(VectorPrimitives), nameof(Multiply), Writes = [])]
    internal static T[] MultiplyDifferential<T>(T[,] a, bool transpose, T[] x, T[] result, T[,]? aTangent, T[]? xTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] tangent = aTangent is null ? new T[result.Length] : Multiply(aTangent, transpose, x);
        if (xTangent is not null)
        {
            T[] more = Multiply(a, transpose, xTangent);
            for (int i = 0; i < more.Length; i++)
                tangent[i] += more[i];
        }

        return tangent;
    }

    private static void AddOuter<T>(T[] left, T[] right, T[,] into)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < left.Length; i++)
        {
            for (int j = 0; j < right.Length; j++)
                into[i, j] += left[i] * right[j];
        }
    }
}

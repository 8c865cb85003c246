using System.Numerics;

namespace AutoDiff.Mathematics;

/// <summary>
/// C ← C ± op(A)·op(B) and C ← op(A)·op(B), where op is nothing or the transpose: what all products of <see cref="Matrices"/> and all their derivatives
/// are made of (Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", 2008).
/// </summary>
/// <remarks>The rules are made of the same, so that they are differentiated again by their own rules.</remarks>
internal static class ProductPrimitives
{
    public static void Add<T>(T[,] a, bool transposeA, T[,] b, bool transposeB, T[,] into, bool subtract)
        where T : unmanaged, IFloatingPointIeee754<T> => ProductKernel.Add<T, FusedSum>(
            Operand<T>.Of(a, transposeA), Operand<T>.Of(b, transposeB), Operand<T>.Of(into), into.GetLength(0), a.GetLength(transposeA ? 0 : 1),
            into.GetLength(1), subtract);

    public static void Add<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, int rows, int inner, int columns, Span<T> into, bool subtract)
        where T : unmanaged, IFloatingPointIeee754<T> => ProductKernel.Add<T, FusedSum>(
            Operand<T>.Of(a, transposeA ? rows : inner, transposeA), Operand<T>.Of(b, transposeB ? inner : columns, transposeB), Operand<T>.Of(into, columns),
            rows, inner, columns, subtract);

    /// <exception cref="ArgumentException">The result would overwrite an operand.</exception>
    public static void Set<T>(T[,] a, bool transposeA, T[,] b, bool transposeB, T[,] into)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfSame(a, into);
        Shapes.IfSame(b, into);
        Array.Clear(into);
        ProductKernel.Add<T, RoundedSum>(
            Operand<T>.Of(a, transposeA), Operand<T>.Of(b, transposeB), Operand<T>.Of(into), into.GetLength(0), a.GetLength(transposeA ? 0 : 1),
            into.GetLength(1), isSubtracted: false);
    }

    /// <exception cref="ArgumentException">The result would overwrite an operand.</exception>
    public static void Set<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, int rows, int inner, int columns, Span<T> into)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfOverlapping(a, into);
        Shapes.IfOverlapping(b, into);
        into.Clear();
        ProductKernel.Add<T, RoundedSum>(
            Operand<T>.Of(a, transposeA ? rows : inner, transposeA), Operand<T>.Of(b, transposeB ? inner : columns, transposeB), Operand<T>.Of(into, columns),
            rows, inner, columns, isSubtracted: false);
    }

    [Pullback(typeof(ProductPrimitives), nameof(Add), Writes = [nameof(into)])]
    internal static void AddPullback<T>(
        T[,] a, bool transposeA, T[,] b, bool transposeB, T[,] into, bool subtract, T[,]? aCotangent, T[,]? bCotangent, T[,] intoCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (aCotangent is not null && transposeA)
            Add(b, transposeB, intoCotangent, true, aCotangent, subtract);
        else if (aCotangent is not null)
            Add(intoCotangent, false, b, !transposeB, aCotangent, subtract);
        if (bCotangent is not null && transposeB)
            Add(intoCotangent, true, a, transposeA, bCotangent, subtract);
        else if (bCotangent is not null)
            Add(a, !transposeA, intoCotangent, false, bCotangent, subtract);
    }

    [Differential(typeof(ProductPrimitives), nameof(Add), Writes = [nameof(into)])]
    internal static void AddDifferential<T>(
        T[,] a, bool transposeA, T[,] b, bool transposeB, T[,] into, bool subtract, T[,]? aTangent, T[,]? bTangent, T[,] intoTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (aTangent is not null)
            Add(aTangent, transposeA, b, transposeB, intoTangent, subtract);
        if (bTangent is not null)
            Add(a, transposeA, bTangent, transposeB, intoTangent, subtract);
    }

    [Pullback(typeof(ProductPrimitives), nameof(Add), Writes = [nameof(into)])]
    internal static void AddPullback<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, int rows, int inner, int columns, Span<T> into, bool subtract,
        Span<T> aCotangent, Span<T> bCotangent, Span<T> intoCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!aCotangent.IsEmpty && transposeA)
            Add(b, transposeB, intoCotangent, true, inner, columns, rows, aCotangent, subtract);
        else if (!aCotangent.IsEmpty)
            Add(intoCotangent, false, b, !transposeB, rows, columns, inner, aCotangent, subtract);
        if (!bCotangent.IsEmpty && transposeB)
            Add(intoCotangent, true, a, transposeA, columns, rows, inner, bCotangent, subtract);
        else if (!bCotangent.IsEmpty)
            Add(a, !transposeA, intoCotangent, false, inner, rows, columns, bCotangent, subtract);
    }

    [Differential(typeof(ProductPrimitives), nameof(Add), Writes = [nameof(into)])]
    internal static void AddDifferential<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, int rows, int inner, int columns, Span<T> into, bool subtract,
        ReadOnlySpan<T> aTangent, ReadOnlySpan<T> bTangent, Span<T> intoTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!aTangent.IsEmpty)
            Add(aTangent, transposeA, b, transposeB, rows, inner, columns, intoTangent, subtract);
        if (!bTangent.IsEmpty)
            Add(a, transposeA, bTangent, transposeB, rows, inner, columns, intoTangent, subtract);
    }

    [Pullback(typeof(ProductPrimitives), nameof(Set), Writes = [nameof(into)])]
    internal static void SetPullback<T>(
        T[,] a, bool transposeA, T[,] b, bool transposeB, T[,] into, T[,]? aCotangent, T[,]? bCotangent, T[,] intoCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        AddPullback(a, transposeA, b, transposeB, into, false, aCotangent, bCotangent, intoCotangent);
        Storage.Clear(intoCotangent);
    }

    [Differential(typeof(ProductPrimitives), nameof(Set), Writes = [nameof(into)])]
    internal static void SetDifferential<T>(
        T[,] a, bool transposeA, T[,] b, bool transposeB, T[,] into, T[,]? aTangent, T[,]? bTangent, T[,] intoTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Storage.Clear(intoTangent);
        AddDifferential(a, transposeA, b, transposeB, into, false, aTangent, bTangent, intoTangent);
    }

    [Pullback(typeof(ProductPrimitives), nameof(Set), Writes = [nameof(into)])]
    internal static void SetPullback<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, int rows, int inner, int columns, Span<T> into,
        Span<T> aCotangent, Span<T> bCotangent, Span<T> intoCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        AddPullback(a, transposeA, b, transposeB, rows, inner, columns, into, false, aCotangent, bCotangent, intoCotangent);
        intoCotangent.Clear();
    }

    [Differential(typeof(ProductPrimitives), nameof(Set), Writes = [nameof(into)])]
    internal static void SetDifferential<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, int rows, int inner, int columns, Span<T> into,
        ReadOnlySpan<T> aTangent, ReadOnlySpan<T> bTangent, Span<T> intoTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        intoTangent.Clear();
        AddDifferential(a, transposeA, b, transposeB, rows, inner, columns, into, false, aTangent, bTangent, intoTangent);
    }
}

namespace AutoDiff.Mathematics;

/// <summary>Checks of what matrices are given with.</summary>
internal static class Shapes
{
    /// <exception cref="ArgumentException">A product has no inner dimension.</exception>
    public static void IfNotInner(int left, int right)
    {
        if (left != right)
            throw new ArgumentException($"The inner dimensions of the product are {left} and {right}; they must be the same.");
    }

    /// <exception cref="ArgumentException">What is to hold a result has another size.</exception>
    public static void IfNotResult(int actualRows, int actualColumns, int rows, int columns)
    {
        if (actualRows != rows || actualColumns != columns)
            throw new ArgumentException($"The result is {rows} × {columns}, what is to hold it is {actualRows} × {actualColumns}.");
    }

    /// <exception cref="ArgumentException">A matrix has not as many rows as columns.</exception>
    public static void IfNotSquare(int rows, int columns)
    {
        if (rows != columns)
            throw new ArgumentException($"The matrix is {rows} × {columns}; it must be square.");
    }

    /// <exception cref="ArgumentException">There are not as many right-hand numbers as equations.</exception>
    public static void IfNotEquations(int order, int rows)
    {
        if (order != rows)
            throw new ArgumentException($"The matrix has {order} rows, the right-hand side {rows}; they must be the same.");
    }

    /// <summary>The number of numbers in a matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public static int Size(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return checked(rows * columns);
    }

    /// <exception cref="ArgumentException">There are not as many numbers as dimensions say.</exception>
    public static void IfNotSize(int actual, int rows, int columns, string name)
    {
        if (actual != Size(rows, columns))
            throw new ArgumentException($"A matrix of {rows} × {columns} has {Size(rows, columns)} numbers, not {actual}.", name);
    }

    /// <exception cref="ArgumentException">A result would overwrite what it is computed from.</exception>
    public static void IfSame(object operand, object into)
    {
        if (ReferenceEquals(operand, into))
            throw Overwritten();
    }

    /// <exception cref="ArgumentException">A result would overwrite what it is computed from.</exception>
    public static void IfOverlapping<T>(ReadOnlySpan<T> operand, Span<T> into)
    {
        if (operand.Overlaps(into))
            throw Overwritten();
    }

    private static ArgumentException Overwritten() => new("The result would overwrite what it is computed from; give it a place of its own.");
}

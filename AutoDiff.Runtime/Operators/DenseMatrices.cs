namespace AutoDiff;

/// <summary>A function at a point, with the tangent of its result in a direction.</summary>
/// <typeparam name="T">The type of the point.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
internal delegate TResult ValueAlong<in T, TResult>(T direction, out TResult tangent);

/// <summary>A function at a point, with its pullback.</summary>
/// <typeparam name="T">The type of the point.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
internal delegate TResult ValueBack<T, TResult>(out Pullback<TResult, T> pullback);

/// <summary>Matrices whose rows and columns are the numbers of values of any type, in the order of <see cref="LeafWalk"/>.</summary>
internal static class DenseMatrices
{
    /// <summary>By columns in forward mode where the result has at least as many numbers as the point, by rows in reverse mode where it has fewer.</summary>
    public static double[,] Jacobian<T, TResult>(T at, ValueAlong<T, TResult> along, ValueBack<T, TResult> back)
    {
        T direction = Shadow.Like(at);
        UnitWriter.Write(ref direction, 0);
        var value = along(direction, out var tangent);
        int rows = LeafReader.Of(value).Count, columns = LeafReader.Of(at).Count;
        double[,] jacobian = new double[rows, columns];
        if (rows < columns)
        {
            value = back(out var pullback);
            var cotangent = Shadow.Like(value);
            for (int row = 0; row < rows; row++)
            {
                UnitWriter.Write(ref cotangent, row);
                var slopes = LeafReader.Of(at, pullback(cotangent));
                for (int column = 0; column < columns; column++)
                    jacobian[row, column] = slopes[column];
            }

            return jacobian;
        }

        for (int column = 0; column < columns; column++)
        {
            if (column > 0)
            {
                UnitWriter.Write(ref direction, column);
                value = along(direction, out tangent);
            }

            var slopes = LeafReader.Of(value, tangent);
            for (int row = 0; row < rows; row++)
                jacobian[row, column] = slopes[row];
        }

        return jacobian;
    }

    /// <summary>A symmetric matrix by its products with unit directions; each column is taken from its diagonal on.</summary>
    public static double[,] Hessian<T>(T at, Func<T, T> product)
    {
        T direction = Shadow.Like(at);
        int size = LeafReader.Of(at).Count;
        double[,] hessian = new double[size, size];
        for (int column = 0; column < size; column++)
        {
            UnitWriter.Write(ref direction, column);
            var found = LeafReader.Of(at, product(direction));
            for (int row = column; row < size; row++)
            {
                hessian[row, column] = found[row];
                hessian[column, row] = found[row];
            }
        }

        return hessian;
    }
}

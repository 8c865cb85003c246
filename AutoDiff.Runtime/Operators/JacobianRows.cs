using System.Runtime.Intrinsics;
using AutoDiff.Implementations;

namespace AutoDiff;

/// <summary>
/// The rows of a Jacobian in reverse mode, several at a time. How many rows there are only the function knows: the second time on a thread that the last one
/// with fewer rows than columns is asked for, as many are expected, and the function does not run for that alone.
/// </summary>
internal static class JacobianRows
{
    [ThreadStatic]
    private static Type? t_last;

    [ThreadStatic]
    private static int t_rows;

    /// <summary>Gets the Jacobian if its number of rows is known, and is what is expected.</summary>
    /// <param name="function">The function.</param>
    /// <param name="at">The point.</param>
    /// <param name="into">Where the rows go; null for a new matrix.</param>
    /// <returns>Null where the number of rows is to be found out, or the derivative has no form for several rows.</returns>
    public static double[,]? IfExpected(DifferentiableFunction<double[], double[]> function, double[] at, double[,]? into)
    {
        int rows = t_rows;
        if (t_last != function.GetType() || rows >= at.Length || (into is not null && (into.GetLength(0) != rows || into.GetLength(1) != at.Length)))
            return null;
        var jacobian = into ?? new double[rows, at.Length];
        try
        {
            return TryWrite(function, at, jacobian) ? jacobian : null;
        }
        catch (OtherLengthException)
        {
            t_last = null;
            return null;
        }
    }

    /// <summary>Writes all rows, and expects as many next time.</summary>
    /// <returns>Whether the derivative has a form for several. If not, nothing was written.</returns>
    public static bool TryWrite(DifferentiableFunction<double[], double[]> function, double[] at, double[,] jacobian)
    {
        int rows = jacobian.GetLength(0);
        if (!Vector512.IsHardwareAccelerated || rows < 2)
            return false;
        var memory = LaneMemory.Rent();
        try
        {
            var (cotangents, products) = (new LaneNumber[rows], new LaneNumber[at.Length]);
            if (!WriteAll(function, at, jacobian, memory, cotangents, products))
                return false;
            (t_last, t_rows) = (function.GetType(), rows);
            return true;
        }
        finally
        {
            memory.Return();
        }
    }

    private static bool WriteAll(
        DifferentiableFunction<double[], double[]> function, double[] at, double[,] jacobian, LaneMemory memory, LaneNumber[] cotangents, LaneNumber[] products)
    {
        int rows = jacobian.GetLength(0);
        Pullback<double[], double[]>? alone = null;
        for (int first = 0; first < rows; first += LaneNumber.Count)
        {
            int count = Math.Min(LaneNumber.Count, rows - first);
            Array.Clear(cotangents);
            Array.Clear(products);
            for (int lane = 0; lane < count; lane++)
                cotangents[first + lane].Content = Vector512.WithElement(Vector512<double>.Zero, lane, 1);
            memory.Restart();
            if (!function.Pullbacks(at, cotangents, products, memory))
                return false;
            ulong undefined = LaneProducts.Undefined(products);
            for (int lane = 0; lane < count; lane++)
            {
                if ((undefined >> lane & 1) == 0)
                {
                    for (int column = 0; column < at.Length; column++)
                        jacobian[first + lane, column] = products[column].Content[lane];
                    continue;
                }

                if (alone is null)
                    function.ValueWithPullback(at, out alone);
                WriteAlone(alone, first + lane, jacobian);
            }
        }

        return true;
    }

    private static void WriteAlone(Pullback<double[], double[]> pullback, int row, double[,] jacobian)
    {
        double[] cotangent = new double[jacobian.GetLength(0)];
        cotangent[row] = 1;
        double[] slopes = pullback(cotangent);
        for (int column = 0; column < slopes.Length; column++)
            jacobian[row, column] = slopes[column];
    }
}

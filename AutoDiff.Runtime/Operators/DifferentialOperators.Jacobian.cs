using System.Numerics;

namespace AutoDiff;

/// <content>Jacobians.</content>
public static partial class DifferentialOperators
{
    /// <summary>
    /// The Jacobian of a function of an array at a point, ∂fᵢ/∂xⱼ: by columns in forward mode where the result is at least as long as the argument, by rows in
    /// reverse mode where it is shorter. Inside a function that is differentiated itself, by columns.
    /// </summary>
    /// <remarks>
    /// Where the processor has vectors of eight numbers and the derivative a form for them, one run of the function gives eight columns, or eight rows.
    /// </remarks>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="of">The function f, whose result has length m.</param>
    /// <returns>The matrix of m rows and n columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="at"/> or <paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double[,] Jacobian(double[] at, DifferentiableFunc<double[], double[]> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double[]>>(of, "Jacobian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        return JacobianOfArrays(function, at, null);
    }

    /// <summary>The Jacobian of a function of an array at a point, ∂fᵢ/∂xⱼ, in memory of the caller's.</summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="into">A matrix of m rows and n columns; what it holds is overwritten.</param>
    /// <param name="of">The function f, whose result has length m.</param>
    /// <remarks>
    /// The results of the function, one for each run, and in reverse mode its gradients, one for each row, are allocated as they come.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="into"/> has other lengths; the message names both.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static void Jacobian(double[] at, double[,] into, DifferentiableFunc<double[], double[]> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double[]>>(of, "Jacobian(at:, into:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(into);
        JacobianOfArrays(function, at, into);
    }

    /// <inheritdoc cref="Jacobian(double[], DifferentiableFunc{double[], double[]})"/>
    public static float[,] Jacobian(float[] at, DifferentiableFunc<float[], float[]> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<float[], float[]>>(of, "Jacobian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        return JacobianOfArrays(function, at, null);
    }

    private static T[,] JacobianOfArrays<T>(DifferentiableFunction<T[], T[]> function, T[] at, T[,]? into)
        where T : struct, INumberBase<T>
    {
        if (at is double[] point && function is DifferentiableFunction<double[], double[]> same
            && JacobianRows.IfExpected(same, point, into as double[,]) is { } done)
            return (T[,])(object)done;
        var columns = new JacobianColumns<T>(function, at);
        int rows = columns.Rows;
        T[,] jacobian = into ?? new T[rows, at.Length];
        CheckLengths(jacobian, rows, at.Length);
        if (rows >= at.Length)
        {
            columns.Write(jacobian);
            return jacobian;
        }

        columns.Release();
        if (jacobian is double[,] numbers && function is DifferentiableFunction<double[], double[]> several
            && JacobianRows.TryWrite(several, (double[])(object)at, numbers))
            return jacobian;
        function.ValueWithPullback(at, out var pullback);
        T[] cotangent = new T[rows];
        for (int row = 0; row < rows; row++)
        {
            cotangent[row] = T.One;
            T[] slopes = pullback(cotangent);
            for (int column = 0; column < at.Length; column++)
                jacobian[row, column] = slopes[column];
            cotangent[row] = T.Zero;
        }

        return jacobian;
    }

    /// <summary>
    /// The Jacobian of a function of any type at a point, ∂fᵢ/∂xⱼ, i and j being the numbers in the result and the argument: fields in the order in which
    /// they are declared, elements by index, several arguments one after the other. By columns in forward mode where the result has at least as many numbers
    /// as the argument, by rows in reverse mode where it has fewer.
    /// </summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that has a tangent.</typeparam>
    /// <param name="at">The point x, with n numbers.</param>
    /// <param name="of">The function f, whose result has m numbers.</param>
    /// <returns>The matrix of m rows and n columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="InsufficientExecutionStackException">The objects of the argument or result lead to each other in too long a chain.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double[,] Jacobian<T, TResult>(T at, DifferentiableFunc<T, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Jacobian(at:, of:)");
        return DenseMatrices.Jacobian<T, TResult>(
            at,
            (T direction, out TResult tangent) => function.ValueWithDifferential(at, direction, out tangent),
            (out Pullback<TResult, T> pullback) => function.ValueWithPullback(at, out pullback));
    }

    /// <inheritdoc cref="Jacobian{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static double[,] Jacobian<T1, T2, TResult>((T1, T2) at, DifferentiableFunc<T1, T2, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(of, "Jacobian(at:, of:)");
        return DenseMatrices.Jacobian<(T1, T2), TResult>(
            at,
            ((T1, T2) direction, out TResult tangent) => function.ValueWithDifferential(at.Item1, at.Item2, direction, out tangent),
            (out Pullback<TResult, (T1, T2)> pullback) => function.ValueWithPullback(at.Item1, at.Item2, out pullback));
    }

    /// <inheritdoc cref="Jacobian{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static double[,] Jacobian<T1, T2, T3, TResult>((T1, T2, T3) at, DifferentiableFunc<T1, T2, T3, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(of, "Jacobian(at:, of:)");
        return DenseMatrices.Jacobian<(T1, T2, T3), TResult>(
            at,
            ((T1, T2, T3) direction, out TResult tangent) => function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, direction, out tangent),
            (out Pullback<TResult, (T1, T2, T3)> pullback) => function.ValueWithPullback(at.Item1, at.Item2, at.Item3, out pullback));
    }

    /// <inheritdoc cref="Jacobian{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static double[,] Jacobian<T1, T2, T3, T4, TResult>((T1, T2, T3, T4) at, DifferentiableFunc<T1, T2, T3, T4, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(of, "Jacobian(at:, of:)");
        return DenseMatrices.Jacobian<(T1, T2, T3, T4), TResult>(
            at,
            ((T1, T2, T3, T4) direction, out TResult tangent) =>
                function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, direction, out tangent),
            (out Pullback<TResult, (T1, T2, T3, T4)> pullback) => function.ValueWithPullback(at.Item1, at.Item2, at.Item3, at.Item4, out pullback));
    }

    /// <inheritdoc cref="Jacobian{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static double[,] Jacobian<T1, T2, T3, T4, T5, TResult>((T1, T2, T3, T4, T5) at, DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(of, "Jacobian(at:, of:)");
        return DenseMatrices.Jacobian<(T1, T2, T3, T4, T5), TResult>(
            at,
            ((T1, T2, T3, T4, T5) direction, out TResult tangent) =>
                function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, direction, out tangent),
            (out Pullback<TResult, (T1, T2, T3, T4, T5)> pullback) =>
                function.ValueWithPullback(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, out pullback));
    }

    /// <inheritdoc cref="Jacobian{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static double[,] Jacobian<T1, T2, T3, T4, T5, T6, TResult>(
        (T1, T2, T3, T4, T5, T6) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(of, "Jacobian(at:, of:)");
        return DenseMatrices.Jacobian<(T1, T2, T3, T4, T5, T6), TResult>(
            at,
            ((T1, T2, T3, T4, T5, T6) direction, out TResult tangent) =>
                function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, direction, out tangent),
            (out Pullback<TResult, (T1, T2, T3, T4, T5, T6)> pullback) =>
                function.ValueWithPullback(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, out pullback));
    }

    /// <inheritdoc cref="Jacobian{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static double[,] Jacobian<T1, T2, T3, T4, T5, T6, T7, TResult>(
        (T1, T2, T3, T4, T5, T6, T7) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(of, "Jacobian(at:, of:)");
        return DenseMatrices.Jacobian<(T1, T2, T3, T4, T5, T6, T7), TResult>(
            at,
            ((T1, T2, T3, T4, T5, T6, T7) direction, out TResult tangent) =>
                function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, direction, out tangent),
            (out Pullback<TResult, (T1, T2, T3, T4, T5, T6, T7)> pullback) =>
                function.ValueWithPullback(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, out pullback));
    }

    /// <inheritdoc cref="Jacobian{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static double[,] Jacobian<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(of, "Jacobian(at:, of:)");
        return DenseMatrices.Jacobian<(T1, T2, T3, T4, T5, T6, T7, T8), TResult>(
            at,
            ((T1, T2, T3, T4, T5, T6, T7, T8) direction, out TResult tangent) =>
                function.ValueWithDifferential(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, direction, out tangent),
            (out Pullback<TResult, (T1, T2, T3, T4, T5, T6, T7, T8)> pullback) =>
                function.ValueWithPullback(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, out pullback));
    }
}

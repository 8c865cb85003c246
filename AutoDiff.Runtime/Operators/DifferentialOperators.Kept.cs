using System.Numerics;

namespace AutoDiff;

/// <content>Gradients whose memory is kept from call to call.</content>
public static partial class DifferentialOperators
{
    /// <summary>The gradient of a scalar function, with memory for it that is kept from call to call.</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result: <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <param name="of">The function f.</param>
    /// <returns>An object for one caller at a time, which computes f and ∇f at any point.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static KeptGradient<T, TResult> GradientOf<T, TResult>(DifferentiableFunc<T, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "GradientOf(of:)");
        return new(function.AddGradient);
    }

    /// <inheritdoc cref="GradientOf{T, TResult}(DifferentiableFunc{T, TResult})"/>
    public static KeptGradient<(T1, T2), TResult> GradientOf<T1, T2, TResult>(DifferentiableFunc<T1, T2, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(of, "GradientOf(of:)");
        return new(((T1, T2) at, ref (T1, T2) into) =>
            function.AddGradient(at.Item1, at.Item2, ref into));
    }

    /// <inheritdoc cref="GradientOf{T, TResult}(DifferentiableFunc{T, TResult})"/>
    public static KeptGradient<(T1, T2, T3), TResult> GradientOf<T1, T2, T3, TResult>(DifferentiableFunc<T1, T2, T3, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(of, "GradientOf(of:)");
        return new(((T1, T2, T3) at, ref (T1, T2, T3) into) =>
            function.AddGradient(at.Item1, at.Item2, at.Item3, ref into));
    }

    /// <inheritdoc cref="GradientOf{T, TResult}(DifferentiableFunc{T, TResult})"/>
    public static KeptGradient<(T1, T2, T3, T4), TResult> GradientOf<T1, T2, T3, T4, TResult>(DifferentiableFunc<T1, T2, T3, T4, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(of, "GradientOf(of:)");
        return new(((T1, T2, T3, T4) at, ref (T1, T2, T3, T4) into) =>
            function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, ref into));
    }

    /// <inheritdoc cref="GradientOf{T, TResult}(DifferentiableFunc{T, TResult})"/>
    public static KeptGradient<(T1, T2, T3, T4, T5), TResult> GradientOf<T1, T2, T3, T4, T5, TResult>(DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(of, "GradientOf(of:)");
        return new(((T1, T2, T3, T4, T5) at, ref (T1, T2, T3, T4, T5) into) =>
            function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, ref into));
    }

    /// <inheritdoc cref="GradientOf{T, TResult}(DifferentiableFunc{T, TResult})"/>
    public static KeptGradient<(T1, T2, T3, T4, T5, T6), TResult> GradientOf<T1, T2, T3, T4, T5, T6, TResult>(
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(of, "GradientOf(of:)");
        return new(((T1, T2, T3, T4, T5, T6) at, ref (T1, T2, T3, T4, T5, T6) into) =>
            function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, ref into));
    }

    /// <inheritdoc cref="GradientOf{T, TResult}(DifferentiableFunc{T, TResult})"/>
    public static KeptGradient<(T1, T2, T3, T4, T5, T6, T7), TResult> GradientOf<T1, T2, T3, T4, T5, T6, T7, TResult>(
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(of, "GradientOf(of:)");
        return new(((T1, T2, T3, T4, T5, T6, T7) at, ref (T1, T2, T3, T4, T5, T6, T7) into) =>
            function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, ref into));
    }

    /// <inheritdoc cref="GradientOf{T, TResult}(DifferentiableFunc{T, TResult})"/>
    public static KeptGradient<(T1, T2, T3, T4, T5, T6, T7, T8), TResult> GradientOf<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(of, "GradientOf(of:)");
        return new(((T1, T2, T3, T4, T5, T6, T7, T8) at, ref (T1, T2, T3, T4, T5, T6, T7, T8) into) =>
            function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, ref into));
    }
}

namespace AutoDiff;

public static partial class DifferentialOperators
{
    /// <inheritdoc cref="Gradient{T}(T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5, T6, T7, T8) Gradient<T1, T2, T3, T4, T5, T6, T7, T8>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, double>>(of, "Gradient(at:, of:)");
        function.ValueWithGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, out var gradient);
        return gradient;
    }

    /// <inheritdoc cref="ValueWithGradient{T}(T, DifferentiableFunc{T, double})"/>
    public static (double Value, (T1, T2, T3, T4, T5, T6, T7, T8) Gradient) ValueWithGradient<T1, T2, T3, T4, T5, T6, T7, T8>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, double>>(of, "ValueWithGradient(at:, of:)");
        double value = function.ValueWithGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, out var gradient);
        return (value, gradient);
    }

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<T1, T2, T3, T4, T5, T6, T7, T8, (T1, T2, T3, T4, T5, T6, T7, T8)> Gradient<T1, T2, T3, T4, T5, T6, T7, T8>(
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, double>>(of, "Gradient(of:)");
        return (x1, x2, x3, x4, x5, x6, x7, x8) =>
        {
            function.ValueWithGradient(x1, x2, x3, x4, x5, x6, x7, x8, out var gradient);
            return gradient;
        };
    }

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<T1, T2, T3, T4, T5, T6, T7, T8, (double Value, (T1, T2, T3, T4, T5, T6, T7, T8) Gradient)>
        ValueWithGradient<T1, T2, T3, T4, T5, T6, T7, T8>(
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, double>>(of, "ValueWithGradient(of:)");
        return (x1, x2, x3, x4, x5, x6, x7, x8) =>
        {
            double value = function.ValueWithGradient(x1, x2, x3, x4, x5, x6, x7, x8, out var gradient);
            return (value, gradient);
        };
    }

    /// <inheritdoc cref="Gradient{T}(T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5, T6, T7, T8) Gradient<T1, T2, T3, T4, T5, T6, T7, T8>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, float>>(of, "Gradient(at:, of:)");
        function.ValueWithGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, out var gradient);
        return gradient;
    }

    /// <inheritdoc cref="ValueWithGradient{T}(T, DifferentiableFunc{T, double})"/>
    public static (float Value, (T1, T2, T3, T4, T5, T6, T7, T8) Gradient) ValueWithGradient<T1, T2, T3, T4, T5, T6, T7, T8>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, float>>(of, "ValueWithGradient(at:, of:)");
        float value = function.ValueWithGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, out var gradient);
        return (value, gradient);
    }

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<T1, T2, T3, T4, T5, T6, T7, T8, (T1, T2, T3, T4, T5, T6, T7, T8)> Gradient<T1, T2, T3, T4, T5, T6, T7, T8>(
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, float>>(of, "Gradient(of:)");
        return (x1, x2, x3, x4, x5, x6, x7, x8) =>
        {
            function.ValueWithGradient(x1, x2, x3, x4, x5, x6, x7, x8, out var gradient);
            return gradient;
        };
    }

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<T1, T2, T3, T4, T5, T6, T7, T8, (float Value, (T1, T2, T3, T4, T5, T6, T7, T8) Gradient)>
        ValueWithGradient<T1, T2, T3, T4, T5, T6, T7, T8>(
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, float>>(of, "ValueWithGradient(of:)");
        return (x1, x2, x3, x4, x5, x6, x7, x8) =>
        {
            float value = function.ValueWithGradient(x1, x2, x3, x4, x5, x6, x7, x8, out var gradient);
            return (value, gradient);
        };
    }

    /// <inheritdoc cref="ValueWithPullback{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, Pullback<TResult, (T1, T2, T3, T4, T5, T6, T7, T8)> Pullback) ValueWithPullback<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(of, "ValueWithPullback(at:, of:)");
        TResult value = function.ValueWithPullback(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, out var pullback);
        return (value, pullback);
    }

    /// <inheritdoc cref="Pullback{T, TResult}(T, DifferentiableFunc{T, TResult})"/>
    public static Pullback<TResult, (T1, T2, T3, T4, T5, T6, T7, T8)> Pullback<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(of, "Pullback(at:, of:)");
        function.ValueWithPullback(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, out var pullback);
        return pullback;
    }
}

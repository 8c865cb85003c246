namespace AutoDiff;

/// <summary>
/// The differential operators: functions that take a function and return its derivative. Best imported with <c>using static
/// AutoDiff.DifferentialOperators;</c>.
/// </summary>
/// <remarks>
/// Inputs are read, never written: where the differentiated function writes into its argument, the operator works on a copy. A derivative has the type
/// and the shape of what it belongs to. The weaver replaces these calls; a call that was not woven throws <see cref="NotWovenException"/>.
/// </remarks>
public static partial class DifferentialOperators
{
    /// <summary>The gradient of a scalar function at a point: the vector of partial derivatives, ∂f/∂xᵢ.</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>∇f(x), of the shape of <paramref name="at"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static T Gradient<T>(T at, DifferentiableFunc<T, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, double>>(of, "Gradient(at:, of:)");
        function.ValueWithGradient(at, out var gradient);
        return gradient;
    }

    /// <summary>The value of a scalar function and its gradient ∂f/∂xᵢ at a point.</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f(x), and ∇f(x) of the shape of <paramref name="at"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (double Value, T Gradient) ValueWithGradient<T>(T at, DifferentiableFunc<T, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, double>>(of, "ValueWithGradient(at:, of:)");
        double value = function.ValueWithGradient(at, out var gradient);
        return (value, gradient);
    }

    /// <summary>The gradient as a function of the point, x ↦ ∇f(x).</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <param name="of">The function f.</param>
    /// <returns>The function that computes ∇f(x), of the shape of x.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static Func<T, T> Gradient<T>(DifferentiableFunc<T, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, double>>(of, "Gradient(of:)");
        return x =>
        {
            function.ValueWithGradient(x, out var gradient);
            return gradient;
        };
    }

    /// <summary>The value and the gradient as a function of the point, x ↦ (f(x), ∇f(x)).</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <param name="of">The function f.</param>
    /// <returns>The function that computes f(x), and ∇f(x) of the shape of x.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static Func<T, (double Value, T Gradient)> ValueWithGradient<T>(DifferentiableFunc<T, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, double>>(of, "ValueWithGradient(of:)");
        return x =>
        {
            double value = function.ValueWithGradient(x, out var gradient);
            return (value, gradient);
        };
    }

    /// <inheritdoc cref="Gradient{T}(T, DifferentiableFunc{T, double})"/>
    public static T Gradient<T>(T at, DifferentiableFunc<T, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, float>>(of, "Gradient(at:, of:)");
        function.ValueWithGradient(at, out var gradient);
        return gradient;
    }

    /// <inheritdoc cref="ValueWithGradient{T}(T, DifferentiableFunc{T, double})"/>
    public static (float Value, T Gradient) ValueWithGradient<T>(T at, DifferentiableFunc<T, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, float>>(of, "ValueWithGradient(at:, of:)");
        float value = function.ValueWithGradient(at, out var gradient);
        return (value, gradient);
    }

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<T, T> Gradient<T>(DifferentiableFunc<T, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, float>>(of, "Gradient(of:)");
        return x =>
        {
            function.ValueWithGradient(x, out var gradient);
            return gradient;
        };
    }

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<T, (float Value, T Gradient)> ValueWithGradient<T>(DifferentiableFunc<T, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, float>>(of, "ValueWithGradient(of:)");
        return x =>
        {
            float value = function.ValueWithGradient(x, out var gradient);
            return (value, gradient);
        };
    }

    /// <summary>
    /// The value of a function and its pullback at a point: the linear map from the cotangent of the result to the cotangents of the arguments, c ↦
    /// Jᵀ·c with J the Jacobian at the point.
    /// </summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>
    /// f(x), and a pullback that takes a cotangent of the shape of f(x) and returns one of the shape of <paramref name="at"/>. It can be called repeatedly.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (TResult Value, Pullback<TResult, T> Pullback) ValueWithPullback<T, TResult>(T at, DifferentiableFunc<T, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "ValueWithPullback(at:, of:)");
        TResult value = function.ValueWithPullback(at, out var pullback);
        return (value, pullback);
    }

    /// <summary>
    /// The pullback of a function at a point: the linear map from the cotangent of the result to the cotangents of the arguments, c ↦ Jᵀ·c with J
    /// the Jacobian at the point.
    /// </summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>
    /// A pullback that takes a cotangent of the shape of f(x) and returns one of the shape of <paramref name="at"/>. It can be called repeatedly.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static Pullback<TResult, T> Pullback<T, TResult>(T at, DifferentiableFunc<T, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Pullback(at:, of:)");
        function.ValueWithPullback(at, out var pullback);
        return pullback;
    }
}

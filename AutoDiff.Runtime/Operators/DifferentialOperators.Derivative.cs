using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>Forward mode for functions of one number: the derivative with respect to it.</content>
public static partial class DifferentialOperators
{
    /// <summary>The derivative of a function of one number, df/dx, in forward mode: one run of the function beside which its derivative is computed.</summary>
    /// <typeparam name="TResult">
    /// The type of the result: a number, or a struct, tuple, array or object of numbers, each of which is differentiated (a curve and its velocity).
    /// </typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f′(x), of the shape of f(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static TResult Derivative<TResult>(double at, DifferentiableFunc<double, TResult> of)
    {
        DifferentiableFunction.Of<DifferentiableFunction<double, TResult>>(of, "Derivative(at:, of:)").ValueWithDifferential(at, 1, out var derivative);
        return derivative;
    }

    /// <summary>The value of a function of one number and its derivative df/dx.</summary>
    /// <typeparam name="TResult">The type of the result: a number, or a struct, tuple, array or object of numbers, each of which is differentiated.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f(x), and f′(x) of the same shape.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (TResult Value, TResult Derivative) ValueWithDerivative<TResult>(double at, DifferentiableFunc<double, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, TResult>>(of, "ValueWithDerivative(at:, of:)");
        var value = function.ValueWithDifferential(at, 1, out var derivative);
        return (value, derivative);
    }

    /// <summary>The derivative as a function of the point, x ↦ f′(x).</summary>
    /// <typeparam name="TResult">The type of the result: a number, or a struct, tuple, array or object of numbers, each of which is differentiated.</typeparam>
    /// <param name="of">The function f.</param>
    /// <returns>The function that computes f′(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static Func<double, TResult> Derivative<TResult>(DifferentiableFunc<double, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, TResult>>(of, "Derivative(of:)");
        return x =>
        {
            function.ValueWithDifferential(x, 1, out var derivative);
            return derivative;
        };
    }

    /// <summary>The value and the derivative as a function of the point, x ↦ (f(x), f′(x)).</summary>
    /// <typeparam name="TResult">The type of the result: a number, or a struct, tuple, array or object of numbers, each of which is differentiated.</typeparam>
    /// <param name="of">The function f.</param>
    /// <returns>The function that computes f(x) and f′(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static Func<double, (TResult Value, TResult Derivative)> ValueWithDerivative<TResult>(DifferentiableFunc<double, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, TResult>>(of, "ValueWithDerivative(of:)");
        return x =>
        {
            var value = function.ValueWithDifferential(x, 1, out var derivative);
            return (value, derivative);
        };
    }

    /// <inheritdoc cref="Derivative{TResult}(DifferentiableFunc{double, TResult})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double> Derivative(DifferentiableFunc<double, double> of) => Derivative<double>(of);

    /// <inheritdoc cref="ValueWithDerivative{TResult}(DifferentiableFunc{double, TResult})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, (double Value, double Derivative)> ValueWithDerivative(DifferentiableFunc<double, double> of) => ValueWithDerivative<double>(of);

    /// <inheritdoc cref="Derivative{TResult}(double, DifferentiableFunc{double, TResult})"/>
    public static TResult Derivative<TResult>(float at, DifferentiableFunc<float, TResult> of)
    {
        DifferentiableFunction.Of<DifferentiableFunction<float, TResult>>(of, "Derivative(at:, of:)").ValueWithDifferential(at, 1, out var derivative);
        return derivative;
    }

    /// <inheritdoc cref="ValueWithDerivative{TResult}(double, DifferentiableFunc{double, TResult})"/>
    public static (TResult Value, TResult Derivative) ValueWithDerivative<TResult>(float at, DifferentiableFunc<float, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<float, TResult>>(of, "ValueWithDerivative(at:, of:)");
        var value = function.ValueWithDifferential(at, 1, out var derivative);
        return (value, derivative);
    }

    /// <inheritdoc cref="Derivative{TResult}(DifferentiableFunc{double, TResult})"/>
    public static Func<float, TResult> Derivative<TResult>(DifferentiableFunc<float, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<float, TResult>>(of, "Derivative(of:)");
        return x =>
        {
            function.ValueWithDifferential(x, 1, out var derivative);
            return derivative;
        };
    }

    /// <inheritdoc cref="ValueWithDerivative{TResult}(DifferentiableFunc{double, TResult})"/>
    public static Func<float, (TResult Value, TResult Derivative)> ValueWithDerivative<TResult>(DifferentiableFunc<float, TResult> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<float, TResult>>(of, "ValueWithDerivative(of:)");
        return x =>
        {
            var value = function.ValueWithDifferential(x, 1, out var derivative);
            return (value, derivative);
        };
    }

    /// <inheritdoc cref="Derivative{TResult}(DifferentiableFunc{double, TResult})"/>
    public static Func<float, float> Derivative(DifferentiableFunc<float, float> of) => Derivative<float>(of);

    /// <inheritdoc cref="ValueWithDerivative{TResult}(DifferentiableFunc{double, TResult})"/>
    public static Func<float, (float Value, float Derivative)> ValueWithDerivative(DifferentiableFunc<float, float> of) => ValueWithDerivative<float>(of);
}

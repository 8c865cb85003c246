using System.Numerics;

namespace AutoDiff;

/// <content>Gradients in memory of the caller's.</content>
public static partial class DifferentialOperators
{
    /// <summary>The value of a scalar function and its gradient ∂f/∂xᵢ at a point, in memory of the caller's.</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result: <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="into">
    /// Memory of the shape of <paramref name="at"/>: arrays and objects whose numbers are overwritten, whatever they were, and undefined after an exception.
    /// </param>
    /// <param name="of">The function f.</param>
    /// <returns>
    /// f(x), and ∇f(x), whose arrays and objects are those of <paramref name="into"/>; its numbers (of a scalar, a struct, a tuple) are new ones.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The shapes differ (the message names both), or what is written is part of <paramref name="at"/> or given for two arguments.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (TResult Value, T Gradient) ValueWithGradient<T, TResult>(T at, T into, DifferentiableFunc<T, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "ValueWithGradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into, at);
        into = Shadow.Zeroed(into);
        TResult value = function.AddGradient(at, ref into);
        return (value, into);
    }

    /// <summary>The gradient of a scalar function at a point, ∂f/∂xᵢ, in memory of the caller's.</summary>
    /// <returns>∇f(x), whose arrays and objects are those of <paramref name="into"/>; its numbers (of a scalar, a struct, a tuple) are new ones.</returns>
    /// <inheritdoc cref="ValueWithGradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static T Gradient<T, TResult>(T at, T into, DifferentiableFunc<T, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Gradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into, at);
        into = Shadow.Zeroed(into);
        function.AddGradient(at, ref into);
        return into;
    }

    /// <inheritdoc cref="ValueWithGradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, (T1, T2) Gradient) ValueWithGradient<T1, T2, TResult>((T1, T2) at, (T1, T2) into, DifferentiableFunc<T1, T2, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(of, "ValueWithGradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        TResult value = function.AddGradient(at.Item1, at.Item2, ref into);
        return (value, into);
    }

    /// <inheritdoc cref="Gradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2) Gradient<T1, T2, TResult>((T1, T2) at, (T1, T2) into, DifferentiableFunc<T1, T2, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(of, "Gradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        function.AddGradient(at.Item1, at.Item2, ref into);
        return into;
    }

    /// <inheritdoc cref="ValueWithGradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, (T1, T2, T3) Gradient) ValueWithGradient<T1, T2, T3, TResult>(
        (T1, T2, T3) at, (T1, T2, T3) into, DifferentiableFunc<T1, T2, T3, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(of, "ValueWithGradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        TResult value = function.AddGradient(at.Item1, at.Item2, at.Item3, ref into);
        return (value, into);
    }

    /// <inheritdoc cref="Gradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3) Gradient<T1, T2, T3, TResult>((T1, T2, T3) at, (T1, T2, T3) into, DifferentiableFunc<T1, T2, T3, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(of, "Gradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        function.AddGradient(at.Item1, at.Item2, at.Item3, ref into);
        return into;
    }

    /// <inheritdoc cref="ValueWithGradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, (T1, T2, T3, T4) Gradient) ValueWithGradient<T1, T2, T3, T4, TResult>(
        (T1, T2, T3, T4) at, (T1, T2, T3, T4) into, DifferentiableFunc<T1, T2, T3, T4, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(of, "ValueWithGradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        TResult value = function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, ref into);
        return (value, into);
    }

    /// <inheritdoc cref="Gradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4) Gradient<T1, T2, T3, T4, TResult>((T1, T2, T3, T4) at, (T1, T2, T3, T4) into, DifferentiableFunc<T1, T2, T3, T4, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(of, "Gradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, ref into);
        return into;
    }

    /// <inheritdoc cref="ValueWithGradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, (T1, T2, T3, T4, T5) Gradient) ValueWithGradient<T1, T2, T3, T4, T5, TResult>(
        (T1, T2, T3, T4, T5) at, (T1, T2, T3, T4, T5) into, DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(of, "ValueWithGradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        TResult value = function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, ref into);
        return (value, into);
    }

    /// <inheritdoc cref="Gradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4, T5) Gradient<T1, T2, T3, T4, T5, TResult>(
        (T1, T2, T3, T4, T5) at, (T1, T2, T3, T4, T5) into, DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(of, "Gradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, ref into);
        return into;
    }

    /// <inheritdoc cref="ValueWithGradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, (T1, T2, T3, T4, T5, T6) Gradient) ValueWithGradient<T1, T2, T3, T4, T5, T6, TResult>(
        (T1, T2, T3, T4, T5, T6) at, (T1, T2, T3, T4, T5, T6) into, DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(of, "ValueWithGradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        TResult value = function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, ref into);
        return (value, into);
    }

    /// <inheritdoc cref="Gradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4, T5, T6) Gradient<T1, T2, T3, T4, T5, T6, TResult>(
        (T1, T2, T3, T4, T5, T6) at, (T1, T2, T3, T4, T5, T6) into, DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(of, "Gradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, ref into);
        return into;
    }

    /// <inheritdoc cref="ValueWithGradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, (T1, T2, T3, T4, T5, T6, T7) Gradient) ValueWithGradient<T1, T2, T3, T4, T5, T6, T7, TResult>(
        (T1, T2, T3, T4, T5, T6, T7) at, (T1, T2, T3, T4, T5, T6, T7) into, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(of, "ValueWithGradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        memory.Take(into.Item7, at.Item7);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        into.Item7 = Shadow.Zeroed(into.Item7);
        TResult value = function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, ref into);
        return (value, into);
    }

    /// <inheritdoc cref="Gradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4, T5, T6, T7) Gradient<T1, T2, T3, T4, T5, T6, T7, TResult>(
        (T1, T2, T3, T4, T5, T6, T7) at, (T1, T2, T3, T4, T5, T6, T7) into, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(of, "Gradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        memory.Take(into.Item7, at.Item7);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        into.Item7 = Shadow.Zeroed(into.Item7);
        function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, ref into);
        return into;
    }

    /// <inheritdoc cref="ValueWithGradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (TResult Value, (T1, T2, T3, T4, T5, T6, T7, T8) Gradient) ValueWithGradient<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at, (T1, T2, T3, T4, T5, T6, T7, T8) into, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(of, "ValueWithGradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        memory.Take(into.Item7, at.Item7);
        memory.Take(into.Item8, at.Item8);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        into.Item7 = Shadow.Zeroed(into.Item7);
        into.Item8 = Shadow.Zeroed(into.Item8);
        TResult value = function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, ref into);
        return (value, into);
    }

    /// <inheritdoc cref="Gradient{T, TResult}(T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4, T5, T6, T7, T8) Gradient<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at, (T1, T2, T3, T4, T5, T6, T7, T8) into, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(of, "Gradient(at:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        memory.Take(into.Item7, at.Item7);
        memory.Take(into.Item8, at.Item8);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        into.Item7 = Shadow.Zeroed(into.Item7);
        into.Item8 = Shadow.Zeroed(into.Item8);
        function.AddGradient(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, ref into);
        return into;
    }
}

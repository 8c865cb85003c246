using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>The operators at points whose tangent is of another type. C# infers both types from the interface.</content>
public static partial class DifferentialOperators
{
    /// <inheritdoc cref="Gradient{T}(T, DifferentiableFunc{T, double})" path="/*[not(self::typeparam)]"/>
    /// <typeparam name="T">The type of the argument.</typeparam>
    /// <typeparam name="TTangent">The tangent of that type.</typeparam>
    [OverloadResolutionPriority(1)]
    public static TTangent Gradient<T, TTangent>(IDifferentiable<T, TTangent> at, DifferentiableFunc<T, double> of)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        ValueAndGradient<T, TTangent, double>(at, of, "Gradient(at:, of:)", out var gradient);
        return gradient;
    }

    /// <inheritdoc cref="Gradient{T, TTangent}(IDifferentiable{T, TTangent}, DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static TTangent Gradient<T, TTangent>(IDifferentiable<T, TTangent> at, DifferentiableFunc<T, float> of)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        ValueAndGradient<T, TTangent, float>(at, of, "Gradient(at:, of:)", out var gradient);
        return gradient;
    }

    /// <inheritdoc cref="ValueWithGradient{T}(T, DifferentiableFunc{T, double})" path="/*[not(self::typeparam)]"/>
    /// <typeparam name="T">The type of the argument.</typeparam>
    /// <typeparam name="TTangent">The tangent of that type.</typeparam>
    [OverloadResolutionPriority(1)]
    public static (double Value, TTangent Gradient) ValueWithGradient<T, TTangent>(IDifferentiable<T, TTangent> at, DifferentiableFunc<T, double> of)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        double value = ValueAndGradient<T, TTangent, double>(at, of, "ValueWithGradient(at:, of:)", out var gradient);
        return (value, gradient);
    }

    /// <inheritdoc cref="ValueWithGradient{T, TTangent}(IDifferentiable{T, TTangent}, DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static (float Value, TTangent Gradient) ValueWithGradient<T, TTangent>(IDifferentiable<T, TTangent> at, DifferentiableFunc<T, float> of)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        float value = ValueAndGradient<T, TTangent, float>(at, of, "ValueWithGradient(at:, of:)", out var gradient);
        return (value, gradient);
    }

    /// <inheritdoc cref="ValueWithPullback{T, TResult}(T, DifferentiableFunc{T, TResult})" path="/*[not(self::typeparam)]"/>
    /// <typeparam name="T">The type of the argument.</typeparam>
    /// <typeparam name="TTangent">The tangent of that type.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that is its own tangent.</typeparam>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, Pullback<TResult, TTangent> Pullback) ValueWithPullback<T, TTangent, TResult>(
        IDifferentiable<T, TTangent> at,
        DifferentiableFunc<T, TResult> of)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        TResult value = ValueAndPullback(at, of, "ValueWithPullback(at:, of:)", out var pullback);
        return (value, pullback);
    }

    /// <inheritdoc cref="Pullback{T, TResult}(T, DifferentiableFunc{T, TResult})" path="/*[not(self::typeparam)]"/>
    /// <typeparam name="T">The type of the argument.</typeparam>
    /// <typeparam name="TTangent">The tangent of that type.</typeparam>
    /// <typeparam name="TResult">The type of the result; any type that is its own tangent.</typeparam>
    [OverloadResolutionPriority(1)]
    public static Pullback<TResult, TTangent> Pullback<T, TTangent, TResult>(IDifferentiable<T, TTangent> at, DifferentiableFunc<T, TResult> of)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        ValueAndPullback(at, of, "Pullback(at:, of:)", out var pullback);
        return pullback;
    }

    /// <summary>The point reached from x by moving along a tangent: its own <see cref="IDifferentiable{TSelf, TTangent}.Moved"/>.</summary>
    /// <typeparam name="T">The type of the point.</typeparam>
    /// <typeparam name="TTangent">The tangent of that type.</typeparam>
    /// <param name="x">The point of departure.</param>
    /// <param name="along">The tangent.</param>
    /// <returns>The new point.</returns>
    [OverloadResolutionPriority(1)]
    public static T Moved<T, TTangent>(IDifferentiable<T, TTangent> x, TTangent along)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Moved(along);
    }

    /// <summary>The zero tangent at a point.</summary>
    /// <typeparam name="T">The type of the point.</typeparam>
    /// <typeparam name="TTangent">The tangent of that type.</typeparam>
    /// <param name="x">The point.</param>
    /// <returns>Zero.</returns>
    [OverloadResolutionPriority(1)]
    public static TTangent Zero<T, TTangent>(IDifferentiable<T, TTangent> x)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        _ = x;
        return TTangent.AdditiveIdentity;
    }

    /// <summary>Moves a point along a tangent: x ← <c>x.Moved(along)</c>.</summary>
    /// <typeparam name="T">The type of the point.</typeparam>
    /// <typeparam name="TTangent">The tangent of that type.</typeparam>
    /// <param name="x">The point to move.</param>
    /// <param name="along">The tangent.</param>
    public static void Move<T, TTangent>(ref T x, TTangent along)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent> => x = x.Moved(along);

    private static TResult ValueAndGradient<T, TTangent, TResult>(IDifferentiable<T, TTangent> at, DifferentiableFunc<T, TResult> of, string call,
        out TTangent gradient)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        // A type may well be its own tangent and say so.
        if (typeof(T) == typeof(TTangent))
        {
            TResult value = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, call).ValueWithGradient((T)at, out T own);
            gradient = (TTangent)(object)own;
            return value;
        }

        return DifferentiableFunction.Of<TangentFunction<T, TTangent, TResult>>(of, call).ValueWithGradient((T)at, out gradient);
    }

    private static TResult ValueAndPullback<T, TTangent, TResult>(IDifferentiable<T, TTangent> at, DifferentiableFunc<T, TResult> of, string call,
        out Pullback<TResult, TTangent> pullback)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
    {
        if (typeof(T) == typeof(TTangent))
        {
            TResult value = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, call).ValueWithPullback((T)at, out Pullback<TResult, T> own);
            pullback = (Pullback<TResult, TTangent>)(object)own;
            return value;
        }

        return DifferentiableFunction.Of<TangentFunction<T, TTangent, TResult>>(of, call).ValueWithPullback((T)at, out pullback);
    }
}

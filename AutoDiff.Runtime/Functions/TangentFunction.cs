using System.ComponentModel;

namespace AutoDiff;

/// <summary>A function of one argument whose tangent is of another type, together with its derivative. Generated code derives from it.</summary>
/// <typeparam name="T">The type of the argument.</typeparam>
/// <typeparam name="TTangent">The tangent of the argument.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TangentFunction<T, TTangent, TResult> : DifferentiableFunction<T, TResult>
{
    /// <summary>Calls the function and returns its pullback at the argument.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="pullback">The map from the result's cotangent to the argument's.</param>
    /// <returns>f(x).</returns>
    public abstract TResult ValueWithPullback(T x, out Pullback<TResult, TTangent> pullback);

    /// <summary>Calls the function and returns its gradient, the pullback of one.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="gradient">∇f(x).</param>
    /// <returns>f(x).</returns>
    /// <exception cref="InvalidOperationException">The result is not a <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</exception>
    public virtual TResult ValueWithGradient(T x, out TTangent gradient)
    {
        TResult value = ValueWithPullback(x, out Pullback<TResult, TTangent> pullback);
        gradient = pullback(Seed.One<TResult>());
        return value;
    }

    /// <summary>The gradient is not of the argument's type.</summary>
    /// <inheritdoc/>
    /// <exception cref="NotDifferentiableException">Always.</exception>
    public sealed override TResult ValueWithPullback(T x, out Pullback<TResult, T> pullback) => throw Separate();

    /// <summary>The gradient is not of the argument's type.</summary>
    /// <inheritdoc/>
    /// <exception cref="NotDifferentiableException">Always.</exception>
    public sealed override TResult ValueWithGradient(T x, out T gradient) => throw Separate();

    private static NotDifferentiableException Separate() =>
        new($"the derivative with respect to a {typeof(T)} is a {typeof(TTangent)}. Call the operator where the type is known to implement "
            + $"IDifferentiable<{typeof(T).Name}, {typeof(TTangent).Name}>.");
}

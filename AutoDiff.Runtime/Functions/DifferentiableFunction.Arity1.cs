using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// A function of one argument together with its derivative: the target of a woven <see cref="DifferentiableFunc{T, TResult}"/>. Generated code derives from it.
/// </summary>
/// <typeparam name="T">The type of the argument.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DifferentiableFunction<T, TResult> : DifferentiableFunction
{
    /// <summary>Calls the function.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>f(x).</returns>
    public abstract TResult Invoke(T x);

    /// <summary>Calls the function and returns its pullback at the argument.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="pullback">The map from the result's cotangent to the arguments' cotangents, independent of later changes to the argument.</param>
    /// <returns>f(x).</returns>
    public abstract TResult ValueWithPullback(T x, out Pullback<TResult, T> pullback);

    /// <summary>Calls the function and returns its gradient, the pullback of one.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="gradient">∇f(x), of the argument's shape.</param>
    /// <returns>f(x).</returns>
    /// <exception cref="InvalidOperationException">The result is not a <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</exception>
    public virtual TResult ValueWithGradient(T x, out T gradient)
    {
        TResult value = ValueWithPullback(x, out var pullback);
        gradient = pullback(Seed.One<TResult>());
        return value;
    }

    /// <summary>Calls the function and adds its gradient to what is there.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="into">What ∇f(x) is added to, of the argument's shape; nothing in it is part of the argument.</param>
    /// <returns>f(x).</returns>
    /// <exception cref="InvalidOperationException">The result is not a <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</exception>
    public virtual TResult AddGradient(T x, ref T into)
    {
        TResult value = ValueWithGradient(x, out T gradient);
        Shadow.Accumulate(ref into, gradient);
        return value;
    }

    /// <summary>Calls the function and its gradient for several arguments at once.</summary>
    /// <param name="first">The first of eight arguments that lie one behind the other.</param>
    /// <param name="value">Where the first of as many values goes.</param>
    /// <param name="gradient">Where the first of as many gradients goes; it may be where the arguments are.</param>
    /// <returns>Whether it was done. If not, nothing was: the function takes different ways for them, or its derivative has no form for several.</returns>
    public virtual bool ValuesWithGradients(ref T first, ref TResult value, ref T gradient) => false;

    /// <summary>Calls the function and its derivative for several numbers at once.</summary>
    /// <param name="first">The first of eight numbers that lie one behind the other.</param>
    /// <param name="value">Where the first of as many values goes.</param>
    /// <param name="derivative">Where the first of as many derivatives goes; it may be where the numbers are.</param>
    /// <returns>Whether it was done. If not, nothing was: the function takes different ways for them, or its derivative has no form for several.</returns>
    public virtual bool ValuesWithDerivatives(ref T first, ref TResult value, ref TResult derivative) => false;

    /// <summary>Calls the function and returns the tangent of its result for a tangent of the argument.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="tangent">The tangent of the argument, of its shape.</param>
    /// <param name="differential">J·tangent, of the result's shape.</param>
    /// <returns>f(x).</returns>
    /// <exception cref="NotDifferentiableException">The code that created the delegate was woven without forward mode.</exception>
    public virtual TResult ValueWithDifferential(T x, T tangent, out TResult differential) => throw WithoutDifferential();

    /// <summary>Calls the function for the tangents of its result in several directions at once.</summary>
    /// <param name="x">The argument, an array of numbers.</param>
    /// <param name="tangents">The tangents of the argument, one in each lane.</param>
    /// <param name="memory">Where arrays come from, that of the result among them.</param>
    /// <returns>
    /// The tangents of the result, the function's result being an array of numbers: NaN where zeros may have met infinity. Null where the derivative has no
    /// form for several directions.
    /// </returns>
    public virtual LaneNumber[]? Differentials(T x, LaneNumber[] tangents, LaneMemory memory) => null;

    /// <summary>Calls the function and pulls several cotangents of its result back.</summary>
    /// <param name="x">The argument, an array of numbers.</param>
    /// <param name="cotangents">The cotangents of the result, an array of numbers, one in each lane.</param>
    /// <param name="into">Zeros, which the cotangents of the argument are added to: NaN where zeros may have met infinity.</param>
    /// <param name="memory">Where arrays come from.</param>
    /// <returns>Whether the derivative has a form for several cotangents. If not, nothing was done.</returns>
    public virtual bool Pullbacks(T x, LaneNumber[] cotangents, LaneNumber[] into, LaneMemory memory) => false;

    /// <summary>Calls the derivative of the gradient in a direction.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="along">The direction, of the argument's shape.</param>
    /// <returns>∇²f(x)·along, of the argument's shape.</returns>
    /// <exception cref="NotDifferentiableException">The code that created the delegate was woven without second derivatives.</exception>
    public virtual T HessianVectorProduct(T x, T along) => throw WithoutSecondDerivative();

    /// <summary>Calls the derivative of the gradient in several directions at once.</summary>
    /// <param name="x">The argument, an array of numbers.</param>
    /// <param name="along">The directions, one in each lane.</param>
    /// <param name="into">Zeros, which the products are added to: NaN where zeros may have met infinity.</param>
    /// <param name="memory">Where arrays come from.</param>
    /// <returns>Whether the derivative has a form for several directions. If not, nothing was done.</returns>
    public virtual bool HessianVectorProducts(T x, LaneNumber[] along, LaneNumber[] into, LaneMemory memory) => false;

    /// <summary>Writes the derivative of the gradient in a direction into memory.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="along">The direction, of the argument's shape.</param>
    /// <param name="into">The memory, of the argument's shape, which is checked.</param>
    /// <returns>∇²f(x)·along, in that memory.</returns>
    /// <exception cref="ArgumentException">The memory has another shape, or is part of the argument.</exception>
    /// <exception cref="NotDifferentiableException">The code that created the delegate was woven without second derivatives.</exception>
    public virtual T HessianVectorProductInto(T x, T along, T into)
    {
        default(GivenMemory).Take(into, x);
        T product = HessianVectorProduct(x, along);
        into = Shadow.Zeroed(into);
        Shadow.Accumulate(ref into, product);
        return into;
    }
}

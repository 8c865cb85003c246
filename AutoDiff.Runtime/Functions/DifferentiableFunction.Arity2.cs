using System.ComponentModel;

namespace AutoDiff;

/// <summary>A function of two arguments together with its derivative; the arguments' cotangents form a tuple.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DifferentiableFunction<T1, T2, TResult> : DifferentiableFunction
{
    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.Invoke"/>
    public abstract TResult Invoke(T1 x1, T2 x2);

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.ValueWithPullback"/>
    public abstract TResult ValueWithPullback(T1 x1, T2 x2, out Pullback<TResult, (T1, T2)> pullback);

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.ValueWithGradient"/>
    public virtual TResult ValueWithGradient(T1 x1, T2 x2, out (T1, T2) gradient)
    {
        TResult value = ValueWithPullback(x1, x2, out var pullback);
        gradient = pullback(Seed.One<TResult>());
        return value;
    }

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.AddGradient"/>
    public virtual TResult AddGradient(T1 x1, T2 x2, ref (T1, T2) into)
    {
        TResult value = ValueWithGradient(x1, x2, out var gradient);
        Shadow.Accumulate(ref into.Item1, gradient.Item1);
        Shadow.Accumulate(ref into.Item2, gradient.Item2);
        return value;
    }

    /// <summary>Calls the function for several constants, and adds its values and its gradients to what is there, one after the other.</summary>
    /// <param name="x1">The argument.</param>
    /// <param name="first">The first of eight constants that lie one behind the other.</param>
    /// <param name="into">What the gradients are added to.</param>
    /// <param name="sum">What the values are added to.</param>
    /// <returns>Whether it was done. If not, nothing was: the function takes different ways for them, or its derivative has no form for several.</returns>
    public virtual bool AddGradients(T1 x1, ref T2 first, ref (T1, T2) into, ref TResult sum) => false;

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.ValueWithDifferential"/>
    public virtual TResult ValueWithDifferential(T1 x1, T2 x2, (T1, T2) tangent, out TResult differential) => throw WithoutDifferential();

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.HessianVectorProduct"/>
    public virtual (T1, T2) HessianVectorProduct(T1 x1, T2 x2, (T1, T2) along) => throw WithoutSecondDerivative();
}

using System.ComponentModel;

namespace AutoDiff;

/// <summary>A function of six arguments together with its derivative; the arguments' cotangents form a tuple.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult> : DifferentiableFunction
{
    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.Invoke"/>
    public abstract TResult Invoke(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6);

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.ValueWithPullback"/>
    public abstract TResult ValueWithPullback(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, out Pullback<TResult, (T1, T2, T3, T4, T5, T6)> pullback);

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.ValueWithGradient"/>
    public virtual TResult ValueWithGradient(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, out (T1, T2, T3, T4, T5, T6) gradient)
    {
        TResult value = ValueWithPullback(x1, x2, x3, x4, x5, x6, out var pullback);
        gradient = pullback(Seed.One<TResult>());
        return value;
    }

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.AddGradient"/>
    public virtual TResult AddGradient(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, ref (T1, T2, T3, T4, T5, T6) into)
    {
        TResult value = ValueWithGradient(x1, x2, x3, x4, x5, x6, out var gradient);
        Shadow.Accumulate(ref into.Item1, gradient.Item1);
        Shadow.Accumulate(ref into.Item2, gradient.Item2);
        Shadow.Accumulate(ref into.Item3, gradient.Item3);
        Shadow.Accumulate(ref into.Item4, gradient.Item4);
        Shadow.Accumulate(ref into.Item5, gradient.Item5);
        Shadow.Accumulate(ref into.Item6, gradient.Item6);
        return value;
    }

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.ValueWithDifferential"/>
    public virtual TResult ValueWithDifferential(T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, (T1, T2, T3, T4, T5, T6) tangent, out TResult differential) =>
        throw WithoutDifferential();

    /// <inheritdoc cref="DifferentiableFunction{T, TResult}.HessianVectorProduct"/>
    public virtual (T1, T2, T3, T4, T5, T6) HessianVectorProduct(
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, (T1, T2, T3, T4, T5, T6) along) =>
        throw WithoutSecondDerivative();
}

using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The cotangent that turns a pullback into a gradient.</summary>
internal static class Seed
{
    /// <summary>One as a <typeparamref name="TResult"/>; the type tests are constants to the JIT, so nothing is boxed.</summary>
    public static TResult One<TResult>()
    {
        if (typeof(TResult) == typeof(double))
        {
            double one = 1;
            return Unsafe.As<double, TResult>(ref one);
        }

        if (typeof(TResult) == typeof(float))
        {
            float one = 1;
            return Unsafe.As<float, TResult>(ref one);
        }

        if (typeof(TResult) == typeof(Half))
        {
            Half one = Half.One;
            return Unsafe.As<Half, TResult>(ref one);
        }

        throw new InvalidOperationException(
            $"A gradient needs a function whose result is a scalar, but this one returns {typeof(TResult)}. Use ValueWithPullback and choose the cotangent.");
    }
}

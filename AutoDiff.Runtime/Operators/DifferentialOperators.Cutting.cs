namespace AutoDiff;

/// <content>Functions that change a derivative and leave the value alone.</content>
public static partial class DifferentialOperators
{
    /// <summary>Returns its argument as a constant: the value is x, the derivative is zero.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="x">The value.</param>
    /// <returns><paramref name="x"/>.</returns>
    [NoDerivative]
    public static T WithoutDerivative<T>(T x) => x;

    /// <summary>
    /// Returns its argument, and applies a function to the cotangent that flows back through it, to clip, scale or print it: the pullback is c ↦ map(c).
    /// </summary>
    /// <typeparam name="T">A type that is its own tangent.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="map">
    /// Takes the cotangent of the result, returns the cotangent of <paramref name="x"/>, of the same shape. It is called in the reverse sweep only.
    /// </param>
    /// <returns><paramref name="x"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    public static T WithDerivative<T>(T x, Func<T, T> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return x;
    }
}

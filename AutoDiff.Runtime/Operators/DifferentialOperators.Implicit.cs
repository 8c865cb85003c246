namespace AutoDiff;

/// <content>
/// Values that are defined by an equation: the value comes from a solver, the derivative from the implicit function theorem. They are meant for functions that
/// are differentiated; elsewhere they return what they are given.
/// </content>
public static partial class DifferentialOperators
{
    /// <summary>A root of a function, y with F(y) = 0, as a function of what F captures.</summary>
    /// <param name="at">The value y, as any solver found it. It is returned as it is.</param>
    /// <param name="of">The function F, of which it is a root.</param>
    /// <returns>y, with derivatives with respect to what the function captures, up to the third order.</returns>
    /// <remarks>
    /// Where F(y, p) = 0, dy/dp = −(∂F/∂y)⁻¹ ∂F/∂p, with F the gradient for a minimum; where ∂F/∂y is singular the derivative is infinite or NaN. How the value
    /// was found does not matter, nor whether that can be differentiated: cut it, or give it to this operator right away.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    public static double Root(double at, DifferentiableFunc<double, double> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return at;
    }

    /// <inheritdoc cref="Root(double, DifferentiableFunc{double, double})"/>
    public static double[] Root(double[] at, DifferentiableFunc<double[], double[]> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return at;
    }

    /// <summary>A fixed point of a function, y with g(y) = y, as a function of what g captures.</summary>
    /// <param name="at">The value y, as any solver found it. It is returned as it is.</param>
    /// <param name="of">The function g.</param>
    /// <returns>y, with derivatives with respect to what the function captures, up to the third order.</returns>
    /// <remarks>
    /// Where F(y, p) = 0, dy/dp = −(∂F/∂y)⁻¹ ∂F/∂p, with F the gradient for a minimum; where ∂F/∂y is singular the derivative is infinite or NaN. How the value
    /// was found does not matter, nor whether that can be differentiated: cut it, or give it to this operator right away.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    public static double FixedPoint(double at, DifferentiableFunc<double, double> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return at;
    }

    /// <inheritdoc cref="FixedPoint(double, DifferentiableFunc{double, double})"/>
    public static double[] FixedPoint(double[] at, DifferentiableFunc<double[], double[]> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return at;
    }

    /// <summary>The place of a minimum (or a maximum) of a function, y with ∇f(y) = 0, as a function of what f captures.</summary>
    /// <param name="at">The value y, as any solver found it. It is returned as it is.</param>
    /// <param name="of">The function f.</param>
    /// <returns>y, with derivatives with respect to what the function captures, up to the third order.</returns>
    /// <remarks>
    /// Where F(y, p) = 0, dy/dp = −(∂F/∂y)⁻¹ ∂F/∂p, with F the gradient for a minimum; where ∂F/∂y is singular the derivative is infinite or NaN. How the value
    /// was found does not matter, nor whether that can be differentiated: cut it, or give it to this operator right away.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    public static double Minimum(double at, DifferentiableFunc<double, double> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return at;
    }

    /// <inheritdoc cref="Minimum(double, DifferentiableFunc{double, double})"/>
    public static double[] Minimum(double[] at, DifferentiableFunc<double[], double> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return at;
    }
}

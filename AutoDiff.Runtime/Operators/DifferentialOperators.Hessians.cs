namespace AutoDiff;

/// <content>Hessians of functions of any type.</content>
public static partial class DifferentialOperators
{
    /// <inheritdoc cref="Hessian(double, DifferentiableFunc{double, double})"/>
    public static float Hessian(float at, DifferentiableFunc<float, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<float, float>>(of, "Hessian(at:, of:)").HessianVectorProduct(at, 1);

    /// <summary>
    /// The Hessian of a function of any type at a point, ∂²f/∂xᵢ∂xⱼ, i and j being the numbers in the argument: fields in the order in which they are
    /// declared, elements by index, several arguments one after the other. One product of the Hessian with a unit direction for each.
    /// </summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <param name="at">The point x, with n numbers.</param>
    /// <param name="of">The function f.</param>
    /// <returns>The symmetric matrix of n rows and n columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="InsufficientExecutionStackException">The objects of the argument lead to each other in too long a chain.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double[,] Hessian<T>(T at, DifferentiableFunc<T, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, double>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T>(T at, DifferentiableFunc<T, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, float>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2>((T1, T2) at, DifferentiableFunc<T1, T2, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, double>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at.Item1, at.Item2, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2>((T1, T2) at, DifferentiableFunc<T1, T2, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, float>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at.Item1, at.Item2, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3>((T1, T2, T3) at, DifferentiableFunc<T1, T2, T3, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, double>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3>((T1, T2, T3) at, DifferentiableFunc<T1, T2, T3, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, float>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4>((T1, T2, T3, T4) at, DifferentiableFunc<T1, T2, T3, T4, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, double>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4>((T1, T2, T3, T4) at, DifferentiableFunc<T1, T2, T3, T4, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, float>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4, T5>((T1, T2, T3, T4, T5) at, DifferentiableFunc<T1, T2, T3, T4, T5, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, double>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4, T5>((T1, T2, T3, T4, T5) at, DifferentiableFunc<T1, T2, T3, T4, T5, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, float>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4, T5, T6>((T1, T2, T3, T4, T5, T6) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, double>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(
            at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4, T5, T6>((T1, T2, T3, T4, T5, T6) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, float>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(
            at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4, T5, T6, T7>((T1, T2, T3, T4, T5, T6, T7) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, double>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(
            at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4, T5, T6, T7>((T1, T2, T3, T4, T5, T6, T7) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, float>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(
            at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4, T5, T6, T7, T8>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, double>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(
            at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, direction));
    }

    /// <inheritdoc cref="Hessian{T}(T, DifferentiableFunc{T, double})"/>
    public static double[,] Hessian<T1, T2, T3, T4, T5, T6, T7, T8>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, float>>(of, "Hessian(at:, of:)");
        return DenseMatrices.Hessian(
            at, direction => function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, direction));
    }
}

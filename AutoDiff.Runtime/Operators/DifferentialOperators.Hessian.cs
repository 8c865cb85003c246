using AutoDiff.Implementations;

namespace AutoDiff;

/// <content>Hessians: matrices of second derivatives.</content>
public static partial class DifferentialOperators
{
    /// <summary>
    /// The Hessian of a function of an array at a point, ∂²f/∂xᵢ∂xⱼ: a product of the Hessian with each unit direction. Where only products with some
    /// directions are wanted, <see cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/> has them without the matrix.
    /// </summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="of">The function f.</param>
    /// <returns>The symmetric matrix of n rows and n columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="at"/> or <paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double[,] Hessian(double[] at, DifferentiableFunc<double[], double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double>>(of, "Hessian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        return HessianColumns.New(function, at);
    }

    /// <inheritdoc cref="Hessian(double[], DifferentiableFunc{double[], double})"/>
    public static float[,] Hessian(float[] at, DifferentiableFunc<float[], float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<float[], float>>(of, "Hessian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        return UnitDirections.Hessian(at, function.HessianVectorProduct);
    }

    /// <summary>The Hessian of a function of an array at a point, ∂²f/∂xᵢ∂xⱼ, in memory of the caller's.</summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="into">A matrix of n rows and n columns; what it holds is overwritten.</param>
    /// <param name="of">The function f.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="into"/> has other lengths; the message names both.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static void Hessian(double[] at, double[,] into, DifferentiableFunc<double[], double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double>>(of, "Hessian(at:, into:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        CheckLengths(into, at.Length, at.Length);
        HessianColumns.Write(function, at, into);
    }

    /// <inheritdoc cref="Hessian(double[], double[,], DifferentiableFunc{double[], double})"/>
    public static void Hessian(float[] at, float[,] into, DifferentiableFunc<float[], float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<float[], float>>(of, "Hessian(at:, into:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        CheckLengths(into, at.Length, at.Length);
        UnitDirections.Hessian(at, into, function.HessianVectorProductInto);
    }

    /// <summary>The Hessian of a function of an array as a function of the point.</summary>
    /// <param name="of">The function f.</param>
    /// <returns>x ↦ ∇²f(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static Func<double[], double[,]> Hessian(DifferentiableFunc<double[], double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double>>(of, "Hessian(of:)");
        return at =>
        {
            ArgumentNullException.ThrowIfNull(at);
            return HessianColumns.New(function, at);
        };
    }

    /// <summary>The second derivative of a function of one number, f″(x).</summary>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f″(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double Hessian(double at, DifferentiableFunc<double, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<double, double>>(of, "Hessian(at:, of:)").HessianVectorProduct(at, 1);

    /// <summary>The value, gradient and Hessian of a function of an array at a point.</summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f(x), ∇f(x), and the symmetric matrix ∇²f(x) of n rows and n columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="at"/> or <paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (double Value, double[] Gradient, double[,] Hessian) ValueGradientAndHessian(double[] at, DifferentiableFunc<double[], double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double>>(of, "ValueGradientAndHessian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        double value = function.ValueWithGradient(at, out double[] gradient);
        return (value, gradient, HessianColumns.New(function, at));
    }

    /// <inheritdoc cref="ValueGradientAndHessian(double[], DifferentiableFunc{double[], double})"/>
    public static (float Value, float[] Gradient, float[,] Hessian) ValueGradientAndHessian(float[] at, DifferentiableFunc<float[], float> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<float[], float>>(of, "ValueGradientAndHessian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        float value = function.ValueWithGradient(at, out float[] gradient);
        return (value, gradient, UnitDirections.Hessian(at, function.HessianVectorProduct));
    }

    /// <summary>The Hessian of a function of two numbers at a point, ∂²f/∂xᵢ∂xⱼ.</summary>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>The symmetric matrix of two rows and columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double[,] Hessian((double, double) at, DifferentiableFunc<double, double, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, double, double>>(of, "Hessian(at:, of:)");
        return UnitDirections.Hessian(new double[2], (_, unit) =>
        {
            var product = function.HessianVectorProduct(at.Item1, at.Item2, (unit[0], unit[1]));
            return [product.Item1, product.Item2];
        });
    }

    /// <summary>The value, gradient and Hessian of a function of two numbers at a point.</summary>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f(x), ∇f(x), and the symmetric matrix ∇²f(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (double Value, (double, double) Gradient, double[,] Hessian) ValueGradientAndHessian(
        (double, double) at, DifferentiableFunc<double, double, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, double, double>>(of, "ValueGradientAndHessian(at:, of:)");
        double value = function.ValueWithGradient(at.Item1, at.Item2, out var gradient);
        return (value, gradient, Hessian(at, of));
    }

    /// <summary>The Hessian of a function of three numbers at a point, ∂²f/∂xᵢ∂xⱼ.</summary>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>The symmetric matrix of three rows and columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double[,] Hessian((double, double, double) at, DifferentiableFunc<double, double, double, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, double, double, double>>(of, "Hessian(at:, of:)");
        return UnitDirections.Hessian(new double[3], (_, unit) =>
        {
            var product = function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, (unit[0], unit[1], unit[2]));
            return [product.Item1, product.Item2, product.Item3];
        });
    }

    /// <summary>The value, gradient and Hessian of a function of three numbers at a point.</summary>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f(x), ∇f(x), and the symmetric matrix ∇²f(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (double Value, (double, double, double) Gradient, double[,] Hessian) ValueGradientAndHessian(
        (double, double, double) at, DifferentiableFunc<double, double, double, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, double, double, double>>(of, "ValueGradientAndHessian(at:, of:)");
        double value = function.ValueWithGradient(at.Item1, at.Item2, at.Item3, out var gradient);
        return (value, gradient, Hessian(at, of));
    }

    /// <summary>The Hessian of a function of four numbers at a point, ∂²f/∂xᵢ∂xⱼ.</summary>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>The symmetric matrix of four rows and columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double[,] Hessian((double, double, double, double) at, DifferentiableFunc<double, double, double, double, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, double, double, double, double>>(of, "Hessian(at:, of:)");
        return UnitDirections.Hessian(new double[4], (_, unit) =>
        {
            var product = function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, (unit[0], unit[1], unit[2], unit[3]));
            return [product.Item1, product.Item2, product.Item3, product.Item4];
        });
    }

    /// <summary>The value, gradient and Hessian of a function of four numbers at a point.</summary>
    /// <param name="at">The point x.</param>
    /// <param name="of">The function f.</param>
    /// <returns>f(x), ∇f(x), and the symmetric matrix ∇²f(x).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (double Value, (double, double, double, double) Gradient, double[,] Hessian) ValueGradientAndHessian(
        (double, double, double, double) at, DifferentiableFunc<double, double, double, double, double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double, double, double, double, double>>(of, "ValueGradientAndHessian(at:, of:)");
        double value = function.ValueWithGradient(at.Item1, at.Item2, at.Item3, at.Item4, out var gradient);
        return (value, gradient, Hessian(at, of));
    }

    private static void CheckLengths(Array into, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (into.GetLength(0) != rows || into.GetLength(1) != columns)
            throw new ArgumentException($"the matrix has {rows} x {columns} elements, and the memory given for it {into.GetLength(0)} x {into.GetLength(1)}");
    }
}

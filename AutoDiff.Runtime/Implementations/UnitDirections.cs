using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Matrices by their products with unit directions. The weaver reads these as it reads any other code: they can be differentiated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UnitDirections
{
    /// <summary>A Hessian: symmetric, so that each column is taken from its diagonal on.</summary>
    public static double[,] Hessian(double[] at, Func<double[], double[], double[]> product)
    {
        Throw.IfNull(at, nameof(at));
        double[,] matrix = new double[at.Length, at.Length];
        for (int column = 0; column < at.Length; column++)
        {
            double[] unit = new double[at.Length];
            unit[column] = 1;
            double[] found = product(at, unit);
            for (int row = column; row < found.Length; row++)
            {
                matrix[row, column] = found[row];
                matrix[column, row] = found[row];
            }
        }

        return matrix;
    }

    /// <inheritdoc cref="Hessian(double[], Func{double[], double[], double[]})"/>
    public static float[,] Hessian(float[] at, Func<float[], float[], float[]> product)
    {
        Throw.IfNull(at, nameof(at));
        float[,] matrix = new float[at.Length, at.Length];
        for (int column = 0; column < at.Length; column++)
        {
            float[] unit = new float[at.Length];
            unit[column] = 1;
            float[] found = product(at, unit);
            for (int row = column; row < found.Length; row++)
            {
                matrix[row, column] = found[row];
                matrix[column, row] = found[row];
            }
        }

        return matrix;
    }

    /// <summary>A Hessian in memory of the caller's.</summary>
    /// <param name="at">The point.</param>
    /// <param name="into">A matrix of as many rows and columns.</param>
    /// <param name="product">The product with a direction, which is written to the array after it.</param>
    internal static void Hessian(double[] at, double[,] into, Func<double[], double[], double[], double[]> product)
    {
        double[] unit = new double[at.Length];
        double[] found = new double[at.Length];
        for (int column = 0; column < at.Length; column++)
        {
            unit[column] = 1;
            product(at, unit, found);
            unit[column] = 0;
            for (int row = column; row < found.Length; row++)
            {
                into[row, column] = found[row];
                into[column, row] = found[row];
            }
        }
    }

    /// <summary>A Hessian in memory of the caller's.</summary>
    /// <param name="at">The point.</param>
    /// <param name="into">A matrix of as many rows and columns.</param>
    /// <param name="product">The product with a direction, which is written to the array after it.</param>
    internal static void Hessian(float[] at, float[,] into, Func<float[], float[], float[], float[]> product)
    {
        float[] unit = new float[at.Length];
        float[] found = new float[at.Length];
        for (int column = 0; column < at.Length; column++)
        {
            unit[column] = 1;
            product(at, unit, found);
            unit[column] = 0;
            for (int row = column; row < found.Length; row++)
            {
                into[row, column] = found[row];
                into[column, row] = found[row];
            }
        }
    }

    /// <summary>A Jacobian by columns, each the derivative in a unit direction.</summary>
    public static double[,] Jacobian(double[] at, Func<double[], double[], double[]> differential)
    {
        Throw.IfNull(at, nameof(at));
        double[] none = new double[at.Length];
        double[,] matrix = new double[differential(at, none).Length, at.Length];
        for (int column = 0; column < at.Length; column++)
        {
            double[] unit = new double[at.Length];
            unit[column] = 1;
            double[] found = differential(at, unit);
            for (int row = 0; row < found.Length; row++)
                matrix[row, column] = found[row];
        }

        return matrix;
    }

    /// <inheritdoc cref="Jacobian(double[], Func{double[], double[], double[]})"/>
    public static float[,] Jacobian(float[] at, Func<float[], float[], float[]> differential)
    {
        Throw.IfNull(at, nameof(at));
        float[] none = new float[at.Length];
        float[,] matrix = new float[differential(at, none).Length, at.Length];
        for (int column = 0; column < at.Length; column++)
        {
            float[] unit = new float[at.Length];
            unit[column] = 1;
            float[] found = differential(at, unit);
            for (int row = 0; row < found.Length; row++)
                matrix[row, column] = found[row];
        }

        return matrix;
    }

    /// <summary>The sum of numbers, each times a weight.</summary>
    /// <exception cref="OtherLengthException">There are more numbers or fewer.</exception>
    public static double Weighted(double[] numbers, double[] weights)
    {
        if (numbers.Length != weights.Length)
            throw new OtherLengthException();
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += numbers[i] * weights[i];
        return sum;
    }

    /// <summary>Value, gradient and Hessian of a function of an array.</summary>
    public static (double Value, double[] Gradient, double[,] Hessian) ValueGradientAndHessian(
        double[] at, Func<double[], (double Value, double[] Gradient)> valueWithGradient, Func<double[], double[], double[]> product)
    {
        Throw.IfNull(at, nameof(at));
        var (value, gradient) = valueWithGradient(at);
        return (value, gradient, Hessian(at, product));
    }

    /// <inheritdoc cref="ValueGradientAndHessian(double[], Func{double[], ValueTuple{double, double[]}}, Func{double[], double[], double[]})"/>
    public static (float Value, float[] Gradient, float[,] Hessian) ValueGradientAndHessian(
        float[] at, Func<float[], (float Value, float[] Gradient)> valueWithGradient, Func<float[], float[], float[]> product)
    {
        Throw.IfNull(at, nameof(at));
        var (value, gradient) = valueWithGradient(at);
        return (value, gradient, Hessian(at, product));
    }
}

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
}

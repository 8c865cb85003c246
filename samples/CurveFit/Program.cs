using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using static AutoDiff.DifferentialOperators;

namespace CurveFit;

/// <summary>
/// Fits a curve to measurements by the Levenberg-Marquardt method of MathNet.Numerics, with our Jacobian, and says how sure the parameters are.
/// </summary>
internal static class Program
{
    private const double Agreement = 1e-7;
    private const double CertifiedDigits = 1e-6;

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string plot = arguments.Length > 0 ? arguments[0] : Path.Combine("artifacts", "curve-fit.png");
        if (!JacobianAgrees())
            return 1;

        var observed = ObjectiveFunction.NonlinearModel(
            (parameters, x) => Vector<double>.Build.Dense(Saturation.Values([.. parameters], [.. x])),
            (parameters, x) => Matrix<double>.Build.DenseOfArray(Jacobian(at: parameters.ToArray(), of: b => Saturation.Values(b, [.. x]))),
            Vector<double>.Build.Dense(Measurements.Pressure),
            Vector<double>.Build.Dense(Measurements.Volume));
        var fit = new LevenbergMarquardtMinimizer().FindMinimum(observed, Vector<double>.Build.Dense(Measurements.Start));

        double quantile = StudentT.InvCDF(0, 1, Measurements.Volume.Length - fit.MinimizingPoint.Count, 0.975);
        Console.WriteLine($"{fit.Iterations} iterations: {fit.ReasonForExit}");
        Console.WriteLine($"{"",-3} {"value",18} {"± (95 %)",14} {"standard error",16} {"certified",18} {"",16}");
        bool isRight = true;
        for (int i = 0; i < fit.MinimizingPoint.Count; i++)
        {
            double value = fit.MinimizingPoint[i], error = fit.StandardErrors[i];
            Console.WriteLine(
                $"b{i + 1,-2} {value,18:G10} {quantile * error,14:G4} {error,16:G6} "
                + $"{Measurements.Certified[i],18:G10} {Measurements.CertifiedErrors[i],16:G6}");
            isRight &= Math.Abs(value - Measurements.Certified[i]) <= CertifiedDigits * Math.Abs(Measurements.Certified[i]);
        }

        Plot.Write(plot, [.. fit.MinimizingPoint]);
        Console.WriteLine($"plot: {plot}");
        if (!isRight)
            Console.Error.WriteLine("the fit is not the certified one");
        return isRight ? 0 : 1;
    }

    /// <summary>Prints the Jacobian of the model at the start beside central differences.</summary>
    private static bool JacobianAgrees()
    {
        double[] at = Measurements.Start;
        double[,] jacobian = Jacobian(at: at, of: b => Saturation.Values(b, Measurements.Pressure));
        bool agrees = true;
        Console.WriteLine($"{"row",-4} {"∂y/∂b1",16} {"difference",16} {"∂y/∂b2",16} {"difference",16}");
        for (int row = 0; row < Measurements.Pressure.Length; row++)
        {
            string line = $"{row,-4}";
            for (int column = 0; column < at.Length; column++)
            {
                double difference = Difference(at, row, column);
                line += $" {jacobian[row, column],16:G8} {difference,16:G8}";
                agrees &= Math.Abs(jacobian[row, column] - difference) <= Agreement * Math.Max(1, Math.Abs(difference));
            }

            Console.WriteLine(line);
        }

        if (!agrees)
            Console.Error.WriteLine("the Jacobian and the differences disagree");
        return agrees;
    }

    private static double Difference(double[] at, int row, int column)
    {
        // The cube root of the rounding unit balances truncation against rounding in (f(x+h) - f(x-h)) / 2h.
        double step = 6e-6 * Math.Abs(at[column]);
        double[] above = [.. at], below = [.. at];
        above[column] += step;
        below[column] -= step;
        return (Saturation.Values(above, Measurements.Pressure)[row] - Saturation.Values(below, Measurements.Pressure)[row]) / (2 * step);
    }
}

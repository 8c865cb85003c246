using System.Globalization;
using static AutoDiff.DifferentialOperators;

namespace TrustRegion;

/// <summary>
/// Minimises a curved valley in a hundred dimensions twice: by Newton's method, whose equations conjugate gradients solve with products of the Hessian, and by
/// steepest descent.
/// </summary>
internal static class Program
{
    private const int Dimensions = 100;
    private const double Agreement = 1e-6;

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string plot = arguments.Length > 0 ? arguments[0] : Path.Combine("artifacts", "trust-region.png");
        double[] start = [.. Enumerable.Range(0, Dimensions).Select(i => i % 2 == 0 ? -1.2 : 1.0)];
        if (!ProductAgrees(start))
            return 1;

        var newton = NewtonWithConjugateGradients.Minimise(start, steps: 600, tolerance: 1e-10);
        var descent = SteepestDescent.Minimise(start, steps: 5000);
        Console.WriteLine($"{"method",-28} {"steps",6} {"gradients",10} {"products",9} {"value",12} {"norm of the gradient",22}");
        Print("Newton, conjugate gradients", newton);
        Print("steepest descent", descent);
        Plot.Write(plot, newton, descent);
        Console.WriteLine($"plot: {plot}");
        if (newton.Norms[^1] <= 1e-8)
            return 0;
        Console.Error.WriteLine("Newton's method has not converged");
        return 1;
    }

    private static void Print(string method, Course course) => Console.WriteLine(
        $"{method,-28} {course.Norms.Count - 1,6} {course.Gradients,10} {course.Products,9} {course.Value,12:G4} {course.Norms[^1],22:E2}");

    /// <summary>Prints a few numbers of a product with the Hessian beside differences of gradients.</summary>
    private static bool ProductAgrees(double[] at)
    {
        const double Step = 1e-6;
        double[] along = [.. at.Select((_, i) => Math.Sin(i + 1))];
        double[] product = HessianVectorProduct(at: at, along: along, of: Valley.Height);
        double[] above = Gradient(at: at.Zip(along, (x, d) => x + (Step * d)).ToArray(), of: Valley.Height);
        double[] below = Gradient(at: at.Zip(along, (x, d) => x - (Step * d)).ToArray(), of: Valley.Height);
        bool agrees = true;
        Console.WriteLine($"{"i",-3} {"(∇²f·v)ᵢ",22} {"difference",22}");
        for (int i = 0; i < product.Length; i++)
        {
            double difference = (above[i] - below[i]) / (2 * Step);
            if (i < 5)
                Console.WriteLine($"{i,-3} {product[i],22:R} {difference,22:G10}");
            agrees &= Math.Abs(product[i] - difference) <= Agreement * Math.Max(1, Math.Abs(difference));
        }

        if (!agrees)
            Console.Error.WriteLine("the products and the differences disagree");
        return agrees;
    }
}

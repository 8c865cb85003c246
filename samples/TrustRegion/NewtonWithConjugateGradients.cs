using static AutoDiff.DifferentialOperators;

namespace TrustRegion;

/// <summary>
/// Newton's method in a trust region: ∇²f·p = −∇f is solved by conjugate gradients until the residual is small, the curvature is negative, or the step leaves
/// the region (T. Steihaug, "The conjugate gradient method and trust regions in large scale optimization", SIAM J. Numer. Anal. 20, 1983). The matrix is not
/// formed.
/// </summary>
internal static class NewtonWithConjugateGradients
{
    private const double LargestRadius = 100;
    private const double LeastReduction = 0.1;

    public static Course Minimise(double[] start, int steps, double tolerance)
    {
        double[] x = start;
        double radius = 1;
        int products = 0, gradients = 1;
        var (value, slopes) = ValueWithGradient(at: x, of: Valley.Height);
        var norms = new List<double> { Norm(slopes) };
        for (int step = 0; step < steps && norms[^1] > tolerance; step++)
        {
            double[] move = Solve(x, slopes, radius, ref products);
            double[] bent = HessianVectorProduct(at: x, along: move, of: Valley.Height);
            products++;
            double predicted = -(Dot(slopes, move) + (0.5 * Dot(move, bent)));
            double[] next = Combined(x, 1, move);
            var (nextValue, nextSlopes) = ValueWithGradient(at: next, of: Valley.Height);
            gradients++;
            double ratio = (value - nextValue) / predicted;
            if (ratio < 0.25)
                radius = 0.25 * Norm(move);
            else if (ratio > 0.75 && Norm(move) > 0.99 * radius)
                radius = Math.Min(2 * radius, LargestRadius);
            if (ratio > LeastReduction)
                (x, value, slopes) = (next, nextValue, nextSlopes);
            norms.Add(Norm(slopes));
        }

        return new Course(value, norms, gradients, products);
    }

    private static double[] Solve(double[] x, double[] slopes, double radius, ref int products)
    {
        double[] move = new double[x.Length], residual = [.. slopes], direction = [.. slopes.Select(s => -s)];
        double enough = Math.Min(0.1, Norm(slopes)) * Norm(slopes);
        for (int i = 0; i < 2 * x.Length; i++)
        {
            double[] bent = HessianVectorProduct(at: x, along: direction, of: Valley.Height);
            products++;
            double curvature = Dot(direction, bent), square = Dot(residual, residual);
            if (curvature <= 0)
                return ToTheEdge(move, direction, radius);
            double length = square / curvature;
            double[] next = Combined(move, length, direction);
            if (Norm(next) >= radius)
                return ToTheEdge(move, direction, radius);
            move = next;
            residual = Combined(residual, length, bent);
            if (Norm(residual) < enough)
                break;
            direction = Combined([.. residual.Select(r => -r)], Dot(residual, residual) / square, direction);
        }

        return move;
    }

    /// <summary>The point of the edge of the region that is met from a point inside along a direction.</summary>
    private static double[] ToTheEdge(double[] from, double[] along, double radius)
    {
        double a = Dot(along, along), b = 2 * Dot(from, along), c = Dot(from, from) - (radius * radius);
        return Combined(from, (-b + Math.Sqrt((b * b) - (4 * a * c))) / (2 * a), along);
    }

    private static double[] Combined(double[] x, double factor, double[] y) => [.. x.Zip(y, (a, b) => a + (factor * b))];

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static double Norm(double[] x) => Math.Sqrt(Dot(x, x));
}

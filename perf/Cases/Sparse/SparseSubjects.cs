namespace AutoDiff.Perf.Cases.Sparse;

/// <summary>Functions of many numbers, each of which meets few others.</summary>
public static class SparseSubjects
{
    /// <summary>The rows, and columns, of the grid of <see cref="ReactionAndDiffusion"/>.</summary>
    public const int Grid = 100;

    /// <summary>Rosenbrock's function of n numbers, Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²: its Hessian has three diagonals.</summary>
    /// <param name="x">The numbers.</param>
    public static double Rosenbrock(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double bend = x[i + 1] - (x[i] * x[i]);
            sum += (100 * bend * bend) + ((1 - x[i]) * (1 - x[i]));
        }

        return sum;
    }

    /// <summary>Two substances on a torus that react and diffuse (P. Gray, S. K. Scott 1984): the rates of change in every cell.</summary>
    /// <param name="state">How much there is of both in every cell.</param>
    public static double[] ReactionAndDiffusion(double[] state)
    {
        double[] rates = new double[state.Length];
        for (int y = 0; y < Grid; y++)
        {
            for (int x = 0; x < Grid; x++)
            {
                int cell = 2 * ((Grid * y) + x);
                int west = 2 * ((Grid * y) + ((x + Grid - 1) % Grid)), east = 2 * ((Grid * y) + ((x + 1) % Grid));
                int north = 2 * ((Grid * ((y + Grid - 1) % Grid)) + x), south = 2 * ((Grid * ((y + 1) % Grid)) + x);
                double u = state[cell], v = state[cell + 1], reaction = u * v * v;
                double spreadU = state[west] + state[east] + state[north] + state[south] - (4 * u);
                double spreadV = state[west + 1] + state[east + 1] + state[north + 1] + state[south + 1] - (4 * v);
                rates[cell] = (0.16 * spreadU) - reaction + (0.035 * (1 - u));
                rates[cell + 1] = (0.08 * spreadV) + reaction - (0.1 * v);
            }
        }

        return rates;
    }
}

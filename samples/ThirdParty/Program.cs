using System.Globalization;
using AutoDiff;
using ThirdPartySample.Model;
using static AutoDiff.DifferentialOperators;

namespace ThirdPartySample;

/// <summary>Finds a smile of volatilities from prices, by the method of Gauss and Newton with derivatives through a package without source.</summary>
internal static class Program
{
    private const double Agreement = 1e-6;

    private static readonly double[] s_strikes = [70, 80, 90, 95, 100, 105, 110, 120, 130];

    private static int Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        double[] truth = [0.22, -0.15, 0.35], guess = [0.3, 0, 0];
        // The market is made up: prices of a known smile, rounded to cents.
        double[] market = [.. Smile.Prices(truth, s_strikes).Select(p => Math.Round(p, 2))];
        if (!DerivativesAgree(guess))
            return 1;

        Console.WriteLine();
        Console.WriteLine($"{"step",-5} {"misfit",12} {"a",10} {"b",10} {"c",10}");
        double[] found = guess;
        for (int step = 0; step <= 8; step++)
        {
            double[] at = found;
            double[] errors = [.. Smile.Prices(at, s_strikes).Zip(market, (p, m) => p - m)];
            Console.WriteLine($"{step,-5} {errors.Sum(e => e * e),12:E3} {at[0],10:F5} {at[1],10:F5} {at[2],10:F5}");
            double[,] jacobian = Jacobian(at: at, of: p => Smile.Prices(p, s_strikes));
            double[] down = Matrices.Solve(Matrices.TransposeMultiply(jacobian, jacobian), Matrices.TransposeMultiply(jacobian, errors));
            found = [.. at.Zip(down, (x, d) => x - d)];
        }

        Console.WriteLine();
        Console.WriteLine($"{"strike",-7} {"market",10} {"model",10} {"volatility",11}");
        for (int i = 0; i < market.Length; i++)
            Console.WriteLine($"{s_strikes[i],-7} {market[i],10:F2} {Smile.Price(found, s_strikes[i]),10:F2} {Smile.Volatility(found, s_strikes[i]),11:P2}");
        // As far as cents can say.
        if (found.Zip(truth, (x, t) => Math.Abs(x - t)).Max() < 5e-3)
            return 0;
        Console.Error.WriteLine("the smile was not found");
        return 1;
    }

    private static bool DerivativesAgree(double[] at)
    {
        bool agrees = true;
        Console.WriteLine($"{"price of",-9} {"by",-3} {"derivative",24} {"central difference",24}");
        foreach (double strike in new[] { 80.0, 100, 120 })
        {
            double[] gradient = Gradient(at: at, of: p => Smile.Price(p, strike));
            for (int k = 0; k < at.Length; k++)
            {
                double difference = (Smile.Price(Shifted(at, k, 1e-5), strike) - Smile.Price(Shifted(at, k, -1e-5), strike)) / 2e-5;
                Console.WriteLine($"{strike,-9} {"abc"[k],-3} {gradient[k],24:R} {difference,24:G10}");
                agrees &= Math.Abs(gradient[k] - difference) <= Agreement * Math.Max(1, Math.Abs(difference));
            }
        }

        if (!agrees)
            Console.Error.WriteLine("a derivative and a difference disagree");
        return agrees;
    }

    private static double[] Shifted(double[] at, int k, double by)
    {
        double[] shifted = [.. at];
        shifted[k] += by;
        return shifted;
    }
}

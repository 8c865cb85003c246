using MathNet.Numerics;

namespace AutoDiff.MathNetRules;

/// <summary>
/// Functions that are found by a search: the last steps of it need not have the derivative of what it finds, which is that of the equation. The inverse x of
/// the regularised incomplete gamma function, P(a, x) = y, has ẋ = (ẏ − ∂P/∂a·ȧ) / (∂P/∂x).
/// </summary>
internal static class GammaRules
{
    private const int MostTerms = 10_000;

    [Pullback(typeof(SpecialFunctions), nameof(SpecialFunctions.GammaLowerRegularizedInv))]
    internal static (double A, double Y) Inverse(double a, double y0, double result, double cotangent)
    {
        // At the ends of its range it is constant.
        if (!(result > 0) || double.IsInfinity(result) || cotangent == 0)
            return (0, 0);
        double density = Math.Exp(((a - 1) * Math.Log(result)) - result - SpecialFunctions.GammaLn(a));
        return (-cotangent * ByShape(a, result) / density, cotangent / density);
    }

    /// <summary>∂P/∂a, by the series of P where that is short, else by the continued fraction of 1 − P.</summary>
    private static double ByShape(double a, double x) => x < a + 1 ? BySeries(a, x) : ByFraction(a, x);

    /// <summary>P = Σ xᵃ⁺ⁿ·e⁻ˣ / Γ(a + n + 1): every term by its own logarithm.</summary>
    private static double BySeries(double a, double x)
    {
        double term = Math.Exp((a * Math.Log(x)) - x - SpecialFunctions.GammaLn(a + 1)), digamma = SpecialFunctions.DiGamma(a + 1), sum = 0;
        for (int n = 1; n < MostTerms; n++)
        {
            double part = term * (Math.Log(x) - digamma);
            sum += part;
            if (n > x - a && Math.Abs(term) * (Math.Abs(part) + 1) < 1e-18 * Math.Abs(sum))
                break;
            term *= x / (a + n);
            digamma += 1 / (a + n);
        }

        return sum;
    }

    /// <summary>1 − P = xᵃ·e⁻ˣ / Γ(a) · h, where h and its derivative are found as Lentz finds continued fractions.</summary>
    private static double ByFraction(double a, double x)
    {
        double factor = Math.Exp((a * Math.Log(x)) - x - SpecialFunctions.GammaLn(a));
        double b = x + 1 - a, c = 1e300, d = 1 / b, h = d, cByA = 0, dByA = d * d, hByA = dByA;
        for (int i = 1; i < MostTerms; i++)
        {
            double numerator = -i * (i - a);
            b += 2;
            double u = (numerator * d) + b, uByA = (i * d) + (numerator * dByA) - 1;
            d = 1 / u;
            dByA = -uByA * d * d;
            cByA = -1 + (i / c) - (numerator * cByA / (c * c));
            c = b + (numerator / c);
            double step = c * d, stepByA = (cByA * d) + (c * dByA);
            hByA = (hByA * step) + (h * stepByA);
            h *= step;
            if (Math.Abs(step - 1) < 1e-16 && Math.Abs(stepByA * h) < 1e-16 * Math.Abs(hByA))
                break;
        }

        return -factor * ((h * (Math.Log(x) - SpecialFunctions.DiGamma(a))) + hByA);
    }
}

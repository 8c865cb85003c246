using MathNet.Numerics.Distributions;

namespace ThirdPartySample.Model;

/// <summary>
/// Prices of options by the formula of Black (1976) with the distribution function of MathNet.Numerics, which comes as it is from its package, and a
/// volatility that depends on the strike: a + b·m + c·m², m the logarithm of strike over forward.
/// </summary>
public static class Smile
{
    public const double Forward = 100, Years = 0.5;

    public static double Volatility(double[] parameters, double strike)
    {
        double m = Math.Log(strike / Forward);
        return parameters[0] + (parameters[1] * m) + (parameters[2] * m * m);
    }

    public static double Price(double[] parameters, double strike)
    {
        double deviation = Volatility(parameters, strike) * Math.Sqrt(Years);
        double upper = (Math.Log(Forward / strike) / deviation) + (deviation / 2);
        return (Forward * Normal.CDF(0, 1, upper)) - (strike * Normal.CDF(0, 1, upper - deviation));
    }

    public static double[] Prices(double[] parameters, double[] strikes)
    {
        double[] prices = new double[strikes.Length];
        for (int i = 0; i < strikes.Length; i++)
            prices[i] = Price(parameters, strikes[i]);
        return prices;
    }
}

namespace AutoDiff.Perf.Cases;

/// <summary>What all options share: the price of what they are on, the interest rate per year, and the volatility per square root of a year.</summary>
public readonly record struct Market(double Spot, double Rate, double Volatility);

/// <summary>A call option: its strike, in the currency of the spot price, its maturity in years, and what it was traded at.</summary>
public readonly record struct Quote(double Strike, double Maturity, double Price);

/// <summary>How far the formula of Black and Scholes is from a traded price: what a calibration sums over quotes.</summary>
public static class BlackScholes
{
    public static double SquaredError(Market market, Quote quote)
    {
        double deviation = market.Volatility * Math.Sqrt(quote.Maturity);
        double drift = (market.Rate + (market.Volatility * market.Volatility / 2)) * quote.Maturity;
        double d1 = (Math.Log(market.Spot / quote.Strike) + drift) / deviation;
        double d2 = d1 - deviation;
        double price = (market.Spot * Normal(d1)) - (quote.Strike * Math.Exp(-market.Rate * quote.Maturity) * Normal(d2));
        double error = price - quote.Price;
        return error * error;
    }

    /// <summary>Quotes around the money.</summary>
    /// <param name="count">How many.</param>
    public static Quote[] Quotes(int count)
    {
        var quotes = new Quote[count];
        for (int i = 0; i < count; i++)
            quotes[i] = new(80 + (i * 7 % 41), 0.25 + (i % 9 * 0.25), 5 + (i * 3 % 11));
        return quotes;
    }

    /// <summary>The distribution function of the normal distribution, M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 26.2.17.</summary>
    private static double Normal(double x)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        double tail = Math.Exp(-x * x / 2) * 0.3989422804014327
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x > 0 ? 1 - tail : tail;
    }
}

namespace AutoDiff.Mathematics;

/// <summary>Special functions that .NET has not, with derivatives.</summary>
public static class SpecialMath
{
    private const double InverseSqrtPi = 0.56418958354775628695;

    // Below this |x| the error function is computed directly, above it as a complement.
    private const double Small = 0.46875;

    // Coefficients of W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969), 631-637.

    /// <summary>The error function, erf x = 2/√π · ∫₀ˣ e^(-t²) dt, with derivative 2/√π · e^(-x²).</summary>
    /// <param name="x">Any number.</param>
    /// <returns>erf x, between -1 and 1, to a relative accuracy of a few units in the last place; NaN for NaN.</returns>
    /// <remarks>Rational approximations of W. J. Cody (1969).</remarks>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude <= Small)
            return x * Central(x * x);
        double result = 1 - Tail(magnitude);
        return x < 0 ? -result : result;
    }

    /// <summary>The error function, erf x = 2/√π · ∫₀ˣ e^(-t²) dt, with derivative 2/√π · e^(-x²).</summary>
    /// <param name="x">Any number.</param>
    /// <returns>erf x, between -1 and 1, rounded from double precision; NaN for NaN.</returns>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary>The complementary error function, erfc x = 1 - erf x = 2/√π · ∫ₓ^∞ e^(-t²) dt, with derivative -2/√π · e^(-x²).</summary>
    /// <param name="x">Any number.</param>
    /// <returns>erfc x, between 0 and 2, without cancellation for large x; NaN for NaN.</returns>
    /// <remarks>Rational approximations of W. J. Cody (1969).</remarks>
    public static double Erfc(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude <= Small)
            return 1 - (x * Central(x * x));
        double result = Tail(magnitude);
        return x < 0 ? 2 - result : result;
    }

    /// <summary>The complementary error function, erfc x = 1 - erf x = 2/√π · ∫ₓ^∞ e^(-t²) dt, with derivative -2/√π · e^(-x²).</summary>
    /// <param name="x">Any number.</param>
    /// <returns>erfc x, between 0 and 2, rounded from double precision; NaN for NaN.</returns>
    public static float Erfc(float x) => (float)Erfc((double)x);

    /// <summary>erf x / x as a function of y = x², for |x| up to <see cref="Small"/>.</summary>
    private static double Central(double y) =>
        Polynomial(y, [1.85777706184603153E-1, 3.16112374387056560E0, 1.13864154151050156E2, 3.77485237685302021E2, 3.20937758913846947E3])
        / Polynomial(y, [1, 2.36012909523441209E1, 2.44024637934444173E2, 1.28261652607737228E3, 2.84423683343917062E3]);

    /// <summary>erfc x for x above <see cref="Small"/>.</summary>
    private static double Tail(double x) => x <= 4
        ? ExpMinusSquare(x)
            * Polynomial(x, [
                2.15311535474403846E-8, 5.64188496988670089E-1, 8.88314979438837594E0, 6.61191906371416295E1, 2.98635138197400131E2,
                8.81952221241769090E2, 1.71204761263407058E3, 2.05107837782607147E3, 1.23033935479799725E3])
            / Polynomial(x, [
                1, 1.57449261107098347E1, 1.17693950891312499E2, 5.37181101862009858E2, 1.62138957456669019E3,
                3.29079923573345963E3, 4.36261909014324716E3, 3.43936767414372164E3, 1.23033935480374942E3])
        : ExpMinusSquare(x) * (InverseSqrtPi - Correction(1 / (x * x))) / x;

    private static double Correction(double y) =>
        y * Polynomial(y, [
            1.63153871373020978E-2, 3.05326634961232344E-1, 3.60344899949804439E-1, 1.25781726111229246E-1, 1.60837851487422766E-2,
            6.58749161529837803E-4])
        / Polynomial(y, [
            1, 2.56852019228982242E0, 1.87295284992346725E0, 5.27905102951428412E-1, 6.05183413124413191E-2, 2.33520497626869185E-3]);

    /// <summary>e^(-x²), without the error that rounding x² would make: x is split so that the larger square is exact.</summary>
    private static double ExpMinusSquare(double x)
    {
        if (x > 30)
            return 0;
        double head = Math.Truncate(x * 16) / 16;
        return Math.Exp(-head * head) * Math.Exp(-(x - head) * (x + head));
    }

    private static double Polynomial(double x, ReadOnlySpan<double> highestFirst)
    {
        double sum = 0;
        foreach (double coefficient in highestFirst)
            sum = (sum * x) + coefficient;
        return sum;
    }
}

namespace CurveFit;

/// <summary>The model y = b₁ (1 − exp(−b₂ x)) of adsorption in one layer.</summary>
internal static class Saturation
{
    /// <param name="b">The parameters b₁ (volume at saturation) and b₂ (per unit of pressure).</param>
    /// <param name="x">The pressures.</param>
    /// <returns>The volumes y.</returns>
    public static double[] Values(double[] b, double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = b[0] * (1 - Math.Exp(-b[1] * x[i]));
        return y;
    }
}

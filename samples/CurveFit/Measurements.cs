namespace CurveFit;

/// <summary>
/// Dental research in monomolecular adsorption: data set Misra1a of the Statistical Reference Datasets of the National Institute of Standards and Technology
/// (D. Misra, 1978), with the certified parameters and their standard deviations.
/// </summary>
internal static class Measurements
{
    public static double[] Pressure { get; } = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];

    public static double[] Volume { get; } = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78];

    /// <summary>Gets where a fit begins: the nearer of the two starts that the data set gives.</summary>
    public static double[] Start { get; } = [250, 0.0005];

    public static double[] Certified { get; } = [2.3894212918e+02, 5.5015643181e-04];

    public static double[] CertifiedErrors { get; } = [2.7070075241, 7.2668688436e-06];
}

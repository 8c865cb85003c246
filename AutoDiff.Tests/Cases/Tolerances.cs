namespace AutoDiff.Tests.Cases;

/// <summary>How closely a derivative must agree with its closed form, relative to the larger of one and the expected value.</summary>
internal static class Tolerances
{
    public const double Double = 1e-12;

    public const double Single = 2e-5;
}

namespace AutoDiff.Tests.Cases.Twin;

/// <summary>How closely the twin's gradient must agree with the reference, relative to each derivative.</summary>
internal static class TwinTolerance
{
    public const double Double = 1e-10;

    public const double Single = 1e-3;
}

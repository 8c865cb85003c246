namespace AutoDiff.Tool;

/// <summary>What a command tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>All that was asked for is there.</summary>
    public const int Success = 0;

    /// <summary>A method has no derivative, or one that differences do not confirm.</summary>
    public const int Refused = 1;

    /// <summary>The command was not understood: an unknown option, method, file.</summary>
    public const int Usage = 2;
}

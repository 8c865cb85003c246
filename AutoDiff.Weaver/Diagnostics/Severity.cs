namespace AutoDiff.Weaving.Diagnostics;

internal enum Severity
{
    /// <summary>Goes to the SARIF file only: a hint for those who look for hints.</summary>
    Hint,
    Warning,
    Error,
}

namespace AutoDiff.Tool.Checking;

/// <summary>What the check of a method came to.</summary>
/// <param name="Method">The method.</param>
/// <param name="Verdict">agrees, disagrees, or unchecked.</param>
/// <param name="Points">The points at which it was checked.</param>
/// <param name="Skipped">Points where the method throws or its value is not finite.</param>
/// <param name="LargestError">The largest difference between derivative and difference, relative to the larger of it and one.</param>
/// <param name="Problems">Where they disagree, or why nothing was checked.</param>
internal sealed record CheckResult(string Method, string Verdict, int Points, int Skipped, double LargestError, IReadOnlyList<string> Problems)
{
    public const string Agrees = "agrees";
    public const string Disagrees = "disagrees";
    public const string Unchecked = "unchecked";
}

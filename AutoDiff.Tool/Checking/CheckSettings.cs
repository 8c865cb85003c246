namespace AutoDiff.Tool.Checking;

/// <summary>How derivatives are checked.</summary>
/// <param name="Count">The number of random points for each method.</param>
/// <param name="Low">The least number that is drawn.</param>
/// <param name="High">The bound above.</param>
/// <param name="Seed">Where the random numbers start.</param>
/// <param name="Length">The length of arrays.</param>
/// <param name="Tolerance">How far the derivative may be from the difference, relative to the larger of it and one.</param>
internal sealed record CheckSettings(int Count, double Low, double High, int Seed, int Length, double Tolerance);

namespace AutoDiff.Tests.Packages;

/// <summary>
/// Every public function of real numbers that MathNet.Numerics has, by area, woven with the rules of AutoDiff.MathNet: what is accepted is right, but for the
/// functions that docs/packages.md names, and no fewer are accepted than it says.
/// </summary>
public sealed class MathNetPackageTests
{
    private const int Together = 40;
    private const int InMostAreas = 90;

    /// <summary>The share that is accepted, in percent, where it is less than in most areas.</summary>
    private static readonly Dictionary<string, int> s_accepted = new()
    {
        ["DifferIntegrate"] = 0,
        ["FindMinimum"] = 15,
        ["Fit"] = 15,
        ["Generate"] = 80,
        ["Integrate"] = 60,
    };

    /// <summary>Functions that are accepted and throw where they run, all with a message that says why.</summary>
    private static readonly HashSet<string> s_throwing =
        ["Matrix.Kernel()", "Matrix.Range()", "Matrix.EnumerateIndexed()", "Matrix.EnumerateIndexed(Zeros zeros)"];

    private static readonly Lazy<ILookup<string, PackageFunction>> s_functions = new(() => MathNetCalls.All().ToLookup(f => f.Area));

    private static IEnumerable<string> Areas() => s_functions.Value.Select(g => g.Key);

    [TestCaseSource(nameof(Areas)), Category("Long")]
    public void Is_differentiated(string area)
    {
        var functions = s_functions.Value[area].ToList();
        var undefined = PackageBatch.Undefined(functions);
        functions = [.. functions.Where((_, i) => undefined[i] is null)];
        var verdicts = functions.Chunk(Together).SelectMany(batch => PackageBatch.Run(batch, TestContext.Out.WriteLine)).ToList();
        foreach (var verdict in verdicts.Where(v => v.Refusal is not null))
            TestContext.Out.WriteLine($"{verdict.Function.Name}: {verdict.Refusal}");
        Assert.Multiple(() =>
        {
            Assert.That(verdicts.Where(v => v.Fault is not null && !IsSaid(v)).Select(v => $"{v.Function.Name} {v.Function.Body}: {v.Fault}"), Is.Empty);
            Assert.That(
                100 * verdicts.Count(v => v.Refusal is null), Is.GreaterThanOrEqualTo(s_accepted.GetValueOrDefault(area, InMostAreas) * functions.Count));
        });
    }

    /// <summary>A warning says that a value is found by comparisons, or the exception says what is not followed.</summary>
    private static bool IsSaid(PackageVerdict verdict) =>
        verdict.Warning?.StartsWith("AD2003", StringComparison.Ordinal) == true
        || (s_throwing.Contains(verdict.Function.Name) && verdict.Fault!.Contains("NotDifferentiableException", StringComparison.Ordinal));
}

using AutoDiff.Weaving.Passes;

namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>
/// Random programs out of exceptions with data, exits out of nested loops, delegates of all kinds, generic code, classes derived from containers, guarded
/// singular points and views of containers. The reference is forward mode on the same text, so that they are compared at singular points and kinks too. A
/// failure prints the program, made smaller; it becomes a named test among the cases.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrapProgramTests
{
    private const int BatchSize = 250;
    private const int SmallBatch = 24;
    private const int LeastCompared = BatchSize * 3 / 4;
    private const int FirstWithout = 900_000;
    private const int ProgramsWithout = 40;
    private const int Reported = 3;
    private const int Attempts = 300;

    // As objects: the tests are public, the enumeration is not.
    private static IEnumerable<object> Kinds => Enum.GetValues<Optimisations>().Where(o => o != Optimisations.None).Cast<object>();

    /// <summary>A small batch as the compiler optimises it and one as it does not.</summary>
    [Test]
    public void AgreeWithDuals([Values] bool release) => Check(500_000 + (release ? 0 : SmallBatch), SmallBatch, release);

    /// <summary>2,000 programs.</summary>
    [Test, Category("Thorough")]
    public void ManyAgreeWithDuals([Range(0, 7)] int batch) => Check(batch * BatchSize, BatchSize, release: batch < 6, verifyEveryPass: false);

    [TestCaseSource(nameof(Kinds)), Category("Long")]
    public void StayTheSameWithout(object optimisation) => Check(FirstWithout, ProgramsWithout, release: true, (Optimisations)optimisation);

    /// <summary>20,000 programs, a long run by hand; the environment variable AUTODIFF_BATCH says where to begin.</summary>
    [Test, Category("Long")]
    public void VeryManyAgreeWithDuals([Range(0, 79)] int batch)
    {
        int first = int.TryParse(Environment.GetEnvironmentVariable("AUTODIFF_BATCH"), out int given) ? given : 1000;
        Check((first + batch) * BatchSize, BatchSize, release: true, verifyEveryPass: false);
    }

    private static void Check(int first, int count, bool release, Optimisations without = Optimisations.None, bool verifyEveryPass = true)
    {
        var run = new TrapRun(release, without, verifyEveryPass);
        run.Check([.. Enumerable.Range(first, count).Select(n => TrapProgramGenerator.Generate(n))]);
        TestContext.Out.WriteLine($"{run.Compared} of {count} programs compared, {run.Derivatives} derivatives, {run.Refused} refused as they may be");
        string smallest = Smallest(run.Failures, release, without);
        Assert.Multiple(() =>
        {
            Assert.That(run.Failures, Is.Empty, $"{run.Failures.Count} of {run.Compared} programs fail:\n{smallest}");
            // Callees that are not inlined more often throw past what they have written.
            int least = without == Optimisations.Inlining ? count / 2 : count * LeastCompared / BatchSize;
            Assert.That(run.Compared, Is.AtLeast(least), "programs that are accepted and have finite derivatives");
        });
    }

    private static string Smallest(IEnumerable<Failure> failures, bool release, Optimisations without)
    {
        var smallest = failures.GroupBy(f => f.Kind).Select(g => g.MinBy(f => f.Program.Members.Length)!).OrderBy(f => f.Program.Members.Length).Take(Reported);
        return string.Join('\n', smallest.Select(f => new Shrinker(Failing, Attempts).Shrink(f)));

        Failure? Failing(TrapProgram program)
        {
            var run = new TrapRun(release, without);
            run.Check([program]);
            return run.Failures.FirstOrDefault();
        }
    }
}

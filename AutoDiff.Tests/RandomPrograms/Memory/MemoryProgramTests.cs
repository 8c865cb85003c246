using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.RandomPrograms.Memory;

/// <summary>
/// Random programs with arrays, spans, lists and objects: the value to the last bit, gradient and pullback against differences. What is refused is found
/// by halving, and the rest is compared all the same.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class MemoryProgramTests
{
    private const int BatchSize = 450;
    private const int SmallBatch = 60;
    private const int Unoptimised = 4;
    private const int LeastSmoothOfBatch = 400;
    private const double Agreement = 1e-6;
    private const double Cotangent = -3;
    private const int Reported = 3;
    private const int Refused = 10;

    /// <summary>A few programs as the compiler optimises them and a few as it does not.</summary>
    [Test]
    public void AgreeWithDifferences([Values] bool release) => Check((release ? 0 : Unoptimised) * BatchSize, SmallBatch, release);

    /// <summary>Five batches, so at least 2,000 programs that are smooth where they are evaluated.</summary>
    [Test, Category("Thorough")]
    public void MoreAgreeWithDifferences([Range(0, Unoptimised)] int batch) => Check(batch * BatchSize, BatchSize, release: batch != Unoptimised);

    /// <summary>A long run by hand; the environment variable AUTODIFF_BATCH says where to begin.</summary>
    [Test, Category("Long")]
    public void ManyAgreeWithDifferences([Range(0, 39)] int batch)
    {
        int first = int.TryParse(Environment.GetEnvironmentVariable("AUTODIFF_BATCH"), out int given) ? given : 1000;
        Check((first + batch) * BatchSize, BatchSize, release: true);
    }

    private static void Check(int first, int count, bool release)
    {
        GeneratedProgram[] programs = [.. Enumerable.Range(first, count).Select(MemoryProgramGenerator.Generate)];
        var failures = new List<string>();
        var refused = new List<string>();
        int smooth = Compare(programs, release, first, failures, refused);
        TestContext.Out.WriteLine($"{smooth} of {count} programs compared");
        Assert.Multiple(() =>
        {
            Assert.That(failures, Is.Empty, () => $"{failures.Count} of {smooth} programs fail:\n" + Shortest(failures));
            Assert.That(refused, Is.Empty,
                () => $"{refused.Count} programs are refused{(refused.Count >= Refused ? " and the rest was not tried" : "")}:\n" + Shortest(refused));
            Assert.That(smooth, Is.AtLeast(LeastSmoothOfBatch * count / BatchSize), "programs that are smooth where they are evaluated");
        });
    }

    private static int Compare(ReadOnlySpan<GeneratedProgram> programs, bool release, int seed, List<string> failures, List<string> refused)
    {
        if (refused.Count >= Refused)
            return 0;
        string source = MemoryProgramGenerator.Prelude + string.Concat(programs.ToArray().Select(p => p.Source));
        var woven = TestWeaver.Weave(TestWeaver.Compile(source, release), verifyEveryPass: programs.Length <= SmallBatch);
        string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
        if (errors.Length == 0)
            return Compare(woven, programs, seed, failures);
        if (programs.Length == 1)
        {
            refused.Add($"{string.Join('\n', errors)}\nin\n{programs[0].Source}");
            return 0;
        }

        int half = programs.Length / 2;
        return Compare(programs[..half], release, seed, failures, refused) + Compare(programs[half..], release, seed, failures, refused);
    }

    private static int Compare(WovenAssembly woven, ReadOnlySpan<GeneratedProgram> programs, int seed, List<string> failures)
    {
        var assembly = woven.Load();
        int smooth = 0;
        foreach (var program in programs)
        {
            var type = assembly.GetType(program.Name, throwOnError: true)!;
            var value = type.GetMethod("Value")!.CreateDelegate<Func<double[], double>>();
            if (SmoothPoint.Find(value, program.Arguments, new Random(seed)) is not { } point)
                continue;
            smooth++;
            if (Difference(type, point) is { } difference)
                failures.Add($"{difference}\nat ({string.Join(", ", point.At.Select(x => x.ToString("R")))}) in\n{program.Source}");
        }

        return smooth;
    }

    /// <summary>What is wrong, or null.</summary>
    private static string? Difference(Type type, SmoothPoint point)
    {
        try
        {
            var (value, gradient) = type.GetMethod("ValueAndGradient")!.CreateDelegate<Func<double[], (double, double[])>>()(point.At);
            if (BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(point.Value))
                return $"value {value:R}, expected {point.Value:R}";
            if (!Agree(gradient, point.Gradient, 1))
                return $"gradient ({string.Join(", ", gradient)}), expected ({string.Join(", ", point.Gradient)})";

            double[] pulled = type.GetMethod("Pulled")!.CreateDelegate<Func<double[], double, double[]>>()(point.At, Cotangent);
            return Agree(pulled, point.Gradient, Cotangent)
                ? Transpose.Difference(type, point.At, value, gradient)
                : $"pullback of {Cotangent} called after that of one ({string.Join(", ", pulled)}), expected that times ({string.Join(", ", point.Gradient)})";
        }
        catch (Exception error)
        {
            return error.ToString();
        }
    }

    private static bool Agree(double[] actual, double[] expected, double factor) =>
        actual.Length == expected.Length
        && actual.Zip(expected).All(p => Math.Abs(p.First - (factor * p.Second)) <= Agreement * Math.Abs(factor) * Math.Max(1, Math.Abs(p.Second)));

    private static string Shortest(IEnumerable<string> texts) => string.Join("\n", texts.OrderBy(t => t.Length).Take(Reported));
}

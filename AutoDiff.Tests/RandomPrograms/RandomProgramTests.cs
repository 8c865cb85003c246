using System.Reflection;
using System.Text;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.RandomPrograms;

/// <summary>
/// Random programs with loops, branches, structs and calls: the value to the last bit, gradient and pullback against differences. A failure prints the
/// program; it becomes a named test among the cases.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class RandomProgramTests
{
    private const int BatchSize = 420;
    private const int SmallBatch = 60;
    private const int Unoptimised = 4;
    private const int LeastSmoothOfBatch = 400;
    private const double Agreement = 1e-6;
    private const double Cotangent = -3;
    private const int Reported = 3;

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
        GeneratedProgram[] programs = [.. Enumerable.Range(first, count).Select(ProgramGenerator.Generate)];
        string source = ProgramGenerator.Prelude + string.Concat(programs.Select(p => p.Source));
        var woven = TestWeaver.Weave(TestWeaver.Compile(source, release), verifyEveryPass: count <= SmallBatch);
        string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
        Assert.That(errors, Is.Empty, () => Describe(errors, source));

        var assembly = woven.Load();
        var failures = new List<string>();
        int smooth = 0;
        foreach (var program in programs)
        {
            var type = assembly.GetType(program.Name, throwOnError: true)!;
            var value = type.GetMethod("Value")!.CreateDelegate<Func<double[], double>>();
            if (SmoothPoint.Find(value, program.Arguments, new Random(first)) is not { } point)
                continue;
            smooth++;
            if (Difference(type, point) is { } difference)
                failures.Add($"{difference}\nat ({string.Join(", ", point.At.Select(x => x.ToString("R")))}) in\n{program.Source}");
        }

        Assert.That(failures, Is.Empty,
            () => $"{failures.Count} of {smooth} programs fail:\n" + string.Join("\n", failures.OrderBy(f => f.Length).Take(Reported)));
        Assert.That(smooth, Is.AtLeast(LeastSmoothOfBatch * count / BatchSize), "programs that are smooth where they are evaluated");
        TestContext.Out.WriteLine($"{smooth} of {count} programs compared");
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
        actual.Zip(expected).All(p => Math.Abs(p.First - (factor * p.Second)) <= Agreement * Math.Abs(factor) * Math.Max(1, Math.Abs(p.Second)));

    /// <summary>The first errors, each with the source line it names.</summary>
    private static string Describe(string[] errors, string source)
    {
        string[] lines = source.Split('\n');
        var text = new StringBuilder().AppendLine($"{errors.Length} errors:");
        foreach (string error in errors.Take(20))
        {
            text.AppendLine(error);
            if (int.TryParse(error.Split('(', ',').ElementAtOrDefault(1), out int line) && line >= 1 && line <= lines.Length)
                text.AppendLine("    " + lines[line - 1].Trim());
        }

        return text.ToString();
    }
}

using AutoDiff.Tests.RandomPrograms.Memory;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.RandomPrograms;

/// <summary>Second derivatives of random programs: products of the Hessian with directions, against differences of gradients and against each other.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CurvatureTests
{
    private const int First = 20_000;
    private const double Step = 1e-4;
    private const double Agreement = 1e-6;
    private const double Symmetry = 1e-10;

    [Test]
    public void AgreeWithDifferencesOfGradients() => Check(ProgramGenerator.Generate, ProgramGenerator.Prelude, First, 40, 25);

    [Test]
    public void WithMemoryAgreeWithDifferencesOfGradients() => Check(MemoryProgramGenerator.Generate, MemoryProgramGenerator.Prelude, First, 30, 12);

    [Test, Category("Thorough")]
    public void MoreAgreeWithDifferencesOfGradients() => Check(ProgramGenerator.Generate, ProgramGenerator.Prelude, First + 1000, 400, 250);

    [Test, Category("Thorough")]
    public void MoreWithMemoryAgreeWithDifferencesOfGradients() =>
        Check(MemoryProgramGenerator.Generate, MemoryProgramGenerator.Prelude, First + 1000, 200, 80);

    private static void Check(Func<int, bool, GeneratedProgram> generate, string prelude, int first, int count, int leastSmooth)
    {
        GeneratedProgram[] programs = [.. Enumerable.Range(first, count).Select(n => generate(n, true))];
        var woven = TestWeaver.CompileAndWeave(prelude + string.Concat(programs.Select(p => p.Source)), release: true);
        Assert.That(woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);
        var assembly = woven.Load();
        var failures = new List<string>();
        int smooth = 0;
        foreach (var program in programs)
        {
            var type = assembly.GetType(program.Name, throwOnError: true)!;
            var value = type.GetMethod("Value")!.CreateDelegate<Func<double[], double>>();
            if (SmoothPoint.Find(value, program.Arguments, new Random(first)) is not { } point)
                continue;
            double[] one = [.. point.At.Select((_, i) => 1 - (0.375 * (i % 3)))], other = [.. point.At.Select((_, i) => 0.5 + (0.25 * (i % 2)))];
            var gradient = type.GetMethod("ValueAndGradient")!.CreateDelegate<Func<double[], (double, double[])>>();
            var bent = type.GetMethod("Bent")!.CreateDelegate<Func<double[], double[], double[]>>();
            if (Differences(at => gradient(at).Item2, point.At, one) is not { } expected)
                continue;
            smooth++;
            double[] actual = bent(point.At, one), across = bent(point.At, other);
            double size = actual.Concat(across).Sum(Math.Abs);
            if (!actual.Zip(expected).All(p => Math.Abs(p.First - p.Second) <= Agreement * Math.Max(1, Math.Abs(p.Second))))
                failures.Add($"({string.Join(", ", actual)}), by differences ({string.Join(", ", expected)})\n{program.Source}");
            else if (!(Math.Abs(Dot(actual, other) - Dot(across, one)) <= Symmetry * Math.Max(1, size)))
                failures.Add($"{Dot(actual, other):R} and {Dot(across, one):R} are not the same\n{program.Source}");
        }

        Assert.That(failures, Is.Empty, () => $"{failures.Count} of {smooth} programs fail:\n" + string.Join("\n", failures.OrderBy(f => f.Length).Take(3)));
        Assert.That(smooth, Is.AtLeast(leastSmooth), "programs whose gradients are smooth where they are evaluated");
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>The derivative in a direction by differences of two steps; null where they do not agree.</summary>
    private static double[]? Differences(Func<double[], double[]> gradient, double[] at, double[] along)
    {
        double[] small = Slope(Step), large = Slope(4 * Step);
        return small.Zip(large).All(p => Math.Abs(p.First - p.Second) <= 0.1 * Agreement * Math.Max(1, Math.Abs(p.First))) ? small : null;

        double[] Slope(double h)
        {
            double[] Shifted(double by) => gradient([.. at.Zip(along, (x, d) => x + (by * d))]);
            double[] a = Shifted(h), b = Shifted(-h), c = Shifted(2 * h), d = Shifted(-2 * h);
            return [.. a.Select((_, i) => ((8 * (a[i] - b[i])) - (c[i] - d[i])) / (12 * h))];
        }
    }
}

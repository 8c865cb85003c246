using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Passes;

namespace AutoDiff.Tests.RandomPrograms;

/// <summary>
/// Random programs at many points and over many scenarios, of which eight are computed at once: to the last bit as one after the other, but for the last digits
/// of functions of vectors, and of Hessians.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class LaneProgramTests
{
    private const int Few = 24, Many = 60;
    private const int Points = 19;
    private const double Agreement = 1e-9;
    private static readonly string[] s_functionsOfVectors = ["Math.Exp", "Math.Log", "Math.Sin", "Math.Cos", "Math.Pow"];

    [Test]
    public void SameOneAtATime() => Check(7000, Few, Optimisations.Lanes);

    [TestCase(0, Category = "Thorough")]
    [TestCase(2, Category = "Long")]
    public void ManyAreTheSameOneAtATime(int batch) => Check(8000 + (batch * Many), Many, Optimisations.Lanes);

    private static void Check(int first, int count, Optimisations without)
    {
        GeneratedProgram[] programs = [.. Enumerable.Range(first, count).Select(ProgramGenerator.Generate)];
        var compiled = TestWeaver.Compile(ProgramGenerator.Prelude + "public readonly record struct Point(double A, double B, double C);\n"
            + string.Concat(programs.Select(p => p.Source + Entries(p))));
        bool verifies = count == Few;
        var woven = new[] { TestWeaver.Weave(compiled, verifyEveryPass: verifies), TestWeaver.Weave(compiled, verifyEveryPass: verifies, without: without) };
        foreach (var one in woven)
            Assert.That(one.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);
        var (lanes, scalar) = (woven[0].Load(), woven[1].Load());
        int together = 0;
        Assert.Multiple(() =>
        {
            foreach (var program in programs)
            {
                bool isExact = !s_functionsOfVectors.Any(f => program.Source.Contains(f, StringComparison.Ordinal)) && without == Optimisations.Lanes;
                string? difference = Difference(lanes, scalar, program.Name, isExact);
                Assert.That(difference, Is.Null, () => program.Source);
                together += (bool)lanes.GetType("L" + program.Name)!.GetMethod("AreTogether")!.Invoke(null, [Numbers(program.Name, 0)])! ? 1 : 0;
            }
        });
        TestContext.Out.WriteLine($"{together} of {count} programs run in lanes");
        Assert.That(together, Is.AtLeast(Vector512.IsHardwareAccelerated ? count / 4 : 0));
    }

    private static string Entries(GeneratedProgram program)
    {
        string[] fields = ["p.A", "p.B", "p.C"], mixed = ["p.A + (0.5 * s.A)", "p.B * s.B", "p.C - s.C"];
        string name = program.Name, arguments = string.Join(", ", fields[..program.Arguments]), both = string.Join(", ", mixed[..program.Arguments]);
        return $$"""
            public static class L{{name}}
            {
                private static double At(Point p) => {{name}}.F({{arguments}});
                private static double Over(Point p, Point s) => {{name}}.F({{both}}) * s.A;
                private static Point[] PointsOf(double[] x) => [.. x.Chunk(3).Select(c => new Point(c[0], c[1], c[2]))];
                private static double[] NumbersOf(IEnumerable<Point> all) => [.. all.SelectMany(p => new[] { p.A, p.B, p.C })];
                public static double[] Gradients(double[] x)
                {
                    var (values, gradients) = ValuesWithGradients(at: PointsOf(x), of: At);
                    return [.. values, .. NumbersOf(gradients)];
                }
                public static double[] InPlace(double[] x)
                {
                    var all = PointsOf(x);
                    DifferentialOperators.Gradients(at: all, into: all, of: At);
                    return NumbersOf(all);
                }
                public static double[] Sum(double[] x)
                {
                    var (value, gradient) = ValueWithGradient(at: new Point(0.3, -0.7, 1.1), over: PointsOf(x), of: Over);
                    return [value, .. NumbersOf([gradient])];
                }
                private static double Alone(double x) => Over(new Point(x, 0.4, x), new Point(1.1, 0.9, x));
                public static double[] Slopes(double[] x) => Derivatives(at: x, of: Alone);
                {{(IsCurved(name) ? Curvature(name, program.Arguments) : "")}}
                public static bool AreTogether(double[] x)
                {
                    DifferentiableFunc<Point, double> of = At;
                    var all = PointsOf(x);
                    var values = new double[8];
                    return ((DifferentiableFunction<Point, double>)of.Target!).ValuesWithGradients(ref all[0], ref values[0], ref all[0]);
                }
            }

            """;
    }

    /// <summary>Second derivatives take long to make: of some programs.</summary>
    private static bool IsCurved(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) % 4 == 0;

    private static string Curvature(string name, int arguments) =>
        $$"""
                private static double OfArray(double[] x) => {{name}}.F({{string.Join(", ", Enumerable.Range(0, arguments).Select(i => $"x[{i}]"))}});
                public static double[] Curvature(double[] x) => [.. x.Chunk(3).SelectMany(c => Hessian(at: c, of: OfArray).Cast<double>())];
        """;

    private static string? Difference(Assembly lanes, Assembly scalar, string name, bool isExact)
    {
        for (int kind = 0; kind < 3; kind++)
        {
            string[] entries = ["Gradients", "InPlace", "Sum", "Slopes"];
            foreach (string entry in IsCurved(name) ? [.. entries, "Curvature"] : entries)
            {
                double[] one = Run(lanes, name, entry, kind), other = Run(scalar, name, entry, kind);
                if (one.Length != other.Length)
                    return $"{name}.{entry}, points {kind}: only one of them throws";
                double scale = Math.Max(1, other.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
                for (int i = 0; i < one.Length; i++)
                {
                    if (!IsSame(one[i], other[i], isExact && entry != "Curvature" ? 0 : scale))
                        return $"{name}.{entry}, points {kind}, number {i}: {one[i]:R} in lanes, {other[i]:R} alone";
                }
            }
        }

        return null;
    }

    private static bool IsSame(double one, double other, double scale) =>
        scale == 0 || !double.IsFinite(one) || !double.IsFinite(other)
            ? one.Equals(other) && (one != 0 || double.IsNegative(one) == double.IsNegative(other))
            : Math.Abs(one - other) <= Agreement * scale;

    /// <summary>What an entry point returns; nothing where the program throws.</summary>
    private static double[] Run(Assembly assembly, string name, string entry, int kind)
    {
        var run = assembly.GetType("L" + name, throwOnError: true)!.GetMethod(entry)!.CreateDelegate<Func<double[], double[]>>();
        try
        {
            return run(Numbers(name, kind));
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Points that are near each other, that are not, and some with zeros, infinities and what is no number among them.</summary>
    private static double[] Numbers(string name, int kind)
    {
        var random = new Random(int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture));
        double[] special = [0, -0.0, double.PositiveInfinity, double.NaN, 1, -1];
        double[] centre = [random.NextDouble() - 0.3, random.NextDouble(), random.NextDouble() + 0.2];
        return [.. Enumerable.Range(0, 3 * Points).Select(i => kind switch
        {
            0 => centre[i % 3] + (0.001 * random.NextDouble()),
            1 => (3 * random.NextDouble()) - 1.5,
            _ => random.Next(6) == 0 ? special[random.Next(special.Length)] : random.NextDouble(),
        })];
    }
}

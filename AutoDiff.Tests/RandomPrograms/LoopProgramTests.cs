using System.Globalization;
using System.Text;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Passes;

namespace AutoDiff.Tests.RandomPrograms;

/// <summary>
/// Random loops over arrays that are long enough for vectors: with offsets, up and down, over arrays that may be one. Values and derivatives along a direction
/// are the same to the last bit whether they run in vectors or not, gradients and pullbacks but for the order of sums; they are the transpose of the former.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class LoopProgramTests
{
    private const double Agreement = 1e-11;
    private const int Few = 40, Many = 100;
    private static readonly Lazy<(CompiledAssembly Compiled, WovenAssembly Woven)> s_few = new(() => Compile(0, Few)), s_many = new(() => Compile(1000, Many));

    [Test]
    public void SameWithoutVectors() => Check(s_few.Value, 0, Few, Optimisations.Vectors | Optimisations.Columns);

    [Test]
    [Category("Thorough")]
    public void ManyAreTheSameWithoutVectors([Values(Optimisations.Vectors, Optimisations.Columns, ~Optimisations.Inlining)] object without) =>
        Check(s_many.Value, 1000, Many, (Optimisations)without);

    private static (CompiledAssembly Compiled, WovenAssembly Woven) Compile(int first, int count)
    {
        var compiled = TestWeaver.Compile(string.Concat(Enumerable.Range(first, count).Select(n => new LoopProgram(n).Text())));
        return (compiled, TestWeaver.Weave(compiled));
    }

    private static void Check((CompiledAssembly Compiled, WovenAssembly Woven) programs, int first, int count, Optimisations without)
    {
        var (vectors, scalar) = (programs.Woven, TestWeaver.Weave(programs.Compiled, without: without));
        foreach (var woven in new[] { vectors, scalar })
            Assert.That(woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);
        var (one, other) = (vectors.Load(), scalar.Load());
        Assert.Multiple(() =>
        {
            for (int n = first; n < first + count; n++)
            {
                string? difference = Difference(one.GetType($"L{n}", throwOnError: true)!, other.GetType($"L{n}", throwOnError: true)!, n);
                Assert.That(difference, Is.Null, () => new LoopProgram(n).Text());
            }
        });
    }

    private static string? Difference(Type one, Type other, int number)
    {
        var random = new Random(number);
        double[] at = [.. Enumerable.Range(0, LoopProgram.Numbers).Select(_ => (2.2 * random.NextDouble()) - 1.1)];
        double[] along = [.. at.Select(_ => random.NextDouble() - 0.5)];
        double value = Call<Func<double[], double>>(one, "Value")(at);
        foreach (var type in new[] { one, other })
        {
            if (Bits(Call<Func<double[], (double, double[])>>(type, "ValueAndGradient")(at).Item1) != Bits(value))
                return "the value beside the gradient differs";
        }

        double[] gradient = Call<Func<double[], (double, double[])>>(one, "ValueAndGradient")(at).Item2;
        double slope = Call<Func<double[], double[], double>>(one, "Along")(at, along);
        if (Bits(slope) != Bits(Call<Func<double[], double[], double>>(other, "Along")(at, along)))
            return "the derivative along a direction differs";
        if (!Near(gradient, Call<Func<double[], (double, double[])>>(other, "ValueAndGradient")(at).Item2, 1))
            return "the gradient differs";
        if (!gradient.SequenceEqual(Call<Func<double[], (double, double[])>>(one, "ValueAndGradient")(at).Item2))
            return "the gradient differs from call to call";
        if (!Near(Call<Func<double[], double, double[]>>(one, "Pulled")(at, -3), gradient, -3))
            return "the pullback differs";
        double[] terms = [.. gradient.Zip(along, (g, v) => g * v)];
        return Math.Abs(terms.Sum() - slope) <= Agreement * Math.Max(1, terms.Sum(Math.Abs)) ? null : $"the derivative along a direction is not the gradient's";
    }

    private static T Call<T>(Type type, string name)
        where T : Delegate => type.GetMethod(name)!.CreateDelegate<T>();

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static bool Near(double[] actual, double[] expected, double factor)
    {
        double scale = Agreement * Math.Max(1, expected.Max(Math.Abs)) * Math.Abs(factor);
        return actual.Length == expected.Length && actual.Zip(expected).All(p => Math.Abs(p.First - (factor * p.Second)) <= scale);
    }

    private sealed class LoopProgram(int number)
    {
        public const int Numbers = 24;
        private static readonly string[] s_arrays = ["a", "b", "c", "d"];
        private readonly Random _random = new(number);
        private readonly StringBuilder _text = new();

        public string Text()
        {
            _text.Append(CultureInfo.InvariantCulture, $"public static class L{number}\n{{\n    public static double Value(double[] x)\n    {{\n");
            _text.Append("        double[] a = (double[])x.Clone(), b = new double[x.Length], c = (double[])x.Clone(), d = (double[])x.Clone();\n");
            if (_random.Next(3) == 0)
                _text.Append(CultureInfo.InvariantCulture, $"        {Pick(s_arrays)} = {Pick(s_arrays)};\n");
            _text.Append("        double s = 0.5;\n");
            for (int loops = _random.Next(1, 5); loops > 0; loops--)
                Loop();
            _text.Append("        double total = s;\n        for (int i = 0; i < x.Length; i++)\n");
            _text.Append("            total += (a[i] * b[i]) + (c[i] * 0.5) + (d[i] * d[i]);\n        return total;\n    }\n");
            _text.Append("    public static (double, double[]) ValueAndGradient(double[] x) => ValueWithGradient(at: x, of: Value);\n");
            _text.Append("    public static double[] Pulled(double[] x, double c) { var (_, back) = ValueWithPullback(at: x, of: Value); return back(c); }\n");
            _text.Append("    public static double Along(double[] x, double[] v) => JacobianVectorProduct(at: x, along: v, of: Value);\n}\n\n");
            return _text.ToString();
        }

        private void Loop()
        {
            string indent = "        ";
            bool inRows = _random.Next(3) == 0;
            if (inRows)
            {
                _text.Append("        for (int r = 0; r < 2; r++)\n        {\n");
                indent += "    ";
            }

            string last = inRows ? "11" : _random.Next(2) == 0 ? "x.Length - 1" : "22";
            _text.Append(indent).Append(_random.Next(3) == 0 ? $"for (int i = {last} - 1; i > 0; i--)\n" : $"for (int i = 1; i < {last}; i++)\n");
            _text.Append(indent).Append("{\n");
            for (int statements = _random.Next(1, 4); statements > 0; statements--)
                _text.Append(indent).Append("    ").Append(Statement(inRows)).Append('\n');
            _text.Append(indent).Append("}\n");
            if (inRows)
                _text.Append("        }\n");
        }

        private string Statement(bool inRows) => _random.Next(8) switch
        {
            0 => $"s += 0.1 * {Term(inRows)};",
            1 or 2 => $"{Place(inRows)} += 0.3 * {Term(inRows)};",
            3 => $"{Place(inRows)} = {Term(inRows)} > 0.1 ? {Term(inRows)} : 0.5 * {Place(inRows)};",
            _ => $"{Place(inRows)} = (0.4 * {Term(inRows)}) {Pick(["+", "-"])} (0.3 * {Term(inRows)});",
        };

        private string Term(bool inRows)
        {
            string p = Place(inRows), q = Place(inRows);
            return _random.Next(9) switch
            {
                0 => $"({p} / (1 + ({q} * {q})))",
                1 => $"Math.Sqrt(1 + ({p} * {p}))",
                2 => $"Math.Abs({p})",
                3 => $"Math.Max({p}, {q})",
                4 => $"Math.Min({p}, 0.25)",
                5 => $"({p} * s)",
                6 => $"({p} * {Pick(s_arrays)}[3])",
                7 => $"(-{p})",
                _ => $"({p} * {q})",
            };
        }

        private string Place(bool inRows)
        {
            string array = Pick(s_arrays), index = _random.Next(4) switch { 0 => "i + 1", 1 => "i - 1", _ => "i" };
            if (inRows && _random.Next(2) == 0)
                index = "(r * 12) + " + index;
            else if (_random.Next(12) == 0)
                index = "22 - i";
            return $"{array}[{index}]";
        }

        private string Pick(string[] from) => from[_random.Next(from.Length)];
    }
}

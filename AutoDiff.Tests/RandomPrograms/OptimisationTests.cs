using AutoDiff.Tests.RandomPrograms.Memory;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes;

namespace AutoDiff.Tests.RandomPrograms;

/// <summary>
/// Random programs woven with each optimisation left out: the value is the same to the last bit, gradient and pullback are but for rounding. A failure prints
/// the program; it becomes a named test among the cases.
/// </summary>
[Parallelizable(ParallelScope.All)]
[Category("Thorough")]
public sealed class OptimisationTests
{
    private const int Programs = 40;
    private const int FirstProgram = 700_000;
    private const double Agreement = 1e-12;
    private const double Cotangent = -3;

    private static readonly Lazy<Compared> s_scalars = new(() => new(ProgramGenerator.Prelude, [.. Numbers.Select(ProgramGenerator.Generate)]));
    private static readonly Lazy<Compared> s_memory = new(() => new(MemoryProgramGenerator.Prelude, [.. Numbers.Select(MemoryProgramGenerator.Generate)]));

    // As objects: the tests are public, the enumeration is not.
    private static IEnumerable<object> Kinds => Enum.GetValues<Optimisations>().Where(o => o != Optimisations.None).Cast<object>();

    private static IEnumerable<int> Numbers => Enumerable.Range(FirstProgram, Programs);

    [TestCaseSource(nameof(Kinds))]
    public void NumbersStayTheSameWithout(object optimisation) => s_scalars.Value.Check((Optimisations)optimisation);

    [TestCaseSource(nameof(Kinds))]
    public void MemoryStaysTheSameWithout(object optimisation) => s_memory.Value.Check((Optimisations)optimisation);

    /// <summary>Programs, compiled once, and what they compute when nothing is left out.</summary>
    private sealed class Compared
    {
        private readonly GeneratedProgram[] _programs;
        private readonly CompiledAssembly _compiled;
        private readonly Results?[] _expected;

        public Compared(string prelude, GeneratedProgram[] programs)
        {
            _programs = programs;
            _compiled = TestWeaver.Compile(prelude + string.Concat(programs.Select(p => p.Source)));
            _expected = Run(Optimisations.None);
        }

        public void Check(Optimisations without)
        {
            var actual = Run(without);
            var failures = new List<string>();
            int compared = 0;
            for (int i = 0; i < _programs.Length; i++)
            {
                if (_expected[i] is not { } expected)
                    continue;
                compared++;
                if (actual[i]?.Difference(expected) is { } difference)
                    failures.Add($"{difference} in\n{_programs[i].Source}");
            }

            Assert.That(failures, Is.Empty, () => $"{failures.Count} of {compared} programs differ:\n{failures.MinBy(f => f.Length)}");
            Assert.That(compared, Is.AtLeast(Programs * 3 / 4), "programs that are smooth where they are evaluated");
        }

        private Results?[] Run(Optimisations without)
        {
            var woven = TestWeaver.Weave(_compiled, without: without);
            string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
            Assert.That(errors, Is.Empty, () => string.Join('\n', errors.Take(3)));
            var assembly = woven.Load();
            return [.. _programs.Select(p => Results.Of(assembly.GetType(p.Name, throwOnError: true)!, p.Arguments))];
        }
    }

    /// <summary>What a program computes at a point where differences find it smooth, so that no value is next to where it would jump.</summary>
    private sealed record Results(double Value, double[] Gradient, double[] Pulled)
    {
        public Exception? Error { get; private init; }

        public static Results? Of(Type type, int arguments)
        {
            var function = type.GetMethod("Value")!.CreateDelegate<Func<double[], double>>();
            if (SmoothPoint.Find(function, arguments, new Random(FirstProgram)) is not { } point)
                return null;
            try
            {
                return At(type, point.At);
            }
            catch (Exception error)
            {
                return new(point.Value, [], []) { Error = error };
            }
        }

        private static Results At(Type type, double[] at)
        {
            var (value, gradient) = type.GetMethod("ValueAndGradient")!.CreateDelegate<Func<double[], (double, double[])>>()(at);
            return new(value, gradient, type.GetMethod("Pulled")!.CreateDelegate<Func<double[], double, double[]>>()(at, Cotangent));
        }

        /// <summary>What differs, or null.</summary>
        public string? Difference(Results expected)
        {
            if (Error is not null)
                return Error.ToString();
            if (BitConverter.DoubleToInt64Bits(Value) != BitConverter.DoubleToInt64Bits(expected.Value))
                return $"value {Value:R}, with everything {expected.Value:R}";
            return Difference("gradient", Gradient, expected.Gradient) ?? Difference("pullback", Pulled, expected.Pulled);
        }

        private static string? Difference(string what, double[] actual, double[] expected)
        {
            double scale = Agreement * Math.Max(1, expected.Max(Math.Abs));
            return actual.Length == expected.Length && actual.Zip(expected).All(p => Math.Abs(p.First - p.Second) <= scale)
                ? null
                : $"{what} ({string.Join(", ", actual)}), with everything ({string.Join(", ", expected)})";
        }
    }
}

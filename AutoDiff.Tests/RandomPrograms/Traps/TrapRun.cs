using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes;

namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>
/// Compares what is woven with the same programs on dual numbers: the value to the last bit, gradient and pullback. What is refused is found by what the errors
/// name or else by halving, and the rest is compared all the same.
/// </summary>
/// <param name="release">Whether the compiler optimises.</param>
/// <param name="without">Optimisations of the weaver to leave out.</param>
/// <param name="verifyEveryPass">Whether the IR is checked after every pass, and not only at the end.</param>
internal sealed class TrapRun(bool release, Optimisations without = Optimisations.None, bool verifyEveryPass = true)
{
    private const double Agreement = 1e-9;
    private const double Cotangent = -3;
    private const double Largest = 1e4;

    private readonly List<Failure> _failures = [];

    public IReadOnlyList<Failure> Failures => _failures;

    /// <summary>How many programs were compared at one point at least.</summary>
    public int Compared { get; private set; }

    /// <summary>How many programs were refused as they may be.</summary>
    public int Refused { get; private set; }

    /// <summary>How many points and derivatives were compared.</summary>
    public int Derivatives { get; private set; }

    public void Check(IReadOnlyList<TrapProgram> programs)
    {
        var reference = TestWeaver.Compile(TrapProgram.Reference(programs), name: "Reference");
        var context = new AssemblyLoadContext(reference.Name, isCollectible: true);
        Check(programs, context.LoadFromStream(new MemoryStream(reference.Image)));
    }

    private void Check(IReadOnlyList<TrapProgram> programs, Assembly reference)
    {
        string[] errors;
        Assembly? assembly = null;
        try
        {
            var woven = TestWeaver.Weave(TestWeaver.Compile(TrapProgram.Assembly(programs), release), verifyEveryPass: verifyEveryPass, without: without);
            errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
            assembly = woven.Load();
        }
        catch (Exception error) when (error is not (AssertionException or OutOfMemoryException))
        {
            errors = [error.ToString()];
        }

        if (errors.Length == 0)
        {
            foreach (var program in programs)
                Compare(program, assembly!, reference);
        }
        else if (programs.Count == 1)
        {
            Refuse(programs[0], errors);
        }
        else if (programs.Where(p => errors.Any(e => e.Contains($"'{p.Name}.", StringComparison.Ordinal))).ToArray() is { Length: > 0 } named
            && named.Length < programs.Count)
        {
            foreach (var program in named)
                Refuse(program, Of(program, errors));
            Check([.. programs.Except(named)], reference);
        }
        else
        {
            int half = programs.Count / 2;
            Check([.. programs.Take(half)], reference);
            Check([.. programs.Skip(half)], reference);
        }
    }

    /// <summary>The errors that name a program, and those at the places that they refer to.</summary>
    private static string[] Of(TrapProgram program, string[] errors)
    {
        string[] naming = [.. errors.Where(e => e.Contains($"'{program.Name}.", StringComparison.Ordinal))];
        return [.. errors.Where(e => !naming.Contains(e)
            && naming.Any(n => n.EndsWith($" at {e[..e.IndexOf(':', StringComparison.Ordinal)]}.", StringComparison.Ordinal))), .. naming];
    }

    private void Refuse(TrapProgram program, string[] errors)
    {
        if (Refusals.May(errors))
            Refused++;
        else
            _failures.Add(new(program, "refused", string.Join('\n', errors.Take(3))));
    }

    private void Compare(TrapProgram program, Assembly assembly, Assembly reference)
    {
        var along = reference.GetType(program.Name, throwOnError: true)!.GetMethod("Along")!.CreateDelegate<Func<double[], int, (double, double)>>();
        var type = assembly.GetType(program.Name, throwOnError: true)!;
        bool compared = false;
        foreach (double[] at in Points(program))
        {
            string point = $"at ({string.Join(", ", at.Select(x => x.ToString("R")))})";
            (double, double)[] results;
            double value;
            try
            {
                results = [.. Enumerable.Range(0, at.Length).Select(i => along(at, i))];
                value = type.GetMethod("Value")!.CreateDelegate<Func<double[], double>>()(at);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The program throws {point}:\n{program.Source}", error);
            }

            if (!(Math.Abs(value) < Largest))
                continue;
            if (results.Any(r => !Same(r.Item1, value)))
                throw new InvalidOperationException($"The reference computes {results[0].Item1:R} and the program {value:R} {point}:\n{program.Source}");
            double[] expected = [.. results.Select(r => r.Item2)];
            if (expected.Any(d => Math.Abs(d) > Largest))
                continue;
            if (expected.All(double.IsNaN))
                continue;
            compared = true;
            Derivatives += expected.Count(d => !double.IsNaN(d));
            if (Difference(type, at, value, expected) is var (kind, text))
            {
                _failures.Add(new(program, kind, $"{text}\n{point}"));
                break;
            }
        }

        if (compared)
            Compared++;
    }

    /// <summary>One point anywhere, one at zero, two among the places where programs have their guards, and one with equal coordinates.</summary>
    private static IEnumerable<double[]> Points(TrapProgram program)
    {
        var random = new Random(program.Number);
        double[] special = [0, 0, 1, -1, 0.5, double.NaN];
        yield return [.. Enumerable.Range(0, program.Arguments).Select(_ => anywhere())];
        yield return new double[program.Arguments];
        for (int i = 0; i < 2; i++)
            yield return [.. Enumerable.Range(0, program.Arguments).Select(_ => special[random.Next(special.Length)])
                .Select(x => double.IsNaN(x) ? anywhere() : x)];
        double same = anywhere();
        yield return [.. Enumerable.Repeat(same, program.Arguments)];

        double anywhere() => (2.4 * random.NextDouble()) - 1.2;
    }

    private static (string Kind, string Text)? Difference(Type type, double[] at, double value, double[] expected)
    {
        try
        {
            var (woven, gradient) = type.GetMethod("ValueAndGradient")!.CreateDelegate<Func<double[], (double, double[])>>()(at);
            if (!Same(woven, value))
                return ("value", $"value {woven:R}, expected {value:R}");
            if (!Agree(gradient, expected, 1))
                return ("gradient", $"gradient ({string.Join(", ", gradient)}), expected ({string.Join(", ", expected)})");
            double[] pulled = type.GetMethod("Pulled")!.CreateDelegate<Func<double[], double, double[]>>()(at, Cotangent);
            return Agree(pulled, expected, Cotangent)
                ? Array.Exists(expected, double.IsNaN) || Transpose.Difference(type, at, value, expected, Agreement) is not { } along
                ? null
                : ("forward", along)
                : ("pullback",
                    $"pullback of {Cotangent} called after that of one ({string.Join(", ", pulled)}), expected that times ({string.Join(", ", expected)})");
        }
        catch (Exception error)
        {
            return (error.GetType().Name, error.ToString());
        }
    }

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static bool Agree(double[] actual, double[] expected, double factor)
    {
        double scale = Agreement * Math.Abs(factor) * Math.Max(1, expected.Where(d => !double.IsNaN(d)).Max(Math.Abs));
        return actual.Length == expected.Length && actual.Zip(expected).All(p => double.IsNaN(p.Second) || Math.Abs(p.First - (factor * p.Second)) <= scale);
    }
}

/// <summary>A program that is not what it should be.</summary>
/// <param name="Program">The program.</param>
/// <param name="Kind">What sort of failure it is: while a program is made smaller, this stays.</param>
/// <param name="Text">What was found.</param>
internal sealed record Failure(TrapProgram Program, string Kind, string Text)
{
    public override string ToString() => $"{Text}\nin\n{Program.Source}";
}

using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Passes;

namespace AutoDiff.Tests.Cases.Memory;

/// <summary>
/// Compares a woven function with the same function as the compiler made it: the value to the last bit, the gradient with differences and with the closed
/// form if there is one, the pullback with other cotangents and repeated, its transpose, the inputs unchanged, and what the original throws thrown.
/// </summary>
internal sealed class FunctionCheck
{
    private const string Namespace = "AutoDiff.Tests.Cases.Memory.Subjects.";
    private const double Cotangent = -2.5, ClosedForm = 1e-8, Linearity = 1e-11, Single = 2e-2, SingleLinearity = 1e-4, Transposed = 1e-12;
    private readonly MethodInfo _original;
    private readonly MethodInfo? _closedForm;
    private readonly MethodInfo? _gradient;
    private readonly MethodInfo _pullback;
    private readonly MethodInfo _differential;
    private readonly double _linearity;
    private readonly double _transposed;
    private readonly bool _single;

    private FunctionCheck(WovenAssembly woven, string theme, string name)
    {
        var compiled = woven.Original;
        var context = new AssemblyLoadContext(compiled.Name, isCollectible: true);
        var original = context.LoadFromStream(new MemoryStream(compiled.Image), new MemoryStream(compiled.Symbols))
            .GetType(Namespace + theme, throwOnError: true)!;
        var entries = woven.Load().GetType(Namespace + EntryPoints.Class, throwOnError: true)!;
        _original = original.GetMethod(name)!;
        _closedForm = original.GetMethod("G_" + name[2..]);
        _gradient = entries.GetMethod(EntryPoints.Gradient + name);
        _pullback = entries.GetMethod(EntryPoints.Pullback + name)!;
        _differential = entries.GetMethod(EntryPoints.Differential + name)!;
        _single = _original.ToString()!.Contains("Single", StringComparison.Ordinal);

        // Sums of millions of terms are rounded differently when the terms are scaled.
        _linearity = _single ? SingleLinearity : Points.Has(_original, "ClosedFormOnly") ? ClosedForm : Linearity;
        _transposed = _linearity > Linearity ? _linearity : Transposed;
    }

    public static void Run(string theme, string name, bool release, Optimisations without = Optimisations.None)
    {
        var subject = Theme.Get(theme, release, without);
        var woven = subject.Woven(subject.Methods.Single(m => m.Identifier.Text == name));
        var check = new FunctionCheck(woven, theme, name);
        if (check.IsRefused(woven))
            return;
        object[][] points = [.. Points.Of(check._original)];
        foreach (object[] at in points)
            check.At(at);

        // The first point again: whatever was thrown in between has left nothing behind.
        check.At(points[0]);
    }

    /// <summary>What the first gradient on a fresh thread allocates, its tape included.</summary>
    public static long BytesOfGradient(string theme, string name)
    {
        var subject = Theme.Get(theme, release: true);
        var woven = subject.Woven(subject.Methods.Single(m => m.Identifier.Text == name));
        Assert.That(woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);
        var check = new FunctionCheck(woven, theme, name);
        object[] at = Points.Of(check._original).First();
        long bytes = 0;
        var thread = new Thread(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Call(check._gradient!, at);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        return bytes;
    }

    /// <summary>Where the subject says that it may be refused, this must be said of a place in its source.</summary>
    private bool IsRefused(WovenAssembly woven)
    {
        string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
        if (errors.Length == 0)
            return false;
        string[] codes = Points.Codes(_original);
        if (!errors.Any(e => codes.Any(c => e.Contains($"error {c}: ", StringComparison.Ordinal))))
            Assert.Fail(string.Join('\n', errors));
        Assert.That(errors, Has.All.StartsWith($"{TestWeaver.SourceName}("), () => string.Join('\n', errors));
        TestContext.Out.WriteLine("refused: " + errors[0]);
        return true;
    }

    private void At(object[] at)
    {
        object? value = Original(at, out var thrown);
        if (value is null)
        {
            foreach (var entry in new[] { _gradient, _pullback }.OfType<MethodInfo>())
                Assert.That(() => Call(entry, Numbers.Copy(at)), Throws.TypeOf(thrown!.GetType()),
                    $"what the original throws at ({string.Join(", ", Numbers.Of(at))})");
            Assert.That(() => Differential(Numbers.Copy(at), Numbers.Copy(at)), Throws.TypeOf(thrown!.GetType()),
                "what the original throws, from the differential");
            return;
        }

        double[] numbers = Numbers.Of(at), values = Numbers.Of([value]);
        object[] given = Numbers.Copy(at);
        var (pulledValue, pullback) = ((object, Func<object, object[]>))Call(_pullback, given)!;
        Bits(Numbers.Of([pulledValue]), values, "value");
        Bits(Numbers.Of(given), numbers, "inputs after ValueWithPullback");

        object weights = Numbers.Map(value, Weights());
        double[] slopes = Numbers.Of(pullback(weights));
        double[] other = Numbers.Of(pullback(Numbers.Map(weights, w => Cotangent * w)));
        Compare(other, [.. slopes.Select(s => Cotangent * s)], _linearity, "pullback of another cotangent");
        Bits(Numbers.Of(pullback(weights)), slopes, "pullback called again");

        // Lists and arrays are overwritten; the pullback keeps what it needs.
        Overwrite(given);
        Bits(Numbers.Of(pullback(weights)), slopes, "pullback after the inputs were changed");

        if (_gradient is not null)
        {
            given = Numbers.Copy(at);
            var (gradientValue, tangents) = ((object, object[]))Call(_gradient, given)!;
            Bits(Numbers.Of([gradientValue]), values, "value");
            Bits(Numbers.Of(given), numbers, "inputs after ValueWithGradient");
            Compare(Numbers.Of(tangents), slopes, _linearity, "gradient and pullback of one");
        }

        Transpose(at, numbers, values, Numbers.Of([weights]), slopes);

        if (_closedForm is not null)
            Compare(slopes, Numbers.Of([_closedForm.Invoke(null, Numbers.Copy(at))!]), ClosedForm, "closed form");
        if (!Points.Has(_original, "ClosedFormOnly"))
            Differences(at, numbers, slopes);
    }

    /// <summary>⟨cotangent, J·tangent⟩ = ⟨Jᵀ·cotangent, tangent⟩, for which no step has to be chosen.</summary>
    private void Transpose(object[] at, double[] numbers, double[] values, double[] weights, double[] slopes)
    {
        object[] given = Numbers.Copy(at);
        int next = 0;
        object[] along = Numbers.With(at, [.. numbers.Select(_ => 0.5 + (0.375 * (next++ % 5)))]);
        double[] direction = Numbers.Of(along);
        var (value, tangent) = Differential(given, along);
        Bits(Numbers.Of([value]), values, "value beside the differential");
        Bits(Numbers.Of(given), numbers, "inputs after the differential");
        Bits(Numbers.Of(along), direction, "the direction after the differential");
        double[] tangents = Numbers.Of([tangent]);
        Assert.That(tangents, Has.Length.EqualTo(weights.Length), "numbers in the tangent of the result");
        double[] forward = [.. weights.Zip(tangents, (w, t) => w * t)], reverse = [.. slopes.Zip(direction, (s, d) => s * d)];
        double size = forward.Concat(reverse).Sum(Math.Abs), expected = reverse.Sum(), actual = forward.Sum();
        Assert.That(
            actual.Equals(expected) || Math.Abs(actual - expected) <= _transposed * Math.Max(1, size), Is.True,
            $"differential ({string.Join(", ", tangents.Take(20))}), whose product with the cotangent is {actual:R}, where that of the pullback is "
            + $"{expected:R}");
    }

    private (object Value, object Tangent) Differential(object[] at, object[] along) =>
        ((object, object))_differential.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [at, along], null)!;

    private void Differences(object[] at, double[] numbers, double[] slopes)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            int place = i;
            double Along(double x)
            {
                double[] moved = [.. numbers];
                moved[place] = x;
                object result = Original(Numbers.With(at, moved), out var thrown) ?? throw thrown!;
                var weight = Weights();
                return Numbers.Of([result]).Sum(v => weight(v) * v);
            }

            if (!_single)
            {
                Numeric.Slope(Along, numbers[i], slopes[i]);
                continue;
            }

            double[] differences = [.. new[] { 0.1, 0.03, 0.01, 0.003 }.Select(h => (Along(numbers[place] + h) - Along(numbers[place] - h)) / (2 * h))];
            Assert.That(differences, Has.Some.EqualTo(slopes[i]).Within(Single * Math.Max(1, Math.Abs(slopes[i]))), $"derivative {i}");
        }
    }

    /// <summary>The value, or null if it throws.</summary>
    private object? Original(object[] at, out Exception? thrown)
    {
        try
        {
            thrown = null;
            return _original.Invoke(null, BindingFlags.DoNotWrapExceptions, null, Numbers.Copy(at), null);
        }
        catch (Exception error)
        {
            thrown = error;
            return null;
        }
    }

    private static object? Call(MethodInfo entry, object[] at) => entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [at], null);

    /// <summary>One for a scalar result; different weights for the elements of others.</summary>
    private static Func<double, double> Weights()
    {
        int i = 0;
        return _ => i++ == 0 ? 1 : 0.25 + (0.5 * (i % 3));
    }

    private static void Overwrite(object[] items)
    {
        foreach (object item in items)
        {
            if (item is List<double> list)
                list.Clear();
            else if (item is Array { Rank: 1 } array)
            {
                if (array is Array[] rows)
                    Overwrite(rows);
                Array.Clear(array);
            }
            else if (item is Array block)
            {
                Array.Clear(block);
            }
        }
    }

    private static void Bits(double[] actual, double[] expected, string what) => Assert.That(
        actual.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(expected.Select(BitConverter.DoubleToInt64Bits)),
        $"{what}: ({string.Join(", ", actual)}), expected to the last bit ({string.Join(", ", expected)})");

    private static void Compare(double[] actual, double[] expected, double tolerance, string what)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length), what);
        Assert.That(
            actual.Zip(expected).All(p => p.First.Equals(p.Second) || Math.Abs(p.First - p.Second) <= tolerance * Math.Max(1, Math.Abs(p.Second))), Is.True,
            $"{what}: ({string.Join(", ", actual.Take(20))}), expected ({string.Join(", ", expected.Take(20))})");
    }
}

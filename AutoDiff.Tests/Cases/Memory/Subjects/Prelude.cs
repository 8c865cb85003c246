namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>A point to differentiate at: all numbers of the arguments in turn. Without any, three points are made up.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AtAttribute(params double[] numbers) : Attribute
{
    public double[] Numbers { get; } = numbers;
}

/// <summary>The sizes of the arguments, one word each: <c>5</c>, <c>3x4</c>, for rows of different lengths <c>3,2,4</c>; any word for a number.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShapeAttribute(params string[] sizes) : Attribute
{
    public string[] Sizes { get; } = sizes;
}

/// <summary>Numbers must be positive: of the points made up, only those are used.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PositiveAttribute : Attribute;

/// <summary>Too large for differences: the closed form beside it, of the same name with the prefix G, is all that is compared.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClosedFormOnlyAttribute : Attribute;

/// <summary>May be refused with one of these diagnostics, at a place in the source; if it is not, the derivative must be right.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MayBeRefusedAttribute(params string[] codes) : Attribute
{
    public string[] Codes { get; } = codes;
}

/// <summary>What programs that call operators themselves say about the results.</summary>
public static class Check
{
    public static void That(bool condition, string what)
    {
        if (!condition)
            throw new CheckFailedException(what);
    }

    public static void Same(object? actual, object? expected, string what = "the same object is expected") => That(ReferenceEquals(actual, expected), what);

    public static void Equal<T>(T actual, T expected) =>
        That(EqualityComparer<T>.Default.Equals(actual, expected), $"{actual} is not {expected}");

    public static void Bits(double actual, double expected) =>
        That(BitConverter.DoubleToInt64Bits(actual) == BitConverter.DoubleToInt64Bits(expected), $"{actual:R} is not {expected:R} to the last bit");

    public static void Bits(IEnumerable<double> actual, params double[] expected)
    {
        double[] a = [.. actual];
        Equal(a.Length, expected.Length);
        for (int i = 0; i < a.Length; i++)
            Bits(a[i], expected[i]);
    }

    public static void Near(double actual, double expected, double tolerance = 1e-12) =>
        That(Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual:R} is not near {expected:R}");

    public static void Near(IEnumerable<double> actual, params double[] expected)
    {
        double[] a = [.. actual];
        That(a.Length == expected.Length && a.Zip(expected).All(p => Math.Abs(p.First - p.Second) <= 1e-12 * Math.Max(1, Math.Abs(p.Second))),
            $"[{string.Join(", ", a)}] is not near [{string.Join(", ", expected)}]");
    }

    public static TException Throws<TException>(Action action)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException expected)
        {
            return expected;
        }
        catch (Exception other) when (other is not CheckFailedException)
        {
            throw new CheckFailedException($"{typeof(TException).Name} is expected, but this was thrown: {other}");
        }

        throw new CheckFailedException($"{typeof(TException).Name} is expected, but nothing was thrown");
    }

    /// <summary>Central differences of any step from 1e-2 to 1e-8 agree with the gradient of a function of numbers.</summary>
    public static void Slopes(Func<double[], double> f, double[] at, IEnumerable<double> gradient)
    {
        double[] g = [.. gradient];
        Equal(g.Length, at.Length);
        for (int i = 0; i < at.Length; i++)
        {
            bool agrees = false;
            double difference = 0;
            for (double step = 1e-2; step > 5e-9 && !agrees; step /= 10)
            {
                double h = step * Math.Max(1, Math.Abs(at[i]));
                double[] above = [.. at], below = [.. at];
                above[i] += h;
                below[i] -= h;
                difference = (f(above) - f(below)) / (2 * h);
                agrees = Math.Abs(difference - g[i]) <= 1e-6 * Math.Max(1, Math.Abs(difference));
            }

            That(agrees, $"derivative {i} is {g[i]:R}, the last difference {difference:R}");
        }
    }
}

/// <summary>Thrown where a program finds a result of an operator wrong.</summary>
public sealed class CheckFailedException(string message) : Exception(message);

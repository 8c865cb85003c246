using System.Runtime.CompilerServices;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>What the methods that tests put together from IR work with: everything whose order can be observed.</summary>
public static class Playground
{
    /// <summary>The calls of <see cref="Log"/> so far.</summary>
    public static List<string> Calls { get; } = [];

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2211", Justification = "The field is what is tested.")]
    public static double Global;

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2201", Justification = "Any exception will do.")]
    public static double Log(int number, double value)
    {
        Calls.Add($"{number}:{Bits(value)}");
        Global += number;
        return number % 13 == 12 && value > 0
            ? throw new ApplicationException(number.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : value + number;
    }

    /// <summary>Tells all numbers apart, zeros included; which of two NaN an operation passes on is the JIT's choice.</summary>
    public static string Bits(double value) =>
        double.IsNaN(value) ? "NaN" : BitConverter.DoubleToInt64Bits(value).ToString("x", System.Globalization.CultureInfo.InvariantCulture);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Pure(double value) => Math.Sqrt(Math.Abs(value)) - 1;
}

[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1051", Justification = "Fields are what is tested.")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
public struct Inner
{
    public double P;
    public int Q;
}

[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1051", Justification = "Fields are what is tested.")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
public struct Outer
{
    public double X;
    public Inner I;
    public Inner J;
}

[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1051", Justification = "Fields are what is tested.")]
public sealed class Box
{
    public double D;
    public Outer O;
}

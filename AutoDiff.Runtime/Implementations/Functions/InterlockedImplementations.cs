using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary><see cref="Interlocked"/>, on the one thread that a function that is differentiated runs on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1045:Do not pass types by reference", Justification = "As the framework does.")]
public static class InterlockedImplementations
{
    /// <summary>Implements <see cref="Interlocked.CompareExchange{T}(ref T, T, T)"/>: how the accessors of an event change its field.</summary>
    [Implementation(typeof(Interlocked), nameof(Interlocked.CompareExchange))]
    public static T CompareExchange<T>(ref T location1, T value, T comparand)
        where T : class?
    {
        T before = location1;
        if (ReferenceEquals(before, comparand))
            location1 = value;
        return before;
    }

    /// <summary>Implements <see cref="Interlocked.CompareExchange(ref double, double, double)"/>, which compares bits.</summary>
    [Implementation(typeof(Interlocked), nameof(Interlocked.CompareExchange))]
    public static double CompareExchange(ref double location1, double value, double comparand)
    {
        double before = location1;
        if (IsSame(before, comparand))
            location1 = value;
        return before;
    }

    /// <summary>Implements <see cref="Interlocked.Exchange{T}(ref T, T)"/>.</summary>
    [Implementation(typeof(Interlocked), nameof(Interlocked.Exchange))]
    public static T Exchange<T>(ref T location1, T value)
        where T : class?
    {
        T before = location1;
        location1 = value;
        return before;
    }

    /// <summary>Implements <see cref="Interlocked.Exchange(ref double, double)"/>.</summary>
    [Implementation(typeof(Interlocked), nameof(Interlocked.Exchange))]
    public static double Exchange(ref double location1, double value)
    {
        double before = location1;
        location1 = value;
        return before;
    }

    [NoDerivative]
    private static bool IsSame(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}

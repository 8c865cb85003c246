using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>The gradients of a function at points that lie one behind the other: eight at once where that can be, else one after the other.</summary>
/// <typeparam name="T">The type of a point.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
internal readonly struct PointsInLanes<T, TResult>(DifferentiableFunction<T, TResult> function)
    where TResult : struct, IFloatingPoint<TResult>
{
    private static bool MayBeInLanes => Vector512.IsHardwareAccelerated && typeof(TResult) == typeof(double)
        && !RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    /// <summary>Makes gradients.</summary>
    /// <param name="at">The points.</param>
    /// <param name="values">Where the values go, or nothing.</param>
    /// <param name="gradients">Where the gradients go.</param>
    public void New(ReadOnlySpan<T> at, Span<TResult> values, Span<T> gradients)
    {
        var attempts = default(LaneAttempts);
        for (int i = 0; i < at.Length;)
        {
            if (TryEight(ref attempts, at, values, gradients, i))
            {
                i += LaneNumber.Count;
                continue;
            }

            for (int end = Math.Min(at.Length, i + LaneNumber.Count); i < end; i++)
                Set(values, i, function.ValueWithGradient(at[i], out gradients[i]));
        }
    }

    /// <summary>Writes gradients into memory of the caller's.</summary>
    /// <param name="at">The points.</param>
    /// <param name="values">Where the values go, or nothing.</param>
    /// <param name="gradients">Where the gradients go.</param>
    public void Into(ReadOnlySpan<T> at, Span<TResult> values, Span<T> gradients)
    {
        var attempts = default(LaneAttempts);
        for (int i = 0; i < at.Length;)
        {
            if (TryEight(ref attempts, at, values, gradients, i))
            {
                i += LaneNumber.Count;
                continue;
            }

            for (int end = Math.Min(at.Length, i + LaneNumber.Count); i < end; i++)
                Set(values, i, One(at[i], ref gradients[i]));
        }
    }

    private TResult One(T at, ref T into)
    {
        if (into is null)
            return function.ValueWithGradient(at, out into);
        default(GivenMemory).Take(into, at);
        into = Shadow.Zeroed(into);
        return function.AddGradient(at, ref into);
    }

    private static void Set(Span<TResult> values, int index, TResult value)
    {
        if (!values.IsEmpty)
            values[index] = value;
    }

    private bool TryEight(ref LaneAttempts attempts, ReadOnlySpan<T> at, Span<TResult> values, Span<T> gradients, int first)
    {
        if (!MayBeInLanes || at.Length - first < LaneNumber.Count || !attempts.IsWorthwhile || Overlap(at, gradients, first))
            return false;
        Eight<TResult> unwanted = default;
        ref TResult value = ref values.IsEmpty ? ref unwanted.First : ref values[first];
        return attempts.Note(function.ValuesWithGradients(ref Unsafe.AsRef(in at[first]), ref value, ref gradients[first]));
    }

    /// <summary>Gradients that take the place of points which are still to be used.</summary>
    private static bool Overlap(ReadOnlySpan<T> at, Span<T> gradients, int first) =>
        ((ReadOnlySpan<T>)gradients.Slice(first, LaneNumber.Count)).Overlaps(at.Slice(first, LaneNumber.Count), out int offset) && offset != 0;
}

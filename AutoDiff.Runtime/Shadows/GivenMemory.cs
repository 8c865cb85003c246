using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// The memory that a caller gives for gradients, and the points they belong to: every part fits its point, and nothing that is written is read or written as
/// something else. Generated code calls it before it clears any of it; users need not.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct GivenMemory
{
    private Objects _written;
    private Objects _read;
    private int _count;

    /// <summary>Notes the memory for the gradient with respect to one argument.</summary>
    /// <typeparam name="T">The type of the argument.</typeparam>
    /// <param name="into">The memory.</param>
    /// <param name="at">The argument.</param>
    /// <exception cref="ArgumentException">The shapes differ, or what is written is part of a point or of other memory that is written.</exception>
    public void Take<T>(T into, T at)
    {
        if (Slot<T>.IsFlat)
            return;
        if (!typeof(T).IsValueType)
        {
            KeepApart(into, at);
            if (into is double[] doubles && at is double[] point)
            {
                GivenWalk.Lengths(doubles.Length, point.Length);
                return;
            }

            if (into is float[] floats && at is float[] single)
            {
                GivenWalk.Lengths(floats.Length, single.Length);
                return;
            }
        }

        new GivenWalk().Check(ref into, ref at);
    }

    /// <summary>Checks that what is only read, a direction or an argument that is constant, is no memory that was noted.</summary>
    /// <typeparam name="T">The type of the argument.</typeparam>
    /// <param name="along">The direction or argument.</param>
    /// <exception cref="ArgumentException">It is part of what is written.</exception>
    public readonly void Leave<T>(T along)
    {
        for (int i = 0; i < _count && !typeof(T).IsValueType; i++)
        {
            if (along is not null && ReferenceEquals(along, _written[i]))
                throw GivenWalk.Shared();
        }
    }

    private void KeepApart(object? into, object? at)
    {
        if (into is null)
            return;
        bool isSame = ReferenceEquals(into, at);
        for (int i = 0; i < _count; i++)
            isSame |= ReferenceEquals(into, _written[i]) || ReferenceEquals(into, _read[i]) || (at is not null && ReferenceEquals(at, _written[i]));
        if (isSame)
            throw GivenWalk.Shared();
        (_written[_count], _read[_count]) = (into, at);
        _count++;
    }

    [InlineArray(8)]
    private struct Objects
    {
        private object? _first;
    }
}

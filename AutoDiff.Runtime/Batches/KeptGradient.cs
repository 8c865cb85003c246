using System.Numerics;

namespace AutoDiff;

/// <summary>Calls a function and adds its gradient to what is there.</summary>
/// <typeparam name="T">The type of the argument, or the tuple of the arguments.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
internal delegate TResult GradientSum<T, TResult>(T at, ref T into);

/// <summary>
/// The gradient of a function, with memory for it that is kept from call to call: where the function itself allocates nothing, nothing is allocated once the
/// memory is there. Made by <see cref="DifferentialOperators.GradientOf{T, TResult}(DifferentiableFunc{T, TResult})"/>.
/// </summary>
/// <remarks>
/// <para>The memory belongs to this object: what <see cref="At"/> and <see cref="ValueAt"/> return is overwritten by the next call, and is made anew when a
/// point comes that has another shape, and after an exception. Copy what is to stay, or use <see cref="Into"/>. Numbers that are returned by value (those of a
/// scalar, a struct, a tuple) stay as they are.</para>
/// <para>One caller at a time: make an object per thread. Traces are kept on the tape of the calling thread, see <see cref="Tape.Statistics"/>.</para>
/// </remarks>
/// <typeparam name="T">The type of the argument, or the tuple of the arguments.</typeparam>
/// <typeparam name="TResult">The type of the result: <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
public sealed class KeptGradient<T, TResult>
    where TResult : struct, IFloatingPoint<TResult>
{
    private readonly GradientSum<T, TResult> _sum;
    private readonly GivenWalk _check = new();
    private readonly InPlaceWalk _clear = new();
    private T _gradient = default!;
    private bool _isKept;
    private int _isRunning;

    internal KeptGradient(GradientSum<T, TResult> sum) => _sum = sum;

    /// <summary>The gradient at a point.</summary>
    /// <param name="at">The point x.</param>
    /// <returns>∇f(x), in memory of this object: the next call overwrites it.</returns>
    /// <exception cref="InvalidOperationException">The object is in use, by another thread or further up the stack.</exception>
    public T At(T at)
    {
        ValueAt(at, out T gradient);
        return gradient;
    }

    /// <summary>The value and the gradient at a point.</summary>
    /// <param name="at">The point x.</param>
    /// <param name="gradient">∇f(x), in memory of this object: the next call overwrites it.</param>
    /// <returns>f(x).</returns>
    /// <exception cref="InvalidOperationException">The object is in use, by another thread or further up the stack.</exception>
    public TResult ValueAt(T at, out T gradient)
    {
        Enter();
        try
        {
            T memory = Memory(at);
            // What an exception leaves behind is no zero and may have another shape.
            _isKept = false;
            TResult value = _sum(at, ref memory);
            (gradient, _gradient, _isKept) = (memory, memory, true);
            return value;
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>The value and the gradient at a point, the gradient in memory of the caller's.</summary>
    /// <param name="at">The point x.</param>
    /// <param name="into">The memory, of the shape of <paramref name="at"/>. What it holds is overwritten; after an exception it is undefined.</param>
    /// <returns>f(x) and ∇f(x), whose arrays and objects are those of <paramref name="into"/>.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or part of <paramref name="into"/> is part of <paramref name="at"/>.</exception>
    /// <exception cref="InvalidOperationException">The object is in use, by another thread or further up the stack.</exception>
    public (TResult Value, T Gradient) Into(T at, T into)
    {
        Enter();
        try
        {
            if (IsArray(at, into, out int length, out int given) && !ReferenceEquals(at, into))
                GivenWalk.Lengths(given, length);
            else
                _check.Check(ref into, ref at);
            Clear(ref into);
            TResult value = _sum(at, ref into);
            return (value, into);
        }
        finally
        {
            Exit();
        }
    }

    private T Memory(T at)
    {
        T kept = _gradient;
        if (!_isKept || !Fits(at, kept))
            return Shadow.Like(at);
        Clear(ref kept);
        return kept;
    }

    private bool Fits(T at, T kept)
    {
        if (IsArray(at, kept, out int length, out int given))
            return length == given && !ReferenceEquals(at, kept);
        try
        {
            _check.Check(ref kept, ref at);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void Clear(ref T memory)
    {
        if (!typeof(T).IsValueType && memory is double[] doubles)
            Array.Clear(doubles);
        else if (!typeof(T).IsValueType && memory is float[] floats)
            Array.Clear(floats);
        else
            _clear.Clear(ref memory);
    }

    // Where code is shared between tuples, nothing else tells the compiler that they need no box to be asked.
    private static bool IsArray(T at, T memory, out int length, out int given)
    {
        (length, given) = (0, 0);
        if (typeof(T).IsValueType)
            return false;
        if (at is double[] point && memory is double[] doubles)
        {
            (length, given) = (point.Length, doubles.Length);
            return true;
        }

        if (at is float[] single && memory is float[] floats)
        {
            (length, given) = (single.Length, floats.Length);
            return true;
        }

        return false;
    }

    private void Enter()
    {
        if (Interlocked.CompareExchange(ref _isRunning, 1, 0) != 0)
        {
            throw new InvalidOperationException(
                "this gradient is being computed on another thread, or further up the stack: it has memory for one caller at a time. Make one per thread with "
                + "GradientOf.");
        }
    }

    private void Exit() => Volatile.Write(ref _isRunning, 0);
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Shadows: objects of the same type and shape in which adjoints accumulate. Generated code makes, clears and adds them; users need not.</summary>
/// <remarks>
/// <para>Arrays, the framework's containers, boxed structs and the classes of all other assemblies have shadows; delegates have delegates of the same methods,
/// bound to the shadows of what they are bound to. Other objects of the framework (strings, types, streams, tasks …) stand for themselves. Fields marked
/// <see cref="NoDerivativeAttribute"/>, keys of dictionaries and elements of sets are taken as they are.</para>
/// <para>All operations follow references without recursion, reach every object once and so preserve sharing and cycles.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Shadow
{
    /// <summary>A value of the same shape whose numbers are zero.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">The value, or null.</param>
    /// <returns>A deep copy: the same classes, lengths, keys and links, with zero in place of every floating-point number.</returns>
    public static T Like<T>(T value)
    {
        if (Slot<T>.IsFlat)
        {
            Slot<T>.Transform(ref value, LocalWalk.Instance);
            return value;
        }

        if (value is double[] doubles)
            return As<double[], T>(new double[doubles.Length]);
        if (value is float[] floats)
            return As<float[], T>(new float[floats.Length]);
        return Through(value, keepsNumbers: false);
    }

    /// <summary>A deep copy of what <see cref="Like"/> would copy, with its numbers.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">The value, or null.</param>
    public static T Copy<T>(T value)
    {
        if (Slot<T>.IsFlat)
            return value;
        if (value is double[] doubles)
            return As<double[], T>(doubles.AsSpan().ToArray());
        if (value is float[] floats)
            return As<float[], T>(floats.AsSpan().ToArray());
        return Through(value, keepsNumbers: true);
    }

    /// <summary>Sets all numbers in a shadow to zero and leaves its structure alone.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">The shadow, or null.</param>
    public static void Clear<T>(T value)
    {
        if (Slot<T>.IsFlat || value is null)
            return;
        if (value is double[] doubles)
        {
            Array.Clear(doubles);
            return;
        }

        if (value is float[] floats)
        {
            Array.Clear(floats);
            return;
        }

        if (IsFlatObject(value, out var shape))
        {
            shape.Transform(value, LocalWalk.Instance);
            return;
        }

        var walk = new InPlaceWalk();
        Slot<T>.Transform(ref value, walk);
        walk.Finish();
    }

    /// <summary>What cotangents of a result are added to.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="shadow">The shadow of the result as the forward sweep left it.</param>
    public static ResultShadow<T> OfResult<T>(T shadow) => new(shadow);

    /// <summary>Adds a cotangent to the shadow of a result.</summary>
    /// <typeparam name="T">Any type. Of a struct with references, only what the references lead to is added.</typeparam>
    /// <param name="into">What <see cref="OfResult"/> returned.</param>
    /// <param name="amount">What to add, of the same shape; null anywhere in it, or a missing key, adds nothing.</param>
    /// <exception cref="ArgumentException">The shapes differ; the message names both.</exception>
    public static void Seed<T>(ResultShadow<T> into, T amount)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Add(amount);
    }

    /// <summary>Adds the numbers of one graph of objects to those of another.</summary>
    /// <typeparam name="T">Any type. Of a struct with references, only what the references lead to is added.</typeparam>
    /// <param name="into">The shadow to add to.</param>
    /// <param name="amount">What to add, of the same shape; null anywhere in it, or a missing key, adds nothing.</param>
    /// <exception cref="ArgumentException">The shapes differ; the message names both.</exception>
    public static void Add<T>(T into, T amount)
    {
        if (Slot<T>.IsFlat || amount is null || IsAdded(into, amount))
            return;
        new AddingWalk().Through(ref into, ref amount);
    }

    /// <summary>Adds a tangent to one that is kept: the numbers in it, and those behind its references.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="into">What to add to.</param>
    /// <param name="amount">What to add, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ; the message names both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T>(ref T into, T amount)
    {
        if (typeof(T) == typeof(double))
            Unsafe.As<T, double>(ref into) += Unsafe.As<T, double>(ref amount);
        else if (typeof(T) == typeof(float))
            Unsafe.As<T, float>(ref into) += Unsafe.As<T, float>(ref amount);
        else if (Slot<T>.IsFlat)
            into = TangentArithmetic<T>.Sum(into, amount);
        else
            AccumulateGraph(ref into, amount);
    }

    /// <summary>A struct without its numbers; see <see cref="TangentArithmetic{T}.Cleared"/>.</summary>
    /// <typeparam name="T">A struct.</typeparam>
    /// <param name="value">The struct.</param>
    public static T WithoutNumbers<T>(T value) => TangentArithmetic<T>.Cleared(value);

    /// <summary>Zero in memory that is given for a gradient.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="into">The memory.</param>
    /// <returns>The same references and other values, with zero in place of every number in it and behind it.</returns>
    public static T Zeroed<T>(T into)
    {
        Clear(into);
        if (typeof(T).IsValueType)
            Slot<T>.Transform(ref into, LocalWalk.Instance);
        return into;
    }

    /// <summary>The sum of two tangents by value, see <see cref="TangentArithmetic{T}.Sum"/>.</summary>
    /// <typeparam name="T">A scalar or a struct of scalars.</typeparam>
    /// <param name="a">One tangent.</param>
    /// <param name="b">The other.</param>
    public static T Sum<T>(T a, T b) => TangentArithmetic<T>.Sum(a, b);

    /// <summary>The shadow of a constant that meets active values: what accumulates in it is dropped.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="tape">The tape that remembers it: every object has one such shadow per tape until the tape is released.</param>
    /// <param name="value">The constant, or null.</param>
    /// <returns>What <see cref="Like"/> returns, the first time.</returns>
    public static T Scratch<T>(Tape tape, T value)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (Slot<T>.IsFlat || value is null)
            return Like(value);
        var walk = tape.Scratch.Walk();
        Slot<T>.Transform(ref value, walk);
        walk.Finish();
        return value;
    }

    /// <summary>Notes the shadow of an object that is put where others have no shadow, such as a static field: <see cref="Scratch"/> finds it.</summary>
    /// <param name="tape">The tape that remembers it.</param>
    /// <param name="value">The object, or null.</param>
    /// <param name="shadow">Its shadow.</param>
    public static void Own(Tape tape, object? value, object? shadow)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (value is not null && shadow is not null)
            tape.Scratch.Know(value, shadow);
    }

    /// <summary>Checks that what a member with a rule has returned is new.</summary>
    /// <param name="result">What it has returned.</param>
    /// <param name="argument">What it was given.</param>
    /// <exception cref="InvalidOperationException">They are the same: the rule would be wrong.</exception>
    public static void RequireNew(object? result, object? argument)
    {
        if (result is not null && ReferenceEquals(result, argument))
            throw new InvalidOperationException(
                "A member with a derivative rule returned an array that it was given; rules are for members that return new ones.");
    }

    private static void AccumulateGraph<T>(ref T into, T amount)
    {
        if (!IsAdded(into, amount))
            new AddingWalk("sum", "tangent").Through(ref into, ref amount);
    }

    // Two arrays need no book of what was reached.
    private static bool IsAdded<T>(T into, T amount)
    {
        if (typeof(T).IsValueType)
            return false;
        if (into is double[] doubles && amount is double[] given && doubles.Length == given.Length)
        {
            LocalAddition.Instance.Combine(doubles, given);
            return true;
        }

        if (into is float[] floats && amount is float[] single && floats.Length == single.Length)
        {
            LocalAddition.Instance.Combine(floats, single);
            return true;
        }

        return false;
    }

    private static T Through<T>(T value, bool keepsNumbers)
    {
        if (value is null)
            return value;
        if (IsFlatObject(value, out var shape))
        {
            object copy = shape.Clone(value);
            if (!keepsNumbers)
                shape.Transform(copy, LocalWalk.Instance);
            return (T)copy;
        }

        var walk = new CopyingWalk(keepsNumbers);
        Slot<T>.Transform(ref value, walk);
        walk.Finish();
        return value;
    }

    // One object that leads nowhere needs no book of what was reached.
    private static bool IsFlatObject<T>(T value, out Shape shape)
    {
        shape = SharedShape.Instance;
        if (typeof(T).IsValueType)
            return false;
        shape = Shape.Of(value!.GetType());
        return shape.IsFlat;
    }

    private static T As<TArray, T>(TArray array)
        where TArray : class => Unsafe.As<TArray, T>(ref array);
}

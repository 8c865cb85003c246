using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>What can be done to a storage location. Field visitors call these two by name.</summary>
/// <remarks>Not inlined there: a visitor is compiled once, before <see cref="Slot{T}.Content"/> is a constant to the JIT.</remarks>
internal static class Slot
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Transform<T>(ref T slot, Walk walk) => Slot<T>.Transform(ref slot, walk);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add<T>(ref T into, ref T amount, AddingWalk? walk) => Slot<T>.Add(ref into, ref amount, walk);
}

/// <summary>What can be done to a storage location of one type.</summary>
internal static class Slot<T>
{
    public static readonly Content Content = TypeContent.Of(typeof(T));

    /// <summary>Gets a value indicating whether there is nothing to follow from such a location.</summary>
    public static bool IsFlat => Content is Content.None or Content.Floating or Content.Numbers;

    /// <summary>Exchanges references and zeroes numbers as the walk wants it.</summary>
    public static void Transform(ref T slot, Walk walk)
    {
        switch (Content)
        {
            case Content.None:
                break;
            case Content.Floating:
                if (!walk.KeepsNumbers)
                    slot = default!;
                break;
            case Content.Numbers when walk.KeepsNumbers:
                break;
            case Content.Reference:
                slot = (T)walk.Follow(slot)!;
                break;
            default:
                StructVisitor<T>.Transform(ref slot, walk);
                break;
        }
    }

    public static void Transform(Span<T> slots, Walk walk)
    {
        if (Content == Content.Floating && !walk.KeepsNumbers)
        {
            slots.Clear();
            return;
        }

        if (Content is Content.None or Content.Floating || (Content == Content.Numbers && walk.KeepsNumbers))
            return;
        foreach (ref T slot in slots)
            Transform(ref slot, walk);
    }

    /// <summary>Adds numbers where they are; pairs of references go to the walk, or stay when there is none.</summary>
    public static void Add(ref T into, ref T amount, AddingWalk? walk)
    {
        if (typeof(T) == typeof(double))
            Unsafe.As<T, double>(ref into) += Unsafe.As<T, double>(ref amount);
        else if (typeof(T) == typeof(float))
            Unsafe.As<T, float>(ref into) += Unsafe.As<T, float>(ref amount);
        else if (typeof(T) == typeof(Half))
            Unsafe.As<T, Half>(ref into) += Unsafe.As<T, Half>(ref amount);
        else if (Content == Content.Reference)
            walk?.Follow(into, amount);
        else if (Content != Content.None)
            StructVisitor<T>.Add(ref into, ref amount, walk);
    }

    public static void Add(Span<T> into, Span<T> amount, AddingWalk? walk)
    {
        AddingWalk.SameLength(into.Length, amount.Length);
        if (Content == Content.None)
            return;
        if (typeof(T) == typeof(double))
        {
            AddNumbers(Cast<double>(into), Cast<double>(amount));
            return;
        }

        if (typeof(T) == typeof(float))
        {
            AddNumbers(Cast<float>(into), Cast<float>(amount));
            return;
        }

        for (int i = 0; i < into.Length; i++)
            Add(ref into[i], ref amount[i], walk);
    }

    private static Span<TNumber> Cast<TNumber>(Span<T> span) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, TNumber>(ref MemoryMarshal.GetReference(span)), span.Length);

    private static void AddNumbers<TNumber>(Span<TNumber> into, ReadOnlySpan<TNumber> amount)
        where TNumber : struct, INumber<TNumber>
    {
        int i = 0;
        for (; i <= into.Length - Vector<TNumber>.Count; i += Vector<TNumber>.Count)
            (new Vector<TNumber>(into[i..]) + new Vector<TNumber>(amount[i..])).CopyTo(into[i..]);
        for (; i < into.Length; i++)
            into[i] += amount[i];
    }
}

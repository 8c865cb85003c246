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
    public static void Combine<T>(ref T left, ref T right, PairWalk walk) => Slot<T>.Combine(ref left, ref right, walk);
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
                StructVisitor<T>.Layout.Transform(ref slot, walk);
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

    /// <summary>Combines numbers where they are; pairs of references go to the walk.</summary>
    public static void Combine(ref T left, ref T right, PairWalk walk)
    {
        if (typeof(T) == typeof(double))
            walk.Combine(ref Unsafe.As<T, double>(ref left), Unsafe.As<T, double>(ref right));
        else if (typeof(T) == typeof(float))
            walk.Combine(ref Unsafe.As<T, float>(ref left), Unsafe.As<T, float>(ref right));
        else if (typeof(T) == typeof(Half))
            walk.Combine(ref Unsafe.As<T, Half>(ref left), Unsafe.As<T, Half>(ref right));
        else if (Content == Content.Reference)
            walk.Follow(left, right);
        else if (Content != Content.None)
            StructVisitor<T>.Layout.Combine(ref left, ref right, walk);
    }

    public static void Combine(Span<T> left, Span<T> right, PairWalk walk)
    {
        walk.SameLength(left.Length, right.Length);
        if (Content == Content.None || (walk.IgnoresNumbers && IsFlat))
            return;
        if (typeof(T) == typeof(double))
        {
            walk.Combine(Cast<double>(left), Cast<double>(right));
            return;
        }

        if (typeof(T) == typeof(float))
        {
            walk.Combine(Cast<float>(left), Cast<float>(right));
            return;
        }

        for (int i = 0; i < left.Length; i++)
            Combine(ref left[i], ref right[i], walk);
    }

    private static Span<TNumber> Cast<TNumber>(Span<T> span) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, TNumber>(ref MemoryMarshal.GetReference(span)), span.Length);
}

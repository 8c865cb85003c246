using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Arrays of any rank.</summary>
internal sealed class ArrayShape<T> : Shape
{
    internal override bool IsFlat => Slot<T>.IsFlat;

    internal override object Copy(object original, CopyingWalk walk)
    {
        if (Slot<T>.Content != Content.Floating || walk.KeepsNumbers || original is not T[] array)
            return base.Copy(original, walk);
        var zero = new T[array.Length];
        walk.Know(original, zero);
        return zero;
    }

    internal override object Clone(object original) => ((Array)original).Clone();

    internal override void Transform(object target, Walk walk) => Slot<T>.Transform(Elements((Array)target), walk);

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var (a, b) = ((Array)left, (Array)right);
        for (int i = 0; a.Rank > 1 && i < a.Rank; i++)
        {
            if (a.GetLength(i) != b.GetLength(i))
                throw walk.Mismatch($"{Lengths(b)} elements", Lengths(a));
        }

        Slot<T>.Combine(Elements(a), Elements(b), walk);
    }

    public static Span<T> Elements(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static string Lengths(Array array) => string.Join(" x ", Enumerable.Range(0, array.Rank).Select(array.GetLength));
}

/// <summary>Arrays of pointers.</summary>
internal sealed class OpaqueArrayShape : Shape
{
    internal override bool IsFlat => true;

    internal override object Clone(object original) => ((Array)original).Clone();

    internal override void Transform(object target, Walk walk)
    {
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
    }
}

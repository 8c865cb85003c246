using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Arrays of any rank.</summary>
internal sealed class ArrayShape<T> : Shape
{
    public override bool IsFlat => Slot<T>.IsFlat;

    public override object Copy(object original, CopyingWalk walk)
    {
        if (Slot<T>.Content != Content.Floating || walk.KeepsNumbers || original is not T[] array)
            return base.Copy(original, walk);
        var zero = new T[array.Length];
        walk.Know(original, zero);
        return zero;
    }

    public override object Clone(object original) => ((Array)original).Clone();

    public override void Transform(object target, Walk walk) => Slot<T>.Transform(Elements((Array)target), walk);

    public override void Add(object into, object amount, AddingWalk walk)
    {
        var (left, right) = ((Array)into, (Array)amount);
        for (int i = 0; left.Rank > 1 && i < left.Rank; i++)
        {
            if (left.GetLength(i) != right.GetLength(i))
                throw new ArgumentException($"the cotangent has {Lengths(right)} elements where the result has {Lengths(left)}");
        }

        Slot<T>.Add(Elements(left), Elements(right), walk);
    }

    public static Span<T> Elements(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static string Lengths(Array array) => string.Join(" x ", Enumerable.Range(0, array.Rank).Select(array.GetLength));
}

/// <summary>Arrays of pointers.</summary>
internal sealed class OpaqueArrayShape : Shape
{
    public override bool IsFlat => true;

    public override object Clone(object original) => ((Array)original).Clone();

    public override void Transform(object target, Walk walk)
    {
    }

    public override void Add(object into, object amount, AddingWalk walk)
    {
    }
}

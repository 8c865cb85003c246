using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoDiff.Implementations;

namespace AutoDiff;

/// <summary><see cref="Nullable{T}"/>: nothing to visit without a value.</summary>
internal sealed class NullableLayout<T> : Layout<T?>
    where T : struct
{
    public NullableLayout()
    {
        HoldsOther();
        Holds<T>();
    }

    public override void Visit(ref T? left, ref T? right, FieldVisitor visitor)
    {
        if (left.HasValue && right.HasValue)
            visitor.Visit(ref Value(ref left), ref Value(ref right));
    }

    private static ref T Value(ref T? maybe) => ref Unsafe.AsRef(in Nullable.GetValueRefOrDefaultRef(ref maybe));
}

/// <summary>Pairs.</summary>
internal sealed class PairLayout<TKey, TValue> : Layout<KeyValuePair<TKey, TValue>>
{
    public PairLayout()
    {
        Holds<TKey>();
        Holds<TValue>();
    }

    public override void Visit(ref KeyValuePair<TKey, TValue> left, ref KeyValuePair<TKey, TValue> right, FieldVisitor visitor)
    {
        visitor.Visit(ref Pairs.Key(ref left), ref Pairs.Key(ref right));
        visitor.Visit(ref Pairs.Value(ref left), ref Pairs.Value(ref right));
    }
}

/// <summary>Structs that are a row of equal elements: inline arrays, fixed buffers, vectors and matrices, registers.</summary>
internal sealed class RowLayout<T, TElement> : Layout<T>
{
    internal override Content Content => Slot<TElement>.Content switch { Content.Reference => Content.Structure, var content => content };

    public override void Visit(ref T left, ref T right, FieldVisitor visitor)
    {
        var a = Elements(ref left);
        var b = Elements(ref right);
        for (int i = 0; i < a.Length; i++)
            visitor.Visit(ref a[i], ref b[i]);
    }

    internal override void Transform(ref T target, Walk walk) => Slot<TElement>.Transform(Elements(ref target), walk);

    internal override void Combine(ref T left, ref T right, PairWalk walk) => Slot<TElement>.Combine(Elements(ref left), Elements(ref right), walk);

    private static Span<TElement> Elements(ref T slot) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<T, TElement>(ref slot),
        Unsafe.SizeOf<T>() / Unsafe.SizeOf<TElement>());
}

/// <summary>Structs that the weaver did not see, or whose fields nobody can name.</summary>
internal sealed class ReflectedLayout<T> : Layout<T>
{
    private readonly Lazy<StructTransform<T>> _transform = new(FieldVisitors.TransformStruct<T>);
    private readonly Lazy<StructCombine<T>> _combine = new(FieldVisitors.CombineStruct<T>);

    internal override Content Content { get; } = TypeContent.OfFields(typeof(T));

    public override void Visit(ref T left, ref T right, FieldVisitor visitor) => throw new InvalidOperationException();

    internal override void Transform(ref T target, Walk walk) => _transform.Value(ref target, walk);

    internal override void Combine(ref T left, ref T right, PairWalk walk) => _combine.Value(ref left, ref right, walk);
}

internal delegate void StructTransform<T>(ref T target, Walk walk);

internal delegate void StructCombine<T>(ref T left, ref T right, PairWalk walk);

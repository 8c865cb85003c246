using System.Numerics;

namespace AutoDiff;

/// <summary>left ← left + right.</summary>
internal class AddingWalk(string left, string right) : ChangingWalk(left, right)
{
    /// <summary>Adds a cotangent to the shadow of a result.</summary>
    public AddingWalk()
        : this("result", "cotangent")
    {
    }

    public sealed override void Combine(ref double left, double right) => left += right;

    public sealed override void Combine(ref float left, float right) => left += right;

    public sealed override void Combine(Span<double> left, ReadOnlySpan<double> right) => Add(left, right);

    public sealed override void Combine(Span<float> left, ReadOnlySpan<float> right) => Add(left, right);

    private static void Add<T>(Span<T> left, ReadOnlySpan<T> right)
        where T : struct, INumber<T>
    {
        int i = 0;
        for (; i <= left.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(left[i..]) + new Vector<T>(right[i..])).CopyTo(left[i..]);
        for (; i < left.Length; i++)
            left[i] += right[i];
    }
}

/// <summary>Adds numbers where it stands and leaves references as they are.</summary>
internal sealed class LocalAddition : AddingWalk
{
    public static LocalAddition Instance { get; } = new();

    public override void Follow(object? left, object? right)
    {
    }
}

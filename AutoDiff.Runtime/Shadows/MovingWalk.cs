using System.Numerics;

namespace AutoDiff;

/// <summary>left ← left + by·right.</summary>
internal sealed class MovingWalk(double by) : ChangingWalk("point", "tangent")
{
    private readonly float _by = (float)by;

    public override void Combine(ref double left, double right) => left += by * right;

    public override void Combine(ref float left, float right) => left += _by * right;

    public override void Combine(Span<double> left, ReadOnlySpan<double> right) => Move(left, right, by);

    public override void Combine(Span<float> left, ReadOnlySpan<float> right) => Move(left, right, _by);

    private static void Move<T>(Span<T> left, ReadOnlySpan<T> right, T by)
        where T : struct, INumber<T>
    {
        int i = 0;
        for (; i <= left.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(left[i..]) + (new Vector<T>(right[i..]) * by)).CopyTo(left[i..]);
        for (; i < left.Length; i++)
            left[i] += by * right[i];
    }
}

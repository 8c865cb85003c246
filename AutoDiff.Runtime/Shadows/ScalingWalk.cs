using System.Numerics;

namespace AutoDiff;

/// <summary>left ← by·right, where left is a copy of right.</summary>
internal sealed class ScalingWalk(double by) : ChangingWalk("product", "tangent")
{
    private readonly float _by = (float)by;

    public override void Combine(ref double left, double right) => left = right * by;

    public override void Combine(ref float left, float right) => left = right * _by;

    public override void Combine(Span<double> left, ReadOnlySpan<double> right) => Scale(left, right, by);

    public override void Combine(Span<float> left, ReadOnlySpan<float> right) => Scale(left, right, _by);

    private static void Scale<T>(Span<T> left, ReadOnlySpan<T> right, T by)
        where T : struct, INumber<T>
    {
        int i = 0;
        for (; i <= left.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(right[i..]) * by).CopyTo(left[i..]);
        for (; i < left.Length; i++)
            left[i] = right[i] * by;
    }
}

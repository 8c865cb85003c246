using System.Numerics;

namespace AutoDiff;

/// <summary>Σ left·right in double precision. Two objects that meet in several places count once.</summary>
internal sealed class ProductWalk() : PairWalk("first tangent", "second tangent")
{
    public double Sum { get; private set; }

    public override bool Writes => false;

    public override void Combine(ref double left, double right) => Sum += left * right;

    public override void Combine(ref float left, float right) => Sum += (double)left * right;

    public override void Combine(Span<double> left, ReadOnlySpan<double> right)
    {
        var sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(left[i..]) * new Vector<double>(right[i..]);
        double sum = Vector.Sum(sums);
        for (; i < left.Length; i++)
            sum += left[i] * right[i];
        Sum += sum;
    }

    public override void Combine(Span<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += (double)left[i] * right[i];
        Sum += sum;
    }
}

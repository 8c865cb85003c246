namespace AutoDiff;

/// <summary>Compares the shape of memory that is given for a gradient with that of the point, changes nothing, and finds what is part of both.</summary>
internal sealed class GivenWalk() : PairWalk(Memory, Point)
{
    private const string Memory = "memory given for the gradient";
    private const string Point = "point";

    private readonly HashSet<object> _written = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _read = new(ReferenceEqualityComparer.Instance);

    public override bool Writes => false;

    public override bool IgnoresNumbers => true;

    /// <summary>Checks that two arrays have the same length.</summary>
    /// <exception cref="ArgumentException">They have not.</exception>
    public static void Lengths(int memory, int point)
    {
        if (memory != point)
            throw new ArgumentException($"the {Point} has {(point == 1 ? "1 element" : $"{point} elements")} where the {Memory} has {memory}");
    }

    public static ArgumentException Shared() =>
        new($"the {Memory} is also part of the {Point}, or given for two arguments: the gradient would overwrite what it is computed from");

    /// <summary>Compares two graphs; can be called again.</summary>
    /// <exception cref="ArgumentException">The shapes differ, or something is part of both.</exception>
    public void Check<T>(ref T into, ref T at)
    {
        Forget();
        _written.Clear();
        _read.Clear();
        Through(ref into, ref at);
        foreach (object written in _written)
        {
            if (_read.Contains(written))
                throw Shared();
        }
    }

    public override void Combine(ref double left, double right)
    {
    }

    public override void Combine(ref float left, float right)
    {
    }

    public override void Combine(Span<double> left, ReadOnlySpan<double> right)
    {
    }

    public override void Combine(Span<float> left, ReadOnlySpan<float> right)
    {
    }

    public override void Follow(object? left, object? right)
    {
        if (right is null)
        {
            if (left is not null && Shape.Of(left.GetType()) is not SharedShape)
                throw Mismatch("null", $"a {left.GetType()}");
            return;
        }

        if (left is not null && Shape.Of(right.GetType()) is not SharedShape)
        {
            _written.Add(left);
            _read.Add(right);
        }

        base.Follow(left, right);
    }
}

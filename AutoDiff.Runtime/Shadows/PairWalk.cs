namespace AutoDiff;

/// <summary>Goes through two graphs of the same shape side by side and brings together the numbers in them, each pair by itself.</summary>
/// <param name="left">What messages call the first graph, which has the shape.</param>
/// <param name="right">What messages call the second graph, which may leave out parts: they are zero.</param>
internal abstract class PairWalk(string left, string right)
{
    private HashSet<(object Left, object Right)>? _seen;
    private Stack<(object Left, object Right, Shape Shape)>? _waiting;

    /// <summary>Gets a value indicating whether the first graph changes.</summary>
    public virtual bool Writes => true;

    /// <summary>Gets a value indicating whether only lengths, keys and references matter.</summary>
    public virtual bool IgnoresNumbers => false;

    public abstract void Combine(ref double left, double right);

    public abstract void Combine(ref float left, float right);

    public void Combine(ref Half left, Half right)
    {
        float wide = (float)left;
        Combine(ref wide, (float)right);
        if (Writes)
            left = (Half)wide;
    }

    /// <summary>Combines numbers that lie side by side; there are as many of either.</summary>
    public abstract void Combine(Span<double> left, ReadOnlySpan<double> right);

    /// <inheritdoc cref="Combine(Span{double}, ReadOnlySpan{double})"/>
    public abstract void Combine(Span<float> left, ReadOnlySpan<float> right);

    /// <summary>Starts at two locations and goes on until there is nothing left.</summary>
    public void Through<T>(ref T left, ref T right)
    {
        Slot<T>.Combine(ref left, ref right, this);
        while (_waiting is not null && _waiting.TryPop(out var next))
            next.Shape.Combine(next.Left, next.Right, this);
    }

    /// <summary>Lets a walk begin anew, with the memory it has.</summary>
    protected void Forget()
    {
        _seen?.Clear();
        _waiting?.Clear();
    }

    /// <summary>Brings together what two references lead to. Never recurses: what has to be done inside the objects waits on a list.</summary>
    public virtual void Follow(object? left, object? right)
    {
        if (right is null)
            return;
        var shape = Shape.Of(right.GetType());
        if (shape is SharedShape)
            return;
        if (left is null)
            throw Mismatch($"a {Name(right)}", "null");
        if (left.GetType() != right.GetType())
            throw Mismatch($"a {Name(right)}", $"a {Name(left)}");
        if (!IsNew(left, right))
            return;
        if (shape.IsFlat)
            shape.Combine(left, right, this);
        else
            (_waiting ??= new()).Push((left, right, shape));
    }

    /// <summary>Checks that two sequences have the same length.</summary>
    public void SameLength(int left, int right)
    {
        if (left != right)
            throw Mismatch(right == 1 ? "1 element" : $"{right} elements", $"{left}");
    }

    public ArgumentException Missing<TKey>(TKey key) => Mismatch($"the key {key}", "none");

    public ArgumentException Mismatch(string ofRight, string ofLeft) => new($"the {right} has {ofRight} where the {left} has {ofLeft}");

    /// <summary>
    /// Whether two objects meet for the first time. One object may stand in several places, with a partner of its own in each; two that meet in several places
    /// count once.
    /// </summary>
    private bool IsNew(object left, object right) => (_seen ??= new(PairIdentity.Instance)).Add((left, right));

    private static string Name(object o) => o.GetType().ToString();

    /// <summary>Pairs are the same if they are of the same objects, whatever those say of their equality.</summary>
    private sealed class PairIdentity : IEqualityComparer<(object Left, object Right)>
    {
        public static PairIdentity Instance { get; } = new();

        public bool Equals((object Left, object Right) x, (object Left, object Right) y) =>
            ReferenceEquals(x.Left, y.Left) && ReferenceEquals(x.Right, y.Right);

        public int GetHashCode((object Left, object Right) pair) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Left),
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Right));
    }
}

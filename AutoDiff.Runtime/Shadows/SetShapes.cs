namespace AutoDiff;

/// <summary>Sets: elements are keys and stay what they are.</summary>
internal sealed class HashSetShape<T> : ContainerShape<HashSet<T>>
{
    internal override bool IsFlat => true;

    internal override object Clone(object original)
    {
        var set = (HashSet<T>)original;
        return new HashSet<T>(set, set.Comparer);
    }

    internal override void Transform(object target, Walk walk)
    {
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
    }
}

/// <inheritdoc cref="HashSetShape{T}"/>
internal sealed class SortedSetShape<T> : ContainerShape<SortedSet<T>>
{
    internal override bool IsFlat => true;

    internal override object Clone(object original)
    {
        var set = (SortedSet<T>)original;
        return new SortedSet<T>(set, set.Comparer);
    }

    internal override void Transform(object target, Walk walk)
    {
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
    }
}

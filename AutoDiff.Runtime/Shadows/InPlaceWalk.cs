namespace AutoDiff;

/// <summary>Zeroes the numbers in all objects it reaches.</summary>
internal sealed class InPlaceWalk() : Walk(keepsNumbers: false)
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(object Target, Shape Shape)> _waiting = new();

    public override object? Follow(object? reference)
    {
        if (reference is null)
            return null;
        var shape = Shape.Of(reference.GetType());
        if (shape is not SharedShape && _seen.Add(reference))
            _waiting.Push((reference, shape));
        return reference;
    }

    public void Finish()
    {
        while (_waiting.TryPop(out var next))
            next.Shape.Transform(next.Target, this);
    }

    /// <summary>Zeroes the numbers in what a location leads to, and those in it; can be called again.</summary>
    public void Clear<T>(ref T slot)
    {
        _seen.Clear();
        _waiting.Clear();
        Slot<T>.Transform(ref slot, this);
        Finish();
    }
}

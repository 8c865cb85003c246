namespace AutoDiff;

/// <summary>Copies the objects it reaches, each once.</summary>
internal sealed class CopyingWalk(bool keepsNumbers, Dictionary<object, object> copies, List<object>? order = null) : Walk(keepsNumbers)
{
    private readonly Stack<(object Copy, Shape Shape)> _waiting = new();

    public CopyingWalk(bool keepsNumbers)
        : this(keepsNumbers, new Dictionary<object, object>(ReferenceEqualityComparer.Instance))
    {
    }

    public override object? Follow(object? reference)
    {
        if (reference is null)
            return null;
        var shape = Shape.Of(reference.GetType());
        if (shape is SharedShape)
            return reference;
        return copies.TryGetValue(reference, out var copy) ? copy : shape.Copy(reference, this);
    }

    /// <summary>Notes a copy whose content is still that of the original.</summary>
    public void Enter(object original, object copy, Shape shape)
    {
        Know(original, copy);
        if (shape.IsFlat)
            shape.Transform(copy, this);
        else
            _waiting.Push((copy, shape));
    }

    /// <summary>Notes a copy that is finished.</summary>
    public void Know(object original, object copy)
    {
        copies.Add(original, copy);
        order?.Add(original);
    }

    public void Finish()
    {
        while (_waiting.TryPop(out var next))
            next.Shape.Transform(next.Copy, this);
    }
}

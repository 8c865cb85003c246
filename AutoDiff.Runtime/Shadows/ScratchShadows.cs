namespace AutoDiff;

/// <summary>The shadows of constants that one tape holds, in the order in which they were made.</summary>
internal sealed class ScratchShadows
{
    private readonly Dictionary<object, object> _shadows = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> _order = [];

    public int Count => _order.Count;

    public CopyingWalk Walk() => new(keepsNumbers: false, _shadows, _order);

    /// <summary>Forgets all but the first.</summary>
    public void Release(int count)
    {
        for (int i = count; i < _order.Count; i++)
            _shadows.Remove(_order[i]);
        _order.RemoveRange(count, _order.Count - count);
    }

    /// <summary>Zeroes all. Each object is cleared by itself: what active code linked into it belongs to others.</summary>
    public void Clear()
    {
        foreach (object original in _order)
        {
            object shadow = _shadows[original];
            Shape.Of(shadow.GetType()).Transform(shadow, LocalWalk.Instance);
        }
    }
}

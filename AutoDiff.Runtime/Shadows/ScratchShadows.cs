namespace AutoDiff;

/// <summary>
/// The shadows of objects that code finds by the object alone, on one tape, in the order in which they were noted: those of constants, and those of what
/// is in static fields.
/// </summary>
internal sealed class ScratchShadows
{
    private readonly Dictionary<object, object> _shadows = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> _order = [];

    // Shadows that are not made here, but belong to objects that the sweep made or was given.
    private readonly HashSet<object> _own = new(ReferenceEqualityComparer.Instance);

    public int Count => _order.Count;

    /// <summary>Gets a value indicating whether there are any that numbers are read from in the end.</summary>
    public bool HoldsOwn => _own.Count > 0;

    public CopyingWalk Walk() => new(keepsNumbers: false, _shadows, _order);

    /// <summary>Notes the shadow that an object has.</summary>
    public void Know(object original, object shadow)
    {
        if (!_shadows.ContainsKey(original))
            _order.Add(original);
        else if (ReferenceEquals(_shadows[original], shadow))
            return;
        _shadows[original] = shadow;
        _own.Add(original);
    }

    /// <summary>Forgets all but the first.</summary>
    public void Release(int count)
    {
        for (int i = count; i < _order.Count; i++)
        {
            _shadows.Remove(_order[i]);
            _own.Remove(_order[i]);
        }

        _order.RemoveRange(count, _order.Count - count);
    }

    /// <summary>Zeroes those of constants. Each object is cleared by itself: what active code linked into it belongs to others.</summary>
    public void Clear()
    {
        foreach (object original in _order)
        {
            if (_own.Contains(original))
                continue;
            object shadow = _shadows[original];
            Shape.Of(shadow.GetType()).Transform(shadow, LocalWalk.Instance);
        }
    }
}

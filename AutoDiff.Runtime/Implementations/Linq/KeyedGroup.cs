using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Elements of the same key.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KeyedGroup<TKey, TElement> : Group<TElement>, IGrouping<TKey, TElement>
{
    /// <summary>The key.</summary>
    public readonly TKey Common;

    /// <summary>Elements of the same key.</summary>
    public KeyedGroup(TKey common, TElement[] items)
        : base(items) => Common = common;

    /// <summary>Gets the key.</summary>
    public TKey Key => Common;
}

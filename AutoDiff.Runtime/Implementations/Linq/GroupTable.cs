using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Groups that are found by their keys.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GroupTable<TKey, TElement> : Group<IGrouping<TKey, TElement>>, ILookup<TKey, TElement>
{
    /// <summary>What makes keys equal.</summary>
    [NoDerivative]
    public readonly IEqualityComparer<TKey>? Comparer;

    /// <summary>Groups.</summary>
    public GroupTable(IGrouping<TKey, TElement>[] groups, [NoDerivative] IEqualityComparer<TKey>? comparer)
        : base(groups) => Comparer = comparer;

    /// <summary>Gets the number of groups.</summary>
    public int Count => Items.Length;

    /// <summary>The group of a key, or nothing.</summary>
    public IEnumerable<TElement> this[TKey key]
    {
        get
        {
            int place = PlaceOf(this, key);
            return place < 0 ? new TElement[0] : Items[place];
        }
    }

    /// <summary>Where the group of a key is, or -1.</summary>
    [NoDerivative]
    public static int PlaceOf([NoDerivative] GroupTable<TKey, TElement> table, [NoDerivative] TKey key)
    {
        var comparer = table.Comparer ?? EqualityComparer<TKey>.Default;
        for (int i = 0; i < table.Items.Length; i++)
        {
            if (comparer.Equals(table.Items[i].Key, key))
                return i;
        }

        return -1;
    }

    /// <summary>Whether there is a group of a key.</summary>
    public bool Contains(TKey key) => PlaceOf(this, key) >= 0;
}

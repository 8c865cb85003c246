using System.Collections.Immutable;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ImmutableDictionary{TKey, TValue}.Enumerator"/>.</summary>
[Model(typeof(ImmutableDictionary<,>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ImmutableDictionaryEnumerator<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The pairs.</summary>
    public KeyValuePair<TKey, TValue>[] Items;

    /// <summary>Where it stands.</summary>
    public int Position;

    /// <summary>Stands before the first pair.</summary>
    public ImmutableDictionaryEnumerator(KeyValuePair<TKey, TValue>[] items)
    {
        Items = items;
        Position = -1;
    }

    /// <summary>Gets the pair stood on.</summary>
    public readonly KeyValuePair<TKey, TValue> Current => Items[Position];

    /// <summary>Goes to the next pair.</summary>
    public bool MoveNext()
    {
        int next = Position + 1;
        if (next >= Items.Length)
            return false;
        Position = next;
        return true;
    }

    /// <summary>Does nothing.</summary>
    public readonly void Dispose()
    {
    }
}

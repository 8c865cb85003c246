using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="SortedDictionary{TKey, TValue}.KeyCollection"/>.</summary>
[Model(typeof(SortedDictionary<,>.KeyCollection))]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedKeyCollectionModel<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The dictionary.</summary>
    public SortedDictionary<TKey, TValue> Dictionary;

    /// <summary>The keys of a dictionary.</summary>
    public SortedKeyCollectionModel(SortedDictionary<TKey, TValue> dictionary) => Dictionary = dictionary;

    /// <summary>Gets the number of keys.</summary>
    public int Count => Dictionary.Count;

    /// <summary>Starts an enumeration.</summary>
    public SortedKeyEnumerator<TKey, TValue> GetEnumerator() => new(Dictionary);

    /// <summary>Copies the keys into an array.</summary>
    public void CopyTo(TKey[] array, int index) => ArrayImplementations.Copy(ToArray(), 0, array, index, Dictionary.Count);

    /// <summary>The keys as a sequence, where the collection is used as one.</summary>
    public TKey[] ToArray() => SortedDictionaryPrimitives.KeysOf(Dictionary);
}

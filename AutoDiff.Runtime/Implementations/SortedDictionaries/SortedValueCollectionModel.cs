using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="SortedDictionary{TKey, TValue}.ValueCollection"/>.</summary>
[Model(typeof(SortedDictionary<,>.ValueCollection))]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedValueCollectionModel<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The dictionary.</summary>
    public SortedDictionary<TKey, TValue> Dictionary;

    /// <summary>The values of a dictionary.</summary>
    public SortedValueCollectionModel(SortedDictionary<TKey, TValue> dictionary) => Dictionary = dictionary;

    /// <summary>Gets the number of values.</summary>
    public int Count => Dictionary.Count;

    /// <summary>Starts an enumeration.</summary>
    public SortedValueEnumerator<TKey, TValue> GetEnumerator() => new(Dictionary);

    /// <summary>Copies the values into an array.</summary>
    public void CopyTo(TValue[] array, int index) => ArrayImplementations.Copy(ToArray(), 0, array, index, Dictionary.Count);

    /// <summary>The values as a sequence, where the collection is used as one.</summary>
    public TValue[] ToArray()
    {
        TKey[] keys = SortedDictionaryPrimitives.KeysOf(Dictionary);
        TValue[] values = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            values[i] = SortedDictionaryPrimitives.Get(Dictionary, keys[i]);
        return values;
    }
}

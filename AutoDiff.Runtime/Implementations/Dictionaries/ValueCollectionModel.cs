using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="Dictionary{TKey, TValue}.ValueCollection"/>.</summary>
[Model(typeof(Dictionary<,>.ValueCollection))]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueCollectionModel<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The dictionary.</summary>
    public Dictionary<TKey, TValue> Dictionary;

    /// <summary>The values of a dictionary.</summary>
    public ValueCollectionModel(Dictionary<TKey, TValue> dictionary) => Dictionary = dictionary;

    /// <summary>Gets the number of values.</summary>
    public int Count => Dictionary.Count;

    /// <summary>Starts an enumeration.</summary>
    public ValueEnumerator<TKey, TValue> GetEnumerator() => new(Dictionary);

    /// <summary>Copies the values into an array.</summary>
    public void CopyTo(TValue[] array, int index) => ArrayImplementations.Copy(ToArray(), 0, array, index, Dictionary.Count);

    /// <summary>The values as a sequence, where the collection is used as one.</summary>
    public TValue[] ToArray()
    {
        TKey[] keys = DictionaryPrimitives.KeysOf(Dictionary);
        TValue[] values = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            values[i] = DictionaryImplementations.Element(Dictionary, keys[i]);
        return values;
    }
}

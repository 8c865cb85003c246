using System.Collections.ObjectModel;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ReadOnlyDictionary{TKey, TValue}.ValueCollection"/>.</summary>
[Model(typeof(ReadOnlyDictionary<,>.ValueCollection))]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadOnlyValueCollectionModel<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The dictionary.</summary>
    public ReadOnlyDictionary<TKey, TValue> Dictionary;

    /// <summary>The values of a dictionary.</summary>
    public ReadOnlyValueCollectionModel(ReadOnlyDictionary<TKey, TValue> dictionary) => Dictionary = dictionary;

    /// <summary>Gets the number of values.</summary>
    public int Count => Dictionary.Count;

    /// <summary>Starts an enumeration.</summary>
    public SequenceEnumerator<TValue> GetEnumerator() => new(ToArray());

    /// <summary>Copies the values into an array.</summary>
    public void CopyTo(TValue[] array, int arrayIndex) => ArrayImplementations.Copy(ToArray(), 0, array, arrayIndex, Dictionary.Count);

    /// <summary>The values as a sequence, where the collection is used as one.</summary>
    public TValue[] ToArray() => ReadOnlyDictionaries.ValuesOf(Dictionary);
}

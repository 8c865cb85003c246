using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="SortedDictionary{TKey, TValue}.Enumerator"/>. It notices a change of the dictionary by its size.</summary>
[Model(typeof(SortedDictionary<,>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SortedDictionaryEnumerator<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The dictionary.</summary>
    public SortedDictionary<TKey, TValue> Dictionary;

    /// <summary>The keys at the start.</summary>
    [NoDerivative]
    public TKey[] Keys;

    /// <summary>Where to go next.</summary>
    public int Next;

    /// <summary>The element stood on.</summary>
    public KeyValuePair<TKey, TValue> Item;

    /// <summary>Stands before the first element.</summary>
    public SortedDictionaryEnumerator(SortedDictionary<TKey, TValue> dictionary)
    {
        Dictionary = dictionary;
        Keys = SortedDictionaryPrimitives.KeysOf(dictionary);
        Next = 0;
        Item = default;
    }

    /// <summary>Gets the element stood on.</summary>
    public readonly KeyValuePair<TKey, TValue> Current => Item;

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        Throw.IfChanged(Keys.Length, Dictionary.Count);
        if (Next < Keys.Length)
        {
            TKey key = Keys[Next];
            Item = new KeyValuePair<TKey, TValue>(key, SortedDictionaryPrimitives.Get(Dictionary, key));
            Next++;
            return true;
        }

        Item = default;
        return false;
    }

    /// <summary>Does nothing.</summary>
    public readonly void Dispose()
    {
    }
}

using System.Collections;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>A sequence that is an array inside.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public class Group<T> : IEnumerable<T>
{
    /// <summary>The elements.</summary>
    public readonly T[] Items;

    /// <summary>Over an array.</summary>
    public Group(T[] items) => Items = items;

    /// <summary>Starts an enumeration.</summary>
    public IEnumerator<T> GetEnumerator() => new SequenceEnumerator<T>(Items);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary><see cref="ReadOnlyDictionary{TKey, TValue}"/>: a view of a dictionary that others may write to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReadOnlyDictionaries
{
    /// <summary>A view of nothing yet.</summary>
    [Primitive(nameof(NewReverse))]
    public static ReadOnlyDictionary<TKey, TValue> New<TKey, TValue>()
        where TKey : notnull => new(new Dictionary<TKey, TValue>());

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<TKey, TValue>(ReadOnlyDictionary<TKey, TValue> result, Tape tape)
        where TKey : notnull
    {
    }

    /// <summary>The address of the dictionary.</summary>
    [ElementReference]
    public static ref IDictionary<TKey, TValue> Content<TKey, TValue>(ReadOnlyDictionary<TKey, TValue> view)
        where TKey : notnull => ref Unsafe.As<Twin<TKey, TValue>>(view).Dictionary;

    /// <summary>Implements the constructor of <see cref="ReadOnlyDictionary{TKey, TValue}"/>.</summary>
    [Implementation(typeof(ReadOnlyDictionary<,>), ".ctor")]
    [Implementation(typeof(CollectionExtensions), "AsReadOnly")]
    public static ReadOnlyDictionary<TKey, TValue> Create<TKey, TValue>(IDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        Throw.IfNull(dictionary, nameof(dictionary));
        ReadOnlyDictionary<TKey, TValue> view = New<TKey, TValue>();
        Content(view) = dictionary;
        return view;
    }

    /// <summary>Implements the getter of <see cref="ReadOnlyDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(ReadOnlyDictionary<,>), "get_Item")]
    public static TValue Get<TKey, TValue>(ReadOnlyDictionary<TKey, TValue> view, [NoDerivative] TKey key)
        where TKey : notnull
    {
        IDictionary<TKey, TValue> content = Content(view);
        return content is Dictionary<TKey, TValue> known ? DictionaryImplementations.Get(known, key)
            : DictionaryInterfaceImplementations.GetOther(content, key);
    }

    /// <summary>Implements <see cref="ReadOnlyDictionary{TKey, TValue}.TryGetValue"/>.</summary>
    [Implementation(typeof(ReadOnlyDictionary<,>), nameof(ReadOnlyDictionary<int, int>.TryGetValue))]
    public static bool TryGetValue<TKey, TValue>(ReadOnlyDictionary<TKey, TValue> view, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (view.ContainsKey(key))
        {
            value = Get(view, key);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The pairs in the order of the dictionary.</summary>
    public static KeyValuePair<TKey, TValue>[] ToArray<TKey, TValue>(ReadOnlyDictionary<TKey, TValue> view)
        where TKey : notnull
    {
        TKey[] keys = KeysOf(view);
        KeyValuePair<TKey, TValue>[] pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            pairs[i] = new(keys[i], Get(view, keys[i]));
        return pairs;
    }

    /// <summary>The values in the order of the keys.</summary>
    public static TValue[] ValuesOf<TKey, TValue>(ReadOnlyDictionary<TKey, TValue> view)
        where TKey : notnull
    {
        TKey[] keys = KeysOf(view);
        TValue[] values = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            values[i] = Get(view, keys[i]);
        return values;
    }

    /// <summary>The keys in the order of the dictionary.</summary>
    [NoDerivative]
    public static TKey[] KeysOf<TKey, TValue>([NoDerivative] ReadOnlyDictionary<TKey, TValue> view)
        where TKey : notnull => [.. view.Keys];

    /// <summary>Implements <see cref="ReadOnlyDictionary{TKey, TValue}.GetEnumerator"/>.</summary>
    [Implementation(typeof(ReadOnlyDictionary<,>), nameof(ReadOnlyDictionary<int, int>.GetEnumerator))]
    public static SequenceEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator<TKey, TValue>(ReadOnlyDictionary<TKey, TValue> view)
        where TKey : notnull => new(ToArray(view), (IReadOnlyCollection<KeyValuePair<TKey, TValue>>)view);

    /// <summary>Implements <see cref="ReadOnlyDictionary{TKey, TValue}.Keys"/>.</summary>
    [Implementation(typeof(ReadOnlyDictionary<,>), "get_Keys")]
    [NoDerivative]
    public static ReadOnlyDictionary<TKey, TValue>.KeyCollection GetKeys<TKey, TValue>([NoDerivative] ReadOnlyDictionary<TKey, TValue> view)
        where TKey : notnull => view.Keys;

    /// <summary>Implements <see cref="ReadOnlyDictionary{TKey, TValue}.Values"/>.</summary>
    [Implementation(typeof(ReadOnlyDictionary<,>), "get_Values")]
    public static ReadOnlyValueCollectionModel<TKey, TValue> GetValues<TKey, TValue>(ReadOnlyDictionary<TKey, TValue> view)
        where TKey : notnull => new(view);

    /// <summary>Lies in memory as a view does: the same fields in the same order.</summary>
    private sealed class Twin<TKey, TValue>
    {
        public IDictionary<TKey, TValue> Dictionary = null!;
        public object Keys = null!;
        public object Values = null!;
    }
}

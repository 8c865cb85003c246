using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>The parts of <see cref="KeyValuePair{TKey, TValue}"/>, which has no field that a program could name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pairs
{
    /// <summary>The address of the key.</summary>
    public static ref TKey Key<TKey, TValue>(ref KeyValuePair<TKey, TValue> pair) =>
        ref Unsafe.As<KeyValuePair<TKey, TValue>, Twin<TKey, TValue>>(ref pair).Key;

    /// <summary>The address of the value.</summary>
    public static ref TValue Value<TKey, TValue>(ref KeyValuePair<TKey, TValue> pair) =>
        ref Unsafe.As<KeyValuePair<TKey, TValue>, Twin<TKey, TValue>>(ref pair).Value;

    /// <summary>Implements <see cref="KeyValuePair.Create{TKey, TValue}"/>.</summary>
    [Implementation(typeof(KeyValuePair), nameof(KeyValuePair.Create))]
    public static KeyValuePair<TKey, TValue> Create<TKey, TValue>(TKey key, TValue value) => new(key, value);

    /// <summary>Lies in memory as a pair does: the same fields in the same order.</summary>
    private struct Twin<TKey, TValue>
    {
        public TKey Key;
        public TValue Value;
    }
}

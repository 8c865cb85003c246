using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// Model of <see cref="KeyValuePair{TKey, TValue}"/>. The key is no constant here: pairs are made of other things than entries of dictionaries too.
/// </summary>
[Model(typeof(KeyValuePair<,>))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct KeyValuePairModel<TKey, TValue>
{
    /// <summary>The key.</summary>
    public TKey PairKey;

    /// <summary>The value.</summary>
    public TValue PairValue;

    /// <summary>Makes a pair.</summary>
    public KeyValuePairModel(TKey key, TValue value)
    {
        PairKey = key;
        PairValue = value;
    }

    /// <summary>Gets the key.</summary>
    public readonly TKey Key => PairKey;

    /// <summary>Gets the value.</summary>
    public readonly TValue Value => PairValue;

    /// <summary>Takes the pair apart.</summary>
    public readonly void Deconstruct(out TKey key, out TValue value)
    {
        key = PairKey;
        value = PairValue;
    }

    /// <summary>The two in brackets.</summary>
    [NoDerivative]
    public override readonly string ToString() => $"[{PairKey}, {PairValue}]";
}

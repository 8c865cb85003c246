namespace AutoDiff.Implementations;

/// <summary>Reverses of what is done to dictionaries whose values have no address: values move by value.</summary>
internal static class SortedPrimitives
{
    public static TValue Take<TKey, TValue>(IDictionary<TKey, TValue> dictionary, TKey key)
    {
        TValue taken = dictionary[key];
        dictionary.Remove(key);
        return taken;
    }

    public static TValue Exchange<TKey, TValue>(IDictionary<TKey, TValue> dictionary, TKey key, TValue value)
    {
        TValue taken = dictionary[key];
        dictionary[key] = value;
        return taken;
    }

    public static void GetReverse<TKey, TValue>(IDictionary<TKey, TValue> dictionary, TKey key, TValue result) =>
        dictionary[key] = TangentArithmetic<TValue>.Sum(dictionary[key], result);

    public static TValue ExchangeReverse<TKey, TValue>(IDictionary<TKey, TValue> dictionary, TKey key, TValue result, Tape tape)
    {
        TValue taken = Exchange(dictionary, key, result);
        if (tape.IsOwned)
            RedoSet(tape, dictionary, key, TangentArithmetic<TValue>.Cleared(taken));
        return taken;
    }

    public static TValue AddKeyReverse<TKey, TValue>(IDictionary<TKey, TValue> dictionary, TKey key, Tape tape)
    {
        TValue taken = Take(dictionary, key);
        if (tape.IsOwned)
            RedoSet(tape, dictionary, key, TangentArithmetic<TValue>.Cleared(taken));
        return taken;
    }

    public static void RemoveKeyReverse<TKey, TValue>(IDictionary<TKey, TValue> dictionary, TKey key, TValue result, Tape tape)
    {
        dictionary.Add(key, result);
        if (tape.IsOwned)
            RedoRemove(tape, dictionary, key);
    }

    // Closures are made in methods of their own, or they would be made for rented tapes too.
    private static void RedoSet<TKey, TValue>(Tape tape, IDictionary<TKey, TValue> dictionary, TKey key, TValue value) =>
        tape.Redo(() => dictionary[key] = value);

    private static void RedoRemove<TKey, TValue>(Tape tape, IDictionary<TKey, TValue> dictionary, TKey key) => tape.Redo(() => dictionary.Remove(key));
}

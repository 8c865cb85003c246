using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Delegates that call several functions. Combining two and taking one out of another are known to the weaver.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DelegateImplementations
{
    /// <summary>Implements <see cref="Delegate.Combine(Delegate[])"/>.</summary>
    [Implementation(typeof(Delegate), nameof(Delegate.Combine))]
    public static Delegate? Combine(Delegate?[]? delegates)
    {
        Delegate? all = null;
        if (delegates is not null)
        {
            for (int i = 0; i < delegates.Length; i++)
                all = Delegate.Combine(all, delegates[i]);
        }

        return all;
    }

    /// <summary>Implements <see cref="Delegate.RemoveAll"/>.</summary>
    [Implementation(typeof(Delegate), nameof(Delegate.RemoveAll))]
    public static Delegate? RemoveAll(Delegate? source, Delegate? value)
    {
        Delegate? rest = source, before;
        do
        {
            before = rest;
            rest = Delegate.Remove(before, value);
        }
        while (!ReferenceEquals(before, rest));
        return rest;
    }

    /// <summary>Implements <see cref="Delegate.GetInvocationList"/>.</summary>
    [Implementation(typeof(Delegate), nameof(Delegate.GetInvocationList))]
    public static Delegate[] GetInvocationList(Delegate function)
    {
        var list = new Delegate[InvocationLists.Count(function)];
        for (int i = 0; i < list.Length; i++)
            list[i] = InvocationLists.Item(function, i);
        return list;
    }
}

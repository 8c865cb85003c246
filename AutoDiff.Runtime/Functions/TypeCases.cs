using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// The classes that the receiver of a virtual call is told apart by: which of many it is takes no longer than which of few. Generated code uses it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TypeCases
{
    private readonly List<(Type Type, bool IsExact)> _cases = [];

    // Weak: classes that are unloaded may derive from those that stay.
    private readonly ConditionalWeakTable<Type, StrongBox<int>> _found = [];

    /// <summary>Adds a case, to be tried after those before it.</summary>
    /// <param name="type">The class or struct.</param>
    /// <param name="isExact">Types below this one are not meant.</param>
    /// <returns>This object.</returns>
    public TypeCases Add(RuntimeTypeHandle type, bool isExact)
    {
        _cases.Add((Type.GetTypeFromHandle(type)!, isExact));
        return this;
    }

    /// <summary>The position of the first case that an object belongs to; -1 where there is none.</summary>
    /// <param name="receiver">The object, or null, which belongs to none.</param>
    [NoDerivative]
    public int IndexOf(object? receiver)
    {
        if (receiver is null)
            return -1;
        Type type = receiver.GetType();
        return _found.TryGetValue(type, out StrongBox<int>? known) ? known.Value : Find(type);
    }

    private int Find(Type type)
    {
        int index = _cases.FindIndex(c => c.Type == type || (!c.IsExact && c.Type.IsAssignableFrom(type)));
        _found.AddOrUpdate(type, new StrongBox<int>(index));
        return index;
    }
}

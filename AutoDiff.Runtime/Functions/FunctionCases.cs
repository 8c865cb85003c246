using System.ComponentModel;
using System.Reflection;

namespace AutoDiff;

/// <summary>The methods that a delegate is told apart by: which of many it calls takes no longer than which of few. Generated code uses it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FunctionCases
{
    private readonly Dictionary<RuntimeMethodHandle, int> _methods = [];
    private readonly Dictionary<(Type, MethodBase), int> _methodsOfStructs = [];
    private int _count;

    /// <summary>Adds a method.</summary>
    /// <param name="method">The method.</param>
    /// <returns>This object.</returns>
    public FunctionCases Add(RuntimeMethodHandle method)
    {
        _methods.TryAdd(method, _count++);
        return this;
    }

    /// <summary>Adds a method of a struct.</summary>
    /// <param name="method">The method.</param>
    /// <param name="type">The struct.</param>
    /// <returns>This object.</returns>
    public FunctionCases AddOfStruct(RuntimeMethodHandle method, RuntimeTypeHandle type)
    {
        _methodsOfStructs.TryAdd((Type.GetTypeFromHandle(type)!, MethodBase.GetMethodFromHandle(method, type)!), _count++);
        return this;
    }

    /// <summary>The position of the one method that calling a delegate calls; -1 where it is none of them, or there are several.</summary>
    /// <param name="function">The delegate, or null, which calls none.</param>
    [NoDerivative]
    public int IndexOf(object? function)
    {
        if (function is not Delegate called || !Dispatch.IsSingle(called))
            return -1;
        if (_methodsOfStructs.Count > 0 && called.Target is { } target && _methodsOfStructs.TryGetValue((target.GetType(), called.Method), out int ofStruct))
            return ofStruct;
        return _methods.TryGetValue(called.Method.MethodHandle, out int index) ? index : -1;
    }
}

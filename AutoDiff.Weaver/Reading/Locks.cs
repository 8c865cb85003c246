using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>Which methods take locks that belong to a thread, themselves or in what they call. Whatever a call may come to counts.</summary>
internal sealed class Locks(TypeContext types)
{
    private static readonly HashSet<string> OwnedByThread = ["Monitor", "Lock", "Mutex", "ReaderWriterLock", "ReaderWriterLockSlim"];

    private readonly Dictionary<string, Calls> known = [];

    public bool AreTakenIn(MethodReference method)
    {
        var seen = new HashSet<string> { method.FullName };
        var work = new Stack<MethodReference>();
        work.Push(method);
        while (work.Count > 0)
        {
            var calls = Of(work.Pop());
            if (calls.TakesLock)
                return true;
            foreach (var callee in calls.Callees.Where(c => seen.Add(c.FullName)))
                work.Push(callee);
        }
        return false;
    }

    private Calls Of(MethodReference method)
    {
        if (!known.TryGetValue(method.FullName, out var calls))
            known.Add(method.FullName, calls = Read(method));
        return calls;
    }

    private Calls Read(MethodReference method)
    {
        if (types.ResolveMethod(method) is not { } definition || StructShapes.IsFramework(definition.Module.Assembly))
            return new(false, []);
        if (definition.IsSynchronized)
            return new(true, []);
        if (!definition.HasBody || BodyLocator.IsUnreadable(definition))
            return new(false, [.. Overriding(method, definition)]);
        var callees = new List<MethodReference>(Overriding(method, definition));
        foreach (var called in definition.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>())
        {
            if (called.DeclaringType is { Namespace: "System.Threading" } type && OwnedByThread.Contains(type.Name))
                return new(true, []);
            callees.Add(called);
            if (Delegates.IsInvocation(types, called))
                callees.AddRange(types.Functions.WithQueries(called.DeclaringType));
        }
        return new(false, callees);
    }

    private IEnumerable<MethodReference> Overriding(MethodReference method, MethodDefinition definition) =>
        definition.IsVirtual && !definition.IsFinal && !definition.DeclaringType.IsSealed
            ? types.Hierarchy.Below(method.DeclaringType).Select(t => Implementations.Of(types, t, method)).OfType<MethodReference>()
            : [];

    private sealed record Calls(bool TakesLock, IReadOnlyList<MethodReference> Callees);
}

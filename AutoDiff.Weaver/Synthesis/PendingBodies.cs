using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Generated methods that are called already but not written yet. Bodies are written once all calls are in place, and those that a function
/// reaches before that function is differentiated: an operator inside a differentiated function is a call of a finished derivative by then.
/// </summary>
internal sealed class PendingBodies(TypeContext types)
{
    private readonly Dictionary<MethodDefinition, Action> pending = [];
    private readonly Queue<MethodDefinition> order = new();
    private readonly Dictionary<MethodDefinition, Func<MethodDefinition?>> whereReached = [];
    private readonly HashSet<MethodDefinition> finished = [];

    public void Add(MethodDefinition method, Action write)
    {
        pending.Add(method, write);
        order.Enqueue(method);
    }

    /// <summary>Asks for what takes the place of a method, if something does, where a function that is differentiated calls it.</summary>
    public void AddWhereReached(MethodDefinition method, Func<MethodDefinition?> write) => whereReached[method] = write;

    public void WriteAll()
    {
        while (order.Count > 0)
            Write(order.Dequeue());
    }

    /// <summary>Writes what the method calls, directly or through others of the module.</summary>
    public void WriteReachedFrom(MethodReference method)
    {
        var work = new Stack<MethodDefinition>();
        Push(method);
        while (work.Count > 0)
        {
            var current = work.Pop();
            Write(current);
            if (whereReached.TryGetValue(current, out var other))
            {
                whereReached.Remove(current);
                if (other() is { } substitute)
                    Push(substitute);
            }
            if (!current.HasBody)
                continue;
            foreach (var instruction in current.Body.Instructions.ToList())
            {
                if (instruction.Operand is MethodReference callee)
                    Push(callee);
            }
        }

        void Push(MethodReference callee)
        {
            if (types.ResolveMethod(callee) is { } definition && definition.Module == types.Module && finished.Add(definition))
                work.Push(definition);
        }
    }

    private void Write(MethodDefinition method)
    {
        if (!pending.TryGetValue(method, out var write))
            return;
        pending.Remove(method);
        write();
    }
}

using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.IR;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

/// <summary>One assignment of an edge: all of them read before any of them writes.</summary>
internal sealed record Copy(VariableDefinition Target, Value Source, IReadOnlyList<VariableDefinition> Reads, Effects Effects);

/// <summary>
/// Puts simultaneous assignments in sequence (Boissinot, Darte, Rastello, Dupont de Dinechin, Guillon 2009): one whose target nobody else
/// reads any more can be made; when there is none, the evaluation stack keeps one value of the cycle until the end.
/// </summary>
internal static class ParallelCopy
{
    /// <summary>Calls <paramref name="evaluate"/>, then <paramref name="assign"/>, or both later, for each copy, stack discipline kept.</summary>
    public static void Sequence(IReadOnlyList<Copy> copies, Action<Copy> evaluate, Action<VariableDefinition> assign, Action<Copy> perform)
    {
        var readers = new Dictionary<VariableDefinition, int>();
        foreach (var read in copies.SelectMany(c => c.Reads))
            readers[read] = readers.TryGetValue(read, out var count) ? count + 1 : 1;
        var remaining = new LinkedList<Copy>(copies);
        var kept = new Stack<VariableDefinition>();
        bool IsFree(Copy copy) => !readers.TryGetValue(copy.Target, out var count) || count == copy.Reads.Count(r => r == copy.Target);
        void Release(Copy copy)
        {
            foreach (var read in copy.Reads)
                readers[read]--;
        }
        void Keep(Copy copy)
        {
            evaluate(copy);
            Release(copy);
            kept.Push(copy.Target);
        }

        // Sources with effects keep their order, and come before all assignments: a handler may look at the old values when one throws.
        var effectful = copies.Where(c => c.Effects != Effects.None).ToList();
        foreach (var copy in effectful)
        {
            remaining.Remove(copy);
            if (effectful.Count > 1 || !IsFree(copy))
            {
                Keep(copy);
            }
            else
            {
                perform(copy);
                Release(copy);
            }
        }
        var waiting = new Dictionary<VariableDefinition, Copy>();
        foreach (var copy in remaining)
            waiting.Add(copy.Target, copy);
        var ready = new Queue<Copy>(remaining.Where(IsFree));
        while (waiting.Count > 0)
        {
            if (ready.Count == 0)
            {
                while (!waiting.ContainsKey(remaining.First!.Value.Target))
                    remaining.RemoveFirst();
                var stuck = remaining.First.Value;
                waiting.Remove(stuck.Target);
                Keep(stuck);
                foreach (var read in stuck.Reads)
                    Enqueue(read);
                continue;
            }
            var copy = ready.Dequeue();
            if (!waiting.Remove(copy.Target))
                continue;
            perform(copy);
            Release(copy);
            foreach (var read in copy.Reads)
                Enqueue(read);
        }
        while (kept.Count > 0)
            assign(kept.Pop());

        void Enqueue(VariableDefinition target)
        {
            if (waiting.TryGetValue(target, out var copy) && IsFree(copy))
                ready.Enqueue(copy);
        }
    }
}

using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Trace;

/// <summary>
/// Which loads read the same when repeated in the reverse sweep: those of memory that nothing writes to after them, neither the method nor, between
/// its sweeps, anybody else.
/// </summary>
internal sealed class Stability
{
    private readonly MethodIR method;
    private readonly AliasAnalysis aliases;
    private readonly HashSet<AliasCell> changedByOthers = [];
    private readonly Dictionary<AliasCell, List<Instruction>> writers = [];
    private readonly HashSet<AliasCell> writtenByCallees = [];
    private readonly Dictionary<Block, HashSet<Block>> reachable = [];
    private readonly Dictionary<Load, bool> known = [];
    private readonly Dictionary<(MemoryFacts Origin, string Kind), HashSet<AliasCell>> alike = [];

    /// <param name="method">The method.</param>
    /// <param name="aliases">Where its references lead.</param>
    /// <param name="request">Says which parameters' memory nobody else writes to; null for the fused form, between whose sweeps nobody else runs.</param>
    /// <param name="primitiveOf">The operation on a container that a call is, if it is one.</param>
    public Stability(MethodIR method, AliasAnalysis aliases, DerivativeRequest? request, Func<Call, Primitive?> primitiveOf)
    {
        this.method = method;
        this.aliases = aliases;
        if (request is not null)
        {
            for (var i = 0; i < request.Roles.Count; i++)
            {
                if (!request.IsStable(i) && aliases.CellOf(method.Parameters[i]) is { } cell)
                    changedByOthers.UnionWith(cell.Reachable());
            }
            foreach (var field in aliases.Statics.Values)
                changedByOthers.UnionWith(field.Reachable());
            foreach (var value in method.Instructions.OfType<Return>().Select(r => r.Result).OfType<Value>())
            {
                if (aliases.CellOf(value) is { } cell)
                    changedByOthers.UnionWith(cell.Reachable());
            }
        }
        foreach (var cell in aliases.All)
        {
            foreach (var key in KeysOf(cell))
            {
                if (!alike.TryGetValue(key, out var list))
                    alike.Add(key, list = []);
                list.Add(cell.Root);
            }
        }
        foreach (var instruction in method.Instructions)
        {
            switch (instruction)
            {
                case Store store:
                    AddWriter(aliases.Location(store.Address), store);
                    break;
                case Call call when aliases.InstanceOf(call) is { } instance:
                    foreach (var written in instance.Where(p => (p.Key.Facts & MemoryFacts.Stored) != 0)
                        .SelectMany(p => p.Key.IsInOtherHands ? p.Value.Reachable() : [p.Value.Root]))
                    {
                        AddWriter(written, call);
                        writtenByCallees.Add(written.Root);
                    }
                    break;
                case Call call when primitiveOf(call) is { } primitive:
                    if (aliases.ElementsOf(call, primitive) is { } elements)
                    {
                        foreach (var each in elements.Reachable())
                            AddWriter(each, call);
                    }
                    break;
                case Call or NewObject:
                    foreach (var operand in instruction.Operands)
                    {
                        if (aliases.CellOf(operand) is not { } cell || !cell.IsInOtherHands)
                            continue;
                        foreach (var each in cell.Reachable())
                            AddWriter(each, instruction);
                    }
                    break;
            }
        }
    }

    /// <param name="load">A load of the forward sweep.</param>
    public bool IsStable(Load load)
    {
        if (load.Volatile)
            return false;
        if (!known.TryGetValue(load, out var stable))
            known.Add(load, stable = Decide(load));
        return stable;
    }

    /// <summary>Whether what an argument of a call leads to stays as it is from the call on, apart from what the call itself does.</summary>
    public bool IsStable(Call call, Value argument) =>
        aliases.CellOf(argument) is not { } cell || cell.Reachable().All(c => !changedByOthers.Contains(c) && !IsWrittenAfter(c, call));

    /// <summary>Whether a method that is called may write there.</summary>
    public bool IsWrittenByCallee(AliasCell cell) => writtenByCallees.Contains(cell.Root);

    private bool Decide(Load load)
    {
        if (load.Address is StaticAddress { Field: var field }
            && method.Types.Resolve(field.DeclaringType)?.Fields.FirstOrDefault(f => f.Name == field.Name) is { IsInitOnly: true })
            return true;
        if (IsInLocal(load.Address))
            return false;
        if (load.Address is Parameter { Type.IsByReference: true } or FieldAddress { Target: Parameter { Type.IsByReference: true } }
            && changedByOthers.Contains(aliases.Location(load.Address)))
            return false;
        return Parts(aliases.Location(load.Address), load.Type, 4).All(c => !changedByOthers.Contains(c) && !IsWrittenAfter(c, load));
    }

    private static bool IsInLocal(Value address) => address switch
    {
        Slot => true,
        FieldAddress field => IsInLocal(field.Target),
        Call call when call.Operands.Any() && ElementReferences.Is(call.Method) => IsInLocal(call.Operand(0)),
        _ => false,
    };

    private IEnumerable<AliasCell> Parts(AliasCell location, TypeReference type, int depth)
    {
        yield return location.Root;
        if (depth == 0 || !method.Types.IsStruct(type))
            yield break;
        foreach (var field in method.Types.Shapes.Of(type).Fields)
        {
            foreach (var part in Parts(location.Part(MemoryPart.Of(field)), method.Types.FieldType(field), depth - 1))
                yield return part;
        }
    }

    private bool IsWrittenAfter(AliasCell cell, Instruction after)
    {
        foreach (var same in KeysOf(cell).Where(alike.ContainsKey).SelectMany(k => alike[k]).Append(cell.Root).Distinct())
        {
            if (IsItselfWrittenAfter(same, after))
                return true;
        }
        return false;
    }

    /// <summary>What came in from outside in two ways may be the same if it is of the same kind.</summary>
    private static IEnumerable<(MemoryFacts, string)> KeysOf(AliasCell cell)
    {
        foreach (var origin in new[] { MemoryFacts.Given, MemoryFacts.Foreign })
        {
            if ((cell.Facts & origin) == 0)
                continue;
            foreach (var kind in cell.Kinds)
                yield return (origin, kind);
        }
    }

    private bool IsItselfWrittenAfter(AliasCell cell, Instruction after)
    {
        if (!writers.TryGetValue(cell, out var list))
            return (cell.Facts & MemoryFacts.Stored) != 0;
        var from = after.Block!;
        var blocks = ReachableFrom(from);
        foreach (var writer in list)
        {
            if (writer.Block is not { } at || blocks.Contains(at))
                return true;
            if (at == from && IsBefore(after, writer))
                return true;
        }
        return false;
    }

    private static bool IsBefore(Instruction first, Instruction second)
    {
        for (var current = first.Next; current is not null; current = current.Next)
        {
            if (current == second)
                return true;
        }
        return false;
    }

    /// <summary>The blocks that may run after a block, itself only if it is in a loop.</summary>
    private HashSet<Block> ReachableFrom(Block block)
    {
        if (reachable.TryGetValue(block, out var known))
            return known;
        var seen = new HashSet<Block>();
        var work = new Stack<Block>([block]);
        while (work.Count > 0)
        {
            var current = work.Pop();
            // An exception may take the way to a handler from anywhere.
            foreach (var next in current.Successors.Concat(method.Regions.Where(r => r.Try.Blocks.Contains(current)).Select(r => r.Handler.Entry)))
            {
                if (seen.Add(next))
                    work.Push(next);
            }
        }
        return reachable[block] = seen;
    }

    private void AddWriter(AliasCell cell, Instruction writer)
    {
        if (!writers.TryGetValue(cell.Root, out var list))
            writers.Add(cell.Root, list = []);
        list.Add(writer);
    }
}

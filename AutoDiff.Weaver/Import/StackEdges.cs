using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// Carries evaluation stacks across block boundaries. Where several edges meet, each slot becomes a variable; its type is settled when
/// the block is begun, from the edges known by then. An edge that comes later and does not fit asks for another attempt with a wider slot.
/// </summary>
internal sealed class StackEdges(SsaBuilder ssa, TypeMerge merge, Coercion coercion, Dictionary<(int Block, int Depth), TypeReference> widened)
{
    private readonly Dictionary<ILBlock, Variable[]> slots = [];
    private readonly Dictionary<ILBlock, List<(Block From, Value[] Stack)>> pending = [];

    /// <summary>A slot was found too narrow after it had been used; <c>widened</c> knows better now.</summary>
    public bool NeedsAnotherAttempt { get; private set; }

    /// <summary>Notes the stack with which control goes from a finished block to another.</summary>
    public void Connect(Block from, ILBlock to, Value[] stack)
    {
        if (slots.TryGetValue(to, out var variables))
        {
            CheckDepth(variables.Length, stack.Length, to);
            for (var i = 0; i < stack.Length; i++)
                Widen(to, i, variables[i].Type, stack[i]);
            Pass(from, variables, stack);
            return;
        }
        if (!pending.TryGetValue(to, out var list))
            pending.Add(to, list = []);
        list.Add((from, stack));
    }

    /// <summary>The stack at the start of a block; its predecessors in reverse postorder have been connected.</summary>
    public IReadOnlyList<Value> Enter(ILBlock block, Block target)
    {
        if (!pending.TryGetValue(block, out var list) || list[0].Stack.Length == 0)
        {
            slots[block] = [];
            if (list is not null)
                list.ForEach(p => CheckDepth(0, p.Stack.Length, block));
            return [];
        }
        pending.Remove(block);
        var depth = list[0].Stack.Length;
        if (block.PredecessorCount == 1)
        {
            // Not a meeting point: whatever the predecessor left is there.
            return list[0].Stack;
        }
        var variables = slots[block] = new Variable[depth];
        for (var i = 0; i < depth; i++)
        {
            var slot = i;
            list.ForEach(p => CheckDepth(depth, p.Stack.Length, block));
            var floor = widened.TryGetValue((block.First, i), out var wide) ? wide : null;
            var type = merge.Merge([.. list.Select(p => ssa.Current(p.Stack[slot]))], floor)
                ?? throw new MalformedBodyException("values of different kinds meet on the evaluation stack", block.First);
            variables[i] = new Variable(type);
        }
        foreach (var (from, stack) in list)
            Pass(from, variables, stack);
        return [.. variables.Select(v => ssa.Read(v, target))];
    }

    private void Pass(Block from, Variable[] variables, Value[] stack)
    {
        var builder = new Builder(from.Method) { Location = from.Terminator!.Location }.Before(from.Terminator);
        for (var i = 0; i < variables.Length; i++)
        {
            var value = coercion.ToKind(builder, ssa.Current(stack[i]), variables[i].Type);
            ssa.Write(variables[i], from, value is Constant { Content: int content } ? from.Method.Constant(variables[i].Type, content) : value);
        }
    }

    private void Widen(ILBlock block, int depth, TypeReference type, Value value)
    {
        if (merge.Accepts(type, value))
            return;
        var wide = merge.Merge([value], type) ?? throw new MalformedBodyException("values of different kinds meet on the evaluation stack", block.First);
        if (wide.FullName == type.FullName)
            return;
        widened[(block.First, depth)] = wide;
        NeedsAnotherAttempt = true;
    }

    private static void CheckDepth(int expected, int actual, ILBlock block)
    {
        if (expected != actual)
            throw new MalformedBodyException("evaluation stacks of different depths meet", block.First) { IsDamage = true };
    }
}

using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// How the reachable code uses arguments and locals. Both are numbered together: arguments first (<c>this</c> is 0), locals after them.
/// </summary>
internal sealed class VariableUsage
{
    private readonly ControlFlow flow;
    private readonly Dictionary<ILBlock, Dictionary<int, bool>> startsWithRead = [];
    private readonly HashSet<int> addressed = [];
    private readonly Dictionary<int, HashSet<ILBlock>> writers = [];
    private readonly Dictionary<int, HashSet<ILBlock>> users = [];

    public VariableUsage(ControlFlow flow)
    {
        this.flow = flow;
        ArgumentCount = flow.Body.Method.Parameters.Count + (flow.Body.Method.HasThis ? 1 : 0);
        foreach (var block in flow.Layout)
            Scan(block);
    }

    public int ArgumentCount { get; }

    public bool IsAddressed(int variable) => addressed.Contains(variable);

    public bool IsWritten(int variable) => writers.ContainsKey(variable);

    public bool IsWrittenIn(int variable, ILRange range) => writers.TryGetValue(variable, out var blocks) && blocks.Any(b => range.Contains(b.First));

    public bool IsUsedOutside(int variable, ILRange range) => users.TryGetValue(variable, out var blocks) && blocks.Any(b => !range.Contains(b.First));

    /// <summary>The variables that are read or written anywhere.</summary>
    public IEnumerable<int> Used => users.Keys;

    /// <summary>Whether the value that a variable has on entry to a block may be read. An exception may leave a block before its first write.</summary>
    public bool IsLiveAt(ILBlock entry, int variable)
    {
        var seen = new HashSet<ILBlock> { entry };
        var work = new Stack<ILBlock>();
        work.Push(entry);
        while (work.Count > 0)
        {
            var block = work.Pop();
            var touched = startsWithRead[block].TryGetValue(variable, out var isRead);
            if (isRead)
                return true;
            foreach (var next in touched ? block.HandlerEntries : block.HandlerEntries.Concat(block.Successors).Concat(AfterFilter(block)))
            {
                if (seen.Add(next))
                    work.Push(next);
            }
        }
        return false;
    }

    /// <summary>The argument or local that an instruction names, or null.</summary>
    public static int? VariableOf(MethodBody body, Instruction instruction)
    {
        var locals = body.Method.Parameters.Count + (body.Method.HasThis ? 1 : 0);
        return instruction.OpCode.Code switch
        {
            Code.Ldarg_0 => 0,
            Code.Ldarg_1 => 1,
            Code.Ldarg_2 => 2,
            Code.Ldarg_3 => 3,
            Code.Ldloc_0 or Code.Stloc_0 => locals,
            Code.Ldloc_1 or Code.Stloc_1 => locals + 1,
            Code.Ldloc_2 or Code.Stloc_2 => locals + 2,
            Code.Ldloc_3 or Code.Stloc_3 => locals + 3,
            _ => instruction.Operand switch
            {
                Mono.Cecil.ParameterDefinition p => p.Index < 0 ? 0 : p.Index + (body.Method.HasThis ? 1 : 0),
                VariableDefinition v => locals + v.Index,
                _ => null,
            },
        };
    }

    public static bool IsWrite(Code code) =>
        code is Code.Stloc or Code.Stloc_S or Code.Stloc_0 or Code.Stloc_1 or Code.Stloc_2 or Code.Stloc_3 or Code.Starg or Code.Starg_S;

    public static bool IsAddress(Code code) => code is Code.Ldloca or Code.Ldloca_S or Code.Ldarga or Code.Ldarga_S;

    private void Scan(ILBlock block)
    {
        var first = new Dictionary<int, bool>();
        startsWithRead.Add(block, first);
        for (var i = block.First; i < block.End; i++)
        {
            var instruction = flow.Body.Instructions[i];
            if (VariableOf(flow.Body, instruction) is not { } variable)
                continue;
            var write = IsWrite(instruction.OpCode.Code);
            if (!first.ContainsKey(variable))
                first.Add(variable, !write);
            Note(users, variable, block);
            if (write)
                Note(writers, variable, block);
            if (IsAddress(instruction.OpCode.Code))
                addressed.Add(variable);
        }
    }

    // A filter that accepts goes on to its handler.
    private IEnumerable<ILBlock> AfterFilter(ILBlock block) =>
        flow.Handlers.Where(h => h.Filter is { } filter && filter.Contains(block.First)).Select(h => flow.BlockAt(h.Handler.Start));

    private static void Note(Dictionary<int, HashSet<ILBlock>> map, int variable, ILBlock block)
    {
        if (!map.TryGetValue(variable, out var blocks))
            map.Add(variable, blocks = []);
        blocks.Add(block);
    }
}

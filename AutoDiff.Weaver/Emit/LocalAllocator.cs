using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Gives values their locals. Values that would be copied into each other share one when their live ranges are disjoint; a copy that is
/// not made this way stays a copy, so sharing is never needed for correctness.
/// </summary>
internal sealed class LocalAllocator
{
    // The JIT optimises at most 1024 locals of a method. Below that, a local of its own serves it and the reader better.
    private const int MostSeparateLocals = 400;

    private readonly ExpressionForest forest;
    private readonly Liveness liveness;
    private readonly TypeContext types;
    private readonly Dictionary<TrackedValue, Group> groups = [];
    private readonly Dictionary<Slot, VariableDefinition> slots = [];
    private readonly Dictionary<string, VariableDefinition> scratch = [];
    private readonly List<VariableDefinition> variables = [];
    private readonly Dictionary<VariableDefinition, string> names = [];

    private LocalAllocator(MethodIR method, ExpressionForest forest, Liveness liveness)
    {
        this.forest = forest;
        this.liveness = liveness;
        types = method.Types;
        foreach (var value in liveness.Values)
            groups.Add(value, new Group(TypeOfLocal(value.Type), liveness[value]) { Name = value.Name });
        Coalesce(method);
        foreach (var slot in method.Instructions.OfType<Slot>().Where(s => s.HasUses && !forest.IsAbsorbed(s)))
        {
            var type = types.Import(TypeContext.WithoutModifiers(slot.SlotType));
            slots.Add(slot, Declare(slot.Pinned ? new PinnedType(type) : type, slot.Name));
        }
        AssignVariables();
    }

    /// <summary>In the order of declaration.</summary>
    public IReadOnlyList<VariableDefinition> Variables => variables;

    public IReadOnlyDictionary<VariableDefinition, string> Names => names;

    public bool HasSlots => slots.Count > 0;

    public static LocalAllocator Of(MethodIR method, ExpressionForest forest, Liveness liveness) => new(method, forest, liveness);

    public VariableDefinition this[TrackedValue value] => value is Slot slot ? slots[slot] : Find(groups[value]).Variable!;

    /// <summary>A local whose content matters within one statement only.</summary>
    public VariableDefinition Scratch(TypeReference type)
    {
        if (!scratch.TryGetValue(type.FullName, out var variable))
            scratch.Add(type.FullName, variable = Declare(types.Import(type), null));
        return variable;
    }

    /// <summary>
    /// Integers of the stack's sizes share locals. A local of a small integer type would narrow what is stored in it, and a value is what
    /// was computed, not what fits its type.
    /// </summary>
    private TypeReference TypeOfLocal(TypeReference type) => types.KindOf(type) switch
    {
        StackKind.Int32 => types.Int32,
        StackKind.Int64 => types.Int64,
        _ => types.Import(TypeContext.WithoutModifiers(type)),
    };

    private void Coalesce(MethodIR method)
    {
        var later = new List<(TrackedValue, Value)>();
        foreach (var block in method.Blocks)
        {
            foreach (var edge in block.Terminator!.Edges)
            {
                var isBackEdge = liveness.IndexOf(edge.Target) <= liveness.IndexOf(block);
                foreach (var (parameter, argument) in forest.Assignments(edge))
                {
                    if (isBackEdge)
                        Join(parameter, argument);
                    else
                        later.Add((parameter, argument));
                }
            }
        }
        foreach (var root in method.Blocks.SelectMany(forest.Roots))
        {
            if (root is Insert insert)
            {
                Join(insert, insert.Aggregate);
            }
            else if (root is Select select)
            {
                later.Add((select, select.Operand(1)));
                later.Add((select, select.Operand(2)));
            }
        }
        foreach (var (target, source) in later)
            Join(target, source);
    }

    private void Join(TrackedValue target, Value source)
    {
        if (source is not TrackedValue tracked || !groups.TryGetValue(tracked, out var from) || !groups.TryGetValue(target, out var to))
            return;
        (from, to) = (Find(from), Find(to));
        if (from == to || from.Type.FullName != to.Type.FullName || from.Range.Overlaps(to.Range))
            return;
        to.Range.Add(from.Range);
        to.Name = to.Name is null ? from.Name : from.Name is null || from.Name == to.Name ? to.Name : null;
        from.Parent = to;
    }

    private static Group Find(Group group)
    {
        while (group.Parent is { } parent)
        {
            group.Parent = parent.Parent ?? parent;
            group = parent;
        }
        return group;
    }

    private void AssignVariables()
    {
        var all = groups.Values.Select(Find).Distinct().ToList();
        if (all.Count + slots.Count <= MostSeparateLocals)
        {
            foreach (var group in all)
                group.Variable = Declare(group.Type, group.Name);
            return;
        }
        // Linear scan over the outer bounds of the live ranges (Poletto and Sarkar 1999), without a limit on the number of locals.
        var free = new Dictionary<string, SortedSet<(int End, int Index)>>();
        foreach (var group in all.OrderBy(g => g.Range.Start))
        {
            if (!free.TryGetValue(group.Type.FullName, out var candidates))
                free.Add(group.Type.FullName, candidates = []);
            var index = variables.Count;
            if (candidates.Count > 0 && candidates.Min is var first && first.End <= group.Range.Start)
            {
                candidates.Remove(first);
                index = first.Index;
            }
            group.Variable = index < variables.Count ? variables[index] : Declare(group.Type, null);
            candidates.Add((group.Range.End, index));
        }
    }

    private VariableDefinition Declare(TypeReference type, string? name)
    {
        var variable = new VariableDefinition(type);
        variables.Add(variable);
        if (name is not null)
            names.Add(variable, name);
        return variable;
    }

    private sealed class Group(TypeReference type, LiveRange range)
    {
        public TypeReference Type { get; } = type;

        public LiveRange Range { get; } = range;

        public string? Name { get; set; }

        public Group? Parent { get; set; }

        public VariableDefinition? Variable { get; set; }
    }
}

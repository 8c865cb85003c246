using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>
/// Which values are varied (depend on a differentiation parameter), useful (a requested result depends on them) and active (both, and of a
/// type with a tangent); the same for the alias classes of memory. References are not active themselves: what they lead to is.
/// </summary>
internal sealed class Activity
{
    private readonly TangentTypes tangents;
    private readonly HashSet<Value> varied = [];
    private readonly HashSet<Value> useful = [];
    private readonly Dictionary<AliasCell, bool> reachesActive = [];

    /// <param name="method">The method.</param>
    /// <param name="roles">What is asked of each parameter.</param>
    /// <param name="tangents">Tangent types.</param>
    /// <param name="classifier">How calls are treated.</param>
    /// <param name="aliases">Where references lead.</param>
    /// <param name="outlives">Whether the content of shadowed parameters matters after the method has returned.</param>
    /// <param name="shadowsResult">Whether what is returned comes with a shadow: the caller may put into it what is varied there.</param>
    public Activity(
        MethodIR method, IReadOnlyList<ParameterRole> roles, TangentTypes tangents, ICallTreatments classifier, AliasAnalysis aliases, bool outlives,
        bool shadowsResult = false)
    {
        this.tangents = tangents;
        Aliases = aliases;
        for (var i = 0; i < roles.Count; i++)
        {
            var parameter = method.Parameters[i];
            if ((roles[i] & ParameterRole.Differentiated) != 0)
                varied.Add(parameter);
            if (aliases.CellOf(parameter) is not { } cell)
                continue;
            if ((roles[i] & ParameterRole.Shadowed) == 0)
                cell.AddDeep(MemoryFacts.Foreign);
            else
                cell.AddDeep(MemoryFacts.Given | (outlives ? MemoryFacts.Active : MemoryFacts.Varied));
        }
        foreach (var result in method.Instructions.OfType<Return>().Where(_ => shadowsResult).Select(r => r.Result).OfType<Value>())
            aliases.CellOf(result)?.AddDeep(MemoryFacts.Active);
        new VariedFlow(method, tangents, classifier, aliases, varied).Run();
        new UsefulFlow(method, tangents, classifier, aliases, useful).Run();
    }

    public AliasAnalysis Aliases { get; }

    public bool IsVaried(Value value) => varied.Contains(value);

    public bool IsUseful(Value value) => useful.Contains(value);

    public bool IsActive(Value value) => varied.Contains(value) && useful.Contains(value) && tangents.HasTangent(value.Type);

    /// <summary>The scalars of this type at a location that are active.</summary>
    public IEnumerable<TangentLeaf> ActiveLeaves(Value address, TypeReference type)
    {
        var location = Aliases.Location(address);
        return tangents.LeavesOf(type).Where(l => AliasAnalysis.PartAt(location, l.Path).Has(MemoryFacts.Active));
    }

    /// <summary>A reference, address or struct with references that leads to active memory: it needs a shadow.</summary>
    public bool LeadsToActive(Value value) => tangents.MayLeadToNumbers(value.Type) && Aliases.CellOf(value) is { } cell && LeadsToActive(cell, value.Type);

    /// <summary>What is stored in memory of a class is active, or a callee takes it for active, or it leads to such memory.</summary>
    public bool HoldsActive(AliasCell cell) => ReachesActive(cell);

    /// <summary>The same for what is stored at a location.</summary>
    public bool ContentLeadsToActive(Value address, TypeReference type) =>
        tangents.HasReferences(type) && tangents.MayLeadToNumbers(type)
            && (tangents.Types.IsStruct(type) ? PartsLeadToActive(Aliases.Location(address), type) : ReachesActive(Aliases.Location(address).Target));

    /// <summary>Declares that a value takes the place of another one: what was known of that one holds for it.</summary>
    public void Replace(Value original, Value replacement)
    {
        foreach (var set in new[] { varied, useful })
        {
            if (set.Contains(original))
                set.Add(replacement);
        }
    }

    private bool LeadsToActive(AliasCell cell, TypeReference type) =>
        tangents.Types.IsStruct(type) ? PartsLeadToActive(cell, type) : ReachesActive(cell);

    /// <summary>The references in a struct lead to active memory; its own numbers do not count.</summary>
    private bool PartsLeadToActive(AliasCell storage, TypeReference type)
    {
        if (storage.IsCollapsed || tangents.Types.Shapes.Of(type).IsOpaque)
            return ReachesActive(storage);
        foreach (var field in tangents.Types.Shapes.Of(type).Fields)
        {
            var fieldType = tangents.Types.FieldType(field);
            if (!tangents.HasReferences(fieldType))
                continue;
            var part = storage.Part(MemoryPart.Of(field));
            if (tangents.Types.IsStruct(fieldType) ? PartsLeadToActive(part, fieldType) : ReachesActive(part.Target))
                return true;
        }
        return false;
    }

    private bool ReachesActive(AliasCell cell)
    {
        cell = cell.Root;
        if (!reachesActive.TryGetValue(cell, out var known))
            reachesActive.Add(cell, known = cell.Reachable().Any(c =>
                c.Has(MemoryFacts.Active) || c.Has(MemoryFacts.Handed | MemoryFacts.Useful)));
        return known;
    }

    /// <summary>Leads from one object to another, or makes one, and does nothing to numbers.</summary>
    public static bool IsStructural(Call call) =>
        ElementReferences.Is(call.Method) || Allocations.Is(call) || Views.Is(call.Method)
            || Delegates.IsTarget(call.Method) || Delegates.IsOfInvocationLists(call.Method);
}

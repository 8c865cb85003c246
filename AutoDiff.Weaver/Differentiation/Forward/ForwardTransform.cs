using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>
/// Forward mode, IR to IR. The method given is changed into one that computes tangents beside values: the tangent of an instruction stands right behind it,
/// references travel with the shadows of reverse mode, in which tangents stand, and control flow and handlers stay what they are.
/// </summary>
internal sealed class ForwardTransform
{
    // A few tests cost less than a second method.
    private const int FewTests = 2;
    private readonly MethodIR method;
    private readonly DerivativeRequest request;
    private readonly ForwardServices services;
    private readonly ActiveMethod active;
    private readonly Shadows shadows;
    private readonly TangentValues values;
    private readonly Duals duals;
    private readonly ForwardCalls calls;
    private readonly OperationTangents operations;
    private readonly MemoryTangents memory;
    private readonly ZeroTangents zeros;
    private readonly Dictionary<Instruction, Instruction?> next = [];
    private readonly HashSet<Instruction> visited = [];

    /// <param name="method">A copy of the method to differentiate, optimised, typed as what it becomes; the transform owns it.</param>
    /// <param name="resultType">The type of the original's result.</param>
    /// <param name="request">What is asked of the parameters and the result.</param>
    /// <param name="isOutermost">Nobody looks at the arguments' shadows when the method has returned.</param>
    /// <param name="services">What the transform needs from its surroundings.</param>
    public ForwardTransform(MethodIR method, TypeReference resultType, DerivativeRequest request, bool isOutermost, ForwardServices services)
    {
        this.method = method;
        this.request = request;
        this.services = services;
        var exit = Preparation.Run(method, resultType);
        var accompanying = request.Roles.Select((r, i) => (Role: r, Parameter: method.Parameters[i])).Where(p => p.Role != ParameterRole.None)
            .ToDictionary(p => p.Parameter, p => method.AddParameter(services.Tangents.CarrierOf(p.Parameter.Type), "d" + p.Parameter.ParameterName));
        Tape = method.AddParameter(services.Runtime.Tape, "tape");
        active = new ActiveMethod(method, request, services.Tangents, services.Classifier, services.Summaries, outlives: !isOutermost);
        var activity = active.Activity;
        var shadowed = request.Shadowed.Select(i => method.Parameters[i]).ToDictionary(p => p, p => accompanying[p]);
        shadows = new Shadows(method, activity, services.Tangents, services.Runtime, shadowed, Tape, inPlace: true);
        var sites = new CallSites(method, activity);
        var activeCalls = new ActiveCalls(method, services.Runtime, activity, services.Classifier, services.Tangents, shadows, sites);
        active.Check(activeCalls, services.Tangents, services.Hidden);
        if (services.IsAccounted)
            Body = new BodyAccounts(method, request, active, activeCalls, services.Classifier).Of();
        Differences = active.Differences;
        var searches = new Searches(method, activity, active.Loops);
        var (beside, choice) = (searches.Find(), searches.FindChoice());
        Written = active.Written();
        values = new TangentValues(method, services.Tangents, activity) { Visit = Visit };
        duals = new Duals(method, services.Tangents, services.Tuples, shadows, values);
        var ordinary = new OrdinaryFactors(method, active.Loops, active.Aliases, isGivenKnown: isOutermost);
        IsRepeatable = isOutermost && exit is not null && request.Shadowed.Count == 0 && method.Regions.Count == 0
            && method.Instructions.All(i => i is Terminator || (i.Effects & Effects.Writes) == 0 || i.Block!.Terminator is Throw)
            && services.Tangents.LeavesOf(resultType).All(l => services.Tangents.Types.IsFloat(l.Scalar));
        zeros = new ZeroTangents(services.StrongZero ? ZeroTests.For(method, isSeeded: isOutermost, IsRepeatable ? null : ordinary) : null);
        var rules = new RuleTangents(method, services.Tangents, services.Tuples, values, zeros);
        calls = new ForwardCalls(method, Tape, activity, services, shadows, values, duals, sites, activeCalls, rules);
        operations = new OperationTangents(services.Tangents, values, zeros, active.IsLoopInvariant);
        memory = new MemoryTangents(services.Tangents, activity, shadows, new NotedShadows(services.Runtime, services.Tangents, Tape), values);
        DependsOnParameters = exit is null || exit.Terminator is Return { Result: null } || Depends(((Return)exit.Terminator!).Result!);
        Found = DependsOnParameters ? [.. beside.Select(c => new FoundByComparison(c.Location, IsAll: false))]
            : choice is null ? [] : [new FoundByComparison(choice.Location, IsAll: true)];
        calls.Replace();
        active.CheckStatics();
        Accompany(accompanying);
    }

    /// <summary>What was found out about the method; null where nobody wants to know.</summary>
    public BodyAccount? Body { get; }

    /// <summary>Holds the shadows of constants; unused where there are none.</summary>
    public Parameter Tape { get; }

    /// <summary>Whether the method may write to what each parameter refers to.</summary>
    public IReadOnlyList<bool> Written { get; }

    /// <summary>Whether the method may write to a static field, or to what one refers to.</summary>
    public bool WritesStatics => active.WritesStatics;

    /// <summary>Whether the result depends on the parameters at all.</summary>
    public bool DependsOnParameters { get; }

    /// <summary>What comparisons find on the way to the result.</summary>
    public IReadOnlyList<FoundByComparison> Found { get; }

    /// <summary>Where numbers are subtracted from those that they are steps of.</summary>
    public IReadOnlyList<SourceLocation?> Differences { get; }

    /// <summary>
    /// It writes nothing, so that it can as well run again, should the derivative come out as NaN without tests for zeros; where there are some.
    /// </summary>
    public bool CanTestLater => IsRepeatable && method.Instructions.Count(i => values.IsActive(i) && zeros.MayBeTested(i)) > FewTests;

    private bool IsRepeatable { get; }

    /// <summary>Turns the method into its differential form.</summary>
    /// <param name="resultRole">What is returned with the result.</param>
    /// <param name="withValue">The result is returned, too, before what accompanies it.</param>
    /// <param name="again">The same with tests for zeros, which are left out here; null to have them here.</param>
    public void Build(ParameterRole resultRole, bool withValue, Action<Builder, IReadOnlyList<Value>>? again)
    {
        if (again is not null)
            zeros.LeaveOut();
        foreach (var instruction in method.Instructions)
            next.Add(instruction, instruction.Next);
        values.DeclareBlockParameters();
        foreach (var block in InOrder())
        {
            foreach (var instruction in block.Instructions.Where(next.ContainsKey).ToList())
                Visit(instruction);
        }
        values.ConnectBlockParameters();
        foreach (var old in method.Instructions.OfType<Return>().ToList())
        {
            var (block, result) = (old.Block!, old.Result);
            // Made behind what it is the shadow of, which may be the last before the end of the block.
            if (result is not null && (resultRole & ParameterRole.Shadowed) != 0)
                shadows.Of(result);
            old.Remove();
            var builder = new Builder(method) { Location = old.Location }.AtEnd(block);
            if (result is not null)
                again?.Invoke(builder, values.Of(result));
            builder.Return(duals.Result(builder, method.ReturnType, result, resultRole, withValue));
        }
        shadows.RemoveUnused();
    }

    private bool Depends(Value result) => values.IsActive(result) || shadows.Has(result);

    /// <summary>The tangents that come with the parameters.</summary>
    private void Accompany(IReadOnlyDictionary<Parameter, Parameter> accompanying)
    {
        foreach (var position in request.Differentiated)
        {
            var parameter = method.Parameters[position];
            if (values.IsActive(parameter))
                values.Define(parameter, duals.Leaves(new Builder(method).AtStart(method.Entry), accompanying[parameter], parameter.Type));
        }
    }

    /// <summary>Definitions before uses, as far as there is a way from the entry.</summary>
    private IEnumerable<Block> InOrder()
    {
        List<Block> order = [.. Dominators.Of(method).ReversePostorder];
        order.AddRange(method.Blocks.Except(order).ToList());
        return order;
    }

    private void Visit(Instruction instruction)
    {
        if (!next.TryGetValue(instruction, out var following) || following is null || !visited.Add(instruction))
            return;
        var builder = new Builder(method) { Location = instruction.Location }.Before(following);
        if (calls.InTurn(instruction) is { } action)
        {
            action(builder);
            return;
        }
        switch (instruction)
        {
            case Store store:
                memory.Mirror(builder, store);
                break;
            case NewObject creation when shadows.Has(creation) && !IsAllocation(creation):
                throw UnsupportedOperation.Of(creation);
            case Load load when values.IsActive(load):
                values.Define(load, memory.OfLoad(builder, load));
                break;
            case var _ when values.IsActive(instruction) && !values.IsKnown(instruction):
                values.Define(instruction, operations.Of(builder, instruction));
                break;
        }
    }

    private bool IsAllocation(NewObject creation) =>
        creation.Type is ArrayType || KnownCalls.LeavesMemoryAlone(creation.Constructor) || Delegates.Is(services.Tangents.Types, creation.Type)
        || services.Tangents.IsInert(creation.Type);
}

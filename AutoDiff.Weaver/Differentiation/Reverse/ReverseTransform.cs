using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Reverse.Lowering;
using AutoDiff.Weaving.Differentiation.Reverse.Sweep;
using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>
/// Reverse mode, IR to IR. The method given is changed into the forward sweep (records are pushed, calls become augmented calls); the reverse
/// sweep is built behind it (fused) or as a method of its own (split).
/// </summary>
internal sealed class ReverseTransform
{
    // A few tests cost less than a second method, which keeps the arguments until the end and a frame on the stack.
    private const int FewTests = 4, ManyTests = 100;
    private readonly MethodIR forward;
    private readonly DerivativeRequest request;
    private readonly bool isFused;
    private readonly TypeReference resultType;
    private readonly Shadows shadows;
    private readonly NotedShadows noted;
    private readonly Dictionary<Parameter, Parameter> shadowParameters = [];
    private readonly Stability stability;
    private readonly Stability beforeLowering;
    private readonly bool isRepeatable;
    private ZeroTests? zeroTests;
    private HashSet<AliasCell>? given;
    private readonly ReverseServices services;
    private readonly CallActions callActions = new();
    private readonly HashSet<Instruction> adjointArithmetic = [];
    private readonly Parameter tape;
    private readonly Block? exit;
    private BulkRecords? bulk;
    private readonly Activity activity;
    private readonly NaturalLoops loops;
    private readonly AdjointActions actions;
    private readonly Dictionary<Instruction, AdjointAction> actionOf = [];

    /// <param name="forward">A copy of the method to differentiate, optimised; the transform owns it.</param>
    /// <param name="resultType">The type of the original's result; <paramref name="forward"/> may be typed as the gradient it becomes.</param>
    /// <param name="request">What is asked of the parameters and the result.</param>
    /// <param name="isFused">Both sweeps are to be one method.</param>
    /// <param name="services">What the transform needs from its surroundings.</param>
    public ReverseTransform(MethodIR forward, TypeReference resultType, DerivativeRequest request, bool isFused, ReverseServices services)
    {
        this.forward = forward;
        this.request = request;
        this.isFused = isFused;
        this.resultType = resultType;
        this.services = services;
        exit = Preparation.Run(forward, resultType);
        foreach (var i in request.Shadowed)
            shadowParameters.Add(forward.Parameters[i], forward.AddParameter(forward.Parameters[i].Type, "d" + forward.Parameters[i].ParameterName));
        tape = forward.AddParameter(services.Runtime.Tape, "tape");
        noted = new NotedShadows(services.Runtime, services.Tangents, tape);
        var active = new ActiveMethod(forward, request, services.Tangents, services.Classifier, services.Summaries, outlives: !isFused);
        loops = active.Loops;
        activity = active.Activity;
        var aliases = active.Aliases;
        shadows = new Shadows(forward, activity, services.Tangents, services.Runtime, shadowParameters, tape, isFused);
        var memory = new MemoryActions(services.Tangents, activity, shadows, services.Runtime, services.Clearing);
        actions = new AdjointActions(services.Tangents, IsActive, active.IsLoopInvariant, callActions, memory);
        beforeLowering = new Stability(forward, aliases, isFused ? null : request, PrimitiveOf);
        var sites = new CallSites(forward, activity);
        var activeCalls = new ActiveCalls(forward, services.Runtime, activity, services.Classifier, services.Tangents, shadows, sites);
        var calls = new CallLowering(
            forward, tape, services.Runtime, activity, services.Classifier, callActions, services.Tangents, services.Tuples, services.Split, services.RuleReads,
            shadows,
            sites, activeCalls,
            (call, argument) => beforeLowering.IsStable(call, argument) && KeepsLinks(argument));
        active.Check(activeCalls, services.Tangents, services.Hidden);
        if (services.IsAccounted)
            Body = new BodyAccounts(forward, request, active, activeCalls, services.Classifier).Of();
        Differences = active.Differences;
        var searches = new Searches(forward, activity, loops);
        var (beside, choice) = (searches.Find(), searches.FindChoice());
        Written = active.Written();
        calls.Run();
        active.CheckStatics();
        ReleaseTapeInHandlers();
        foreach (var instruction in forward.Instructions.ToList())
            FindAction(instruction, memory);
        if (exit?.Terminator is Return { Result: { } result } && request.ShadowsResult)
            ResultShadow = shadows.Of(result);
        stability = new Stability(forward, aliases, isFused ? null : request, PrimitiveOf);
        Found = DependsOnParameters ? [.. beside.Select(c => new FoundByComparison(c.Location, IsAll: false))]
            : choice is null ? [] : [new FoundByComparison(choice.Location, IsAll: true)];
        isRepeatable = isFused && exit is not null && request.Shadowed.Count == 0
            && forward.Instructions.All(i => i is Terminator || (i.Effects & Effects.Writes) == 0 || i.Block!.Terminator is Throw)
            && request.Differentiated.SelectMany(i => services.Tangents.LeavesOf(forward.Parameters[i].Type))
                .All(l => services.Tangents.Types.IsFloat(l.Scalar));
        if (services.StrongZero)
            zeroTests = ZeroTests.For(forward, isFused, isRepeatable ? null : new OrdinaryFactors(forward, loops, aliases, isGivenKnown: isFused));
    }

    /// <summary>What was found out about the method; null where nobody wants to know.</summary>
    public BodyAccount? Body { get; }

    /// <summary>What is kept of the forward sweep, once that is planned; null where nobody wants to know.</summary>
    public TraceAccount? Trace { get; private set; }

    /// <summary>What comparisons find on the way to the result.</summary>
    public IReadOnlyList<FoundByComparison> Found { get; }

    /// <summary>Where numbers are subtracted from those that they are steps of.</summary>
    public IReadOnlyList<SourceLocation?> Differences { get; }

    /// <summary>Whether the method may write to what each parameter refers to.</summary>
    public IReadOnlyList<bool> Written { get; }

    /// <summary>The shadow of the result, where it was asked for.</summary>
    public Value? ResultShadow { get; }

    /// <summary>What a callee has put on the tape when it throws is dropped: nothing is going to take it off.</summary>
    private void ReleaseTapeInHandlers()
    {
        foreach (var region in forward.Regions.Where(r => r.IsPrecise && r.Try.Blocks.SelectMany(b => b.Instructions).Any(i => i.Operands.Contains(tape))))
        {
            var entry = region.Try.Entry.Terminator!;
            var before = region.Try.Entry.Incoming[0].Source;
            var mark = new Builder(forward) { Location = entry.Location }.Before(before).Call(services.Runtime.Method("AutoDiff.Tape", "Mark"), tape);
            var first = region.Handler.Entry.First!;
            new Builder(forward) { Location = first.Location }.Before(first).Call(services.Runtime.Method("AutoDiff.Tape", "Drop"), tape, mark);
        }
    }

    private void FindAction(Instruction instruction, MemoryActions memory)
    {
        if (callActions.For(instruction) is { } lowered)
        {
            actionOf.Add(instruction, lowered);
            return;
        }
        switch (instruction)
        {
            case Store store:
                var mirrored = MirrorStore(store);
                var action = memory.ForStore(store);
                if (mirrored is { } mirror && IsGiven(store.Address))
                    action = memory.ForMirrored(mirror.Store, mirror.Address, action);
                if (action is not null)
                    actionOf.Add(store, action);
                break;
            case NewArray or NewObject or Call when !isFused && IsAllocation(instruction) && memory.ForAllocation(instruction) is { } clearing:
                actionOf.Add(instruction, clearing);
                break;
            case NewObject creation when !IsAllocation(creation) && (shadows.Has(creation) || creation.Operands.Any(o => IsActive(o) && shadows.Has(creation))):
                throw new Diagnostics.UnsupportedConstructException("AD1006", creation.Location,
                    $"an active value is put into a new '{UserNames.Of(creation.Constructor.DeclaringType)}'");
            case var _ when IsActive(instruction):
                actionOf.Add(instruction, actions.For(instruction));
                break;
        }
    }

    private bool IsAllocation(Instruction instruction) => instruction switch
    {
        NewArray => true,
        NewObject creation => creation.Type is ArrayType || KnownCalls.LeavesMemoryAlone(creation.Constructor)
            || Delegates.Is(services.Tangents.Types, creation.Type) || services.Tangents.IsInert(creation.Type),
        Call call => Allocations.Is(call),
        _ => false,
    };

    private Primitive? PrimitiveOf(Call call) => services.Classifier.Classify(call).Primitive;

    /// <summary>A reference that is stored is stored in the shadow too.</summary>
    private (Store Store, Value Address)? MirrorStore(Store store)
    {
        if (!activity.ContentLeadsToActive(store.Address, store.StoredType))
            return null;
        var shadow = shadows.Of(store.Content);
        // An address of its own, after the store: nothing comes between an address in an array of references and the store, which checks what is stored.
        var element = store.Address as ElementAddress;
        var array = element is null ? null : shadows.Of(element.Array);
        var next = store.Next!;
        var builder = new Builder(forward) { Location = store.Location }.Before(next);
        if ((array ?? shadows.AddressOf(store.Address)) is not { } address)
        {
            noted.Note(builder, store, store.Content, shadow);
            return null;
        }
        if (element is not null)
            address = builder.ElementAddress(element.ElementType, array!, element.Index, element.Readonly);
        builder.Store(store.StoredType, address, shadow, store.Volatile, store.Unaligned);
        return ((Store)next.Previous!, address);
    }

    /// <summary>The location may belong to what a parameter refers to: its shadow is handed back, with the links it came with.</summary>
    private bool IsGiven(Value address) => IsGiven(activity.Aliases.Location(address));

    private bool IsGiven(AliasCell location)
    {
        given ??= [.. shadowParameters.Keys.SelectMany(p => activity.Aliases.CellOf(p)?.Reachable() ?? [])];
        return given.Contains(location.Root);
    }

    /// <summary>
    /// Whether the links in the shadow of what an argument leads to are, when a reverse sweep runs again, what they were in the forward sweep: none is put
    /// back.
    /// </summary>
    private bool KeepsLinks(Value argument) => isFused || activity.Aliases.CellOf(argument) is not { } cell || cell.Reachable().All(
        c => (c.Facts & MemoryFacts.Stored) == 0 || (!c.IsCollapsed && c.KnownTarget is null) || (!IsGiven(c) && !beforeLowering.IsWrittenByCallee(c)));

    /// <summary>Whether the result depends on the parameters at all.</summary>
    public bool DependsOnParameters =>
        actionOf.Count > 0 || forward.Blocks.Any(b => b.Terminator is Return { Result: { } r } && (IsActive(r) || shadows.Has(r)));

    public Parameter Tape => tape;

    /// <summary>
    /// Zero cotangents have to be tested for, and the whole computation can as well be done again with the tests, should the gradient come out as NaN without:
    /// where infinity or NaN was multiplied with zero, it does, as nothing in the sweep lets a NaN disappear.
    /// </summary>
    public bool CanTestLater => isRepeatable && zeroTests is { } tests
        && actionOf.Where(a => a.Value.Multiplies && tests.IsNeeded(a.Key)).Sum(a => loops.InnermostLoop(a.Key.Block!) is null ? 1 : ManyTests) > FewTests;

    public void LeaveOutTests() => zeroTests = null;

    /// <summary>
    /// Cotangents are compared with zero: differentiated, that would be taken for what decides, and what is left out where one is zero for constant.
    /// </summary>
    public bool TestsZeros => zeroTests is { } tests && actionOf.Any(a => a.Value.Multiplies && tests.IsNeeded(a.Key));

    /// <summary>
    /// Turns the method into one that returns the gradient: the cotangents of the parameters for a cotangent of 1, alone or in a tuple after the value.
    /// </summary>
    public void BuildFused(MethodIR target, Func<Builder, Value?, Func<int, Value[]>, Value?> packResult)
    {
        if (target != forward)
            throw new ArgumentException("the fused gradient is built in place", nameof(target));
        if (exit is null)
            return;
        var (graph, plan) = Plan(keepsCheaply: true);
        // Before anything is stored or kept: that is not a use of an adjoint.
        var live = new LiveRanges(forward, IsActive);
        bulk = new BulkRecords(forward, graph, plan, services.Tapes, isWanted: Does(Optimisations.BulkRecords), inColumns: Does(Optimisations.Columns));
        Account(graph, plan);
        // A loop's own records lie on the one that leads to it: they are taken off before it.
        StoreRecords(plan);
        bulk.Push(tape);
        var kept = ReadKeptAtExit(plan);
        var result = ((Return)exit.Terminator!).Result;
        exit.Terminator!.Remove();
        var start = forward.AddBlock("reverse");
        new Builder(forward).AtEnd(exit).Jump(start);
        Sweep(
            forward, start, graph, plan, live, p => p, tape, result,
            (_, primal) =>
            {
                foreach (var value in plan.Kept)
                    primal.Provide(value, kept[value]);
            },
            b => [.. services.Tangents.LeavesOf(result!.Type).Select(l => One(b, l.Scalar))],
            (b, cotangents) => b.Return(packResult(b, result, cotangents)));
    }

    /// <summary>Builds the reverse sweep in a method of its own: (parameters…, cotangent of the result, tape).</summary>
    public void BuildSplit(MethodIR pullback, Func<Builder, Func<int, Value[]>, Value?> packResult)
    {
        var parameters = forward.Parameters.Take(forward.Parameters.Count - 1).ToDictionary(p => p, p => (Value)pullback.AddParameter(p.Type, p.ParameterName));
        var result = (exit?.Terminator as Return)?.Result;
        var cotangent = services.Tangents.HasTangent(resultType) ? pullback.AddParameter(services.Tangents.CarrierOf(resultType), "cotangent") : null;
        var pullbackTape = pullback.AddParameter(services.Runtime.Tape, "tape");
        var start = pullback.AddBlock("reverse");
        if (exit is null)
        {
            var builder = new Builder(pullback).AtEnd(start);
            builder.Return(packResult(builder, i => [.. services.Tangents.LeavesOf(forward.Parameters[i].Type).Select(l => pullback.Default(l.Scalar))]));
            return;
        }
        var (graph, plan) = Plan(keepsCheaply: false);
        // Before anything is stored or kept: that is not a use of an adjoint.
        var live = new LiveRanges(forward, IsActive);
        bulk = new BulkRecords(forward, graph, plan, services.Tapes, isWanted: Does(Optimisations.BulkRecords), inColumns: Does(Optimisations.Columns));
        Account(graph, plan);
        // A loop's own records lie on the one that leads to it: they are taken off before it.
        StoreRecords(plan);
        bulk.Push(tape);
        var kept = ReadKeptAtExit(plan);
        if (ResultShadow is not null)
            ReturnShadow((Return)exit.Terminator!);
        services.Tapes.Push(new Builder(forward) { Location = exit.Terminator!.Location }.Before(exit.Terminator!), tape, plan.Kept, v => kept[v]);
        Sweep(
            pullback, start, graph, plan, live, p => parameters[p], pullbackTape, result,
            (b, primal) => services.Tapes.Pop(b, pullbackTape, plan.Kept, primal.Provide),
            b => [.. services.Tangents.LeavesOf(cotangent!.Type).Select(l => services.Tangents.Unpack(b, cotangent, l))],
            (b, cotangents) => b.Return(packResult(b, cotangents)));
    }

    /// <summary>Drops terms of structurally zero adjoints; to be called on the method the sweep was built in.</summary>
    /// <returns>Whether there were any.</returns>
    public bool CleanUp() => Does(Optimisations.AdjointCleanup) && AdjointCleanup.Run(adjointArithmetic);

    /// <summary>Shortens what the iterations of the reverse sweep's loops wait for.</summary>
    /// <returns>Whether there was anything to shorten.</returns>
    public bool Shorten(MethodIR method) => Does(Optimisations.AdjointProducts) && AdjointProducts.Run(method, adjointArithmetic);

    /// <summary>The last touch to the arithmetic of adjoints, after which there is only dead code to remove.</summary>
    public void Finish()
    {
        if (Does(Optimisations.AdjointCleanup))
            AdjointCleanup.Subtract(adjointArithmetic);
    }

    /// <summary>Whether something is arithmetic of adjoints, whose sums are of terms in any order.</summary>
    public bool IsAdjoint(Instruction instruction) => adjointArithmetic.Contains(instruction);

    private bool Does(Optimisations kind) => (services.Without & kind) == 0;

    private bool IsActive(Value value) => activity.IsActive(value);

    private (ReverseGraph Graph, TracePlan Plan) Plan(bool keepsCheaply)
    {
        var graph = new ReverseGraph(forward, exit!, IsPassive, CarriesActive);
        var plan = new TracePlan(forward, graph, keepsCheaply, Does(Optimisations.Recomputation), IsStable);
        foreach (var need in Needs(graph))
            plan.Need(need.Value, need.At);
        plan.Settle();
        graph.CheckHandlers(b => plan.Records.ContainsKey(b)
            || b.Instructions.Any(i => i.Operands.Contains(tape) || (actionOf.TryGetValue(i, out var a) && a.IsUnconditional)));
        return (graph, plan);
    }

    /// <summary>What the reverse sweep needs to know of the forward sweep, block by block.</summary>
    private IEnumerable<TraceNeed> Needs(ReverseGraph graph)
    {
        foreach (var block in graph.Order)
        {
            foreach (var instruction in block.Instructions)
            {
                if (!actionOf.TryGetValue(instruction, out var action))
                    continue;
                foreach (var needed in action.Needs)
                    yield return new(needed, block, instruction);
            }
            switch (graph.StepOf(block))
            {
                case ReverseStep.Choose choose:
                    yield return new(choose.Condition, block, null);
                    break;
                case ReverseStep.Follow follow:
                    yield return new(follow.Note, block, null);
                    break;
                case ReverseStep.Iterate iterate:
                    yield return new(iterate.Counter.Initial, block, null);
                    break;
            }
            foreach (var (_, atExit) in graph.StepOf(block).Edges.SelectMany(graph.CountersLeftBy))
                yield return new(atExit, block, null);
        }
    }

    private void Account(ReverseGraph graph, TracePlan plan)
    {
        if (services.IsAccounted)
            Trace = new TraceAccounts(forward, graph, plan, bulk!, Needs(graph), tape).Of(isOnTape: !isFused);
    }

    /// <summary>
    /// The links in the shadow of something given are put back by the reverse sweep, here or in a callee: after that they are not what the forward sweep
    /// read, which a sweep of its own that can be run again has to know.
    /// </summary>
    private bool IsStable(Load load)
    {
        if (!Does(Optimisations.Rereading))
            return false;
        if (shadows.OriginalOf(load) is not { } original)
            return stability.IsStable(load);
        var location = activity.Aliases.Location(original.Address);
        return stability.IsStable(original)
            && ((location.Facts & MemoryFacts.Stored) == 0 || (!IsGiven(original.Address) && (isFused || !beforeLowering.IsWrittenByCallee(location))));
    }

    private bool IsPassive(Block block) => block != exit && !block.Instructions.Any(actionOf.ContainsKey);

    private bool CarriesActive(Edge edge) => edge.Target.Parameters.Any(p => p.Index < edge.ArgumentCount && IsActive(p) && IsActive(edge[p.Index]));

    private void StoreRecords(TracePlan plan)
    {
        foreach (var record in plan.Records)
        {
            if (bulk!.For(record.Key) is not null)
                continue;
            var terminator = record.Key.Terminator!;
            services.Tapes.Push(new Builder(forward) { Location = terminator.Location }.Before(terminator), tape, record.Value, v => v);
        }
    }

    private void ReturnShadow(Return old)
    {
        var builder = new Builder(forward) { Location = old.Location }.Before(old);
        var pair = builder.Insert(forward.Default(forward.ReturnType), services.Tuples.ItemPath(forward.ReturnType, 0)[0], old.Result!);
        builder.Return(builder.Insert(pair, services.Tuples.ItemPath(forward.ReturnType, 1)[0], ResultShadow!));
        old.Remove();
    }

    /// <summary>Kept values at the end of the forward sweep; undefined where the path did not compute them.</summary>
    private Dictionary<Value, Value> ReadKeptAtExit(TracePlan plan)
    {
        var dominators = Dominators.Of(forward);
        var merges = new MergePlaces(forward, dominators);
        var places = new Dictionary<Variable, (HashSet<Block> Merges, List<Block> All)>();
        var ssa = new SsaBuilder(
            v => forward.Undefined(v.Type),
            sameAsAtEndOf: (v, b) => places[v].Merges.Contains(b) ? null : merges.LastBefore(b, places[v].All));
        foreach (var block in forward.Blocks)
            ssa.Seal(block);
        var variables = new Dictionary<Value, Variable>();
        foreach (var value in plan.Kept)
        {
            var variable = new Variable(value.Type, (value as TrackedValue)?.Name);
            variables.Add(value, variable);
            var home = plan.HomeOf(value);
            ssa.Write(variable, home, value);
            var met = merges.Of([home]);
            places.Add(variable, (met, [.. met, home]));
        }
        var read = variables.ToDictionary(v => v.Key, v => ssa.Read(v.Value, exit!));
        return read.ToDictionary(r => r.Key, r => ssa.Current(r.Value));
    }

    private void Sweep(
        MethodIR target, Block start, ReverseGraph graph, TracePlan plan, LiveRanges live, Func<Parameter, Value> parameter, Value sweepTape, Value? result,
        Action<Builder, PrimalValues> begin, Func<Builder, Value[]> seed, Action<Builder, Func<int, Value[]>> finish)
    {
        var ranges = new AdjointRanges(live);
        var ssa = new SsaBuilder(v => target.Default(v.Type), root: start, holdsInitial: ranges.IsZeroAt);
        var builder = new Builder(target).AtEnd(start);
        var adjoints = new Adjoints(services.Tangents, ssa, ranges, builder, adjointArithmetic);
        var primal = new PrimalValues(plan, graph, ssa, builder, parameter);
        builder.Location = exit!.Terminator?.Location;
        begin(builder, primal);
        if (result is not null && IsActive(result) && services.Tangents.HasTangent(result.Type))
        {
            var seeds = seed(builder);
            for (var i = 0; i < seeds.Length; i++)
                adjoints.Add(result, i, seeds[i]);
        }
        new ReverseSweep(graph, plan, ssa, builder, adjoints, primal, actionOf, IsActive, sweepTape, services.Tapes, bulk!, ranges, zeroTests)
            .Build(exit, () => finish(builder, i => adjoints.Take(forward.Parameters[i])));
        shadows.RemoveUnused();
    }

    private static Value One(Builder builder, TypeReference type) => builder.Types.KindOf(type) switch
    {
        StackKind.Single => builder.Method.Single(1),
        StackKind.Double => builder.Method.Double(1),
        _ => throw new UnsupportedConstructException("AD1009", null, $"a gradient needs a result of type float or double, not '{type.Name}'"),
    };
}

using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Passes.Calls;
using AutoDiff.Weaving.Passes.Handlers;
using AutoDiff.Weaving.Passes.Memory;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// The bodies of methods as optimised IR, read once each: small callees and callees with a single call are inlined, calls known to be pure are
/// marked. The results are shared; whoever changes one copies it first.
/// </summary>
internal sealed class MethodBodies
{
    // In instructions.
    private const int LargestWrapper = 24;

    /// <summary>Code that is generic in what it is called with (<c>F&lt;T&gt;</c> calls <c>F&lt;List&lt;T&gt;&gt;</c>) has no last instantiation.</summary>
    private const int DeepestNesting = 8;

    private readonly TypeContext types;
    private readonly RuleBook rules;
    private readonly GeneratedTypes generated;
    private readonly PipelineOptions options;
    private readonly Pipeline pipeline;
    private readonly RaiseMemoryPass raising;
    private readonly DispatchPass dispatching;
    private readonly Substitutions substitutions;
    private readonly Dictionary<string, MethodIR> bodies = [];
    private readonly Dictionary<string, MethodIR> differentiated = [];
    private readonly HashSet<string> inProgress = [];
    private readonly HashSet<string> keptOut = [];
    private readonly Dictionary<MethodDefinition, UnsupportedConstructException> obstacles = [];
    private readonly Lazy<Dictionary<MethodDefinition, int>> callCounts;
    private readonly Footprints footprints;
    private readonly Enumerations enumerations;
    private readonly RowCopies rowCopies;
    private readonly CaseTables tables;
    private readonly FilterOrder filterOrder;
    private readonly HashSet<string> queries = [];
    private readonly StraightQueries straight = new();

    public MethodBodies(WovenTypes woven, RuleBook rules, TupleTypes tuples, PipelineOptions options)
    {
        types = woven.Types;
        var (runtime, models) = (woven.Runtime, woven.Models);
        this.rules = rules;
        generated = woven.Generated;
        this.options = options;
        pipeline = new Pipeline(options with { IsConstant = rules.Tangents.IsConstant });
        var rows = new RowElements(runtime.Method("AutoDiff.Implementations.Throw", "IfOutsideArray"));
        var boxes = new NullableBoxes(runtime.Method("AutoDiff.Implementations.NullableBoxes", "Box"),
            runtime.Method("AutoDiff.Implementations.NullableBoxes", "Unbox"));
        var implementations = new FrameworkImplementations(types, runtime.Library, rules.Tangents, models);
        substitutions = new Substitutions(
            models, generated.StandInOf, implementations.Find, ReturnsModel, HasBody,
            runtime.Method("AutoDiff.Implementations.ConstantTables", "Copy"), rows, boxes);
        raising = new RaiseMemoryPass(types, runtime.Method("AutoDiff.Allocation", "Of"), IsConstructed, rules.Tangents.IsDifferentiable);
        footprints = new Footprints(types, TryGet, m => ByValue!.OriginalOf(m), m => Dispatchers!.IsOfEnumeration(m));
        filterOrder = new FilterOrder(types);
        rowCopies = new RowCopies(footprints, runtime.Method("AutoDiff.Implementations.InlineArrayElements", "Copy"));
        callCounts = new(() => CountCalls(types.Module));
        ByValue = new CallByValue(types, generated, tuples, rules.HasRule, WritesThrough);
        tables = new CaseTables(types, runtime, generated);
        Unsuitable = new UnsuitableCases(types);
        FunctionDispatchers = new FunctionDispatchers(types, runtime, generated, tables, rules, HasBody, Unsuitable);
        var enumerator = runtime.Library.GetType("AutoDiff.Implementations.SequenceEnumerator`1");
        enumerations = new Enumerations(types, rules.Tangents.IsDifferentiable, HasBody, enumerator);
        Dispatchers = new Dispatchers(types, runtime, generated, tables, rules, HasBody, enumerations, Unsuitable);
        HiddenCalls = new HiddenCalls(types, footprints, TryGet);
        Iterators = new IteratorEffects(types, enumerations, footprints, Dispatchers, straight, TryGet);
        dispatching = new DispatchPass((call, caller) => (caller is null ? null : Dispatchers.OfEnumeration(call, caller))
            ?? Dispatchers.Of(call), Dispatchers.MemberOf);
    }

    public CallByValue ByValue { get; }

    public Dispatchers Dispatchers { get; }

    public FunctionDispatchers FunctionDispatchers { get; }

    public IteratorEffects Iterators { get; }

    public HiddenCalls HiddenCalls { get; }

    /// <summary>The methods that dispatchers do without.</summary>
    public UnsuitableCases Unsuitable { get; }

    /// <summary>Forgets what was read of a method that is another one now, and of those that it was inlined into.</summary>
    public void Forget(MethodDefinition changed)
    {
        foreach (var known in new[] { bodies, differentiated })
        {
            foreach (var key in known.Where(b => b.Value.Origin?.FullName == changed.FullName || b.Value.Instructions.Any(i => IsFrom(i.Location, changed)))
                .Select(b => b.Key).ToList())
                known.Remove(key);
        }
    }

    private static bool IsFrom(SourceLocation? location, MethodDefinition method)
    {
        while (location is not null && location.Method != method)
            location = location.InlinedAt;
        return location is not null;
    }

    /// <summary>Whether a method's own IL may be differentiated: it is at hand and not the framework's.</summary>
    public bool HasBody(MethodReference method) =>
        BodyLocator.HasBody(method) && types.ResolveMethod(method) is { } definition && definition.Body.Instructions.Count > 0
            && !StructShapes.IsFramework(definition.Module.Assembly)
            && !IsMachinery(definition) && !ElementReferences.Is(method) && !Views.Is(method) && !InlineArrays.IsHelper(method) && Primitive.Of(method) is null;

    /// <summary>Whether it is seen how often a method runs, beyond what it writes to what it is given or captures.</summary>
    public bool CountsItsRuns(MethodReference method) => footprints.CountsItsRuns(method);

    /// <summary>Why a method does not do the same again when it runs again, as the end of a sentence; null where it does.</summary>
    public string? ObstacleToRepeating(MethodReference method) => new Repeatability(types, footprints).ObstacleTo(method);

    /// <summary>Whether an instruction writes to memory that was not made by one that <paramref name="isInside"/> accepts.</summary>
    public bool WritesBeyond(IR.Instruction instruction, Func<IR.Instruction, bool> isInside) =>
        footprints.Of(instruction, v => v is IR.Instruction made && isInside(made) && Footprints.IsFresh(made), null).Writes.Count > 0;

    /// <inheritdoc cref="CheckpointMarks.SnapshotsOf"/>
    public int? SnapshotsOf(MethodReference method) => CheckpointMarks.SnapshotsOf(types, ByValue.OriginalOf(method)?.Method ?? method);

    /// <summary>Makes a generated method known by its body, in which models may be.</summary>
    public void Provide(MethodReference method, MethodIR body)
    {
        pipeline.Optimise(body, isToBeDifferentiated: true);
        bodies[method.FullName] = differentiated[method.FullName] = body;
    }

    /// <summary>The operators, the tape and the like: what they mean is built into the weaver.</summary>
    private static bool IsMachinery(MethodDefinition method) =>
        method.DeclaringType.Namespace == "AutoDiff" && method.Module.Assembly.Name.Name == "AutoDiff.Runtime"
        && !RuntimeLibrary.IsMathematics(method.DeclaringType);

    /// <exception cref="UnsupportedConstructException">The body cannot be read.</exception>
    public MethodIR Get(MethodReference method)
    {
        var key = method.FullName;
        if (bodies.TryGetValue(key, out var known))
            return known;
        inProgress.Add(key);
        try
        {
            var body = Read(method);
            bodies[key] = body;
            return body;
        }
        finally
        {
            inProgress.Remove(key);
        }
    }

    /// <summary>
    /// The body as it is differentiated: where a delegate is invoked that was not resolved, the functions it may be are called. What inlining may still resolve
    /// in a caller stays as it is in <see cref="Get"/>.
    /// </summary>
    /// <exception cref="UnsupportedConstructException">The body cannot be read.</exception>
    public MethodIR ForDerivative(MethodReference method)
    {
        if (differentiated.TryGetValue(method.FullName, out var known))
            return known;
        var body = Get(method);
        if (body.Instructions.OfType<Call>().Any(c => Delegates.IsInvocation(types, c.Method)))
        {
            var copy = Cloner.Copy(body);
            if (FunctionDispatchers.Run(copy))
            {
                body = copy;
                var changed = InlinePass.Run(body, InvokedBody, new InlinePolicy());
                // The functions may invoke others.
                if (changed)
                    FunctionDispatchers.Run(body);
                if (ByValue.Run(body) | changed)
                {
                    pipeline.Normalise(body);
                    MarkPureCalls(body);
                    pipeline.Optimise(body, isToBeDifferentiated: true);
                }
            }
        }
        return differentiated[method.FullName] = body;
    }

    /// <summary>What hardly ever runs, and is found by its call, is not inlined where it is read.</summary>
    public void KeepOut(MethodDefinition method) => keptOut.Add(method.FullName);

    /// <summary>What invoking a delegate does, where the functions behind it are few and small.</summary>
    private MethodIR? InvokedBody(Call call) => FunctionDispatchers.InvocationOf(call.Method) is null ? null : InlinableBody(call);

    private MethodIR Read(MethodReference method)
    {
        if (generated.RefusalOf(method) is { } refusal)
            throw refusal;
        if (TypeArguments(method).Any(t => TypeContext.Nesting(t) > DeepestNesting))
        {
            throw new UnsupportedConstructException(
                "AD1006", null, $"'{UserNames.Alone(method)}' leads to ever larger instantiations of generic types, and type arguments more than "
                + $"{DeepestNesting} deep in each other are not followed. "
                + "Call it with a type that does not grow, or cut the derivative with WithoutDerivative(…)");
        }
        var body = IsForeign(method) ? Sound(method) : Normalised(method);
        MarkPureCalls(body);
        if (FilterPass.Run(body, filterOrder.ObstacleTo))
            pipeline.Normalise(body);
        if (DeferredQueries.Run(body, footprints, ReturnsQuery, straight))
            queries.Add(method.FullName);
        if (FinallyPass.Run(body))
            pipeline.Normalise(body);
        if (pipeline.GoRound(body))
            pipeline.Normalise(body);
        InlineCalls(body);
        if (IdleHandlersPass.Run(body))
            pipeline.Normalise(body);
        if (rowCopies.Run(body))
            pipeline.Normalise(body);
        if (ByValue.OriginalOf(method) is { } original)
            InlineOriginal(body, original);
        if (ByValue.Run(body))
            pipeline.Normalise(body);
        pipeline.Optimise(body, isToBeDifferentiated: true);
        options.Dump?.Invoke("optimised", body);
        return body;
    }

    private MethodIR Normalised(MethodReference method)
    {
        var body = Import(method);
        CheckFields(body);
        MarkUnknownOverride(body, method);
        options.Dump?.Invoke("imported", body);
        MakeSingleFunctions(body);
        raising.Run(body);
        if (types.ResolveMethod(method) is { } definition && definition.Module != types.Module)
            generated.ReachInto(definition.Module.Assembly);
        pipeline.Normalise(body);
        return body;
    }

    /// <summary>A function of F# that captures nothing is made where it is read: then it is known which one it is.</summary>
    private void MakeSingleFunctions(MethodIR body)
    {
        foreach (var load in body.Instructions.OfType<Load>().ToList())
        {
            if (load.Address is StaticAddress { Field: var field } && types.FunctionObjects.ConstructorOfSingle(field) is { } constructor)
                load.ReplaceWith(new Builder(body) { Location = load.Location }.Before(load).NewObject(constructor));
        }
    }

    /// <summary>Code that others compiled, or changed since: what it says is not taken on trust.</summary>
    private bool IsForeign(MethodReference method) =>
        types.ResolveMethod(method) is { } definition && definition.Module != types.Module && definition.Module.Assembly.Name.Name != "AutoDiff.Runtime";

    private MethodIR Sound(MethodReference method)
    {
        try
        {
            var body = Normalised(method);
            Verifier.Verify(body, "reading");
            return body;
        }
        catch (Exception error) when (BodyLocator.IsOfReading(error))
        {
            var definition = types.ResolveMethod(method)!;
            throw new UnsupportedConstructException("AD1002", new SourceLocation(definition, 0, null), BodyLocator.Unreadable(definition));
        }
    }

    private static IEnumerable<TypeReference> TypeArguments(MethodReference method) =>
        ((method as GenericInstanceMethod)?.GenericArguments ?? Enumerable.Empty<TypeReference>()).Append(method.DeclaringType);

    /// <summary>Fields that share bytes with others: what is done to one of them, is done to others.</summary>
    private void CheckFields(MethodIR body)
    {
        foreach (var instruction in body.Instructions)
        {
            var field = instruction switch
            {
                FieldAddress address => address.Field,
                Extract extract => extract.Field,
                Insert insert => insert.Field,
                _ =>
                null
            };
            if (field is not null && FieldOverlap.IsShared(types, field))
                throw new UnsupportedConstructException("AD1006", instruction.Location,
                    $"the field '{field.Name}' shares its bytes with another field of '{TypeNames.Display(field.DeclaringType)}'");
        }
    }

    /// <summary>With models of framework types where possible; as it is where something in the body has no model.</summary>
    private MethodIR Import(MethodReference method)
    {
        if (IsWrittenWithModels(method))
            return OfLibrary(method);
        substitutions.Models.WasUsed = false;
        try
        {
            return MethodImporter.ImportWith(types, method, substitutions);
        }
        catch (UnsupportedConstructException obstacle) when (substitutions.Models.WasUsed)
        {
            if (types.ResolveMethod(method) is { } definition)
                obstacles[definition] = obstacle;
            return MethodImporter.Import(types, method);
        }
    }

    /// <summary>Implementations are read as they are, except that what is known of sequences of pairs counts in them, too.</summary>
    private MethodIR OfLibrary(MethodReference method)
    {
        var body = MethodImporter.Import(types, method);
        // A container that nobody names is none: what tests for it would only make bodies too large to inline.
        foreach (var test in body.Instructions.OfType<RawInstruction>().Where(t => t.OpCode.Code == Code.Isinst && t.Metadata is TypeReference tested
            && ContainerTypes.AreRare(tested) && !types.Names(tested)).ToList())
            test.ReplaceWith(body.Default(test.Type));
        if (Sequences.IsOfPairs(method))
            return body;
        foreach (var call in body.Instructions.OfType<Call>().Where(c => c.Method is GenericInstanceMethod && Sequences.IsOf(c.Method)).ToList())
        {
            if (substitutions.Implementation(call.Method, [.. call.Operands]) is { } ofPairs)
                call.ReplaceWith(new Builder(body) { Location = call.Location }.Before(call).Call(ofPairs, [.. call.Operands]));
        }
        return body;
    }

    /// <summary>The runtime library says itself where it means a model, apart from what it offers as a program could write it.</summary>
    private bool IsWrittenWithModels(MethodReference method) =>
        types.ResolveMethod(method) is { Module.Assembly.Name.Name: "AutoDiff.Runtime", DeclaringType: var declaring }
        && !RuntimeLibrary.IsMathematics(declaring);

    /// <summary>What stood in the way of reading a method with models of framework types; null where nothing did.</summary>
    public UnsupportedConstructException? ObstacleIn(MethodDefinition method) => obstacles.TryGetValue(method, out var obstacle) ? obstacle : null;

    private bool ReturnsModel(MethodReference method)
    {
        if (IsWrittenWithModels(method) || inProgress.Contains(method.FullName))
            return true;
        try
        {
            return HasBody(method) && IsModel(Get(method).ReturnType);
        }
        catch (UnsupportedConstructException)
        {
            return false;
        }
    }

    /// <summary>The body of a method, when it is at hand.</summary>
    private MethodIR? TryGet(MethodReference method)
    {
        if (inProgress.Contains(method.FullName) || !HasBody(method))
            return null;
        try
        {
            return Get(method);
        }
        catch (UnsupportedConstructException)
        {
            return null;
        }
    }

    /// <summary>Whether a method may return a query that has not run.</summary>
    private bool ReturnsQuery(MethodReference method)
    {
        if (types.ResolveMethod(method) is not { } definition)
            return true;
        if (definition.CustomAttributes.Any(a => a.AttributeType.Name == "IteratorStateMachineAttribute"))
            return false;
        if (StructShapes.IsFramework(definition.Module.Assembly))
            return Delegates.Is(types, definition.DeclaringType);
        if (definition.IsVirtual && !definition.IsFinal && !definition.DeclaringType.IsSealed)
            return Overrides.Of(types, method, HasBody) is not { Count: > 0 and <= CaseTables.Most } cases
                || cases.Where(c => !c.IsOutOfReach).Any(c => c.Method is null || c.Method.FullName == method.FullName || ReturnsQuery(c.Method));
        return TryGet(method) is null || queries.Contains(method.FullName);
    }

    /// <summary>Whether a body takes the framework's own type where a model of it is passed, or the other way round.</summary>
    public bool TakesWhatIsModelled(Call call, MethodIR body) =>
        call.Operands.Where((o, i) => !types.Same(o.Type, body.Parameters[i].Type) && (IsModel(o.Type) || IsModel(body.Parameters[i].Type))).Any();

    /// <summary>
    /// Whether a call hands models to a method whose IL knows the types that they stand for, or expects one from it: it cannot be called as it is.
    /// </summary>
    public bool PassesModels(Call call) =>
        ByValue.IsToldInModels(call.Method) || (call.HasResult && IsMismatch(types.ReturnType(call.Method), call.Type))
            || TakesModels(call.Method, call.Operands);

    /// <summary>Whether models are handed to a method (or constructor) whose IL knows the types that they stand for.</summary>
    public bool TakesModels(MethodReference method, IEnumerable<Value> operands)
    {
        var declared = types.ArgumentTypes(method);
        // The tape keeps objects of any class.
        return operands.Where((o, i) => IsMismatch(declared[i], o.Type)
            && !(method.DeclaringType.Namespace == "AutoDiff" && declared[i].MetadataType == MetadataType.Object)).Any();
    }

    private bool IsMismatch(TypeReference declared, TypeReference actual) => IsModel(actual) && !types.Same(declared, actual);

    private bool IsModel(TypeReference type) => ModelTypes.IsModel(types, type);

    /// <summary>What a dispatcher calls virtually, it has no better way to call.</summary>
    private void MarkUnknownOverride(MethodIR body, MethodReference method)
    {
        if ((Dispatchers.MemberOf(method) ?? FunctionDispatchers.InvocationOf(method)) is not { } member)
            return;
        var refusals = Unsuitable.RefusalsIn(method);
        var next = 0;
        foreach (var call in body.Instructions.OfType<Call>().Where(c => c.IsVirtual && c.Method.FullName == member.FullName).OrderBy(c => c.Location?.Offset))
        {
            call.IsUnknownOverride = true;
            call.Refusal = next < refusals.Count ? refusals[next++] : null;
        }
    }

    /// <summary>Inlining shows which delegates are invoked, which makes more calls to inline, and closures that are not needed any more.</summary>
    private void InlineCalls(MethodIR body)
    {
        for (var changed = true; changed;)
        {
            changed = DevirtualisationPass.Run(body) | DelegateResolutionPass.Run(body, ImplementationOfTarget);
            PassAsRead(body);
            changed |= InlinePass.Run(body, InlinableBody, new InlinePolicy
            {
                IsOnlyCall = IsOnlyCall,
                IsNeeded = c => TakesKnownFunction(c) || IsWithRows(c) || TakesIterator(c),
                IsPromising = TakesSmallArray,
                LargestWrapper = LargestWrapper
            });
            changed |= (options.Without & Optimisations.ObjectPromotion) == 0 && ObjectPromotionPass.Run(body, rules.Tangents.IsConstant);
            // What an iterator keeps in fields (its state, the enumerator it works on) shows what else is called.
            if (!changed)
            {
                ValueNumberingPass.Run(body);
                changed = (options.Without & Optimisations.MemoryForwarding) == 0
                    && MemoryForwardingPass.Run(body, rules.Tangents.IsConstant) | FinallyPass.Run(body);
            }
            // Last, when the types of all receivers that can be known are known.
            if (!changed)
                changed = dispatching.Run(body);
            if (changed)
            {
                pipeline.Normalise(body);
                MarkPureCalls(body);
            }
        }
    }

    /// <summary>Where a delegate's signature names a memory, the method behind it is read with the model of one.</summary>
    private void PassAsRead(MethodIR body)
    {
        foreach (var call in body.Instructions.OfType<Call>().Where(c => Views.IsHeld(c.Type) || c.Operands.Any(o => Views.IsHeld(o.Type))).ToList())
        {
            if (TryGet(call.Method) is not { } callee || callee.Parameters.Count != call.OperandCount)
                continue;
            var builder = new Builder(body) { Location = call.Location }.Before(call);
            for (var i = 0; i < call.OperandCount; i++)
                call.SetOperand(i, Views.Convert(builder, callee.Parameters[i].Type, call.Operand(i)));
            if (!call.HasResult || types.Same(callee.ReturnType, call.Type))
                continue;
            var retyped = builder.Add(new Call(callee.ReturnType, call.Method, call.IsVirtual, call.Constrained,
                [.. call.Operands])
            { Deferral = call.Deferral, IsUnknownOverride = call.IsUnknownOverride, Refusal = call.Refusal });
            call.ReplaceWith(Views.Convert(builder, call.Type, retyped));
        }
    }

    /// <summary>Takes in all calls that can be, up to a size.</summary>
    /// <param name="body">A copy of a body that is going to be differentiated.</param>
    /// <param name="limit">How large it may become, in instructions.</param>
    public void InlineAll(MethodIR body, int limit)
    {
        if (InlinePass.Run(body, InlinableBody, new InlinePolicy { Threshold = int.MaxValue, CallerLimit = limit }))
            pipeline.Optimise(body, isToBeDifferentiated: true);
    }

    /// <summary>A forwarder is the method it forwards to, whatever its size.</summary>
    private void InlineOriginal(MethodIR body, Call original)
    {
        var call = body.Instructions.OfType<Call>().FirstOrDefault(c => c.Method.FullName == original.Method.FullName);
        if (call is null || !HasBody(call.Method) || rules.HasRule(call.Method) || rules.IsNoDerivative(call.Method))
            return;
        var callee = Get(call.Method);
        if (!Inliner.CanInline(call, callee))
            return;
        Inliner.Inline(call, callee);
        pipeline.Normalise(body);
        InlineCalls(body);
    }

    /// <summary>Whether a method may write through a parameter that is an address, when its body tells.</summary>
    private bool? WritesThrough(MethodReference method, int parameter)
    {
        if (inProgress.Contains(method.FullName) || !HasBody(method))
            return null;
        try
        {
            return !OnlyRead(Get(method).Parameters[parameter]);
        }
        catch (UnsupportedConstructException)
        {
            return null;
        }

        static bool OnlyRead(TrackedValue address) => address.Uses.All(u => u.User switch
        {
            Load => true,
            FieldAddress field => OnlyRead(field),
            _ => false,
        });
    }

    private void MarkPureCalls(MethodIR body)
    {
        foreach (var call in body.Instructions.OfType<Call>())
        {
            if (Purity.IsPure(call.Method) || tables.Is(call.Method) || call.Method.DeclaringType.FullName == "AutoDiff.Mathematics.SpecialMath")
                call.KnownEffects = Effects.None;
            else if (Delegates.IsOfInvocationLists(call.Method))
                call.KnownEffects = Effects.Throws;
        }
    }

    private MethodIR? InlinableBody(Call call)
    {
        var method = call.Method;
        if (Dispatchers.IsOfEnumeration(method) || keptOut.Contains(method.FullName))
            return null;
        // A case that turns out not to be differentiable must not take the others with it.
        if (call.Block?.Method.Origin is { } caller && Dispatchers.IsOfEnumeration(caller)
            && method is { Name: var name, DeclaringType.Namespace: not "AutoDiff.Implementations" }
            && (name.EndsWith("MoveNext", StringComparison.Ordinal) || name.EndsWith("Dispose", StringComparison.Ordinal)))
            return null;
        // Of a sealed container, null is collected, if anything.
        if (Sequences.IsCollect(method) && (TypeTests.ExactTypeOf(types, call.Operand(0)) is not { } exact || exact is ArrayType
            || ContainerTypes.AreRare(exact) || Iterators.IsCollectedTooSoon(call)))
            return null;
        if (call.IsDeferred || call.KnownEffects == Effects.None || inProgress.Contains(method.FullName) || rules.HasRule(method)
            || rules.IsNoDerivative(method) || !HasBody(method) || !IsWanted(call) || SnapshotsOf(method) is not null
            || types.ArgumentTypes(method).Where((t, i) => rules.IsNoDerivativeParameter(method, i) && !IsArrangement(method, t)).Any())
        {
            return null;
        }
        try
        {
            var body = Get(method);
            return TakesWhatIsModelled(call, body) ? null : body;
        }
        catch (UnsupportedConstructException)
        {
            // Whether the call matters is decided by activity; an inactive one may do anything.
            return null;
        }
    }

    /// <summary>What has to be inlined to be understood: functions that are called are known then, and implementations are written for that.</summary>
    private bool IsWanted(Call call) =>
        (options.Without & Optimisations.Inlining) == 0 || TakesKnownFunction(call) || IsWithRows(call)
            || CompilerMade.IsLambda(call.Method)
        || types.ResolveMethod(call.Method)?.Module.Assembly.Name.Name == "AutoDiff.Runtime";

    /// <summary>A function or comparer of constants that an implementation of a framework method only hands on to what is constant.</summary>
    private bool IsArrangement(MethodReference method, TypeReference parameter) =>
        method.DeclaringType.Namespace == "AutoDiff.Implementations" && types.KindOf(parameter) == StackKind.Object && parameter is not ArrayType;

    /// <summary>What is called in place of a method of the framework that a delegate was made of. A query is made where the delegate is called.</summary>
    private MethodReference? ImplementationOfTarget(MethodReference target, IReadOnlyList<Value> arguments) =>
        !HasBody(target) && !QueryFootprints.IsSequence(types.ReturnType(target)) && substitutions.Implementation(target, arguments) is { } implementation
            && types.Same(types.ReturnType(implementation), types.ReturnType(target))
            && types.ArgumentTypes(implementation).Zip(arguments, (wanted, given) => types.Same(wanted, given.Type)
                || types.KindOf(wanted) == StackKind.Object).All(fits => fits)
            ? implementation
            : null;

    /// <summary>With the function that is passed known, the callee is worth a copy of its own.</summary>
    private bool TakesKnownFunction(Call call) =>
        call.Operands.Any(o => DelegateResolutionPass.CreationOf(o) is { } creation && creation.OperandCount == 2 && creation.Operand(1) is FunctionAddress)
        || call.Operands.Where((o, i) => IsKnownFunctionObject(call, o, i)).Any();

    /// <summary>A function of F# whose class is known, where the callee only knows that it is given a function.</summary>
    private bool IsKnownFunctionObject(Call call, Value operand, int position) =>
        FunctionObjects.Is(types, operand.Type) && TypeTests.ExactTypeOf(types, operand) is { } exact
        && !types.Same(exact, types.ArgumentTypes(call.Method)[position]);

    /// <summary>How an iterator makes its elements is seen only where it is enumerated beside where it is made.</summary>
    private bool TakesIterator(Call call) => !enumerations.IsIterator(call.Method) && call.Operands.Any(enumerations.IsMadeIterator);

    /// <summary>Spans over inline arrays can be said in IL only when all that is done to them is in one place.</summary>
    private bool IsWithRows(Call call) => RowViews.IsTakenBy(call) || (TryGet(call.Method) is { } body && RowViews.Leaves(body));

    /// <summary>With the callee's body in place, the array may dissolve into locals; passed, it and its shadow are made by every call.</summary>
    private static bool TakesSmallArray(Call call) => call.Operands.Any(o => o is NewArray array && ArrayPromotionPass.IsSmall(array));

    /// <summary>A class whose content may be differentiated, made by a constructor that can be looked into.</summary>
    private bool IsConstructed(MethodReference constructor) =>
        HasBody(constructor) && !rules.HasRule(constructor) && !rules.IsNoDerivative(constructor)
        && types.KindOf(constructor.DeclaringType) == StackKind.Object
        && (rules.Tangents.MayStandForShadowed(constructor.DeclaringType)
            || types.InstanceFields(constructor.DeclaringType).Any(f => Delegates.Is(types, types.FieldType(f))));

    private bool IsOnlyCall(Call call) =>
        types.ResolveMethod(call.Method) is { } definition && callCounts.Value.TryGetValue(definition, out var count) && count == 1 && !definition.IsPublic;

    private static Dictionary<MethodDefinition, int> CountCalls(ModuleDefinition module)
    {
        var counts = new Dictionary<MethodDefinition, int>();
        foreach (var instruction in module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(m => m.Body.Instructions))
        {
            var target = instruction.Operand as MethodDefinition ?? (instruction.Operand as GenericInstanceMethod)?.ElementMethod as MethodDefinition;
            if (target is not null && instruction.OpCode.OperandType == OperandType.InlineMethod)
                counts[target] = counts.TryGetValue(target, out var count) ? count + 1 : 1;
        }
        return counts;
    }
}

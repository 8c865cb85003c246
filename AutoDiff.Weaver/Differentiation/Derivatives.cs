using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Checkpoints;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Forward;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Reverse;
using AutoDiff.Weaving.Differentiation.Reverse.Lowering;
using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Passes.Calls;
using AutoDiff.Weaving.Passes.Handlers;
using AutoDiff.Weaving.Passes.Lanes;
using AutoDiff.Weaving.Passes.Vectors;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>Derives each request once and keeps the result; derivatives of callees are requested as they are met.</summary>
internal sealed partial class Derivatives
{
    /// <summary>How many callees are inlined where they are caught; what that leads to is bounded by how large a caller may grow, too.</summary>
    private const int MostLookedInto = 16;

    private readonly TypeContext types;
    private readonly RuntimeLibrary runtime;
    private readonly RuleBook rules;
    private readonly GeneratedTypes generated;
    private readonly PipelineOptions options;
    private readonly Pipeline pipeline;
    private readonly TupleTypes tuples;
    private readonly ReverseServices services;
    private readonly ModelledCalls modelled;
    private readonly DeepRecursion deep;
    private readonly LaneLibrary lanes;
    private readonly LoopMethods loops;
    private LaneNumbers? laneNumbers;
    private readonly Dictionary<string, FusedGradient> gradients = [];
    private readonly Dictionary<string, SplitDerivative> splits = [];
    private readonly DifferentialForms forms;
    private readonly DifferentialForms inner;
    private readonly HashSet<string> inProgress = [];
    private readonly HashSet<string> recursive = [];
    private readonly Dictionary<string, UnsupportedConstructException> failures = [];
    private readonly Dictionary<string, AliasSummary?> summaries = [];
    private readonly RecursiveBodies recursions;
    private readonly List<(MethodReference Method, FoundByComparison Found)> found = [];
    private readonly List<(MethodReference Method, SourceLocation? Location)> differences = [];
    private readonly HashSet<(string, string?, int?)> noted = [];
    private readonly IAccounts? accounts;

    /// <param name="woven">The types of the module.</param>
    /// <param name="rules">The rules in reach.</param>
    /// <param name="options">How methods are optimised.</param>
    /// <param name="strongZero">Whether a zero cotangent stays zero through any factor.</param>
    /// <param name="accounts">Is told what is decided; null where nobody wants to know.</param>
    public Derivatives(WovenTypes woven, RuleBook rules, PipelineOptions options, bool strongZero = true, IAccounts? accounts = null)
    {
        this.accounts = accounts;
        types = woven.Types;
        runtime = woven.Runtime;
        generated = woven.Generated;
        this.rules = rules;
        this.options = options;
        pipeline = new Pipeline(options);
        tuples = new TupleTypes(types);
        Bodies = new MethodBodies(woven, rules, tuples, options);
        modelled = new ModelledCalls(types, Bodies, generated, pipeline);
        deep = new DeepRecursion(types, runtime, generated, tuples);
        lanes = new LaneLibrary(types, runtime);
        loops = new LoopMethods(generated);
        var classifier = new CallClassifier(types, rules, rules.Tangents, Bodies, options.IsPiecewise);
        services = new ReverseServices(
            runtime, rules.Tangents, tuples, classifier, new TapeAccess(types, runtime, generated), new ElementClearing(types, runtime, generated), SummaryOf,
            SplitAsAsked, RuleReads, Bodies.HiddenCalls, strongZero, options.Without, accounts is not null);
        var forward = new ForwardServices(runtime, rules.Tangents, tuples, classifier, SummaryOf, r => forms!.AsAsked(r), Bodies.HiddenCalls, strongZero,
            accounts is not null);
        forms = new DifferentialForms(this, forward, deep.Guard);
        recursions = new RecursiveBodies(BodyToAnalyse, c => classifier.Classify(c).Kind == CallKind.Split);
        inner = new DifferentialForms(this, forward with { Differential = r => inner!.AsAsked(r), StrongZero = false }, guard: null);
    }

    public MethodBodies Bodies { get; }

    /// <summary>What comparisons find in the methods differentiated since this was asked last; nothing is said twice.</summary>
    public IReadOnlyList<(MethodReference Method, FoundByComparison Found)> TakeFound()
    {
        var result = found.ToList();
        found.Clear();
        return result;
    }

    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public FusedGradient Gradient(DerivativeRequest request, bool withValue)
    {
        request = AsDeclared(ByValue(request));
        var key = request.Key + (withValue ? "|value" : "");
        if (gradients.TryGetValue(key, out var known))
            return known;
        return WithoutUnsuitable(() => Remembering(key, () => gradients[key] = BuildGradient(request, withValue)));
    }

    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public SplitDerivative Split(DerivativeRequest request)
    {
        request = AsDeclared(ByValue(request));
        return WithoutUnsuitable(() => SplitAsAsked(request));
    }

    /// <summary>
    /// Where what is in the way is only one of the methods that a dispatcher may call, the dispatcher does without, and all is derived again that may have seen
    /// it.
    /// </summary>
    private T WithoutUnsuitable<T>(Func<T> derive)
    {
        while (true)
        {
            var finished = new HashSet<string>(splits.Keys);
            var (finishedForms, finishedInner) = (forms.Finished, inner.Finished);
            MethodDefinition changed;
            try
            {
                return derive();
            }
            catch (UnsupportedConstructException obstacle)
            {
                if (Bodies.Unsuitable.LeaveOut(obstacle) is not { } dispatcher)
                    throw;
                changed = dispatcher;
            }
            foreach (var begun in splits.Where(s => !finished.Contains(s.Key)).ToList())
            {
                LeaveBehind(begun.Value.Augmented);
                LeaveBehind(begun.Value.Pullback);
                splits.Remove(begun.Key);
            }
            forms.LeaveBehindAllBut(finishedForms);
            inner.LeaveBehindAllBut(finishedInner);
            failures.Clear();
            summaries.Clear();
            withoutLoops.Clear();
            recursions.Forget();
            Bodies.Forget(changed);
        }
    }

    /// <summary>A method that is derived again; other code that nobody calls now may call it.</summary>
    private void LeaveBehind(MethodDefinition left)
    {
        accounts?.Drop(left);
        left.Body = new MethodBody(left);
        left.DebugInformation.SequencePoints.Clear();
        left.DebugInformation.Scope = null;
        WriteThrow(left, "derived again");
    }

    /// <summary>The differential form, in which the result comes with its tangent, or the tangent alone.</summary>
    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public DifferentialForm Differential(DerivativeRequest request, bool withValue) =>
        WithoutUnsuitable(() => forms.Outermost(AsDeclared(ByValue(request)), withValue));

    /// <summary>
    /// The differential form, in which the result comes with its tangent, or the tangent alone, as code that is differentiated in turn: a test for zeros would
    /// be taken there for what decides, and what it leaves out for constant.
    /// </summary>
    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated, or not twice.</exception>
    public DifferentialForm InnerDifferential(DerivativeRequest request, bool withValue) =>
        WithoutUnsuitable(() => inner.Outermost(AsDeclared(ByValue(request)), withValue));

    private SplitDerivative SplitAsAsked(DerivativeRequest request)
    {
        if (splits.TryGetValue(request.Key, out var known))
        {
            if (inProgress.Contains(request.Key))
                recursive.Add(request.Key);
            return known;
        }
        inProgress.Add(request.Key);
        try
        {
            return Remembering(request.Key + "|split", () => BuildSplit(request));
        }
        finally
        {
            inProgress.Remove(request.Key);
        }
    }

    /// <summary>What takes arguments by address is differentiated in the form that takes them by value.</summary>
    private DerivativeRequest ByValue(DerivativeRequest request) => request with { Method = Bodies.ByValue.ByValue(request.Method) };

    /// <summary>Who asks from outside hands over and takes memories, not their models.</summary>
    private DerivativeRequest AsDeclared(DerivativeRequest request) =>
        request with { AsDeclared = types.ArgumentTypes(request.Method).Append(types.ReturnType(request.Method)).Any(Views.IsHeld) };

    private void Note(MethodReference method, IReadOnlyList<FoundByComparison> all, IReadOnlyList<SourceLocation?> steps)
    {
        foreach (var one in steps.Where(d => noted.Add((method.FullName, d?.Method.FullName, d?.Offset))))
            differences.Add((method, one));
        foreach (var one in all)
        {
            if (noted.Add((method.FullName, one.Location?.Method.FullName, one.Location?.Offset)))
                found.Add((method, one));
        }
    }

    /// <summary>Where a number is subtracted from one that it is a step of, in the methods differentiated since this was asked last.</summary>
    public IReadOnlyList<(MethodReference Method, SourceLocation? Location)> TakeDifferences()
    {
        var result = differences.ToList();
        differences.Clear();
        return result;
    }

    private T Remembering<T>(string key, Func<T> build)
    {
        if (failures.TryGetValue(key, out var failure))
            throw failure;
        try
        {
            return build();
        }
        catch (UnsupportedConstructException e)
        {
            failures[key] = e;
            var request = key.Replace("|split", "");
            if (splits.TryGetValue(request, out var begun))
            {
                // Callees in a circle may refer to it already, and be kept by a caller that can do without this one.
                WriteThrow(begun.Augmented, e.Message);
                WriteThrow(begun.Pullback, e.Message);
                splits.Remove(request);
            }
            throw;
        }
    }

    private void WriteThrow(MethodDefinition method, string message)
    {
        var exception = runtime.Type("AutoDiff.NotDifferentiableException");
        var il = method.Body.GetILProcessor();
        il.Clear();
        il.Emit(OpCodes.Ldstr, message);
        il.Emit(OpCodes.Newobj, types.Import(types.Resolve(exception)!.Methods.First(m => m.IsConstructor && m.Parameters.Count == 1)));
        il.Emit(OpCodes.Throw);
    }

    /// <summary>
    /// Handlers are taken apart only where a derivative does not come about otherwise: it costs a protected region for everything that may throw.
    /// </summary>
    private T WithHandlers<T>(MethodIR body, Func<MethodIR, T> build)
    {
        try
        {
            return build(body);
        }
        catch (UnsupportedConstructException obstacle) when (obstacle.ConcernsHandlers)
        {
            var lookedInto = new HashSet<string>();
            while (true)
            {
                if (Precise(body, lookedInto) is not { } precise)
                    throw;
                try
                {
                    return build(precise);
                }
                catch (UnsupportedConstructException inTheWay) when (inTheWay.WritesBeforeThrow is { } callee && lookedInto.Count < MostLookedInto
                    && lookedInto.Add(callee.FullName))
                {
                    // Its blocks become blocks of the protected region, whose ways out are known one by one.
                }
            }
        }
    }

    /// <summary>A copy with its handlers taken apart; null where none is to be.</summary>
    /// <param name="body">The body.</param>
    /// <param name="lookedInto">Callees whose calls in protected regions are inlined.</param>
    private MethodIR? Precise(MethodIR body, HashSet<string> lookedInto)
    {
        var precise = Cloner.Copy(body);
        bool IsWanted(Call call) => ThrowsIntoHandler(call) || (lookedInto.Contains(call.Method.FullName) && IsProtected(call));
        MethodIR? BodyOf(Call call) => IsWanted(call) && !IsRefusedAsAWhole(call) ? Bodies.ForDerivative(call.Method) : null;
        if (InlinePass.Run(precise, BodyOf, new InlinePolicy { Threshold = int.MaxValue }))
            pipeline.Normalise(precise);
        if (!PreciseHandlersPass.Run(precise))
        {
            return precise.Regions.FirstOrDefault(r => r.Obstacle is not null) is { } kept ? throw KeptFilters.Explain(kept) : null;
        }
        options.Dump?.Invoke("precise handlers", precise);
        pipeline.Normalise(precise);
        return precise;
    }

    /// <summary>The way through a sequence of which no kind is known: where that is met, a call that throws takes its place.</summary>
    private bool IsRefusedAsAWhole(Call call) =>
        Sequences.IsCollect(call.Method) && Bodies.ForDerivative(call.Method).Instructions.OfType<Call>().Any(Sequences.IsStepOfCollect);

    private static bool IsProtected(Call call) =>
        call.Block!.Method.Regions.Any(r => r.Kind == ExceptionHandlerType.Catch && r.Try.Blocks.Contains(call.Block));

    /// <summary>The reverse of a callee begins at its end: one that throws what carries numbers is looked into where that is caught.</summary>
    private bool ThrowsIntoHandler(Call call) =>
        call.Block!.Method.Regions.Any(r => r.Kind == ExceptionHandlerType.Catch && r.Handler.ExceptionParameter is { HasUses: true }
            && r.Try.Blocks.Contains(call.Block))
        && services.Classifier.Classify(call).Kind == CallKind.Split && SummaryOf(call) is { ThrowsVaried: true };

    private FusedGradient BuildGradient(DerivativeRequest request, bool withValue) =>
        WithHandlers(BodyForReverse(request), body => BuildGradient(request, withValue, body));

    private FusedGradient BuildGradient(DerivativeRequest request, bool withValue, MethodIR body, bool isRepetition = false)
    {
        var positions = request.Differentiated;
        List<TypeReference> results = withValue ? [body.ReturnType] : [];
        if (positions.Count > 0)
            results.Add(CombinedCotangents(request, body));
        var resultType = results.Count switch
        {
            0 => types.Void,
            1 => results[0],
            _ => tuples.Tuple(results),
        };
        var sweep = Cloner.Copy(body, request.Method.Name + "__gradient", resultType);
        var transform = new ReverseTransform(sweep, body.ReturnType, request, isFused: true, services);
        FusedGradient? repetition = null;
        if (!isRepetition && transform.CanTestLater)
        {
            repetition = BuildGradient(request, withValue, body, isRepetition: true);
            transform.LeaveOutTests();
        }
        var (depends, testsZeros) = (transform.DependsOnParameters, transform.TestsZeros);
        Note(request.Method, transform.Found, transform.Differences);
        transform.BuildFused(sweep, (builder, value, adjoints) =>
        {
            var cotangents = adjoints;
            if (repetition is not null)
            {
                var taken = positions.ToDictionary(i => i, adjoints);
                cotangents = i => taken[i];
                RepeatIfUndefined(builder, [.. taken.Values.SelectMany(c => c)], repetition.Method, repetition.UsesTape, transform.Tape);
            }
            var gradient = PackCotangents(builder, request, body, cotangents);
            if (!withValue || gradient is null)
                return withValue ? value : gradient;
            var pair = builder.Insert(builder.Method.Default(resultType), tuples.ItemPath(resultType, 0)[0], value!);
            return builder.Insert(pair, tuples.ItemPath(resultType, 1)[0], gradient);
        });
        Finish(sweep, transform);
        var usesTape = transform.Tape.HasUses;
        if (!usesTape)
            sweep.Parameters.Remove(transform.Tape);
        var method = NewMethod(request.Method, (withValue ? "valueWithGradient" : "gradient") + (isRepetition ? "Repeated" : ""), sweep);
        // Inlined into the caller's try block, which gives the tape back, everything that lives through the loops would be spilled.
        method.NoInlining = usesTape || isRepetition;
        if (isRepetition)
            Bodies.KeepOut(method);
        Emit(sweep, method);
        if (!isRepetition)
        {
            Account(withValue ? DerivativeKind.ValueWithGradient : DerivativeKind.Gradient, request.Method, [method, .. Repetition(repetition?.Method)],
                transform.Body, transform.Trace, RemarksOn(repetition?.Method));
        }
        return new FusedGradient(method, usesTape, depends, transform.Written, transform.Found.Any(f => f.IsAll)) { TestsZeros = testsZeros };
    }

    /// <summary>Where a number of the derivative is NaN, the derivative is what the method returns that tests for zeros.</summary>
    private void RepeatIfUndefined(Builder builder, IReadOnlyList<Value> numbers, MethodDefinition repetition, bool usesTape, Parameter tape)
    {
        var method = builder.Method;
        var wide = numbers.Any(n => types.KindOf(n.Type) == StackKind.Double) ? types.Double : types.Single;
        var sum = numbers.Select(n => types.Same(n.Type, wide) ? n : builder.Convert(wide, n)).Aggregate((a, b) => builder.Binary(BinaryOp.Add, a, b));
        var (again, done) = (method.AddBlock("again"), method.AddBlock("done"));
        builder.Branch(builder.Compare(CompareOp.Ne, sum, sum), again, done);
        var arguments = method.Parameters.Where(p => p != tape || usesTape).ToArray<Value>();
        builder.AtEnd(again).Return(builder.Call(repetition, arguments));
        builder.AtEnd(done);
    }

    private SplitDerivative BuildSplit(DerivativeRequest request)
    {
        var body = BodyForReverse(request);
        var combined = CombinedCotangents(request, body);
        var forwardType = request.ShadowsResult ? tuples.Tuple([body.ReturnType, body.ReturnType]) : body.ReturnType;

        // The signatures are known before the bodies: a recursive call asks for this very request.
        List<(string, TypeReference)> arguments = [.. body.Parameters.Select(p => (p.ParameterName, p.Type))];
        arguments.AddRange(request.Shadowed.Select(i => ("d" + body.Parameters[i].ParameterName, body.Parameters[i].Type)));
        var tapeParameter = ("tape", runtime.Tape);
        var augmented = generated.NewMethod(request.Method, "augmented", forwardType, [.. arguments, tapeParameter]);
        var cotangent = rules.Tangents.HasTangent(body.ReturnType)
            ? [("cotangent", rules.Tangents.CarrierOf(body.ReturnType))]
            : Array.Empty<(string, TypeReference)>();
        var pullback = generated.NewMethod(request.Method, "pullback", combined, [.. arguments, .. cotangent, tapeParameter]);
        var result = new SplitDerivative(augmented, pullback);
        splits[request.Key] = result;

        if (!request.IsRun && RunsAgain(request, body, result))
            return result;
        return WithHandlers(body, b => BuildSplit(request, b, combined, forwardType, result));
    }

    private SplitDerivative BuildSplit(DerivativeRequest request, MethodIR body, TypeReference combined, TypeReference forwardType, SplitDerivative result)
    {
        var forward = Cloner.Copy(body, request.Method.Name + "__augmented", forwardType);
        var reverse = new MethodIR(types, request.Method.Name + "__pullback", combined) { Origin = request.Method };
        var transform = new ReverseTransform(forward, body.ReturnType, request, isFused: false, services);
        result.DependsOnParameters = transform.DependsOnParameters;
        result.DependsByComparisons = transform.Found.Any(f => f.IsAll);
        Note(request.Method, transform.Found, transform.Differences);
        result.WritesTo = i => transform.Written[i];
        transform.BuildSplit(reverse, (builder, cotangents) => PackCotangents(builder, request, body, cotangents));
        Finish(forward, null);
        Finish(reverse, transform);
        Emit(forward, result.Augmented);
        Emit(reverse, result.Pullback);
        Account(DerivativeKind.Split, request.Method, [result.Augmented, result.Pullback], transform.Body, transform.Trace, []);
        if (recursive.Contains(request.Key))
        {
            deep.Guard(result.Augmented, request.Method);
            deep.Guard(result.Pullback, request.Method);
        }
        result.PullbackReads = i => reverse.Parameters[i].HasUses;
        return result;
    }

    /// <summary>The type that all cotangents asked for are returned as; void when there are none.</summary>
    private TypeReference CombinedCotangents(DerivativeRequest request, MethodIR body) =>
        request.Differentiated is { Count: > 0 } positions
            ? tuples.Combined([.. positions.Select(i => rules.Tangents.CarrierOf(body.Parameters[i].Type))])
            : types.Void;

    private Value? PackCotangents(Builder builder, DerivativeRequest request, MethodIR body, Func<int, Value[]> cotangents)
    {
        var packed = request.Differentiated.Select(i =>
        {
            var leaves = cotangents(i);
            return rules.Tangents.Pack(builder, body.Parameters[i].Type, l => leaves[l]);
        }).ToList();
        if (packed.Count < 2)
            return packed.FirstOrDefault();
        var combined = CombinedCotangents(request, body);
        var tuple = builder.Method.Default(combined);
        for (var k = 0; k < packed.Count; k++)
            tuple = builder.InsertAt(tuple, tuples.ItemPath(combined, k), packed[k]);
        return tuple;
    }

    private MethodIR BodyOf(DerivativeRequest request)
    {
        var body = BodyOf(request.Method);
        if (!request.AsDeclared)
            return body;
        var declared = types.ArgumentTypes(request.Method);
        var copy = new MethodIR(types, body.Name, Views.IsHeld(types.ReturnType(request.Method))
            ? types.ReturnType(request.Method)
            : body.ReturnType)
        { Origin = body.Origin };
        var map = new CloneMap(copy);
        foreach (var parameter in body.Parameters)
            map[parameter] = copy.AddParameter(Views.IsHeld(declared[parameter.Index]) ? declared[parameter.Index] : parameter.Type, parameter.ParameterName);
        var cloner = new Cloner(copy, map);
        copy.Blocks.AddRange(cloner.Blocks(body));
        copy.Regions.AddRange(cloner.Regions(body));
        foreach (var parameter in body.Parameters)
        {
            var own = copy.Parameters[parameter.Index];
            var uses = own.Uses;
            var content = Views.Convert(new Builder(copy).AtStart(copy.Entry), parameter.Type, own);
            foreach (var use in uses)
                use.Value = content;
        }
        foreach (var result in copy.Instructions.OfType<Return>().Where(r => r.Result is not null).ToList())
            result.SetOperand(0, Views.Convert(new Builder(copy) { Location = result.Location }.Before(result), copy.ReturnType, result.Result!));
        return copy;
    }

    /// <summary>The method's own body, or for a method with a rule (or without IL) a body that calls it.</summary>
    private MethodIR BodyOf(MethodReference method)
    {
        if (Bodies.HasBody(method) && !rules.HasRule(method) && !rules.IsNoDerivative(method))
            return Bodies.ForDerivative(method);
        var wrapper = new MethodIR(types, method.Name, types.ReturnType(method)) { Origin = method };
        var builder = new Builder(wrapper).AtEnd(wrapper.AddBlock("entry"));
        var arguments = types.ArgumentTypes(method)
            .Select((t, i) => (Value)wrapper.AddParameter(t, "x" + i.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        var call = builder.Add(new Call(types.ReturnType(method), method, false, null, arguments));
        builder.Return(wrapper.ReturnsVoid ? null : call);
        return wrapper;
    }

    private void Finish(MethodIR method, ReverseTransform? transform, bool isVectorised = true)
    {
        options.Dump?.Invoke("reversed", method);
        transform?.CleanUp();
        pipeline.Normalise(method);
        while (InlinePass.Run(method, RuleBody, new InlinePolicy()))
            pipeline.Normalise(method);
        for (var round = 0; round < 3 && transform?.CleanUp() == true; round++)
            pipeline.Normalise(method);
        pipeline.Optimise(method);
        // What was read back from memory may turn out to be a zero just written there.
        if (transform?.CleanUp() == true)
            pipeline.Optimise(method);
        if (transform?.Shorten(method) == true)
            pipeline.Optimise(method);
        transform?.Finish();
        if (isVectorised)
            pipeline.Vectorise(method, lanes, loops.Of, i => transform?.IsAdjoint(i) == true, services.StrongZero);
        options.Dump?.Invoke("finished", method);
        modelled.Run(method);
        pipeline.Lower(method);
    }

    private MethodIR? RuleBody(Call call)
    {
        if (!IsRule(call.Method) || !Bodies.HasBody(call.Method))
            return null;
        try
        {
            return Bodies.Get(call.Method);
        }
        catch (UnsupportedConstructException)
        {
            return null;
        }
    }

    private bool IsRule(MethodReference method) =>
        types.ResolveMethod(method) is { HasCustomAttributes: true } definition
        && definition.CustomAttributes.Any(a => a.AttributeType is { Namespace: "AutoDiff", Name: "PullbackAttribute" or "DifferentialAttribute" });

    private bool RuleReads(MethodReference rule, int parameter)
    {
        try
        {
            return !Bodies.HasBody(rule) || Bodies.Get(rule).Parameters[parameter].HasUses;
        }
        catch (UnsupportedConstructException)
        {
            return true;
        }
    }

    /// <summary>What a call of a method with a body does to memory, whatever is varied; null while that is being found out or when it cannot be.</summary>
    private AliasSummary? SummaryOf(Call call) => SummaryOf(call.Method);

    private AliasSummary? SummaryOf(MethodReference method)
    {
        var key = method.FullName;
        if (summaries.TryGetValue(key, out var known))
            return known;
        summaries[key] = null;
        try
        {
            var joined = recursions.Of(method);
            var body = joined?.Body ?? Bodies.ForDerivative(method);
            var roles = body.Parameters.Select(p => (rules.Tangents.HasTangent(p.Type)
                ? ParameterRole.Differentiated
                : 0) | (rules.Tangents.HasReferences(p.Type) ? ParameterRole.Shadowed : 0)).ToList();
            var aliases = new AliasAnalysis(
                body, rules.Tangents, services.Classifier, SummaryOf,
                joined is null ? null : c => joined.Callers.TryGetValue(c, out var caller) ? caller : null);
            _ = new Activity(body, roles, rules.Tangents, services.Classifier, aliases, outlives: true);
            var result = body.Instructions.OfType<Return>().Select(r => r.Result).OfType<Value>().Select(aliases.CellOf).OfType<AliasCell>().ToList();
            for (var i = 1; i < result.Count; i++)
                AliasCell.Unify(result[0], result[i]);
            return summaries[key] = new AliasSummary(
                [.. body.Parameters.Select(aliases.CellOf)], result.FirstOrDefault(),
                joined is null ? aliases.Statics : StaticsOf(method, joined, aliases.Statics), aliases.Thrown,
                new Truncation(body, rules.Tangents, services.Classifier, aliases, SummaryOf).Summary, aliases.HasUnseenCalls);
        }
        catch (UnsupportedConstructException)
        {
            return null;
        }
    }

    private MethodIR? BodyToAnalyse(MethodReference method)
    {
        try
        {
            return Bodies.ForDerivative(method);
        }
        catch (UnsupportedConstructException)
        {
            return null;
        }
    }

    /// <summary>
    /// Of the many iterators that a sequence might be, each is looked at by itself: what one of them keeps in a static field is not what the others work on.
    /// </summary>
    private Dictionary<string, AliasCell> StaticsOf(MethodReference method, JoinedBody joined, IReadOnlyDictionary<string, AliasCell> all)
    {
        var members = new HashSet<string>(joined.Methods.Select(m => m.FullName));
        var names = new HashSet<string>();
        var seen = new HashSet<string>();
        Visit(method);
        return all.Where(f => names.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value);

        void Visit(MethodReference member)
        {
            if (!seen.Add(member.FullName))
                return;
            foreach (var instruction in Bodies.ForDerivative(member).Instructions)
            {
                if (instruction is StaticAddress address)
                    names.Add(MemoryPart.Of(address.Field));
                else if (instruction is Call callee && services.Classifier.Classify(callee).Kind == CallKind.Split
                    && !services.Classifier.IsOfEnumeration(callee.Method))
                {
                    if (members.Contains(callee.Method.FullName))
                        Visit(callee.Method);
                    else
                        names.UnionWith(SummaryOf(callee)?.Statics.Keys ?? []);
                }
            }
        }
    }

    private MethodDefinition NewMethod(MethodReference origin, string suffix, MethodIR body) =>
        generated.NewMethod(origin, suffix, body.ReturnType, body.Parameters.Select(p => (p.ParameterName, p.Type)));

    private void Emit(MethodIR body, MethodDefinition method)
    {
        Refusals.LetPass(body, runtime);
        Verifier.Verify(body, "differentiation");
        MethodEmitter.Emit(body, method);
    }
}

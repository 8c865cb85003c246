using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Reverse;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>Derives each request once and keeps the result; derivatives of callees are requested as they are met.</summary>
internal sealed class Derivatives
{
    private readonly TypeContext types;
    private readonly RuntimeLibrary runtime;
    private readonly RuleBook rules;
    private readonly GeneratedTypes generated;
    private readonly PipelineOptions options;
    private readonly Pipeline pipeline;
    private readonly TupleTypes tuples;
    private readonly ReverseServices services;
    private readonly Dictionary<string, FusedGradient> gradients = [];
    private readonly Dictionary<string, SplitDerivative> splits = [];
    private readonly Dictionary<string, UnsupportedConstructException> failures = [];
    private readonly Dictionary<string, IReadOnlyCollection<string>> variedStores = [];

    public Derivatives(TypeContext types, RuntimeLibrary runtime, RuleBook rules, GeneratedTypes generated, PipelineOptions options, bool strongZero = false)
    {
        this.types = types;
        this.runtime = runtime;
        this.rules = rules;
        this.generated = generated;
        this.options = options;
        pipeline = new Pipeline(options);
        tuples = new TupleTypes(types);
        Bodies = new MethodBodies(types, rules, generated, tuples, options);
        var classifier = new CallClassifier(types, rules, rules.Tangents, Bodies);
        services = new ReverseServices(
            runtime, rules.Tangents, tuples, classifier, new TapeAccess(types, runtime, generated), VariedStoresOf,
            (method, active) => Split(new DerivativeRequest(method, active)), RuleReads, strongZero);
    }

    public MethodBodies Bodies { get; }

    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public FusedGradient Gradient(DerivativeRequest request, bool withValue)
    {
        request = ByValue(request);
        var key = request.Key + (withValue ? "|value" : "");
        if (gradients.TryGetValue(key, out var known))
            return known;
        return Remembering(key, () => gradients[key] = BuildGradient(request, withValue));
    }

    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public SplitDerivative Split(DerivativeRequest request)
    {
        request = ByValue(request);
        if (splits.TryGetValue(request.Key, out var known))
            return known;
        return Remembering(request.Key + "|split", () => BuildSplit(request));
    }

    /// <summary>What takes arguments by address is differentiated in the form that takes them by value.</summary>
    private DerivativeRequest ByValue(DerivativeRequest request) => new(Bodies.ByValue.ByValue(request.Method), request.WithRespectTo);

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
            splits.Remove(key.Replace("|split", ""));
            throw;
        }
    }

    private FusedGradient BuildGradient(DerivativeRequest request, bool withValue)
    {
        var body = BodyOf(request.Method);
        var active = ActiveTypes(request, body);
        var combined = tuples.Combined(active);
        var resultType = withValue ? tuples.Tuple([body.ReturnType, combined]) : combined;
        var sweep = CopyReturning(body, request.Method.Name + "__gradient", resultType);
        var transform = new ReverseTransform(sweep, body.ReturnType, request.WithRespectTo, services);
        var depends = transform.DependsOnParameters;
        transform.BuildFused(sweep, (builder, value, cotangents) =>
        {
            var gradient = PackCotangents(builder, request, body, combined, cotangents);
            if (!withValue)
                return gradient;
            var pair = builder.Insert(builder.Method.Default(resultType), tuples.ItemPath(resultType, 0)[0], value!);
            return builder.Insert(pair, tuples.ItemPath(resultType, 1)[0], gradient);
        });
        Finish(sweep, transform);
        var usesTape = transform.Tape.HasUses;
        if (!usesTape)
            sweep.Parameters.Remove(transform.Tape);
        var method = NewMethod(request.Method, withValue ? "valueWithGradient" : "gradient", sweep);
        // Inlined into the caller's try block, which gives the tape back, everything that lives through the loops would be spilled.
        method.NoInlining = usesTape;
        Emit(sweep, method);
        return new FusedGradient(method, usesTape, depends);
    }

    private SplitDerivative BuildSplit(DerivativeRequest request)
    {
        var body = BodyOf(request.Method);
        var active = ActiveTypes(request, body);
        var combined = tuples.Combined(active);
        var forward = CopyReturning(body, request.Method.Name + "__augmented", body.ReturnType);
        var reverse = new MethodIR(types, request.Method.Name + "__pullback", combined) { Origin = request.Method };

        // The signatures are known before the bodies: a recursive call asks for this very request.
        var arguments = body.Parameters.Select(p => (p.ParameterName, p.Type)).ToList();
        var tapeParameter = ("tape", runtime.Tape);
        var augmented = generated.NewMethod(request.Method, "augmented", body.ReturnType, [.. arguments, tapeParameter]);
        var cotangent = body.ReturnsVoid ? Array.Empty<(string, TypeReference)>() : [("cotangent", body.ReturnType)];
        var pullback = generated.NewMethod(request.Method, "pullback", combined, [.. arguments, .. cotangent, tapeParameter]);
        var result = new SplitDerivative(augmented, pullback);
        splits[request.Key] = result;

        var transform = new ReverseTransform(forward, body.ReturnType, request.WithRespectTo, services);
        result.DependsOnParameters = transform.DependsOnParameters;
        transform.BuildSplit(reverse, (builder, cotangents) => PackCotangents(builder, request, body, combined, cotangents));
        Finish(forward, null);
        Finish(reverse, transform);
        Emit(forward, augmented);
        Emit(reverse, pullback);
        result.PullbackReads = i => reverse.Parameters[i].HasUses;
        return result;
    }

    private Value PackCotangents(Builder builder, DerivativeRequest request, MethodIR body, TypeReference combined, Func<int, Value[]> cotangents)
    {
        var positions = Enumerable.Range(0, body.Parameters.Count).Where(i => request.WithRespectTo[i]).ToList();
        var packed = positions.Select(i =>
        {
            var leaves = cotangents(i);
            return rules.Tangents.Pack(builder, body.Parameters[i].Type, l => leaves[l]);
        }).ToList();
        if (packed.Count == 1)
            return packed[0];
        var tuple = builder.Method.Default(combined);
        for (var k = 0; k < packed.Count; k++)
            tuple = InsertAt(builder, tuple, tuples.ItemPath(combined, k), 0, packed[k]);
        return tuple;
    }

    private static Value InsertAt(Builder builder, Value aggregate, IReadOnlyList<FieldReference> path, int depth, Value item) =>
        depth == path.Count - 1
            ? builder.Insert(aggregate, path[depth], item)
            : builder.Insert(aggregate, path[depth], InsertAt(builder, builder.Extract(aggregate, path[depth]), path, depth + 1, item));

    private IReadOnlyList<TypeReference> ActiveTypes(DerivativeRequest request, MethodIR body) =>
        [.. body.Parameters.Where((_, i) => request.WithRespectTo[i]).Select(p => p.Type)];

    /// <summary>The method's own body, or for a method with a rule (or without IL) a body that calls it.</summary>
    private MethodIR BodyOf(MethodReference method)
    {
        if (Bodies.HasBody(method) && rules.FindPullback(method) is null && rules.FindDerivative(method) is null && !rules.IsNoDerivative(method))
            return Bodies.Get(method);
        var wrapper = new MethodIR(types, method.Name, types.ReturnType(method)) { Origin = method };
        var builder = new Builder(wrapper).AtEnd(wrapper.AddBlock("entry"));
        var arguments = types.ArgumentTypes(method).Select((t, i) => (Value)wrapper.AddParameter(t, "x" + i.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        var call = builder.Add(new Call(types.ReturnType(method), method, false, null, arguments));
        builder.Return(wrapper.ReturnsVoid ? null : call);
        return wrapper;
    }

    private static MethodIR CopyReturning(MethodIR body, string name, TypeReference returnType)
    {
        var copy = new MethodIR(body.Types, name, returnType) { Origin = body.Origin };
        var map = new CloneMap(copy);
        foreach (var parameter in body.Parameters)
            map[parameter] = copy.AddParameter(parameter.Type, parameter.ParameterName);
        var cloner = new Cloner(copy, map);
        copy.Blocks.AddRange(cloner.Blocks(body));
        copy.Regions.AddRange(cloner.Regions(body));
        return copy;
    }

    private void Finish(MethodIR method, ReverseTransform? transform)
    {
        options.Dump?.Invoke("reversed", method);
        transform?.CleanUp();
        pipeline.Normalise(method);
        while (InlinePass.Run(method, RuleBody, new InlinePolicy()))
            pipeline.Normalise(method);
        transform?.CleanUp();
        pipeline.Optimise(method);
        options.Dump?.Invoke("finished", method);
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
        && definition.CustomAttributes.Any(a => a.AttributeType is { Namespace: "AutoDiff", Name: "PullbackAttribute" });

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

    private IReadOnlyCollection<string> VariedStoresOf(Call call)
    {
        var key = call.Method.FullName;
        if (variedStores.TryGetValue(key, out var known))
            return known;
        variedStores[key] = [];
        try
        {
            var body = Bodies.Get(call.Method);
            var varied = body.Parameters.Select(p => rules.Tangents.HasTangent(p.Type)).ToList();
            return variedStores[key] = new Activity(body, varied, rules.Tangents, services.Classifier, VariedStoresOf).VariedMemory;
        }
        catch (UnsupportedConstructException)
        {
            return variedStores[key] = MemoryClasses.Everything;
        }
    }

    private MethodDefinition NewMethod(MethodReference origin, string suffix, MethodIR body) =>
        generated.NewMethod(origin, suffix, body.ReturnType, body.Parameters.Select(p => (p.ParameterName, p.Type)));

    private void Emit(MethodIR body, MethodDefinition method)
    {
        Verifier.Verify(body, "differentiation");
        MethodEmitter.Emit(body, method);
    }
}

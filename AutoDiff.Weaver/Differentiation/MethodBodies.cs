using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>
/// The bodies of methods as optimised IR, read once each: small callees and callees with a single call are inlined, calls known to be pure are
/// marked. The results are shared; whoever changes one copies it first.
/// </summary>
internal sealed class MethodBodies
{
    private readonly TypeContext types;
    private readonly RuleBook rules;
    private readonly GeneratedTypes generated;
    private readonly PipelineOptions options;
    private readonly Pipeline pipeline;
    private readonly Dictionary<string, MethodIR> bodies = [];
    private readonly HashSet<string> inProgress = [];
    private readonly Lazy<Dictionary<MethodDefinition, int>> callCounts;

    public MethodBodies(TypeContext types, RuleBook rules, GeneratedTypes generated, TupleTypes tuples, PipelineOptions options)
    {
        this.types = types;
        this.rules = rules;
        this.generated = generated;
        this.options = options;
        pipeline = new Pipeline(options);
        callCounts = new(() => CountCalls(types.Module));
        ByValue = new CallByValue(types, generated, tuples, m => rules.FindPullback(m) is not null || rules.FindDerivative(m) is not null, WritesThrough);
    }

    public CallByValue ByValue { get; }

    /// <summary>Whether a method's own IL may be differentiated: it is at hand and not the framework's.</summary>
    public bool HasBody(MethodReference method) =>
        BodyLocator.HasBody(method) && types.ResolveMethod(method) is { } definition && !StructShapes.IsFramework(definition.Module.Assembly) && !IsMachinery(definition);

    /// <summary>The operators, the tape and the like: what they mean is built into the weaver.</summary>
    private static bool IsMachinery(MethodDefinition method) =>
        method.DeclaringType.Namespace == "AutoDiff" && method.Module.Assembly.Name.Name == "AutoDiff.Runtime" && method.DeclaringType.Name != "SpecialFunctions";

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

    private MethodIR Read(MethodReference method)
    {
        var body = MethodImporter.Import(types, method);
        options.Dump?.Invoke("imported", body);
        if (types.ResolveMethod(method) is { } definition && definition.Module != types.Module)
            generated.ReachInto(definition.Module.Assembly);
        pipeline.Normalise(body);
        MarkPureCalls(body);
        InlineCalls(body);
        if (ByValue.OriginalOf(method) is { } original)
            InlineOriginal(body, original);
        if (ByValue.Run(body))
            pipeline.Normalise(body);
        pipeline.Optimise(body);
        options.Dump?.Invoke("optimised", body);
        return body;
    }

    /// <summary>Inlining shows which delegates are invoked, which makes more calls to inline, and closures that are not needed any more.</summary>
    private void InlineCalls(MethodIR body)
    {
        for (var changed = true; changed;)
        {
            changed = DevirtualisationPass.Run(body) | DelegateResolutionPass.Run(body);
            changed |= InlinePass.Run(body, InlinableBody, new InlinePolicy { IsOnlyCall = IsOnlyCall });
            changed |= ObjectPromotionPass.Run(body);
            if (changed)
            {
                pipeline.Normalise(body);
                MarkPureCalls(body);
            }
        }
    }

    /// <summary>A forwarder is the method it forwards to, whatever its size.</summary>
    private void InlineOriginal(MethodIR body, Call original)
    {
        var call = body.Instructions.OfType<Call>().FirstOrDefault(c => c.Method.FullName == original.Method.FullName);
        if (call is null || !HasBody(call.Method) || rules.FindPullback(call.Method) is not null || rules.FindDerivative(call.Method) is not null || rules.IsNoDerivative(call.Method))
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
            if (Purity.IsPure(call.Method) || call.Method.DeclaringType.FullName == "AutoDiff.SpecialFunctions")
                call.KnownEffects = Effects.None;
        }
    }

    private MethodIR? InlinableBody(Call call)
    {
        var method = call.Method;
        if (call.KnownEffects == Effects.None || inProgress.Contains(method.FullName) || rules.FindPullback(method) is not null
            || rules.FindDerivative(method) is not null || rules.IsNoDerivative(method) || !HasBody(method)
            || types.ArgumentTypes(method).Where((_, i) => rules.IsNoDerivativeParameter(method, i)).Any())
        {
            return null;
        }
        try
        {
            return Get(method);
        }
        catch (UnsupportedConstructException)
        {
            // Whether the call matters is decided by activity; an inactive one may do anything.
            return null;
        }
    }

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

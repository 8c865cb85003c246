using AutoDiff.Tests.Passes;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Reverse.Sweep;
using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Tests.Analyses;

/// <summary>
/// A method written as text with what the analyses say of it. Every parameter of a floating-point type is differentiated and every reference has a
/// shadow, but for those whose names begin with <c>c</c>, which are constants. Nothing is known of what is called.
/// </summary>
internal sealed class Analysed
{
    private readonly TangentTypes _tangents;
    private readonly Outside _outside = new();
    private readonly ParameterRole[] _roles;

    public Analysed(string text)
    {
        Method = IrText.Parse(text);
        _tangents = new TangentTypes(Method.Types, new Constancy(Method.Types));
        _roles = [.. Method.Parameters.Select(p => p.ParameterName.StartsWith('c') ? ParameterRole.None
            : _tangents.HasTangent(p.Type) ? ParameterRole.Differentiated : ParameterRole.Shadowed)];
        Exit = Preparation.Run(Method, Method.ReturnType)!;
        Aliases = new AliasAnalysis(Method, _tangents, _outside, _ => null);
        Activity = new Activity(Method, _roles, _tangents, _outside, Aliases, outlives: false);
    }

    public MethodIR Method { get; }

    public Block Exit { get; }

    public AliasAnalysis Aliases { get; }

    public Activity Activity { get; }

    /// <summary>The value that the text calls by this name; copies that the canonical form makes of it come later.</summary>
    public Value this[string name] =>
        Method.Parameters.FirstOrDefault(p => p.ParameterName == name) as Value
            ?? Method.Blocks.SelectMany(b => b.Parameters.Concat<TrackedValue>(b.Instructions)).First(v => v.Name == name);

    public bool IsActive(string name) => Activity.IsActive(this[name]);

    /// <summary>Two addresses may be of the same memory.</summary>
    public bool MayMeet(string first, string second) => Aliases.Location(this[first]).Root == Aliases.Location(this[second]).Root;

    public bool IsLost(string name) => new Truncation(Method, _tangents, _outside, Aliases, _ => null, _roles).IsLost(this[name]);

    /// <summary>A load reads the same again when the sweep comes back to it, in a gradient that is one method.</summary>
    public bool IsStable(string load) => new Stability(Method, Aliases, request: null, _ => null).IsStable((Load)this[load]);

    /// <summary>Where the reverse of the block that a value is computed in has it from.</summary>
    public Source SourceOf(string name, bool isFused = true)
    {
        var stability = new Stability(Method, Aliases, request: null, _ => null);
        var graph = new ReverseGraph(Method, Exit, _ => false, _ => true);
        var plan = new TracePlan(Method, graph, keepsCheaply: isFused, recomputes: true, stability.IsStable);
        var value = this[name];
        return plan.SourceOf(value, value is Instruction instruction ? instruction.Block! : ((BlockParameter)value).Block);
    }

    private sealed class Outside : ICallTreatments
    {
        public CallTreatment Classify(Call call) => new(CallKind.Unknown, [.. call.Operands.Select(_ => true)]);

        public bool IsZeroByRule(CallTreatment treatment) => false;

        public bool IsPiecewise(SourceLocation? location) => false;

        public bool IsOfEnumeration(MethodReference method) => false;
    }
}

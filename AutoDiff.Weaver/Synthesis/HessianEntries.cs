using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Static methods (receiver if needed, arguments…, directions…) -> the derivative of the gradient in the direction, with a place for every argument: the
/// gradient, by reverse mode, of the differential form. What that writes to its directions it writes to copies; the gradient sees to the arguments.
/// </summary>
internal sealed class HessianEntries(GeneratedMembers members, Derivation derivation, GradientEntries gradients)
{
    private readonly Dictionary<(string, GradientMemory), MethodDefinition> entries = [];

    public MethodDefinition Entry(DifferentiableTarget target, RequestSite site, GradientMemory memory = GradientMemory.New)
    {
        if (!target.Shadowed.Any())
            memory = GradientMemory.New;
        if (entries.TryGetValue((target.Key, memory), out var entry))
            return entry;
        List<(string, TypeReference)> parameters = [.. target.Parameters];
        parameters.AddRange(target.Arguments.Select((a, i) => ("d" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), a)));
        if (memory != GradientMemory.New)
            parameters.AddRange(GradientEntries.MemoryOf(target));
        entry = members.Generated.NewMethod(target.Method, "HessianVectorProduct", target.Gradient, parameters);
        entries.Add((target.Key, memory), entry);
        if (derivation.InnerDifferential(target.DifferentialRequest, withValue: false, site) is { } form)
            Write(entry, target, form, site, memory);
        else
            members.WriteThrow(entry, derivation.Failure(target.DifferentialRequest));
        return entry;
    }

    /// <summary>What stands in the way; null when nothing does.</summary>
    public UnsupportedConstructException? Obstacle(DifferentiableTarget target) =>
        derivation.InnerDifferentialIfAny(target.DifferentialRequest, withValue: false, out var obstacle) is { } form
            ? derivation.ObstacleToGradient(Slope(target, form).GradientRequest)
            : obstacle;

    /// <summary>
    /// Products with several directions at once, of a function of an array: a method that takes the point, the directions, where the products go, a tape if it
    /// uses one, and memory. Null where there is none.
    /// </summary>
    public MethodDefinition? InLanes(DifferentiableTarget target) =>
        derivation.InnerDifferentialIfAny(target.DifferentialRequest, withValue: false, out _) is { } form
            && !target.DifferentialRequest.Roles.Select((_, i) => i).Any(form.WritesTo)
            ? derivation.ProductsInLanes(Slope(target, form).GradientRequest)
            : null;

    private static IReadOnlyList<int> Active(DifferentiableTarget target) =>
        [.. Enumerable.Range(0, target.Arguments.Count).Where(i => target.Roles[i] != ParameterRole.None)];

    /// <summary>The derivative in a direction, as a function of the point.</summary>
    private DifferentiableTarget Slope(DifferentiableTarget target, DifferentialForm form)
    {
        var active = Active(target);
        return new DifferentiableTarget(
            members.Types, form.Method, target.Receiver, target.PassesReceiver, [.. target.Arguments, .. active.Select(i => target.Arguments[i])],
            target.Result, [.. target.Roles, .. active.Select(_ => ParameterRole.None)], shadowsResult: false);
    }

    private void Write(MethodDefinition entry, DifferentiableTarget target, DifferentialForm form, RequestSite site, GradientMemory memory)
    {
        var count = target.Arguments.Count;
        var active = Active(target);
        var gradient = gradients.Entry(Slope(target, form), withValue: false, site with { IsHigher = true }, memory);
        var code = members.Write(entry);
        var all = code.Local(gradient.ReturnType);
        var offset = target.Receiver is null ? 0 : 1;
        for (var i = 0; i < offset + count; i++)
            code.Argument(i);
        for (var k = 0; k < active.Count; k++)
        {
            code.Argument(offset + count + active[k]);
            if (target.IsShadowed(active[k]) && form.WritesTo((target.PassesReceiver ? 1 : 0) + active[k]))
                code.Call(members.ShadowOperation("Copy", target.Arguments[active[k]]));
        }
        for (var i = offset + (2 * count); i < entry.Parameters.Count; i++)
            code.Argument(i);
        code.Call(gradient).Store(all);
        for (var i = 0; i < count; i++)
            code.LoadAddress(all).Item(all.VariableType, i);
        if (count > 1)
            code.New(members.Tuples.Constructor(target.Gradient));
        code.Return();
    }
}

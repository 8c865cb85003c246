using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Passes.Calls;
using AutoDiff.Weaving.Passes.Lanes;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <content>Several directions at once.</content>
internal sealed partial class Derivatives
{
    /// <summary>Lanes do not go through calls: all that there are become part of the method, which has to stay one that the JIT compiles well.</summary>
    private const int LargestLaneForm = 3000;

    private readonly Dictionary<string, MethodDefinition?> laneForms = [];

    /// <summary>The lane form of a differential form that is linear: without tests for zeros.</summary>
    /// <param name="form">The form, made to be read again.</param>
    /// <param name="directions">The parameters that hold a direction, by number.</param>
    /// <returns>Null where there is none.</returns>
    public MethodDefinition? Lanes(DifferentialForm form, IReadOnlyList<int> directions)
    {
        if ((options.Without & Optimisations.Lanes) != 0)
            return null;
        if (!laneForms.TryGetValue(form.Method.FullName, out var known))
            laneForms.Add(form.Method.FullName, known = BuildLanes(form.Method, directions));
        return known;
    }

    private MethodDefinition? BuildLanes(MethodDefinition form, IReadOnlyList<int> directions)
    {
        var body = Cloner.Copy(Bodies.Get(form));
        var policy = new InlinePolicy { Threshold = int.MaxValue, CallerLimit = LargestLaneForm };
        if (InlinePass.Run(body, c => Bodies.HasBody(c.Method) ? Bodies.Get(c.Method) : null, policy))
            pipeline.Optimise(body);
        options.Dump?.Invoke("before lanes", body);
        if (LaneForm.Of(body, directions, laneNumbers ??= new LaneNumbers(types, runtime)) is not { } lanes)
            return null;
        options.Dump?.Invoke("lanes", lanes);
        Verifier.Verify(lanes, "lanes");
        pipeline.Optimise(lanes);
        pipeline.Lower(lanes);
        var method = NewMethod(form, "lanes", lanes);
        Emit(lanes, method);
        return method;
    }
}

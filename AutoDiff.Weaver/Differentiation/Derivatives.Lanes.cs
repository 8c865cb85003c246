using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Reverse;
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

    /// <summary>A method that becomes about as large when it is reversed.</summary>
    private const int LargestToReverse = 1000;

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
            laneForms.Add(form.Method.FullName, known = Build(form.Method, (body, numbers) => LaneForm.Of(body, directions, numbers)));
        return known;
    }

    /// <summary>
    /// The lane form of a gradient with respect to one array that is linear in another argument, as that of a differential form is in the direction: without
    /// tests for zeros. It takes the shadow of the array after the arguments, in lanes, too.
    /// </summary>
    /// <param name="request">The gradient of the differential form; the direction is the last argument.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public MethodDefinition? ProductsInLanes(DerivativeRequest request)
    {
        if ((options.Without & Optimisations.Lanes) != 0 || request.Differentiated.Count > 0 || request.Shadowed.Count != 1)
            return null;
        request = AsDeclared(ByValue(request));
        var key = request.Key + "|products";
        if (!laneForms.TryGetValue(key, out var known))
            laneForms.Add(key, known = WithoutUnsuitable(() => BuildProducts(request, Cloner.Copy(BodyForReverse(request)))));
        return known;
    }

    /// <summary>
    /// The lane form of the pullback of a function from one array to another: it takes cotangents of the result after the arguments, in lanes, and the shadow
    /// of the argument.
    /// </summary>
    /// <param name="request">The gradient of the function.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public MethodDefinition? RowsInLanes(DerivativeRequest request)
    {
        if ((options.Without & Optimisations.Lanes) != 0 || request.Differentiated.Count > 0 || request.Shadowed.Count != 1)
            return null;
        request = AsDeclared(ByValue(request));
        var key = request.Key + "|rows";
        if (!laneForms.TryGetValue(key, out var known))
            laneForms.Add(key, known = WithoutUnsuitable(() => Weighted(request) is { } sum
                ? BuildProducts(request with { Roles = [.. request.Roles, ParameterRole.None] }, sum)
                : null));
        return known;
    }

    /// <summary>The sum of a function's results, each times a weight: its gradient is linear in the weights.</summary>
    private MethodIR? Weighted(DerivativeRequest request)
    {
        var body = BodyForReverse(request);
        var sum = new MethodIR(types, request.Method.Name, types.Double) { Origin = request.Method };
        var builder = new Builder(sum).AtEnd(sum.AddBlock("entry"));
        Value[] arguments = [.. types.ArgumentTypes(request.Method).Select((t, i) => (Value)sum.AddParameter(t, "x" + i))];
        var results = builder.Add(new Call(types.ReturnType(request.Method), request.Method, false, null, arguments));
        var weights = sum.AddParameter(new ArrayType(types.Double), "weights");
        builder.Return(builder.Call(runtime.Method("AutoDiff.Implementations.UnitDirections", "Weighted"), results, weights));
        if (!Inliner.CanInline(results, body))
            return null;
        Inliner.Inline(results, body);
        return sum;
    }

    private MethodDefinition? BuildProducts(DerivativeRequest request, MethodIR body)
    {
        Bodies.InlineAll(body, LargestToReverse);
        var sweep = Cloner.Copy(body, request.Method.Name + "__gradient", types.Void);
        // In columns, which are for vectors of iterations, numbers of all lanes would lie beside numbers that differ.
        var transform = new ReverseTransform(
            sweep, body.ReturnType, request, isFused: true, services with { StrongZero = false, Without = services.Without | Optimisations.Columns });
        if (transform.Written.Any(w => w))
            return null;
        transform.BuildFused(sweep, (_, _, _) => null);
        Finish(sweep, transform, isVectorised: false);
        if (!transform.Tape.HasUses)
            sweep.Parameters.Remove(transform.Tape);
        var direction = body.Parameters.Count - 1;
        return Build(sweep, request.Method, (gradient, numbers) => LaneForm.Of(gradient, [direction, direction + 1], numbers));
    }

    /// <summary>The lane form of a derivative with its value, a tuple of both, in which a parameter differs.</summary>
    /// <param name="derivative">The gradient, or the differential form.</param>
    /// <param name="varying">The parameter that differs, by number.</param>
    /// <param name="areAdded">Whether the values and the derivatives of all lanes are added up, or written each to a place of its own.</param>
    /// <returns>Null where there is none.</returns>
    public MethodDefinition? InLanes(MethodDefinition derivative, int varying, bool areAdded)
    {
        if ((options.Without & Optimisations.Lanes) != 0)
            return null;
        var key = derivative.FullName + "|" + varying.ToString(System.Globalization.CultureInfo.InvariantCulture) + (areAdded ? "" : "|stored");
        if (!laneForms.TryGetValue(key, out var known))
        {
            laneForms.Add(key, known = Build(derivative, (body, numbers) =>
                areAdded ? LaneForm.Summing(body, varying, numbers) : LaneForm.Storing(body, varying, numbers)));
        }
        return known;
    }

    private MethodDefinition? Build(MethodDefinition form, Func<MethodIR, LaneNumbers, MethodIR?> lanesOf) =>
        Build(Cloner.Copy(Bodies.Get(form)), form, lanesOf);

    private MethodDefinition? Build(MethodIR body, MethodReference form, Func<MethodIR, LaneNumbers, MethodIR?> lanesOf)
    {
        var policy = new InlinePolicy { Threshold = int.MaxValue, CallerLimit = LargestLaneForm };
        if (InlinePass.Run(body, BodyForLanes, policy))
            pipeline.Optimise(body);
        options.Dump?.Invoke("before lanes", body);
        if ((laneNumbers ??= LaneNumbers.IfAny(types, runtime, generated.Record)) is not { } numbers || lanesOf(body, numbers) is not { } lanes)
            return null;
        options.Dump?.Invoke("lanes", lanes);
        Verifier.Verify(lanes, "lanes");
        pipeline.Optimise(lanes);
        pipeline.Lower(lanes);
        var method = NewMethod(form, "lanes", lanes);
        method.ImplAttributes |= LoopMethods.AggressiveOptimization;
        Emit(lanes, method);
        return method;
    }

    /// <summary>What is kept out of a derivative, since it hardly ever runs, stays outside.</summary>
    private MethodIR? BodyForLanes(Call call) =>
        Bodies.HasBody(call.Method) && types.ResolveMethod(call.Method) is { NoInlining: false } ? Bodies.Get(call.Method) : null;
}

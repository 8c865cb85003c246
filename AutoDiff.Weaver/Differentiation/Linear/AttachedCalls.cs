using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Calls of differentiable functions that are not known here: what is attached to the delegate is called in their place.</summary>
internal sealed class AttachedCalls(
    MethodIR method, RuntimeLibrary runtime, Activity activity, CallClassifier classifier, TangentTypes tangents, TupleTypes tuples)
{
    /// <returns>The value of the function, the pullback that comes with it, and the type of all cotangents that this returns.</returns>
    /// <exception cref="UnsupportedConstructException">The function takes or returns what cannot be handed over.</exception>
    public (Instruction Value, Instruction Pullback, TypeReference Cotangents) Call(Builder builder, Call call)
    {
        var types = tangents.Types;
        var signature = DifferentiableDelegates.Signature(types, call.Method.DeclaringType)
            ?? throw UnknownCallee.Explain(types, classifier.AsWritten(call), call.Location, method, null);
        if (call.Operands.Skip(1).Append(call).Any(activity.LeadsToActive))
        {
            // What the function writes to its arguments, the pullback's copies would hide.
            throw new UnsupportedConstructException(
                "AD1007", call.Location,
                "a differentiable function that is not known here is given, or returns, arrays or objects that depend on the differentiation parameters. "
                + "Call the method itself, or pass numbers, structs and tuples.");
        }
        if (signature.Arguments.Append(signature.Result).FirstOrDefault(t => tangents.SeparateOf(t) is not null) is { } misfit)
        {
            throw new UnsupportedConstructException(
                "AD1013", call.Location,
                $"a differentiable function that is not known here is given, or returns, a '{TypeNames.Display(misfit)}', whose tangent is another type. "
                + "Call the method itself, or pass its parts");
        }
        var library = runtime.Library;
        var functionType = DifferentiableDelegates.FunctionClass(runtime, signature);
        var combined = tuples.Combined(signature.Arguments);
        var pullbackType = new GenericInstanceType(types.Import(library.GetType("AutoDiff.Pullback`2")));
        pullbackType.GenericArguments.Add(signature.Result);
        pullbackType.GenericArguments.Add(combined);
        var of = new GenericInstanceMethod(types.Import(library.GetType("AutoDiff.DifferentiableFunction").Methods.First(m => m.Name == "Of")));
        of.GenericArguments.Add(functionType);
        var valueWithPullback = ClosedMember.Of(types, functionType, types.Resolve(functionType)!, "ValueWithPullback", hasThis: true);
        var function = builder.Call(of, call.Operand(0), method.Constant(types.String, "a call of a differentiable function"));
        var slot = new Builder(method) { Location = call.Location }.AtStart(method.Entry).Slot(pullbackType);
        var value = builder.Add(new Call(call.Type, valueWithPullback, true, null, [function, .. call.Operands.Skip(1), slot]));
        return (value, (Instruction)builder.Load(pullbackType, slot), combined);
    }
}

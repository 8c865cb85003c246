using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// Calls of differentiable functions that are not known here: what is attached to the delegate is called, and its pullback kept for the reverse sweep.
/// </summary>
internal sealed class AttachedLowering(
    MethodIR method, RuntimeLibrary runtime, Activity activity, CallClassifier classifier, CallActions actions, TangentTypes tangents, TupleTypes tuples,
    CallSites sites, ArgumentCotangents toArguments)
{
    public void Lower(Call call)
    {
        var types = tangents.Types;
        var builder = sites.Before(call);
        var signature = DifferentiableDelegates.Signature(types, call.Method.DeclaringType)
            ?? throw UnknownCallee.Explain(types, classifier.AsWritten(call), call.Location, method);
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
        var arity = signature.Arguments.Count;
        var functionType = DifferentiableDelegates.FunctionClass(runtime, signature);
        var definition = types.Resolve(functionType)!;
        var arguments = call.Operands.Skip(1).ToArray();
        var combined = tuples.Combined(signature.Arguments);
        var pullbackType = new GenericInstanceType(types.Import(library.GetType("AutoDiff.Pullback`2")));
        pullbackType.GenericArguments.Add(signature.Result);
        pullbackType.GenericArguments.Add(combined);
        var of = new GenericInstanceMethod(types.Import(library.GetType("AutoDiff.DifferentiableFunction").Methods.First(m => m.Name == "Of")));
        of.GenericArguments.Add(functionType);
        var valueWithPullback = ClosedMember.Of(types, functionType, definition, "ValueWithPullback", hasThis: true);
        var function = builder.Call(of, call.Operand(0), method.Constant(types.String, "a call of a differentiable function"));
        var slot = new Builder(method) { Location = call.Location }.AtStart(method.Entry).Slot(pullbackType);
        var value = builder.CallVirtual(valueWithPullback, null, [function, .. arguments, slot]);
        value = builder.Add((Call)Retype(value, call.Type));
        var pullback = (Instruction)builder.Load(pullbackType, slot);
        sites.Replace(call, value);
        var positions = Enumerable.Range(0, arity).Where(i => tangents.HasTangent(arguments[i].Type)).ToList();
        actions.Set(value, new([pullback], (c, d) =>
        {
            var cotangents = c.Builder.CallVirtual(ClosedMember.Invoke(types, pullbackType), null, c.Primal(pullback),
                tangents.Pack(c.Builder, value.Type, i => d[i]));
            foreach (var position in positions)
            {
                Value item = cotangents;
                if (arity > 1)
                {
                    foreach (var field in tuples.ItemPath(combined, position))
                        item = c.Builder.Extract(item, field);
                }
                toArguments.AddLeaves(c, arguments[position], item);
            }
        }, multiplies: true));
    }

    private static Call Retype(Call call, TypeReference type)
    {
        if (call.Type.FullName == type.FullName)
        {
            call.Unlink();
            return call;
        }
        var typed = new Call(type, call.Method, call.IsVirtual, call.Constrained, [.. call.Operands]);
        call.Remove();
        return typed;
    }
}

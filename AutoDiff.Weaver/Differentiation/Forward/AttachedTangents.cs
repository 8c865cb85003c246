using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>
/// Calls of differentiable functions that are not known here: what is attached to the delegate is called, and its pullback gives the partial
/// derivatives.
/// </summary>
internal sealed class AttachedTangents(MethodIR method, Activity activity, ForwardServices services, RuleTangents rules)
{
    public (Instruction Value, Instruction Pullback) Call(Builder builder, Call call)
    {
        var tangents = services.Tangents;
        var types = tangents.Types;
        var signature = DifferentiableDelegates.Signature(types, call.Method.DeclaringType)
            ?? throw UnknownCallee.Explain(types, services.Classifier.AsWritten(call), call.Location, method, null);
        if (call.Operands.Skip(1).Append(call).Any(activity.LeadsToActive))
        {
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
        var library = services.Runtime.Library;
        var functionType = DifferentiableDelegates.FunctionClass(services.Runtime, signature);
        var pullbackType = new GenericInstanceType(types.Import(library.GetType("AutoDiff.Pullback`2")));
        pullbackType.GenericArguments.Add(signature.Result);
        pullbackType.GenericArguments.Add(services.Tuples.Combined(signature.Arguments));
        var of = new GenericInstanceMethod(types.Import(library.GetType("AutoDiff.DifferentiableFunction").Methods.First(m => m.Name == "Of")));
        of.GenericArguments.Add(functionType);
        var valueWithPullback = ClosedMember.Of(types, functionType, types.Resolve(functionType)!, "ValueWithPullback", hasThis: true);
        var function = builder.Call(of, call.Operand(0), method.Constant(types.String, "a call of a differentiable function"));
        var slot = new Builder(method) { Location = call.Location }.AtStart(method.Entry).Slot(pullbackType);
        var value = builder.Add(new Call(call.Type, valueWithPullback, true, null, [function, .. call.Operands.Skip(1), slot]));
        return (value, (Instruction)builder.Load(pullbackType, slot));
    }

    public Value[] Tangents(Builder builder, Instruction value, Value pullback, Value[] arguments)
    {
        var positions = Enumerable.Range(0, arguments.Length).ToList();
        var invoke = ClosedMember.Invoke(services.Tangents.Types, pullback.Type);
        return rules.FromPullback(
            builder, value.Type, positions, arguments, rules.Zeros.AreTested, value.Location, ((Call)value).Method,
            c => builder.CallVirtual(invoke, null, pullback, c));
    }
}

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Passes.Calls;

/// <summary>
/// Calls that dispatch on a type which is known become direct: members called through a type parameter that has been made concrete (generic
/// mathematics included), and virtual calls on an object whose making is in view or whose class is sealed.
/// </summary>
internal static class DevirtualisationPass
{
    public static bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var call in method.Instructions.OfType<Call>().Where(c => !c.IsDeferred && (c.Constrained is not null || c.IsVirtual || IsConversion(c)))
            .ToList())
            changed |= Rewrite(method, call);
        return changed;
    }

    /// <summary><c>double.CreateChecked(x)</c> and the like.</summary>
    private static bool IsConversion(Call call) => call.Method is GenericInstanceMethod { HasThis: false, DeclaringType.IsPrimitive: true }
        && call.Method.Name.StartsWith("Create", StringComparison.Ordinal);

    private static bool Rewrite(MethodIR method, Call call)
    {
        var types = method.Types;
        var builder = new Builder(method) { Location = call.Location }.Before(call);
        if (IsConversion(call))
        {
            if (PrimitiveOperators.Build(builder, call.Method.DeclaringType, call) is not { } converted)
                return false;
            Replace(builder, call, converted);
            return true;
        }
        if (call.Constrained is { } constrained)
        {
            if (types.KindOf(constrained) is StackKind.GenericParameter)
                return false;
            if (!call.Method.HasThis && PrimitiveOperators.Build(builder, constrained, call) is { } operation)
            {
                Replace(builder, call, operation);
                return true;
            }
            if (!call.Method.HasThis || types.IsValueTypeOrEnum(constrained))
            {
                if (Implementations.Of(types, constrained, call.Method) is not { } implementation)
                    return false;
                Replace(builder, call, builder.Call(implementation, [.. call.Operands]));
                return true;
            }
            // A reference type behind a type parameter: its address was taken only to please the instruction.
            var receiver = builder.Load(constrained, call.Operand(0));
            Replace(builder, call, builder.CallVirtual(call.Method, null, [receiver, .. call.Operands.Skip(1)]));
            return true;
        }
        if (types.ResolveMethod(call.Method) is not { IsVirtual: true } declared || TypeTests.ExactTypeOf(types, call.Operand(0)) is not { } exact)
            return false;
        if (types.Same(exact, call.Method.DeclaringType) && (declared.IsFinal || declared.DeclaringType.IsSealed))
            return false;
        if (Implementations.Of(types, exact, call.Method) is not { } target)
            return false;
        if (types.IsValueTypeOrEnum(exact))
        {
            var content = builder.Raw(new ByReferenceType(exact), OpCodes.Unbox, exact, Effects.Throws, call.Operand(0));
            Replace(builder, call, builder.Call(target, [content, .. call.Operands.Skip(1)]));
            return true;
        }
        if (call.Operand(0) is not NewObject && !(call.Operand(0) is Call made && Allocations.Is(made)))
        {
            // callvirt keeps the check for null; on a sealed class it does not dispatch.
            if (types.Same(target.DeclaringType, call.Method.DeclaringType) || types.Resolve(exact) is not { IsSealed: true })
                return false;
            Replace(builder, call, builder.CallVirtual(target, null, [.. call.Operands]));
            return true;
        }
        Replace(builder, call, builder.Call(target, [.. call.Operands]));
        return true;
    }

    private static void Replace(Builder builder, Call call, Value replacement)
    {
        if (call.HasResult)
            call.ReplaceAllUsesWith(Coerce.To(builder, call.Type, replacement));
        call.Remove();
    }
}

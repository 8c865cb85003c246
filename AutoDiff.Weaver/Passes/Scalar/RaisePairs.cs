using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Memory;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// A pair of the framework is a struct of two fields: making one and asking for a part are stores and loads. The way back, right before emission, is
/// <see cref="LowerUnnamedFieldsPass"/>; what was made by it is understood again.
/// </summary>
internal static class RaisePairsPass
{
    public static bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var call in method.Instructions.OfType<Call>().Where(c => c.OperandCount > 0).ToList())
        {
            if (PairOf(call) is { } pair && method.Types.Shapes.PartsOf(pair) is [var key, var value])
                changed |= Raise(new Builder(method) { Location = call.Location }.Before(call), call, key, value);
        }
        return changed;
    }

    private static TypeReference? PairOf(Call call) =>
        call is { Constrained: null, Method.HasThis: true } ? call.Method.DeclaringType
        : call.Method.DeclaringType is { Namespace: "AutoDiff.Implementations", Name: "Pairs" } ? (call.Operand(0).Type as ByReferenceType)?.ElementType
        : null;

    private static bool Raise(Builder builder, Call call, FieldReference key, FieldReference value)
    {
        switch (call.Method.Name, call.OperandCount)
        {
            case ("get_Key", 1):
                call.ReplaceWith(Load(key));
                return true;
            case ("get_Value", 1):
                call.ReplaceWith(Load(value));
                return true;
            case ("Key", 1):
                call.ReplaceWith(Address(key));
                return true;
            case ("Value", 1):
                call.ReplaceWith(Address(value));
                return true;
            case (".ctor", 3):
                builder.Store(builder.Types.FieldType(key), Address(key), call.Operand(1));
                builder.Store(builder.Types.FieldType(value), Address(value), call.Operand(2));
                call.Remove();
                return true;
            case ("Deconstruct", 3):
                var (first, second) = (Load(key), Load(value));
                builder.Store(first.Type, call.Operand(1), first);
                builder.Store(second.Type, call.Operand(2), second);
                call.Remove();
                return true;
            default:
                return false;
        }

        Value Address(FieldReference part) => builder.FieldAddress(call.Operand(0), part);

        Value Load(FieldReference part) => builder.Load(builder.Types.FieldType(part), Address(part));
    }
}

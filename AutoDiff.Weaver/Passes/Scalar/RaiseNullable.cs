using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// Turns calls of members of <c>Nullable&lt;T&gt;</c> into extracts and inserts of its two pseudo fields, so that nullables are structs like
/// any other. Does nothing when the module does not reference the runtime library: <see cref="LowerNullablePass"/> needs it for the way back.
/// </summary>
internal static class RaiseNullablePass
{
    public static bool Run(MethodIR method)
    {
        if (NullableMembers.Of(method.Types) is not { } members)
            return false;
        var builder = new Builder(method);
        var changed = false;
        foreach (var block in method.Blocks)
        {
            foreach (var call in block.Instructions.OfType<Call>())
            {
                if (call.Constrained is not null || call.Method.DeclaringType is not GenericInstanceType nullable || !StructShapes.IsNullable(nullable))
                    continue;
                builder.Before(call).Location = call.Location;
                changed |= Raise(builder, call, nullable, members);
            }
        }
        return changed;
    }

    private static bool Raise(Builder builder, Call call, GenericInstanceType nullable, NullableMembers members)
    {
        var shapes = builder.Types.Shapes;
        Value Self() => builder.Load(nullable, call.Operand(0));
        Value HasValue(Value self) => builder.Extract(self, shapes.HasValueOf(nullable));
        Value ValueOf(Value self) => builder.Extract(self, shapes.ValueOf(nullable));
        switch (call.Method.Name, call.OperandCount)
        {
            case ("get_HasValue", 1):
                call.ReplaceWith(HasValue(Self()));
                return true;
            case ("GetValueOrDefault", 1):
                call.ReplaceWith(ValueOf(Self()));
                return true;
            case ("GetValueOrDefault", 2):
                var maybe = Self();
                call.ReplaceWith(builder.Select(HasValue(maybe), ValueOf(maybe), Coerce.To(builder, nullable.GenericArguments[0], call.Operand(1))));
                return true;
            case ("get_Value", 1):
                call.ReplaceWith(Checked(Self()));
                return true;
            case ("op_Explicit", 1):
                call.ReplaceWith(Checked(call.Operand(0)));
                return true;
            case ("op_Implicit", 1):
                call.ReplaceWith(Some(builder, nullable, call.Operand(0)));
                return true;
            case (".ctor", 2):
                builder.Store(nullable, call.Operand(0), Some(builder, nullable, call.Operand(1)));
                call.Remove();
                return true;
            default:
                return false;
        }

        Value Checked(Value self)
        {
            builder.Call(members.Check, HasValue(self)).KnownEffects = Effects.Throws;
            return ValueOf(self);
        }
    }

    private static Value Some(Builder builder, GenericInstanceType nullable, Value value)
    {
        var shapes = builder.Types.Shapes;
        var flagged = builder.Insert(builder.Method.Default(nullable), shapes.HasValueOf(nullable), builder.Method.Constant(builder.Types.Boolean, 1));
        return builder.Insert(flagged, shapes.ValueOf(nullable), Coerce.To(builder, nullable.GenericArguments[0], value));
    }
}

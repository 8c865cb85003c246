using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Arrays and spans as rules are given them.</summary>
internal sealed class RuleMemory(TypeContext types, RuntimeLibrary runtime)
{
    /// <exception cref="UnsupportedConstructException">A span comes from where it is not followed.</exception>
    public void Check(Call call, Activity activity)
    {
        if (call.Operands.FirstOrDefault(o => activity.LeadsToActive(o) && o.Type is not ArrayType && !IsModel(o.Type)) is not null)
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location, $"'{UserNames.Alone(call.Method)}' is given a span that is not over an array in a way that is followed");
        }
    }

    /// <summary>An array that is returned has a shadow of its own: it has to be another one than those that were given.</summary>
    public void RequireNew(Builder builder, Call call)
    {
        foreach (var given in call.Operands.Where(o => types.Same(o.Type, call.Type)))
            builder.Call(runtime.Method("AutoDiff.Shadow", "RequireNew"), call, given);
    }

    /// <summary>The content as it is now, out of reach of what is written later.</summary>
    public Instruction Copy(Builder builder, Value memory) =>
        builder.Call(IsModel(memory.Type) ? Views.Conversion(types, memory.Type, "Copied") : OfShadow("Copy", memory.Type), memory);

    public Instruction Like(Builder builder, Value memory) => builder.Call(OfShadow("Like", memory.Type), memory);

    public void Clear(Builder builder, Value memory) => builder.Call(OfShadow("Clear", memory.Type), memory);

    /// <summary>Where in the shadow a span is, the span itself says.</summary>
    public static bool NeedsOriginal(Value memory) => IsModel(memory.Type);

    /// <summary>The shadow as a tangent that is read, or written to where the rule takes it so.</summary>
    public Value Tangent(Builder builder, Value memory, Value shadow) => IsModel(memory.Type) && shadow is not DefaultValue
        ? builder.Call(Views.Conversion(types, memory.Type, "Accompanying"), memory, shadow)
        : shadow;

    /// <summary>The shadow as a cotangent that is added to.</summary>
    public Value Cotangent(Builder builder, Value memory, Value shadow)
    {
        var accompanying = Tangent(builder, memory, shadow);
        return memory.Type is GenericInstanceType { Name: "ReadOnlySpanModel`1" }
            ? builder.Call(Views.Conversion(types, memory.Type, "Writable"), accompanying)
            : accompanying;
    }

    public static bool IsModel(TypeReference type) => type is GenericInstanceType
    {
        Namespace: "AutoDiff.Implementations", Name: "ReadOnlySpanModel`1" or "SpanModel`1",
    };

    private MethodReference OfShadow(string name, TypeReference type)
    {
        var operation = new GenericInstanceMethod(runtime.Method("AutoDiff.Shadow", name));
        operation.GenericArguments.Add(type);
        return operation;
    }
}

using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Library;

/// <summary>What the method behind a delegate is called on.</summary>
internal static class BoundObjects
{
    /// <summary>
    /// What a method takes for the object that a delegate of it is bound to. A delegate of a method of a struct is bound to a box, a copy of its own; the
    /// method works on the content of that.
    /// </summary>
    public static Value Receiver(Builder builder, MethodReference method, Value target)
    {
        var types = builder.Method.Types;
        return method.HasThis && types.IsValueTypeOrEnum(method.DeclaringType)
            ? builder.Raw(new ByReferenceType(method.DeclaringType), OpCodes.Unbox, method.DeclaringType, Effects.Throws, target)
            : target;
    }
}

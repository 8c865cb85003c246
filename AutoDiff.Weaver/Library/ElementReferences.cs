using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>
/// Methods that return the address of an element of their first argument (or, for inline arrays, of what that is the address of), a function of its
/// structure and the other arguments: <c>Address</c> of rectangular arrays, and those marked <c>[ElementReference]</c> in the runtime library.
/// </summary>
internal static class ElementReferences
{
    public static bool Is(MethodReference method)
    {
        if (method.DeclaringType is ArrayType)
            return method.Name == "Address";
        return method.DeclaringType.Namespace == "AutoDiff.Implementations" && method.ReturnType.IsByReference
            && method.Resolve() is { } definition && definition.CustomAttributes.Any(a => a.AttributeType.Name == "ElementReferenceAttribute");
    }

    /// <summary>An address that is computed from others by arithmetic alone, so that it can be computed again.</summary>
    public static bool IsAddress(Value value) => value switch
    {
        FieldAddress or ElementAddress => true,
        Call call => Is(call.Method),
        RawInstruction raw => raw.OpCode.Code == Mono.Cecil.Cil.Code.Unbox,
        _ => false,
    };
}

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Library;

/// <summary>What is known of the object that a virtual member is called on.</summary>
internal static class Receivers
{
    /// <summary>The type that the object is declared as: where it was only looked at as something else, that of the reference before.</summary>
    public static TypeReference DeclaredType(Value receiver)
    {
        while (receiver is RawInstruction { OpCode.Code: Code.Isinst or Code.Castclass } cast && IsInterface(cast.Type) && !cast.Operand(0).Type.IsValueType
            && cast.Operand(0).Type.MetadataType != MetadataType.Object)
            receiver = cast.Operand(0);
        return TypeContext.WithoutModifiers(receiver.Type);
    }

    private static bool IsInterface(TypeReference type) => type is not (ArrayType or GenericParameter) && type.Resolve() is { IsInterface: true };
}

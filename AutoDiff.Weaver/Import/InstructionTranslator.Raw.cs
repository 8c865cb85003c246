using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Import;

internal sealed partial class InstructionTranslator
{
    private bool TranslateRaw(Code code, Instruction il)
    {
        if (code == Code.Calli)
        {
            TranslateIndirectCall(il);
            return true;
        }
        if (code is Code.Box or Code.Unbox or Code.Unbox_Any or Code.Castclass or Code.Isinst && AsObject(code, TypeOperand(il)))
            return true;
        var opCode = il.OpCode;
        // What a type parameter stands for decides: an object is not put into a box, and taking it out of one is a cast.
        if (code is Code.Box or Code.Unbox_Any && types.KindOf(TypeOperand(il)) == StackKind.Object)
        {
            if (code == Code.Box)
                return true;
            (code, opCode) = (Code.Castclass, OpCodes.Castclass);
        }
        if (code is Code.Box or Code.Unbox_Any && BoxOfNullable(code, TypeOperand(il)))
            return true;
        if (RawShape(code, il) is not { } shape)
            return false;
        var raw = builder.Raw(shape.Type, opCode, shape.Metadata, shape.Effects, stack.Pop(shape.Operands));
        if (shape.Type.MetadataType != MetadataType.Void)
            stack.Push(raw);
        return true;
    }

    /// <summary>What the runtime does with nullables, said in code that can be looked into.</summary>
    private bool BoxOfNullable(Code code, TypeReference type)
    {
        if (operands.Substitutions is not { Boxes: var boxes } || type is not GenericInstanceType nullable || !StructShapes.IsNullable(nullable))
            return false;
        var method = new GenericInstanceMethod(code == Code.Box ? boxes.Box : boxes.Unbox);
        method.GenericArguments.Add(nullable.GenericArguments[0]);
        stack.Push(builder.Call(method, stack.Pop()));
        return true;
    }

    private (TypeReference Type, object? Metadata, Effects Effects, int Operands)? RawShape(Code code, Instruction il)
    {
        switch (code)
        {
            // A box is an object of its own: two equal ones are not interchangeable.
            case Code.Box:
                return (ReferenceOr(TypeOperand(il), types.Object), TypeOperand(il), Effects.Throws, 1);
            case Code.Unbox:
                return (new ByReferenceType(TypeOperand(il)), TypeOperand(il), Effects.Throws, 1);
            case Code.Unbox_Any:
                return (TypeOperand(il), TypeOperand(il), Effects.Throws | Effects.Reads, 1);
            case Code.Castclass:
                return (ReferenceOr(TypeOperand(il), types.Object), TypeOperand(il), Effects.Throws, 1);
            case Code.Isinst when TypeOperand(il) is GenericInstanceType nullable && StructShapes.IsNullable(nullable):
                return (types.Object, nullable.GenericArguments[0], Effects.None, 1);
            case Code.Isinst:
                return (ReferenceOr(TypeOperand(il), types.Object), TypeOperand(il), Effects.None, 1);
            case Code.Ldtoken:
                return Token(il);
            case Code.Sizeof:
                return (types.UInt32, TypeOperand(il), Effects.None, 0);
            case Code.Localloc:
                return (types.IntPtr, null, Effects.All, 1);
            case Code.Cpblk:
                return (types.Void, null, Effects.All, 3);
            case Code.Initblk:
                return (types.Void, null, Effects.Writes | Effects.Throws, 3);
            case Code.Mkrefany:
                return (core.TypedReference, TypeOperand(il), Effects.None, 1);
            case Code.Refanyval:
                return (new ByReferenceType(TypeOperand(il)), TypeOperand(il), Effects.Throws, 1);
            case Code.Refanytype:
                return (core.TypeHandle, null, Effects.None, 1);
            case Code.Arglist:
                return (core.ArgumentHandle, null, Effects.None, 0);
            case Code.Ckfinite:
                return (stack.Peek().Type, null, Effects.Throws, 1);
            case Code.Break:
                return (types.Void, null, Effects.All, 0);
            default:
                return null;
        }
    }

    private (TypeReference, object?, Effects, int) Token(Instruction il) => il.Operand switch
    {
        TypeReference type => (core.TypeHandle, operands.Type(type), Effects.None, 0),
        MethodReference method => (core.MethodHandle, operands.Method(method), Effects.None, 0),
        FieldReference field => (core.FieldHandle, operands.Field(field), Effects.None, 0),
        _ => throw new MalformedBodyException("a token of unknown kind is loaded") { IsDamage = true },
    };

    private void TranslateIndirectCall(Instruction il)
    {
        var site = operands.CallSite((CallSite)il.Operand);
        var function = stack.Pop();
        var hasThis = site.HasThis && !site.ExplicitThis ? 1 : 0;
        var arguments = stack.Pop(site.Parameters.Count + hasThis);
        for (var i = 0; i < site.Parameters.Count; i++)
            arguments[i + hasThis] = coercion.ToKind(builder, arguments[i + hasThis], TypeContext.WithoutModifiers(site.Parameters[i].ParameterType));
        var result = builder.Raw(TypeContext.WithoutModifiers(site.ReturnType), il.OpCode, site, Effects.All, [.. arguments, function]);
        if (result.Type.MetadataType != MetadataType.Void)
            stack.Push(result);
    }

    private TypeReference ReferenceOr(TypeReference type, TypeReference otherwise) => types.KindOf(type) == StackKind.Object ? type : otherwise;
}

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Import;

/// <summary>What a prefix says about the instruction after it.</summary>
internal struct Prefixes
{
    public bool Volatile { get; set; }

    public byte Unaligned { get; set; }

    public bool Readonly { get; set; }

    public TypeReference? Constrained { get; set; }
}

/// <summary>
/// Translates IL instructions one by one into the block the builder stands in. Values move from and to the stack frame; control flow is
/// in <c>.ControlFlow</c>, memory in <c>.Memory</c>, calls in <c>.Calls</c>, what the IR has no instruction for in <c>.Raw</c>.
/// </summary>
internal sealed partial class InstructionTranslator(
    MethodIR ir, Builder builder, Builder entry, StackFrame stack, SsaBuilder ssa, VariableHomes homes, ReadOperands operands, Coercion coercion,
    BlockMap blocks)
{
    private readonly TypeContext types = ir.Types;
    private readonly CoreTypes core = new(ir.Types);
    private Prefixes prefixes;

    /// <exception cref="MalformedBodyException">The instruction makes no sense here, or the IR cannot say it.</exception>
    public void Translate(Instruction il)
    {
        if (TakePrefix(il))
            return;
        var code = OpcodeTables.LongForm(il.OpCode.Code);
        if (!(TranslateByTable(code) || TranslateVariable(code, il) || TranslateConstant(code, il) || TranslateMemory(code, il)
            || TranslateCall(code, il) || TranslateFlow(code, il) || TranslateRaw(code, il) || TranslateStack(code)))
            throw new MalformedBodyException($"the IL instruction '{il.OpCode.Name}' is not supported");
        prefixes = default;
    }

    private bool TakePrefix(Instruction il)
    {
        switch (il.OpCode.Code)
        {
            case Code.Volatile: prefixes.Volatile = true; return true;
            case Code.Unaligned: prefixes.Unaligned = System.Convert.ToByte(il.Operand, System.Globalization.CultureInfo.InvariantCulture); return true;
            case Code.Readonly: prefixes.Readonly = true; return true;
            case Code.Constrained: prefixes.Constrained = operands.Declaring((TypeReference)il.Operand); return true;
            // Hints that do not change what is computed.
            case Code.Tail or Code.No: return true;
            default: return false;
        }
    }

    private bool TranslateByTable(Code code)
    {
        if (OpcodeTables.Binary.TryGetValue(code, out var binary))
            TranslateBinary(binary);
        else if (OpcodeTables.Compare.TryGetValue(code, out var comparison))
            stack.Push(Compare(comparison));
        else if (OpcodeTables.Conversion.TryGetValue(code, out var conversion))
            stack.Push(builder.Convert(Primitive(conversion.Type), stack.Pop(), conversion.CheckOverflow, conversion.FromUnsigned));
        else if (code == Code.Neg)
            stack.Push(builder.Unary(UnaryOp.Neg, stack.Pop()));
        else if (code == Code.Not)
            stack.Push(builder.Unary(UnaryOp.Not, stack.Pop()));
        else
            return false;
        return true;
    }

    private bool TranslateStack(Code code)
    {
        switch (code)
        {
            case Code.Nop: return true;
            case Code.Dup: stack.Push(stack.Peek()); return true;
            case Code.Pop: stack.Pop(); return true;
            default: return false;
        }
    }

    private bool TranslateConstant(Code code, Instruction il)
    {
        Value? constant = code switch
        {
            >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => ir.Int32(code - Code.Ldc_I4_0),
            Code.Ldc_I4_M1 => ir.Int32(-1),
            Code.Ldc_I4_S => ir.Int32((sbyte)il.Operand),
            Code.Ldc_I4 => ir.Int32((int)il.Operand),
            Code.Ldc_I8 => ir.Int64((long)il.Operand),
            Code.Ldc_R4 => ir.Single((float)il.Operand),
            Code.Ldc_R8 => ir.Double((double)il.Operand),
            Code.Ldstr => ir.Constant(types.String, il.Operand),
            Code.Ldnull => ir.Null(),
            _ => null,
        };
        if (constant is not null)
            stack.Push(constant);
        return constant is not null;
    }

    private bool TranslateVariable(Code code, Instruction il)
    {
        if (VariableUsage.IsWrite(code))
        {
            var home = homes.Of(il);
            var value = coercion.ToStored(builder, stack.Pop(), home.Type);
            if (home.Slot is not null)
                builder.Store(home.Type, home.Slot, value);
            else
                ssa.Write(home.Variable!, builder.Block, value);
            if (value is IR.Instruction { Name: null } named)
                named.Name = home.Name;
        }
        else if (VariableUsage.IsAddress(code))
        {
            stack.Push(homes.Of(il).Slot!);
        }
        else if (code is >= Code.Ldarg_0 and <= Code.Ldloc_3 or Code.Ldarg or Code.Ldarg_S or Code.Ldloc or Code.Ldloc_S)
        {
            var home = homes.Of(il);
            stack.Push(home.Parameter is { } parameter ? parameter
                : home.Slot is { } slot ? builder.Load(home.Type, slot)
                : ssa.Read(home.Variable!, builder.Block));
        }
        else
        {
            return false;
        }
        return true;
    }

    private TypeReference Primitive(MetadataType type) => type switch
    {
        MetadataType.SByte => types.SByte,
        MetadataType.Byte => types.Byte,
        MetadataType.Int16 => types.Int16,
        MetadataType.UInt16 => types.UInt16,
        MetadataType.Int32 => types.Int32,
        MetadataType.UInt32 => types.UInt32,
        MetadataType.Int64 => types.Int64,
        MetadataType.UInt64 => types.UInt64,
        MetadataType.IntPtr => types.IntPtr,
        MetadataType.UIntPtr => types.UIntPtr,
        MetadataType.Single => types.Single,
        MetadataType.Double => types.Double,
        _ => types.Object,
    };
}

using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Emit;

/// <summary>The code of statements and of the values they evaluate on the stack.</summary>
internal sealed partial class InstructionEmitter(MethodIR method, MethodDefinition target, ExpressionForest forest, LocalAllocator locals, CodeBuffer code)
{
    private readonly TypeContext types = method.Types;

    public void EmitStatement(Instruction root)
    {
        if (ArrayData.IsPartOfMaking(root))
            return;
        code.SetLocation(root.Location, statement: true);
        switch (root)
        {
            case Insert insert:
                EmitInsert(insert);
                return;
            case Select select:
                EmitSelect(select);
                return;
            case PushRecord push:
                EmitPush(push);
                return;
        }
        EmitCode(root);
        if (ArrayData.FillOf(root) is { } fill)
            EmitFill(fill);
        if (!root.HasResult)
            return;
        if (forest.NeedsLocal(root))
            code.Emit(OpCodes.Stloc, locals[root]);
        else
            code.Emit(OpCodes.Pop);
    }

    /// <summary>At the entry of a handler: the exception is on the stack.</summary>
    public void TakeFromStack(BlockParameter exception)
    {
        if (exception.Block.First is { } first)
            code.SetLocation(first.Location, statement: true);
        if (forest.NeedsLocal(exception))
            code.Emit(OpCodes.Stloc, locals[exception]);
        else
            code.Emit(OpCodes.Pop);
    }

    /// <summary>Leaves the value on the stack.</summary>
    public void Evaluate(Value value)
    {
        switch (value)
        {
            case Constant constant:
                EmitConstant(constant);
                break;
            case Immediate:
                EmitDefault(value.Type);
                break;
            case Parameter parameter:
                code.Emit(OpCodes.Ldarg, Argument(parameter));
                break;
            case Instruction instruction when forest.IsInline(instruction):
                code.SetLocation(instruction.Location, statement: false);
                EmitCode(instruction);
                break;
            case TrackedValue tracked:
                code.Emit(OpCodes.Ldloc, locals[tracked]);
                break;
        }
    }

    /// <summary>Stores the value in a local.</summary>
    public void EvaluateInto(VariableDefinition variable, Value value)
    {
        if (value is DefaultValue && types.KindOf(value.Type) is StackKind.Struct or StackKind.GenericParameter)
        {
            code.Emit(OpCodes.Ldloca, variable);
            code.Emit(OpCodes.Initobj, types.Import(value.Type));
            return;
        }
        Evaluate(value);
        code.Emit(OpCodes.Stloc, variable);
    }

    public void EvaluateForEffects(Value value)
    {
        if (value is not Instruction instruction || !forest.IsInline(instruction))
            return;
        Evaluate(value);
        code.Emit(OpCodes.Pop);
    }

    /// <summary>The operands from left to right, then back to the instruction's own location for its opcode.</summary>
    private void EvaluateOperands(Instruction instruction)
    {
        for (var i = 0; i < instruction.OperandCount; i++)
            EvaluateFor(instruction, instruction.Operand(i));
    }

    private void EvaluateFor(Instruction user, Value operand)
    {
        Evaluate(operand);
        code.SetLocation(user.Location, statement: false);
    }

    private void EmitCode(Instruction instruction)
    {
        switch (instruction)
        {
            case Binary binary:
                EvaluateOperands(binary);
                code.Emit(OpCodeTables.Of(binary.Op));
                break;
            case Unary unary:
                EvaluateOperands(unary);
                code.Emit(unary.Op == UnaryOp.Neg ? OpCodes.Neg : OpCodes.Not);
                break;
            case IR.Convert convert:
                EvaluateOperands(convert);
                EmitConvert(convert);
                break;
            case Compare compare:
                EmitCompare(compare);
                break;
            case Extract extract:
                EmitExtract(extract);
                break;
            case Slot slot:
                code.Emit(OpCodes.Ldloca, locals[slot]);
                break;
            case FieldAddress or ElementAddress or StaticAddress:
                EmitAddress(instruction);
                break;
            case Load load:
                EmitLoad(load);
                break;
            case Store store:
                EmitStore(store);
                break;
            case ArrayLength:
                EvaluateOperands(instruction);
                code.Emit(OpCodes.Ldlen);
                break;
            case NewArray array:
                EvaluateOperands(array);
                code.Emit(OpCodes.Newarr, types.Import(array.ElementType));
                break;
            case NewObject creation:
                EvaluateOperands(creation);
                code.Emit(OpCodes.Newobj, types.Import(creation.Constructor));
                break;
            case Call call:
                EmitCall(call);
                break;
            case FunctionAddress function:
                EvaluateOperands(function);
                code.Emit(function.IsVirtual ? OpCodes.Ldvirtftn : OpCodes.Ldftn, types.Import(function.Method));
                break;
            case RawInstruction raw:
                EvaluateOperands(raw);
                EmitRaw(raw);
                break;
            case PopRecord pop:
                EvaluateOperands(pop);
                code.Emit(OpCodes.Call, TapeMethod(pop.Operand(0).Type, "Pop", pop.RecordType));
                break;
            default:
                throw new InvalidIRException($"{method.Name}: {instruction.GetType().Name} has no code");
        }
    }

    private ParameterDefinition Argument(Parameter parameter)
    {
        if (!target.HasThis || target.ExplicitThis)
            return target.Parameters[parameter.Index];
        return parameter.Index == 0 ? code.Body.ThisParameter : target.Parameters[parameter.Index - 1];
    }

    private void EmitConstant(Constant constant)
    {
        var kind = types.KindOf(constant.Type);
        switch (constant.Content)
        {
            case string text:
                code.Emit(OpCodes.Ldstr, text);
                break;
            case double number:
                code.Emit(OpCodes.Ldc_R8, number);
                break;
            case float number:
                code.Emit(OpCodes.Ldc_R4, number);
                break;
            case null when kind is StackKind.Object or StackKind.GenericParameter:
                code.Emit(OpCodes.Ldnull);
                break;
            case null:
                EmitDefault(constant.Type);
                break;
            case int or long when kind == StackKind.Int32:
                code.Emit(OpCodes.Ldc_I4, unchecked((int)System.Convert.ToInt64(constant.Content)));
                break;
            case long number:
                code.Emit(OpCodes.Ldc_I8, number);
                if (kind is not StackKind.Int64)
                    code.Emit(OpCodes.Conv_I);
                break;
            case int number when kind == StackKind.Int64:
                code.Emit(OpCodes.Ldc_I8, (long)number);
                break;
            case int number:
                code.Emit(OpCodes.Ldc_I4, number);
                code.Emit(OpCodes.Conv_I);
                break;
            default:
                throw new InvalidIRException($"{method.Name}: a constant holds a {constant.Content.GetType().Name}");
        }
    }

    /// <summary>Zeroed bits; also for a value nobody looks at.</summary>
    private void EmitDefault(TypeReference type)
    {
        switch (types.KindOf(type))
        {
            case StackKind.Int32:
                code.Emit(OpCodes.Ldc_I4, 0);
                break;
            case StackKind.Int64:
                code.Emit(OpCodes.Ldc_I8, 0L);
                break;
            case StackKind.Single:
                code.Emit(OpCodes.Ldc_R4, 0f);
                break;
            case StackKind.Double:
                code.Emit(OpCodes.Ldc_R8, 0d);
                break;
            case StackKind.Object:
                code.Emit(OpCodes.Ldnull);
                break;
            case StackKind.NativeInt or StackKind.Pointer or StackKind.ByReference:
                code.Emit(OpCodes.Ldc_I4, 0);
                code.Emit(OpCodes.Conv_U);
                break;
            default:
                var variable = locals.Scratch(TypeContext.WithoutModifiers(type));
                code.Emit(OpCodes.Ldloca, variable);
                code.Emit(OpCodes.Initobj, variable.VariableType);
                code.Emit(OpCodes.Ldloc, variable);
                break;
        }
    }
}

using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Emit;

internal sealed partial class InstructionEmitter
{
    /// <summary>
    /// Reads a field of a struct in memory in place, without loading the struct. A struct in a local or argument counts as a value: the JIT
    /// sees through <c>ldloc; ldfld</c>, and a local whose address is not taken is the better local.
    /// </summary>
    private void EmitExtract(Extract extract)
    {
        if (!TryEvaluateAddress(extract, extract.Aggregate))
            EvaluateFor(extract, extract.Aggregate);
        code.Emit(OpCodes.Ldfld, types.Import(extract.Field));
    }

    private bool TryEvaluateAddress(Extract user, Value aggregate)
    {
        if (aggregate is not Instruction source || !forest.IsInline(source))
            return false;
        switch (source)
        {
            case Load { Volatile: false, Unaligned: 0 } load when forest.ConstructorOf(load) is null:
                if (load.Address is Slot slot && forest.IsInline(slot))
                    return false;
                EvaluateFor(user, load.Address);
                return true;
            case Extract outer when TryEvaluateAddress(user, outer.Aggregate):
                code.Emit(OpCodes.Ldflda, types.Import(outer.Field));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Puts the base into the local of the result, where it often is already, and then the item into the field.</summary>
    private void EmitInsert(Insert insert)
    {
        if (!forest.NeedsLocal(insert))
        {
            EvaluateForEffects(insert.Aggregate);
            EvaluateForEffects(forest.PathOf(insert)?.Item ?? insert.Item);
            return;
        }
        var result = locals[insert];
        var isClear = insert.Aggregate is DefaultValue && !InsertPaths.ReplacesEverything(types, insert);
        if (insert.Aggregate is not Immediate ? !IsIn(result, insert.Aggregate) : isClear)
            EvaluateInto(result, insert.Aggregate);
        code.SetLocation(insert.Location, statement: false);
        code.Emit(OpCodes.Ldloca, result);
        var field = insert.Field;
        if (forest.PathOf(insert) is { } path)
        {
            foreach (var outer in path.Fields.Take(path.Fields.Count - 1))
                code.Emit(OpCodes.Ldflda, types.Import(outer));
            field = path.Fields[path.Fields.Count - 1];
        }
        EvaluateFor(insert, forest.PathOf(insert)?.Item ?? insert.Item);
        code.Emit(OpCodes.Stfld, types.Import(field));
    }

    private void EmitPush(PushRecord push)
    {
        EvaluateFor(push, push.Operand(0));
        code.Emit(OpCodes.Call, TapeMethod(push.Operand(0).Type, "Push", push.RecordType));
        if (push.Fields.Count == 0)
        {
            code.Emit(OpCodes.Pop);
            return;
        }
        var record = locals.Scratch(new ByReferenceType(types.Import(push.RecordType)));
        code.Emit(OpCodes.Stloc, record);
        for (var i = 0; i < push.Fields.Count; i++)
        {
            code.Emit(OpCodes.Ldloc, record);
            EvaluateFor(push, push.Operand(i + 1));
            code.Emit(OpCodes.Stfld, types.Import(push.Fields[i]));
        }
    }

    /// <summary><c>ref TRecord Push&lt;TRecord&gt;()</c> or <c>Pop</c> of the tape's class.</summary>
    private MethodReference TapeMethod(TypeReference tape, string name, TypeReference record)
    {
        var definition = types.Resolve(tape)?.Methods.FirstOrDefault(m => m.Name == name && m.GenericParameters.Count == 1 && m.Parameters.Count == 0)
            ?? throw new InvalidIRException($"{method.Name}: {tape.FullName} has no method {name}");
        var instance = new GenericInstanceMethod(types.Import(definition));
        instance.GenericArguments.Add(types.Import(record));
        return instance;
    }
}

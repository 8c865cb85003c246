using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

internal sealed partial class InstructionEmitter
{
    /// <summary>Goes to the label when the condition is what is asked for, and on otherwise.</summary>
    public void EmitCondition(Value condition, bool whenTrue, Label destination)
    {
        if (condition is not Compare compare || !forest.IsInline(compare))
        {
            Evaluate(condition);
            code.Branch(whenTrue ? OpCodes.Brtrue : OpCodes.Brfalse, destination);
            return;
        }
        code.SetLocation(compare.Location, statement: false);
        var kind = types.KindOf(compare.Left.Type);
        var op = whenTrue ? compare.Op : Comparisons.Negate(compare.Op, kind is StackKind.Single or StackKind.Double);
        var againstZero = compare.Right is Constant { Content: null or 0 or 0L } && kind is not StackKind.Single and not StackKind.Double;
        if (againstZero && op is CompareOp.Eq or CompareOp.Ne && compare.Left is Compare inner && forest.IsInline(inner))
        {
            EmitCondition(inner, op == CompareOp.Ne, destination);
        }
        else if (againstZero && op is CompareOp.Eq or CompareOp.LeUn)
        {
            EvaluateFor(compare, compare.Left);
            code.Branch(OpCodes.Brfalse, destination);
        }
        else if (againstZero && op is CompareOp.Ne or CompareOp.GtUn)
        {
            EvaluateFor(compare, compare.Left);
            code.Branch(OpCodes.Brtrue, destination);
        }
        else if (kind == StackKind.Object && op is not (CompareOp.Eq or CompareOp.Ne))
        {
            // References have no ordering branches.
            EmitCompare(compare);
            code.Branch(whenTrue ? OpCodes.Brtrue : OpCodes.Brfalse, destination);
        }
        else
        {
            EvaluateOperands(compare);
            code.Branch(Comparisons.Branch(op), destination);
        }
    }

    private void EmitCompare(Compare compare)
    {
        EvaluateOperands(compare);
        if (Comparisons.Value(compare.Op) is { } direct)
        {
            code.Emit(direct);
            return;
        }
        var isFloat = types.IsFloat(compare.Left.Type);
        code.Emit(Comparisons.Value(Comparisons.Negate(compare.Op, isFloat))!.Value);
        code.Emit(OpCodes.Ldc_I4, 0);
        code.Emit(OpCodes.Ceq);
    }

    private void EmitConvert(IR.Convert convert)
    {
        if (convert.CheckOverflow && !types.IsFloat(convert.Type))
        {
            code.Emit(OpCodeTables.ConvertChecked(types, convert.Type, convert.FromUnsigned));
            return;
        }
        if (convert.FromUnsigned && types.KindOf(convert.Type) == StackKind.Single)
            code.Emit(OpCodes.Conv_R_Un);
        code.Emit(OpCodeTables.Convert(types, convert.Type, convert.FromUnsigned));
    }

    /// <summary>Evaluates the arm that is chosen, into the local of the result. An arm that lives there already needs no code.</summary>
    private void EmitSelect(Select select)
    {
        if (!forest.NeedsLocal(select))
        {
            EvaluateForEffects(select.Operand(0));
            return;
        }
        var result = locals[select];
        var (yes, no) = (select.Operand(1), select.Operand(2));
        var end = new Label();
        if (IsIn(result, yes))
        {
            EmitCondition(select.Operand(0), whenTrue: true, end);
            EvaluateInto(result, no);
        }
        else if (IsIn(result, no))
        {
            EmitCondition(select.Operand(0), whenTrue: false, end);
            EvaluateInto(result, yes);
        }
        else
        {
            var otherwise = new Label();
            EmitCondition(select.Operand(0), whenTrue: false, otherwise);
            EvaluateInto(result, yes);
            code.Branch(OpCodes.Br, end);
            code.Mark(otherwise);
            EvaluateInto(result, no);
        }
        code.Mark(end);
    }

    private bool IsIn(VariableDefinition variable, Value value) =>
        value is Undefined || (value is TrackedValue tracked && forest.NeedsLocal(tracked) && locals[tracked] == variable);
}

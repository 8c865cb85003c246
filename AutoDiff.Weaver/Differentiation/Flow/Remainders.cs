using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>
/// <c>int i = (int)s; double t = s - i;</c>: how far a number is from the last step below it, as tables are interpolated. The step is constant almost
/// everywhere, and the number itself is there with its derivative: nothing is lost. The integer may be kept within bounds, moved by a constant, and made a
/// place on the grid again (<c>x - (a + i * h)</c>).
/// </summary>
internal sealed class Remainders(TypeContext types, Func<Value, bool> isLost)
{
    private const int Deepest = 12;

    /// <summary>The step that is subtracted from, or from which is subtracted, the number that it is a step of; null for any other instruction.</summary>
    public Value? StepIn(Instruction instruction)
    {
        if (instruction is not Binary { Op: BinaryOp.Sub } difference || !types.IsFloat(difference.Type))
            return null;
        if (SourceOf(difference.Right, 0) is { } below && LeadsTo(below, difference.Left, 0))
            return difference.Right;
        return SourceOf(difference.Left, 0) is { } above && LeadsTo(above, difference.Right, 0) ? difference.Left : null;
    }

    /// <summary>A step, or a part of one, that is used in differences from its number only.</summary>
    public bool IsOnlyStep(Value value) => IsOnlyStep(value, 0);

    private bool IsOnlyStep(Value value, int depth) =>
        depth < Deepest && value is Instruction && SourceOf(value, 0) is not null
        && value is TrackedValue { HasUses: true } tracked
        && tracked.Uses.All(u => u.User is Instruction user && (StepIn(user) == value || (types.IsFloat(user.Type) && IsOnlyStep(user, depth + 1))));

    /// <summary>The number that a floating-point number made of an integer is a step of.</summary>
    private Value? SourceOf(Value value, int depth) => depth > Deepest || !types.IsFloat(value.Type) ? null : value switch
    {
        IR.Convert convert when types.IsFloat(convert.Source.Type) => SourceOf(convert.Source, depth + 1),
        IR.Convert convert => Truncated(convert.Source, [], depth + 1),
        Binary { Op: BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul } binary when !isLost(binary.Right) => SourceOf(binary.Left, depth + 1),
        Binary { Op: BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul } binary when !isLost(binary.Left) => SourceOf(binary.Right, depth + 1),
        Binary { Op: BinaryOp.Div } binary when !isLost(binary.Right) => SourceOf(binary.Left, depth + 1),
        _ => null,
    };

    /// <summary>The number that an integer was made of.</summary>
    private Value? Truncated(Value value, HashSet<Value> seen, int depth)
    {
        if (depth > Deepest || !isLost(value))
            return null;
        switch (value)
        {
            case IR.Convert convert:
                return types.IsFloat(convert.Source.Type) ? convert.Source : Truncated(convert.Source, seen, depth + 1);
            case Binary { Op: BinaryOp.Add or BinaryOp.Sub or BinaryOp.AddOvf or BinaryOp.SubOvf } binary:
                return OneOf([binary.Left, binary.Right], seen, depth);
            case Call { Method: { Name: "Min" or "Max" or "Clamp", DeclaringType: { Namespace: "System", Name: "Math" or "Int32" or "Int64" } } } call:
                return OneOf(call.Operands, seen, depth);
            case Select select:
                return OneOf([select.Operand(1), select.Operand(2)], seen, depth);
            case BlockParameter parameter when seen.Add(parameter):
                return OneOf(parameter.Block.Incoming.Select(e => e[parameter.Index]).Where(v => !seen.Contains(v)), seen, depth);
            default:
                return null;
        }
    }

    /// <summary>The number that all of these were made of that were made of any.</summary>
    private Value? OneOf(IEnumerable<Value> values, HashSet<Value> seen, int depth)
    {
        Value? found = null;
        foreach (var value in values.Where(isLost))
        {
            if (Truncated(value, seen, depth + 1) is not { } source || (found is not null && found != source))
                return null;
            found = source;
        }
        return found;
    }

    /// <summary>A number is computed from another one by arithmetic, or is that one.</summary>
    private bool LeadsTo(Value value, Value origin, int depth) =>
        value == origin
        || (depth < Deepest && value switch
        {
            IR.Convert convert => LeadsTo(convert.Source, origin, depth + 1),
            Binary { Op: BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul or BinaryOp.Div } binary =>
                LeadsTo(binary.Left, origin, depth + 1) || LeadsTo(binary.Right, origin, depth + 1),
            _ => false,
        });
}

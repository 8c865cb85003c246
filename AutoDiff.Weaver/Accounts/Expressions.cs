using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Accounts;

/// <summary>
/// Values much as a programmer would write them: variables by their names, what has none by what computes it, as far as that fits. <c>x′</c> is what became
/// of x: a value that goes round in a loop, or that is chosen where ways meet.
/// </summary>
internal static class Expressions
{
    private const int Deepest = 3;

    /// <summary>A variable by its name, anything else by what computes it.</summary>
    public static string Of(Value value) => Write(value, Deepest, byName: true);

    /// <summary>What computes a value, even where it has a name.</summary>
    public static string Definition(Value value, int depth = Deepest) => Write(value, depth, byName: false);

    /// <summary>The name of the variable that a value is, if it is one.</summary>
    public static string? NameOf(Value value) => value switch
    {
        Parameter parameter => parameter.ParameterName,
        TrackedValue { Name: { } name } when IsWritten(name) => name,
        _ => null,
    };

    private static bool IsWritten(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static string Write(Value value, int depth, bool byName)
    {
        if (byName && NameOf(value) is { } name)
            return name;
        if (value is Immediate)
            return Printer.Describe(value).TrimStart('%');
        if (value is BlockParameter merged)
            return NameOf(value) is { } own ? Made(own) : OriginOf(merged) ?? "a value chosen before";
        if (value is not Instruction instruction)
            return NameOf(value) ?? "?";
        if (depth == 0)
            return "…";
        string Part(Value operand) => Write(operand, depth - 1, byName: true);
        // What is in an operation stands in parentheses, whatever binds tighter.
        string Inner(Value operand) => operand is Binary or Compare or Select or IR.Convert && NameOf(operand) is null ? $"({Part(operand)})" : Part(operand);
        return instruction switch
        {
            Binary b => $"{Inner(b.Left)} {Symbol(b.Op)} {Inner(b.Right)}",
            Unary u => (u.Op == UnaryOp.Neg ? "-" : "~") + Inner(u.Operand(0)),
            Compare c => $"{Inner(c.Left)} {Symbol(c.Op)} {Inner(c.Right)}",
            IR.Convert c => $"({TypeNames.Display(c.Type)}){Inner(c.Source)}",
            Select s => $"{Inner(s.Operand(0))} ? {Inner(s.Operand(1))} : {Inner(s.Operand(2))}",
            Extract e => $"{Whole(e.Aggregate, depth)}.{FieldName(e.Field)}",
            Insert i => $"{Inner(i.Aggregate)} with {FieldName(i.Field)} = {Part(i.Item)}",
            Load l => Place(l.Address, depth),
            Store s => $"{Place(s.Address, depth)} = {Part(s.Content)}",
            ArrayLength l => $"{Whole(l.Operand(0), depth)}.Length",
            NewArray n => $"new {TypeNames.Display(n.ElementType)}[{Part(n.Operand(0))}]",
            NewObject n => $"new {UserNames.Of(n.Type)}({string.Join(", ", n.Operands.Select(Part))})",
            Call c => $"{UserNames.Of(c.Method)}({string.Join(", ", Arguments(c).Select(Part))})",
            FunctionAddress f => UserNames.Of(f.Method),
            FieldAddress or ElementAddress or StaticAddress or Slot => "ref " + Place(instruction, depth),
            Return r => r.Result is null ? "return" : $"return {Part(r.Result)}",
            RawInstruction r => $"{r.OpCode.Name}({string.Join(", ", r.Operands.Select(Part))})",
            _ => instruction.GetType().Name.ToLowerInvariant(),
        };
    }

    /// <summary>What the weaver adds has names that say what it is for.</summary>
    private static string Made(string name) => name switch
    {
        "path" => "which way was taken",
        "last" => "the counter at the end of a loop",
        "trip" => "a counter that was added",
        _ => name,
    };

    /// <summary>The first thing that a value was before it changed, where that has a name.</summary>
    private static string? OriginOf(BlockParameter merged)
    {
        var seen = new HashSet<Value>();
        var work = new Queue<BlockParameter>([merged]);
        while (work.Count > 0)
        {
            var parameter = work.Dequeue();
            if (!seen.Add(parameter) || parameter.Index < 0)
                continue;
            foreach (var value in parameter.Block.Incoming.Where(e => parameter.Index < e.ArgumentCount).Select(e => e[parameter.Index]))
            {
                if (NameOf(value) is { } name)
                    return name + "′";
                if (value is Extract or Load or ArrayLength && Write(value, Deepest, byName: false) is var text && !text.Contains('…'))
                    return text + "′";
                if (value is BlockParameter before)
                    work.Enqueue(before);
            }
        }
        return null;
    }

    /// <summary>What a part is taken of: as a chain of names it may be as long as it is.</summary>
    private static string Whole(Value value, int depth) => value is Extract or Load or Parameter or BlockParameter || NameOf(value) is not null
        ? Write(value, depth, byName: true)
        : $"({Write(value, depth - 1, byName: true)})";

    /// <summary>What an augmented form takes beyond the method's own arguments is left out.</summary>
    private static IEnumerable<Value> Arguments(Call call) =>
        call.Operands.Where(o => o is not Undefined && !(o.Type.Namespace == "AutoDiff" && o.Type.Name == "Tape"));

    private static string Place(Value address, int depth) => address switch
    {
        // The variables that a lambda captures are fields of an object that nobody wrote.
        FieldAddress { Target: { } closure } f when UserNames.IsMadeUp(closure.Type) => FieldName(f.Field),
        FieldAddress f => $"{(f.Target.Type.IsByReference ? Place(f.Target, depth) : Whole(f.Target, depth))}.{FieldName(f.Field)}",
        ElementAddress e => $"{Whole(e.Array, depth)}[{Write(e.Index, depth - 1, byName: true)}]",
        StaticAddress s => UserNames.Of(s.Field),
        Slot s => NameOf(s) ?? "local",
        _ when depth == 0 => "…",
        _ => Write(address, depth - 1, byName: true),
    };

    private static string FieldName(FieldReference field) => UserNames.Of(field).Split('.').Last();

    private static string Symbol(BinaryOp op) => op switch
    {
        BinaryOp.Add or BinaryOp.AddOvf or BinaryOp.AddOvfUn => "+",
        BinaryOp.Sub or BinaryOp.SubOvf or BinaryOp.SubOvfUn => "-",
        BinaryOp.Mul or BinaryOp.MulOvf or BinaryOp.MulOvfUn => "*",
        BinaryOp.Div or BinaryOp.DivUn => "/",
        BinaryOp.Rem or BinaryOp.RemUn => "%",
        BinaryOp.And => "&",
        BinaryOp.Or => "|",
        BinaryOp.Xor => "^",
        BinaryOp.Shl => "<<",
        BinaryOp.Shr => ">>",
        _ => ">>>",
    };

    private static string Symbol(CompareOp op) => op switch
    {
        CompareOp.Eq => "==",
        CompareOp.Ne => "!=",
        CompareOp.Lt or CompareOp.LtUn => "<",
        CompareOp.Le or CompareOp.LeUn => "<=",
        CompareOp.Gt or CompareOp.GtUn => ">",
        _ => ">=",
    };
}

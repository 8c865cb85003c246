using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Convert = AutoDiff.Weaving.IR.Convert;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// Replaces an instruction by an equal one that dominates it: same operation, same operand values. Instructions that may throw but do nothing
/// else count too, since the first of two would have thrown. Floating-point operands are never swapped: which NaN comes out depends on their order.
/// </summary>
internal sealed class ValueNumberingPass
{
    private readonly RegionMap regions;
    private readonly TypeContext types;
    private readonly Dictionary<Expression, Instruction> leaders = [];
    private readonly Dictionary<TypeReference, string> typeNames = [];
    private readonly Dictionary<Value, int> numbers = [];
    private bool changed;

    private ValueNumberingPass(MethodIR method)
    {
        regions = RegionMap.Of(method);
        types = method.Types;
    }

    public static bool Run(MethodIR method)
    {
        var pass = new ValueNumberingPass(method);
        pass.Walk(Dominators.Of(method), method.Entry);
        return pass.changed;
    }

    /// <summary>Down the dominator tree; what a subtree added is forgotten when the walk leaves it.</summary>
    private void Walk(Dominators dominators, Block root)
    {
        var stack = new Stack<(Block Block, int Child, List<(Expression, Instruction?)> Undo)>();
        stack.Push((root, 0, Number(root)));
        while (stack.Count > 0)
        {
            var (block, child, undo) = stack.Pop();
            var children = dominators.Children(block);
            if (child < children.Count)
            {
                stack.Push((block, child + 1, undo));
                stack.Push((children[child], 0, Number(children[child])));
                continue;
            }
            for (var i = undo.Count - 1; i >= 0; i--)
            {
                var (expression, previous) = undo[i];
                if (previous is null)
                    leaders.Remove(expression);
                else
                    leaders[expression] = previous;
            }
        }
    }

    private List<(Expression, Instruction?)> Number(Block block)
    {
        var undo = new List<(Expression, Instruction?)>();
        foreach (var instruction in block.Instructions)
        {
            if (ExpressionOf(instruction) is not { } expression)
                continue;
            leaders.TryGetValue(expression, out var leader);
            if (leader is not null && regions.Encloses(leader.Block!, block))
            {
                leader.Name ??= instruction.Name;
                instruction.ReplaceWith(leader);
                changed = true;
                continue;
            }
            undo.Add((expression, leader));
            leaders[expression] = instruction;
        }
        return undo;
    }

    private Expression? ExpressionOf(Instruction instruction) => instruction switch
    {
        Binary i =>
            i.Op is BinaryOp.Add or BinaryOp.Mul or BinaryOp.And or BinaryOp.Or or BinaryOp.Xor && types.IsInteger(i.Type) ? Ordered(i, i.Op) : Of(i, i.Op),
        Unary i => Of(i, i.Op),
        Convert i => Of(i, (i.CheckOverflow, i.FromUnsigned)),
        Compare i => Of(i, i.Op),
        Select i => Of(i, "select"),
        Extract i => Of(i, i.Field.Name),
        Insert i => Of(i, (i.Field.Name, "insert")),
        FieldAddress i => Of(i, (i.Field.Name, i.Field.DeclaringType.FullName)),
        // An array of references checks what is stored in it: the store has to have the address to itself.
        ElementAddress i when types.KindOf(i.ElementType) == StackKind.Object && i.Users.Any(u => u is Store) => null,
        ElementAddress i => Of(i, ("element", i.Readonly)),
        StaticAddress i => Of(i, i.Field.FullName),
        ArrayLength i => Of(i, "length"),
        Call { Effects: Effects.None, HasResult: true, IsVirtual: false } i => Of(i, i.Method.FullName),
        _ => null,
    };

    private Expression Of(Instruction instruction, object operation) =>
        new(instruction.GetType(), operation, TypeName(instruction.Type), [.. instruction.Operands]);

    private Expression Ordered(Binary binary, object operation)
    {
        Value[] operands = NumberOf(binary.Left) <= NumberOf(binary.Right) ? [binary.Left, binary.Right] : [binary.Right, binary.Left];
        return new(binary.GetType(), operation, TypeName(binary.Type), operands);
    }

    private int NumberOf(Value value)
    {
        if (!numbers.TryGetValue(value, out var number))
            numbers.Add(value, number = numbers.Count);
        return number;
    }

    private string TypeName(TypeReference type)
    {
        if (!typeNames.TryGetValue(type, out var name))
            typeNames.Add(type, name = type.FullName);
        return name;
    }

    /// <summary>What an instruction computes, apart from where.</summary>
    private sealed class Expression(Type kind, object operation, string type, Value[] operands) : IEquatable<Expression>
    {
        private readonly Type kind = kind;
        private readonly object operation = operation;
        private readonly string type = type;
        private readonly Value[] operands = operands;

        public bool Equals(Expression? other) =>
            other is not null && kind == other.kind && type == other.type && operation.Equals(other.operation) && operands.SequenceEqual(other.operands);

        public override bool Equals(object? obj) => Equals(obj as Expression);

        public override int GetHashCode()
        {
            var hash = (kind.GetHashCode() * 31) + operation.GetHashCode();
            foreach (var operand in operands)
                hash = unchecked((hash * 31) + operand.GetHashCode());
            return hash;
        }
    }
}

using System.Globalization;
using System.Reflection;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.IR.Text;

/// <summary>Makes one instruction of one line.</summary>
internal sealed class ParserInstructions(MethodIR method, ParserNames names, Func<string, TrackedValue> valueOf, Func<string, Block> blockOf)
{
    private readonly TypeContext types = method.Types;

    public Instruction Parse(ParserCursor cursor)
    {
        var words = cursor.Name().Split('.');
        var modifiers = words.Skip(1).ToList();
        bool Has(string modifier) => modifiers.Contains(modifier);
        switch (words[0])
        {
            case "convert":
                return new Convert(Type(cursor), Value(cursor), Has("ovf"), Has("un"));
            case "compare":
                return new Compare(Op<CompareOp>(cursor.Name())!.Value, types.Boolean, Value(cursor), Next(cursor));
            case "select":
                return new Select(Value(cursor), Next(cursor), Next(cursor));
            case "extract":
                var aggregate = Value(cursor);
                var extracted = Field(cursor);
                return new Extract(types.FieldType(extracted), aggregate, extracted);
            case "insert":
                return new Insert(Value(cursor), Field(cursor), Next(cursor));
            case "slot":
                return new Slot(Type(cursor), Has("pinned"));
            case "field":
                var target = Value(cursor);
                var field = Field(cursor);
                return new FieldAddress(types.FieldType(field), target, field);
            case "element":
                return new ElementAddress(Type(cursor), Value(cursor), Next(cursor), Has("readonly"));
            case "static":
                var staticField = names.Field(cursor.Name());
                return new StaticAddress(types.FieldType(staticField), staticField);
            case "load":
                return new Load(Type(cursor), Value(cursor), Has("volatile"), Unaligned(modifiers));
            case "store":
                return new Store(types.Void, Type(cursor), Value(cursor), Next(cursor), Has("volatile"), Unaligned(modifiers));
            case "length":
                return new ArrayLength(types.IntPtr, Value(cursor));
            case "newarray":
                return new NewArray(Type(cursor), Value(cursor));
            case "new":
                return NewObject(cursor);
            case "call":
                return Call(cursor, modifiers);
            case "function":
                var (function, signature) = MethodName(cursor);
                var found = names.Method(function, signature, null);
                return Has("virt") ? new FunctionAddress(types.IntPtr, found, Value(cursor)) : new FunctionAddress(types.IntPtr, found);
            case "il":
                return Raw(cursor, modifiers);
            case "push":
                var record = Type(cursor);
                var items = List(cursor);
                return new PushRecord(types.Void, record, [.. types.InstanceFields(record).Take(items.Count - 1)], items[0], [.. items.Skip(1)]);
            case "pop":
                return new PopRecord(Type(cursor), Value(cursor));
        }
        return Arithmetic(cursor, string.Join(".", words)) ?? Terminator(cursor, words[0]) ?? throw cursor.Error($"unknown instruction '{words[0]}'");
    }

    private Instruction? Arithmetic(ParserCursor cursor, string operation)
    {
        var type = cursor.Accept(":") ? Type(cursor) : null;
        if (Op<UnaryOp>(operation) is { } unary)
        {
            var operand = Value(cursor);
            return new Unary(unary, type ?? types.ArithmeticType(operand.Type), operand);
        }
        if (Op<BinaryOp>(operation) is not { } binary)
            return null;
        var left = Value(cursor);
        return new Binary(binary, type ?? types.ArithmeticType(left.Type), left, Next(cursor));
    }

    private Terminator? Terminator(ParserCursor cursor, string word)
    {
        switch (word)
        {
            case "jump":
                var (target, arguments) = Target(cursor);
                return new Jump(types.Void, target, arguments);
            case "leave":
                var (after, passed) = Target(cursor);
                return new Leave(types.Void, after, passed);
            case "branch":
                var condition = Value(cursor);
                cursor.Expect(",");
                var (yes, yesArguments) = Target(cursor);
                cursor.Expect(",");
                var (no, noArguments) = Target(cursor);
                return new Branch(types.Void, condition, yes, yesArguments, no, noArguments);
            case "switch":
                return Switch(cursor);
            case "return":
                return cursor.AtEnd ? new Return(types.Void) : new Return(types.Void, Value(cursor));
            case "throw":
                return new Throw(types.Void, Value(cursor));
            case "rethrow":
                return new Rethrow(types.Void);
            case "endfinally":
                return new EndFinally(types.Void);
            case "endfilter":
                return new EndFilter(types.Void, Value(cursor));
            default:
                return null;
        }
    }

    private Switch Switch(ParserCursor cursor)
    {
        var selector = Value(cursor);
        cursor.Expect(",");
        cursor.Expect("[");
        var targets = new List<(Block Block, Value[] Arguments)>();
        while (!cursor.Accept("]"))
        {
            cursor.Accept(",");
            targets.Add(Target(cursor));
        }
        cursor.Expect(",");
        targets.Add(Target(cursor));
        var result = new Switch(types.Void, selector, targets.Take(targets.Count - 1).Select(t => t.Block), targets[targets.Count - 1].Block);
        for (var i = 0; i < targets.Count; i++)
        {
            foreach (var argument in targets[i].Arguments)
                result.Edges[i].AddArgument(argument);
        }
        return result;
    }

    private Instruction NewObject(ParserCursor cursor)
    {
        var (type, signature) = MethodName(cursor);
        var arguments = Arguments(cursor);
        return new NewObject(names.Method(type + "::.ctor", signature, arguments.Length + 1), arguments);
    }

    private Instruction Call(ParserCursor cursor, List<string> modifiers)
    {
        var constrained = cursor.AcceptWord("constrained") ? Type(cursor) : null;
        var (name, signature) = MethodName(cursor);
        var arguments = Arguments(cursor);
        var target = names.Method(name, signature, arguments.Length);
        return new Call(types.ReturnType(target), target, modifiers.Contains("virt"), constrained, arguments) { KnownEffects = EffectsOf(modifiers),
            IsUnknownOverride = modifiers.Contains("other") };
    }

    private Instruction Raw(ParserCursor cursor, List<string> modifiers)
    {
        var word = cursor.Name();
        var opCode = (OpCode)typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null))
            .First(o => ((OpCode)o!).Name == word)!;
        object? metadata = null;
        if (cursor.Peek != '(')
        {
            var (name, signature) = MethodName(cursor);
            metadata = opCode.OperandType switch
            {
                OperandType.InlineField => names.Field(name),
                OperandType.InlineMethod => names.Method(name, signature, null),
                OperandType.InlineType => names.Type(name),
                OperandType.InlineTok when name.Contains("::") => throw cursor.Error("a token of a member is ambiguous"),
                OperandType.InlineTok => names.Type(name),
                _ => throw cursor.Error($"'{word}' with an operand"),
            };
        }
        var operands = Arguments(cursor);
        return new RawInstruction(cursor.Accept("->") ? Type(cursor) : types.Void, opCode, metadata, EffectsOf(modifiers), operands);
    }

    private (string Name, string? Signature) MethodName(ParserCursor cursor)
    {
        var name = cursor.Name();
        if (!cursor.Accept("["))
            return (name, null);
        var signature = new List<string>();
        while (cursor.Peek is not (']' or '-'))
        {
            cursor.Accept(",");
            signature.Add(cursor.Name());
        }
        var result = cursor.Accept("->") ? "->" + cursor.Name() : "";
        cursor.Expect("]");
        return (name, "[" + string.Join(",", signature) + result + "]");
    }

    private static Effects EffectsOf(List<string> modifiers)
    {
        var named = modifiers.Where(m => m is "throws" or "reads" or "writes").ToList();
        if (named.Count == 0)
            return modifiers.Contains("pure") ? Effects.None : Effects.All;
        return named.Aggregate(Effects.None, (e, m) => e | (Effects)Enum.Parse(typeof(Effects), m, ignoreCase: true));
    }

    private static byte Unaligned(List<string> modifiers) =>
        modifiers.FirstOrDefault(m => m.StartsWith("unaligned", StringComparison.Ordinal)) is { } m
            ? byte.Parse(m.Substring("unaligned".Length), CultureInfo.InvariantCulture) : (byte)0;

    private static T? Op<T>(string text)
        where T : struct => Enum.TryParse<T>(text.Replace(".", ""), ignoreCase: true, out var op) && !char.IsDigit(text[0]) ? op : null;

    private TypeReference Type(ParserCursor cursor) => names.Type(cursor.Name());

    private FieldReference Field(ParserCursor cursor)
    {
        cursor.Expect(",");
        return names.Field(cursor.Name());
    }

    private Value Next(ParserCursor cursor)
    {
        cursor.Expect(",");
        return Value(cursor);
    }

    private Value Value(ParserCursor cursor)
    {
        if (cursor.Accept("%"))
            return valueOf(cursor.Name());
        if (cursor.AcceptWord("default"))
            return method.Default(Type(cursor));
        if (cursor.AcceptWord("undefined"))
            return method.Undefined(Type(cursor));
        var content = cursor.Literal();
        var type = cursor.Accept(":") ? Type(cursor) : content switch
        {
            int => types.Int32,
            long => types.Int64,
            float => types.Single,
            double => types.Double,
            string => types.String,
            _ => types.Object,
        };
        return method.Constant(type, content);
    }

    private List<Value> List(ParserCursor cursor)
    {
        var result = new List<Value>();
        while (!cursor.AtEnd && cursor.Peek != ')')
        {
            cursor.Accept(",");
            result.Add(Value(cursor));
        }
        return result;
    }

    private Value[] Arguments(ParserCursor cursor)
    {
        cursor.Expect("(");
        var result = List(cursor);
        cursor.Expect(")");
        return [.. result];
    }

    private (Block Block, Value[] Arguments) Target(ParserCursor cursor)
    {
        var block = blockOf(cursor.Name());
        return (block, cursor.Peek == '(' ? Arguments(cursor) : []);
    }
}

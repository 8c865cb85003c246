using System.Globalization;
using System.Text;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR.Text;

/// <summary>
/// Writes IR as text: <c>%name = op operands</c>, one instruction a line, blocks as <c>name(%parameter: type, …):</c>. Names are made
/// unique by a number. What follows from the operands is left out: a type is written (after a colon) where it is not the usual one, a signature
/// (in brackets) where a method is overloaded, effects (after dots) where they are not all of them. <see cref="Parser"/> reads it back.
/// </summary>
internal sealed class Printer
{
    private readonly Dictionary<Value, string> names = [];
    private readonly Dictionary<Block, string> blockNames = [];
    private readonly HashSet<string> taken = [];
    private readonly StringBuilder text = new();
    private readonly TypeContext types;

    private Printer(MethodIR method)
    {
        types = method.Types;
        foreach (var parameter in method.Parameters)
            names[parameter] = Unique(parameter.ParameterName);
        foreach (var block in method.Blocks)
        {
            blockNames[block] = Unique(block.Name ?? "b");
            foreach (var parameter in block.Parameters)
                names[parameter] = Unique(parameter.Name ?? "p");
            foreach (var instruction in block.Instructions.Where(i => i.HasResult))
                names[instruction] = Unique(instruction.Name ?? "v");
        }
    }

    public static string Print(MethodIR method)
    {
        var printer = new Printer(method);
        printer.WriteMethod(method);
        return printer.text.ToString();
    }

    /// <summary>Each instruction as it stands in the text of the whole.</summary>
    public static IReadOnlyDictionary<Instruction, string> Lines(MethodIR method)
    {
        var printer = new Printer(method);
        return method.Instructions.ToDictionary(i => i, printer.Line);
    }

    /// <summary>A short text for one value, for debuggers and internal errors.</summary>
    public static string Describe(Value value) => value switch
    {
        Immediate immediate => Literal(immediate),
        Parameter parameter => "%" + parameter.ParameterName,
        BlockParameter parameter => "%" + (parameter.Name ?? "p"),
        Instruction instruction => instruction.GetType().Name + ": " + TypeName(instruction.Type),
        _ => value.GetType().Name,
    };

    public static string TypeName(TypeReference type) => type switch
    {
        ByReferenceType byReference => TypeName(byReference.ElementType) + "&",
        PointerType pointer => TypeName(pointer.ElementType) + "*",
        ArrayType array => TypeName(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]",
        _ => type.MetadataType switch
        {
            MetadataType.Void => "void",
            MetadataType.Boolean => "bool",
            MetadataType.Char => "char",
            MetadataType.SByte => "int8",
            MetadataType.Byte => "uint8",
            MetadataType.Int16 => "int16",
            MetadataType.UInt16 => "uint16",
            MetadataType.Int32 => "int32",
            MetadataType.UInt32 => "uint32",
            MetadataType.Int64 => "int64",
            MetadataType.UInt64 => "uint64",
            MetadataType.IntPtr => "nint",
            MetadataType.UIntPtr => "nuint",
            MetadataType.Single => "float",
            MetadataType.Double => "double",
            MetadataType.String => "string",
            MetadataType.Object => "object",
            _ => type.FullName,
        },
    };

    private void WriteMethod(MethodIR method)
    {
        text.Append("method ").Append(method.Name).Append('(')
            .Append(string.Join(", ", method.Parameters.Select(p => $"%{names[p]}: {TypeName(p.Type)}")))
            .Append(") -> ").Append(TypeName(method.ReturnType)).Append('\n');
        foreach (var region in method.Regions)
        {
            text.Append("  ; ").Append(region.Kind.ToString().ToLowerInvariant())
                .Append(region.CatchType is null ? "" : " " + TypeName(region.CatchType)).Append(": try ").Append(Names(region.Try))
                .Append(region.Filter is null ? "" : " filter " + Names(region.Filter)).Append(" handler ").Append(Names(region.Handler)).Append('\n');
        }
        foreach (var block in method.Blocks)
        {
            text.Append(blockNames[block]);
            if (block.Parameters.Count > 0)
                text.Append('(').Append(string.Join(", ", block.Parameters.Select(p => $"%{names[p]}: {TypeName(p.Type)}"))).Append(')');
            text.Append(":\n");
            foreach (var instruction in block.Instructions)
                text.Append("  ").Append(Line(instruction)).Append('\n');
        }
    }

    private string Line(Instruction instruction) => (instruction.HasResult ? $"%{names[instruction]} = " : "") + Body(instruction);

    private string Names(Region region) => "[" + string.Join(", ", region.Blocks.Select(b => blockNames[b])) + "]";

    private string Body(Instruction instruction) => instruction switch
    {
        Binary i => $"{Lower(i.Op)}{Unusual(i.Type, types.ArithmeticType(i.Left.Type))} {List(i)}",
        Unary i => $"{Lower(i.Op)}{Unusual(i.Type, types.ArithmeticType(i.Operand(0).Type))} {List(i)}",
        Convert i => $"convert{(i.CheckOverflow ? ".ovf" : "")}{(i.FromUnsigned ? ".un" : "")} {TypeName(i.Type)} {List(i)}",
        Compare i => $"compare {Lower(i.Op)} {List(i)}",
        Select i => $"select {List(i)}",
        Extract i => $"extract {Name(i.Aggregate)}, {FieldName(i.Field)}",
        Insert i => $"insert {Name(i.Aggregate)}, {FieldName(i.Field)}, {Name(i.Item)}",
        Slot i => $"slot{(i.Pinned ? ".pinned" : "")} {TypeName(i.SlotType)}",
        FieldAddress i => $"field {Name(i.Target)}, {FieldName(i.Field)}",
        ElementAddress i => $"element{(i.Readonly ? ".readonly" : "")} {TypeName(i.ElementType)} {List(i)}",
        StaticAddress i => $"static {FieldName(i.Field)}",
        Load i => $"load{Access(i.Volatile, i.Unaligned)} {TypeName(i.Type)} {List(i)}",
        Store i => $"store{Access(i.Volatile, i.Unaligned)} {TypeName(i.StoredType)} {List(i)}",
        ArrayLength i => $"length {List(i)}",
        NewArray i => $"newarray {TypeName(i.ElementType)} {List(i)}",
        NewObject i => $"new {i.Constructor.DeclaringType.FullName}{Signature(i.Constructor)}({List(i)})",
        Call i =>
            $"call{(i.IsVirtual ? ".virt" : "")}{(i.IsUnknownOverride ? ".other" : "")}{EffectNames(i.Effects)} "
            + $"{(i.Constrained is null ? "" : $"constrained {TypeName(i.Constrained)} ")}{MethodName(i.Method)}({List(i)})",
        FunctionAddress i => $"function{(i.IsVirtual ? ".virt" : "")} {MethodName(i.Method, isCalled: false)}{(i.IsVirtual ? " " + List(i) : "")}",
        RawInstruction i =>
            $"il{EffectNames(i.Effects)} {i.OpCode.Name}{(i.Metadata is null ? "" : " " + MetadataName(i.Metadata))} "
            + $"({List(i)}){(i.HasResult ? " -> " + TypeName(i.Type) : "")}",
        PushRecord i => $"push {TypeName(i.RecordType)} {List(i)}",
        PopRecord i => $"pop {TypeName(i.RecordType)} {List(i)}",
        Jump i => $"jump {Target(i.Edge)}",
        Leave i => $"leave {Target(i.Edge)}",
        Branch i => $"branch {Name(i.Condition)}, {Target(i.WhenTrue)}, {Target(i.WhenFalse)}",
        Switch i => $"switch {Name(i.Selector)}, [{string.Join(", ", i.Edges.Take(i.Edges.Count - 1).Select(Target))}], {Target(i.Otherwise)}",
        Return i => i.Result is null ? "return" : $"return {Name(i.Result)}",
        Throw i => $"throw {List(i)}",
        Rethrow => "rethrow",
        EndFinally => "endfinally",
        EndFilter i => $"endfilter {List(i)}",
        _ => $"{instruction.GetType().Name} {List(instruction)}",
    };

    private string Target(Edge edge) =>
        (blockNames.TryGetValue(edge.Target, out var name) ? name : "?")
            + (edge.ArgumentCount == 0 ? "" : "(" + string.Join(", ", edge.Arguments.Select(Name)) + ")");

    private string List(Instruction instruction) => string.Join(", ", instruction.Operands.Select(Name));

    private string Name(Value value) => value is Immediate immediate ? Literal(immediate) : names.TryGetValue(value, out var name) ? "%" + name : "%?";

    private static string Literal(Immediate immediate) => immediate switch
    {
        DefaultValue => "default " + TypeName(immediate.Type),
        Undefined => "undefined " + TypeName(immediate.Type),
        Constant constant when IsUsual(constant) => Content(constant),
        Constant constant => Content(constant) + ":" + TypeName(constant.Type),
        _ => "?",
    };

    private static bool IsUsual(Constant constant) => constant.Type.MetadataType == constant.Content switch
    {
        int => MetadataType.Int32,
        long => MetadataType.Int64,
        float => MetadataType.Single,
        double => MetadataType.Double,
        string => MetadataType.String,
        _ => MetadataType.Object,
    };

    private static string Content(Constant constant) => constant switch
    {
        { Content: null } => "null",
        { Content: string s } => "\"" + s.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r") + "\"",
        { Content: double d } => Floating(d.ToString("R", CultureInfo.InvariantCulture)),
        { Content: float f } => Floating(f.ToString("R", CultureInfo.InvariantCulture)) + "f",
        { Content: long l } => l.ToString(CultureInfo.InvariantCulture) + "L",
        { Content: { } c } => System.Convert.ToString(c, CultureInfo.InvariantCulture)!,
    };

    private static string Floating(string digits) => digits.IndexOfAny(['.', 'e', 'E', 'N', '∞', 'I']) >= 0 ? digits : digits + ".0";

    private static string Lower(Enum op)
    {
        var name = op.ToString();
        foreach (var suffix in new[] { "OvfUn", "Ovf", "Un" })
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal))
            {
                var dotted = suffix switch { "OvfUn" => ".ovf.un", "Ovf" => ".ovf", _ => ".un" };
                return name.Substring(0, name.Length - suffix.Length).ToLowerInvariant() + dotted;
            }
        }
        return name.ToLowerInvariant();
    }

    private static string FieldName(FieldReference field) => field.DeclaringType.FullName + "::" + field.Name;

    private string MethodName(MethodReference method, bool isCalled = true) =>
        method.DeclaringType.FullName + "::" + method.Name
        + (method is GenericInstanceMethod g ? "<" + string.Join(",", g.GenericArguments.Select(TypeName)) + ">" : "") + Signature(method, isCalled);

    /// <summary>
    /// The parameter types as declared (and the result of a conversion operator) where the number of arguments, if any are written, leaves a doubt.
    /// </summary>
    private string Signature(MethodReference method, bool isCalled = true)
    {
        if (types.ResolveMethod(method) is not { } definition)
            return SignatureOf(method.GetElementMethod());
        var overloads = definition.DeclaringType.Methods.Count(m =>
            m.Name == definition.Name && (!isCalled || ArgumentCount(m) == ArgumentCount(definition))
                && m.GenericParameters.Count == definition.GenericParameters.Count);
        return overloads == 1 ? "" : SignatureOf(definition);
    }

    /// <summary>The number of operands of a call, <c>this</c> included.</summary>
    internal static int ArgumentCount(MethodReference method) => method.Parameters.Count + (method.HasThis ? 1 : 0);

    internal static string SignatureOf(MethodReference method) =>
        "[" + (method.Parameters.Count == 0 ? "void" : string.Join(",", method.Parameters.Select(p => TypeName(p.ParameterType))))
        + (method.Name is "op_Implicit" or "op_Explicit" ? "->" + TypeName(method.ReturnType) : "") + "]";

    private string MetadataName(object metadata) => metadata switch
    {
        TypeReference type => TypeName(type),
        FieldReference field => FieldName(field),
        MethodReference method => MethodName(method, isCalled: false),
        _ => System.Convert.ToString(metadata, CultureInfo.InvariantCulture)!,
    };

    private static string EffectNames(Effects effects) => effects switch
    {
        Effects.All => "",
        Effects.None => ".pure",
        _ => "." + effects.ToString().ToLowerInvariant().Replace(", ", "."),
    };

    private static string Access(bool isVolatile, byte unaligned) =>
        (isVolatile ? ".volatile" : "") + (unaligned == 0 ? "" : ".unaligned" + unaligned.ToString(CultureInfo.InvariantCulture));

    private string Unusual(TypeReference type, TypeReference usual) => types.Same(type, usual) ? "" : ":" + TypeName(type);

    private string Unique(string name)
    {
        if (taken.Add(name))
            return name;
        for (var i = 1; ; i++)
        {
            if (taken.Add(name + i.ToString(CultureInfo.InvariantCulture)))
                return name + i.ToString(CultureInfo.InvariantCulture);
        }
    }
}

using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.IR.Text;

/// <summary>
/// Reads what <see cref="Printer"/> writes, without folding anything: printing the result gives the text again. Type parameters, array methods
/// and call sites have no textual form that could be read back.
/// </summary>
internal sealed class Parser
{
    private readonly MethodIR method;
    private readonly ParserNames names;
    private readonly Dictionary<string, TrackedValue> values = [];
    private readonly Dictionary<string, Block> blocks = [];
    private readonly Dictionary<string, string> pending = [];
    private readonly ParserInstructions instructions;

    private Parser(TypeContext types, string header)
    {
        names = new ParserNames(types);
        var cursor = new ParserCursor(header);
        cursor.Expect("method");
        var name = cursor.Name();
        cursor.Expect("(");
        var parameters = new List<(string Name, TypeReference Type)>();
        while (!cursor.Accept(")"))
        {
            cursor.Accept(",");
            parameters.Add(TypedName(cursor));
        }
        cursor.Expect("->");
        method = new MethodIR(types, name, names.Type(cursor.Name()));
        foreach (var (parameter, type) in parameters)
            values.Add(parameter, method.AddParameter(type, parameter));
        instructions = new ParserInstructions(method, names, Value, b => blocks.TryGetValue(b, out var block)
            ? block
            : throw new FormatException($"no block '{b}'"));
    }

    /// <exception cref="FormatException">The text is not one method in the printer's form, or names something that does not exist.</exception>
    public static MethodIR Parse(TypeContext types, string text)
    {
        var lines = text.Replace("\r", "").Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0).ToList();
        var parser = new Parser(types, lines[0].TrimStart());
        parser.Body([.. lines.Skip(1)]);
        return parser.method;
    }

    private void Body(List<string> lines)
    {
        var regions = new List<string>();
        var content = new List<(Block Block, List<string> Lines)>();
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith(";", StringComparison.Ordinal))
            {
                regions.Add(line.TrimStart().Substring(1));
            }
            else if (line[0] != ' ')
            {
                content.Add((Header(line), []));
            }
            else
            {
                content[content.Count - 1].Lines.Add(line.Trim());
                if (NameOf(line.Trim()) is { } name)
                    pending.Add(name, line.Trim());
            }
        }
        foreach (var (block, own) in content)
        {
            foreach (var line in own)
            {
                var instruction = NameOf(line) is { } name ? (Instruction)Value(name) : instructions.Parse(new ParserCursor(line));
                block.Append(instruction);
            }
        }
        foreach (var region in regions)
            Region(new ParserCursor(region));
    }

    private Block Header(string line)
    {
        var cursor = new ParserCursor(line);
        var name = cursor.Name();
        var block = method.AddBlock(name);
        blocks.Add(name, block);
        if (cursor.Accept("("))
        {
            while (!cursor.Accept(")"))
            {
                cursor.Accept(",");
                var (parameter, type) = TypedName(cursor);
                values.Add(parameter, block.AddParameter(type, parameter));
            }
        }
        cursor.Expect(":");
        return block;
    }

    /// <summary>The name of the value that a line defines.</summary>
    private static string? NameOf(string line)
    {
        var cursor = new ParserCursor(line);
        if (!cursor.Accept("%"))
            return null;
        return cursor.Name();
    }

    private (string Name, TypeReference Type) TypedName(ParserCursor cursor)
    {
        cursor.Expect("%");
        var name = cursor.Name();
        cursor.Expect(":");
        return (name, names.Type(cursor.Name()));
    }

    /// <summary>The value of a name. Its definition may stand further down, where the layout does not follow dominance.</summary>
    private TrackedValue Value(string name)
    {
        if (values.TryGetValue(name, out var value))
            return value;
        if (!pending.TryGetValue(name, out var line))
            throw new FormatException($"no value '%{name}'");
        pending.Remove(name);
        var cursor = new ParserCursor(line);
        cursor.Expect("%" + name);
        cursor.Expect("=");
        var instruction = instructions.Parse(cursor);
        instruction.Name = name;
        values.Add(name, instruction);
        return instruction;
    }

    private void Region(ParserCursor cursor)
    {
        var kind = (ExceptionHandlerType)Enum.Parse(typeof(ExceptionHandlerType), cursor.Name(), ignoreCase: true);
        var region = new ExceptionRegion(kind, cursor.Peek == ':' ? null : names.Type(cursor.Name()));
        cursor.Expect(":");
        cursor.Expect("try");
        Fill(cursor, region.Try);
        if (cursor.Accept("filter"))
            Fill(cursor, region.Filter = new Region());
        cursor.Expect("handler");
        Fill(cursor, region.Handler);
        foreach (var part in new[] { region.Filter, kind is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter ? region.Handler : null })
        {
            if (part is not null)
                part.ExceptionParameter = part.Entry.Parameters.FirstOrDefault();
        }
        method.Regions.Add(region);
    }

    private void Fill(ParserCursor cursor, Region part)
    {
        cursor.Expect("[");
        while (!cursor.Accept("]"))
        {
            cursor.Accept(",");
            part.Blocks.Add(blocks[cursor.Name()]);
        }
    }
}

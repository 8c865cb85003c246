using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR.Text;

/// <summary>Finds the types, fields and methods that the printer's names stand for, in the module and in what it references.</summary>
internal sealed class ParserNames(TypeContext types)
{
    private readonly Dictionary<string, TypeReference> known = [];

    public TypeReference Type(string name)
    {
        name = name.Trim();
        if (!known.TryGetValue(name, out var type))
            known.Add(name, type = FindType(name));
        return type;
    }

    /// <summary><c>Type::name</c>.</summary>
    public FieldReference Field(string name)
    {
        var (declaring, member) = Split(name);
        var type = Type(declaring);
        if (type is GenericInstanceType nullable && StructShapes.IsNullable(nullable))
            return member == "hasValue" ? types.Shapes.HasValueOf(nullable) : types.Shapes.ValueOf(nullable);
        if (StructShapes.IsPair(type))
            return member == "Key" ? types.Shapes.KeyOf(type) : types.Shapes.ValueOfPair(type);
        var definition = types.Resolve(type)?.Fields.FirstOrDefault(f => f.Name == member) ?? throw new FormatException($"no field '{name}'");
        return types.FieldOf(type, definition);
    }

    /// <summary><c>Type::name&lt;arguments&gt;</c>; the signature is needed only where the count of arguments (<c>this</c> included) leaves a doubt.</summary>
    public MethodReference Method(string name, string? signature, int? arguments)
    {
        var (declaring, member) = Split(name);
        var type = Type(declaring);
        var typeArguments = new List<TypeReference>();
        if (member.EndsWith(">", StringComparison.Ordinal) && OpeningOf(member) is > 0 and var open)
        {
            typeArguments.AddRange(Pieces(member.Substring(open + 1, member.Length - open - 2)).Select(Type));
            member = member.Substring(0, open);
        }
        var candidates = types.Resolve(type)?.Methods.Where(m => m.Name == member && m.GenericParameters.Count == typeArguments.Count
            && (arguments is null || Printer.ArgumentCount(m) == arguments) && (signature is null || Printer.SignatureOf(m) == signature)).ToList() ?? [];
        if (candidates.Count != 1)
            throw new FormatException($"{candidates.Count} methods '{name}{signature}'");
        return Close(type, candidates[0], typeArguments);
    }

    private MethodReference Close(TypeReference type, MethodDefinition definition, List<TypeReference> typeArguments)
    {
        var method = types.Import(definition);
        if (type is GenericInstanceType)
        {
            var open = method;
            method = new MethodReference(open.Name, open.ReturnType, type)
            {
                HasThis = open.HasThis,
                ExplicitThis = open.ExplicitThis,
                CallingConvention = open.CallingConvention
            };
            foreach (var parameter in open.Parameters)
                method.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
            foreach (var parameter in open.GenericParameters)
                method.GenericParameters.Add(new GenericParameter(parameter.Name, method));
        }
        if (typeArguments.Count == 0)
            return method;
        var instance = new GenericInstanceMethod(method);
        foreach (var argument in typeArguments)
            instance.GenericArguments.Add(argument);
        return instance;
    }

    private TypeReference FindType(string name)
    {
        if (name.EndsWith("&", StringComparison.Ordinal))
            return new ByReferenceType(Type(name.Substring(0, name.Length - 1)));
        if (name.EndsWith("*", StringComparison.Ordinal))
            return new PointerType(Type(name.Substring(0, name.Length - 1)));
        if (name.EndsWith("]", StringComparison.Ordinal))
        {
            var open = name.LastIndexOf('[');
            return new ArrayType(Type(name.Substring(0, open)), name.Substring(open).Count(c => c == ',') + 1);
        }
        if (Builtin(name) is { } builtin)
            return builtin;
        if (name.EndsWith(">", StringComparison.Ordinal) && OpeningOf(name) is > 0 and var start && name.IndexOf('`') is > 0 and var tick && tick < start)
        {
            var instance = new GenericInstanceType(Type(name.Substring(0, start)));
            foreach (var argument in Pieces(name.Substring(start + 1, name.Length - start - 2)))
                instance.GenericArguments.Add(Type(argument));
            return instance;
        }
        return Definition(name) is { } definition ? types.Import(definition) : throw new FormatException($"no type '{name}'");
    }

    private TypeDefinition? Definition(string name)
    {
        if (types.Module.GetType(name) is { } own)
            return own;
        foreach (var reference in types.Module.AssemblyReferences)
        {
            ModuleDefinition? module;
            try
            {
                module = types.Module.AssemblyResolver.Resolve(reference)?.MainModule;
            }
            catch (AssemblyResolutionException)
            {
                continue;
            }
            if (module?.GetType(name) is { } found)
                return found;
            if (module?.ExportedTypes.FirstOrDefault(t => t.FullName == name)?.Resolve() is { } forwarded)
                return forwarded;
        }
        return null;
    }

    private TypeReference? Builtin(string name) => name switch
    {
        "void" or "System.Void" => types.Void,
        "bool" or "System.Boolean" => types.Boolean,
        "char" or "System.Char" => types.Char,
        "int8" or "System.SByte" => types.SByte,
        "uint8" or "System.Byte" => types.Byte,
        "int16" or "System.Int16" => types.Int16,
        "uint16" or "System.UInt16" => types.UInt16,
        "int32" or "System.Int32" => types.Int32,
        "uint32" or "System.UInt32" => types.UInt32,
        "int64" or "System.Int64" => types.Int64,
        "uint64" or "System.UInt64" => types.UInt64,
        "nint" or "System.IntPtr" => types.IntPtr,
        "nuint" or "System.UIntPtr" => types.UIntPtr,
        "float" or "System.Single" => types.Single,
        "double" or "System.Double" => types.Double,
        "string" or "System.String" => types.String,
        "object" or "System.Object" => types.Object,
        _ => null,
    };

    private static (string Declaring, string Member) Split(string name)
    {
        var depth = 0;
        for (var i = name.Length - 1; i > 0; i--)
        {
            depth += name[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (depth == 0 && name[i] == ':' && name[i - 1] == ':')
                return (name.Substring(0, i - 1), name.Substring(i + 1));
        }
        throw new FormatException($"'{name}' is not of the form Type::member");
    }

    /// <summary>The index of the angle bracket that the last character closes.</summary>
    private static int OpeningOf(string name)
    {
        var depth = 0;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            depth += name[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }
        return -1;
    }

    private static IEnumerable<string> Pieces(string list)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '<' or '[' => 1, '>' or ']' => -1, _ => 0 };
            if (depth != 0 || list[i] != ',')
                continue;
            yield return list.Substring(start, i - start);
            start = i + 1;
        }
        yield return list.Substring(start);
    }
}

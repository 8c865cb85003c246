using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Tool.Methods;

/// <summary>
/// Names methods: <c>Type.Method</c>, all overloads, or <c>Type.Method(double, int)</c>, one of them. The type is given with or without its namespace, a
/// <c>*</c> stands for any text in the method's name.
/// </summary>
internal sealed record MethodPattern(string Text, string Type, string Method, IReadOnlyList<string>? Parameters)
{
    public bool HasWildcard => Method.Contains('*', StringComparison.Ordinal);

    public static MethodPattern Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? text : text[..open]).Trim().Replace("::", ".", StringComparison.Ordinal);
        var dot = name.LastIndexOf('.');
        if (dot <= 0 || dot == name.Length - 1 || (open >= 0 && !text.TrimEnd().EndsWith(')')))
            throw new UsageException($"'{text}' names no method: write Type.Method or Type.Method(double, int).");
        return new(text, name[..dot], name[(dot + 1)..], open < 0 ? null : Split(text.Trim()[(open + 1)..^1]));
    }

    public bool FitsType(TypeDefinition type)
    {
        var wanted = Type.Replace('+', '.').Replace('/', '.');
        var full = type.FullName.Replace('/', '.');
        return full == wanted || full.EndsWith("." + wanted, StringComparison.Ordinal);
    }

    public bool FitsName(MethodDefinition method) => HasWildcard
        ? System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(Method, method.Name, ignoreCase: false)
        : method.Name == Method || (method.IsGetter && method.Name == "get_" + Method);

    public bool Fits(MethodDefinition method) => FitsName(method)
        && (Parameters is null
            || (Parameters.Count == method.Parameters.Count && method.Parameters.Zip(Parameters).All(p => IsNamed(p.First.ParameterType, p.Second))));

    private static bool IsNamed(TypeReference type, string name) =>
        name == TypeNames.Display(type) || name == type.FullName.Replace('/', '.') || name == type.Name;

    /// <summary>The parameters, at commas that are in no bracket.</summary>
    private static List<string> Split(string list)
    {
        var (found, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                if (list[start..i].Trim() is { Length: > 0 } one)
                    found.Add(one);
                start = i + 1;
            }
            else
            {
                depth += list[i] is '<' or '(' or '[' ? 1 : list[i] is '>' or ')' or ']' ? -1 : 0;
            }
        }
        return found;
    }
}

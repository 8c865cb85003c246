using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Tool.Methods;

/// <summary>Finds the methods that are meant in an assembly.</summary>
internal static class TargetMethods
{
    /// <summary>As many arguments as an operator's function takes.</summary>
    private const int MostArguments = 8;

    /// <summary>The methods that fit the patterns, in the order of the assembly.</summary>
    /// <exception cref="UsageException">A pattern fits none.</exception>
    public static IReadOnlyList<MethodDefinition> Find(ModuleDefinition module, IReadOnlyList<MethodPattern> patterns)
    {
        var found = new HashSet<MethodDefinition>();
        foreach (var pattern in patterns)
        {
            var types = module.GetTypes().Where(pattern.FitsType).ToList();
            if (types.Count == 0)
                throw new UsageException($"'{module.Assembly.Name.Name}' has no type '{pattern.Type}'.{Similar(module.GetTypes(), pattern)}");
            var methods = types.SelectMany(t => t.Methods).Where(pattern.Fits)
                .Where(m => !pattern.HasWildcard || (m.IsPublic && IsCandidate(m))).ToList();
            // Of several overloads those are meant that have derivatives by their shape, unless none has.
            if (pattern.Parameters is null && methods.Any(IsCandidate))
                methods.RemoveAll(m => !IsCandidate(m));
            if (methods.Count == 0)
                throw new UsageException($"'{pattern.Text}' fits no method.{Candidates(types, pattern)}");
            found.UnionWith(methods);
        }
        return [.. module.GetTypes().SelectMany(t => t.Methods).Where(found.Contains)];
    }

    /// <summary>All public methods that take and return numbers.</summary>
    public static IReadOnlyList<MethodDefinition> Candidates(ModuleDefinition module) =>
        [.. module.GetTypes().Where(IsVisible).SelectMany(t => t.Methods).Where(m => m.IsPublic && IsCandidate(m))];

    /// <summary>Whether a method takes and returns numbers, and an operator could take it.</summary>
    public static bool IsCandidate(MethodDefinition method) =>
        Problem(method) is null && IsNumeric(method.ReturnType) && method.Parameters.Any(p => IsNumeric(p.ParameterType));

    /// <summary>Why no operator could take a method, whatever is in it; null when one can.</summary>
    public static string? Problem(MethodDefinition method) =>
        !method.HasBody ? "it has no body"
        : method.IsConstructor ? "it is a constructor"
        : method.HasGenericParameters || method.DeclaringType.HasGenericParameters ? "it is generic: no type arguments are known"
        : method.ReturnType.MetadataType == MetadataType.Void ? "it returns nothing"
        : method.Parameters.Count is 0 or > MostArguments ? $"it takes {method.Parameters.Count} arguments, and a derivative is of one to eight"
        : method.Parameters.FirstOrDefault(p => p.ParameterType.IsByReference || p.ParameterType.IsPointer || IsSpan(p.ParameterType)) is { } parameter
            ? $"it takes '{parameter.Name}' by reference"
        : IsSpan(method.ReturnType) || method.ReturnType.IsByReference || method.ReturnType.IsPointer ? "it returns a reference"
        : null;

    /// <summary>A method as it is written in a pattern, with the namespace.</summary>
    public static string Display(MethodDefinition method) =>
        $"{method.DeclaringType.FullName.Replace('/', '.')}.{method.Name}"
            + $"({string.Join(", ", method.Parameters.Select(p => TypeNames.Display(p.ParameterType)))})";

    private static bool IsVisible(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType));

    private static bool IsSpan(TypeReference type) => type.GetElementType().FullName is "System.Span`1" or "System.ReadOnlySpan`1";

    private static bool IsNumeric(TypeReference type) =>
        type.MetadataType is MetadataType.Double or MetadataType.Single || (type is ArrayType array && IsNumeric(array.ElementType));

    private static string Candidates(IEnumerable<TypeDefinition> types, MethodPattern pattern)
    {
        var methods = types.SelectMany(t => t.Methods).ToList();
        var close = methods.Where(pattern.FitsName).ToList();
        if (close.Count == 0)
            close = [.. methods.Where(m => IsCandidate(m) && m.Name.Contains(pattern.Method.Trim('*'), StringComparison.OrdinalIgnoreCase))];
        if (close.Count == 0)
            close = [.. methods.Where(IsCandidate)];
        return close.Count == 0 ? "" : " Candidates: " + string.Join("; ", close.Take(10).Select(Display)) + (close.Count > 10 ? "; …" : ".");
    }

    private static string Similar(IEnumerable<TypeDefinition> types, MethodPattern pattern)
    {
        var name = pattern.Type.Split('.')[^1];
        var close = types.Where(t => t.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(t => t.FullName.Replace('/', '.')).Take(5).ToList();
        return close.Count == 0 ? "" : $" Is one of these meant: {string.Join(", ", close)}?";
    }
}

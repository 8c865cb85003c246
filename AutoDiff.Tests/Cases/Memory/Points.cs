using System.Globalization;
using System.Reflection;

namespace AutoDiff.Tests.Cases.Memory;

/// <summary>The points at which a function is differentiated: those its attributes name, or three made up, of which the last has negative numbers.</summary>
internal static class Points
{
    private const string DefaultSize = "5", DefaultRows = "3,2,4", DefaultMatrix = "3x4", DefaultBlock = "2x3x2";

    public static IEnumerable<object[]> Of(MethodInfo function)
    {
        string[] sizes = Named(function, "Shape").Select(a => Items<string>(a)).FirstOrDefault() ?? [];
        object[] template = [.. function.GetParameters().Select((p, i) => Template(p.ParameterType, i < sizes.Length ? sizes[i] : null))];
        double[][] given = [.. Named(function, "At").Select(Items<double>)];
        if (given.Length > 0)
            return given.Select(numbers => Numbers.With(template, numbers));
        int count = Numbers.Of(template).Length;
        return Enumerable.Range(0, Named(function, "Positive").Any() ? 2 : 3)
            .Select(point => Numbers.With(template, [.. Enumerable.Range(0, count).Select(i => MadeUp(point, i))]));
    }

    public static bool Has(MethodInfo function, string attribute) => Named(function, attribute).Any();

    public static string[] Codes(MethodInfo function) => [.. Named(function, "MayBeRefused").SelectMany(Items<string>)];

    private static double MadeUp(int point, int i) => point switch
    {
        0 => 0.4 + (0.25 * (((i * 7) + 3) % 11)) + (0.013 * (i % 50)),
        1 => 0.35 + (0.2 * (((i * 5) + 1) % 13)) + (0.017 * (i % 50)),
        _ => ((i % 2 == 0 ? 1 : -1) * (0.3 + (0.23 * (((i * 3) + 2) % 7)))) + (0.011 * (i % 50)),
    };

    private static object Template(Type type, string? size)
    {
        if (type == typeof(List<double>))
            return Enumerable.Repeat(0.0, int.Parse(size ?? DefaultSize, CultureInfo.InvariantCulture)).ToList();
        if (!type.IsArray)
            return Activator.CreateInstance(type)!;
        var element = type.GetElementType()!;
        if (!element.IsArray)
        {
            size ??= type.GetArrayRank() switch { 1 => DefaultSize, 2 => DefaultMatrix, _ => DefaultBlock };
            return Array.CreateInstance(element, Integers(size, 'x'));
        }

        size ??= DefaultRows;
        int[] matrix = size.Contains('x', StringComparison.Ordinal) ? Integers(size, 'x') : [];
        int[] lengths = matrix is [int count, int length] ? [.. Enumerable.Repeat(length, count)] : Integers(size, ',');
        var rows = Array.CreateInstance(element, lengths.Length);
        for (int i = 0; i < lengths.Length; i++)
            rows.SetValue(Array.CreateInstance(element.GetElementType()!, lengths[i]), i);
        return rows;
    }

    private static int[] Integers(string text, char separator) => [.. text.Split(separator).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    /// <summary>The attributes are types of the subject's own assembly, so they are known by name.</summary>
    private static IEnumerable<CustomAttributeData> Named(MethodInfo function, string name) =>
        function.GetCustomAttributesData().Where(a => a.AttributeType.Name == name + "Attribute");

    private static T[] Items<T>(CustomAttributeData attribute) =>
        [.. ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!).Select(a => (T)a.Value!)];
}

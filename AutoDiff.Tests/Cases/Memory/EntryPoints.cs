using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Tests.Cases.Memory;

/// <summary>The text of methods that call the operators on a function, with arguments and results as plain objects.</summary>
internal static class EntryPoints
{
    public const string Class = "EntryPoints", Gradient = "Gradient_", Pullback = "Pullback_", Differential = "Differential_";

    public static string For(string theme, IEnumerable<MethodDeclarationSyntax> functions) =>
        $"\npublic static class {Class}\n{{\n{string.Concat(functions.Select(f => For(theme, f)))}}}\n";

    private static string For(string theme, MethodDeclarationSyntax function)
    {
        string name = function.Identifier.Text, result = function.ReturnType.ToString();
        string[] arguments = [.. function.ParameterList.Parameters.Select((p, i) => $"({p.Type})at[{i}]")];
        string at = arguments.Length == 1 ? arguments[0] : $"({string.Join(", ", arguments)})";
        string[] directions = [.. arguments.Select(a => a.Replace(")at[", ")along[", StringComparison.Ordinal))];
        string along = arguments.Length == 1 ? directions[0] : $"({string.Join(", ", directions)})";
        string tangents = arguments.Length == 1
            ? "g"
            : string.Join(", ", arguments.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"g.Item{i + 1}")));
        string gradient = result is not ("double" or "float")
            ? ""
            : $$"""
                    public static (object Value, object[] Tangents) {{Gradient}}{{name}}(object[] at)
                    {
                        var (value, g) = ValueWithGradient(at: {{at}}, of: {{theme}}.{{name}});
                        return (value, [{{tangents}}]);
                    }

                """;
        return gradient + $$"""
                public static (object Value, Func<object, object[]> Pullback) {{Pullback}}{{name}}(object[] at)
                {
                    var (value, pullback) = ValueWithPullback(at: {{at}}, of: {{theme}}.{{name}});
                    return (value, cotangent =>
                    {
                        var g = pullback(({{result}})cotangent);
                        return [{{tangents}}];
                    });
                }

                public static (object Value, object Tangent) {{Differential}}{{name}}(object[] at, object[] along)
                {
                    var (value, tangent) = ValueWithJacobianVectorProduct(at: {{at}}, along: {{along}}, of: {{theme}}.{{name}});
                    return (value, tangent);
                }

            """;
    }
}

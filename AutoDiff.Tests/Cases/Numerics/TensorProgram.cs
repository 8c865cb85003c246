using System.Globalization;
using System.Text;

namespace AutoDiff.Tests.Cases.Numerics;

/// <summary>The text of functions that call one operation on spans each, with a destination of its own and with the first input as the destination.</summary>
internal static class TensorProgram
{
    public const string Class = "Operations";
    private const int Length = 3, Scalars = 9;

    public static string For(IReadOnlyList<TensorMember> members)
    {
        var text = new StringBuilder("""
            using System;
            using System.Numerics.Tensors;
            using AutoDiff;
            using static AutoDiff.DifferentialOperators;
            public static class Operations
            {
                static double S(double[] a) => a[0] - (2 * a[1]) + (0.5 * a[2]) + (1.5 * a[3]) - (0.3 * a[4]) + (0.7 * a[5]);
                static float S(float[] a) => a[0] - (2 * a[1]) + (0.5f * a[2]) + (1.5f * a[3]) - (0.3f * a[4]) + (0.7f * a[5]);

            """);
        for (int i = 0; i < members.Count; i++)
        {
            string type = members[i].Number;
            foreach (string prefix in new[] { "Apart", "InPlace" })
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}");
                text.AppendLine($"    public static {type} F{name}({type}[] x) {{ {Body(members[i], prefix == "InPlace")} }}");
                text.AppendLine($"    public static ({type}, {type}[]) G{name}({type}[] x) => ValueWithGradient(at: x, of: F{name});");
                text.AppendLine($"    public static ({type}, {type}) D{name}({type}[] x, {type}[] t) =>");
                text.AppendLine($"        ValueWithJacobianVectorProduct(at: x, along: t, of: F{name});");
            }
        }

        return text.Append('}').ToString();
    }

    private static string Body(TensorMember member, bool inPlace)
    {
        string type = member.Number;
        var (arguments, spans, scalars, destinations) = (new List<string>(), 0, 0, 0);
        foreach (var parameter in member.Method.GetParameters())
        {
            string name = parameter.ParameterType.Name;
            arguments.Add(name.StartsWith("ReadOnlySpan", StringComparison.Ordinal) ? $"new ReadOnlySpan<{type}>(x, {Length * spans++}, {Length})"
                : name.StartsWith("Span", StringComparison.Ordinal) ? $"new Span<{type}>(d, {Length * destinations++}, {Length})"
                : name == "Int32" ? "3"
                : name == "MidpointRounding" ? "MidpointRounding.ToEven"
                : parameter.Name == "max" ? string.Create(CultureInfo.InvariantCulture, $"x[{Scalars + scalars++}] + 1")
                : string.Create(CultureInfo.InvariantCulture, $"x[{Scalars + scalars++}]"));
        }

        string call = $"TensorPrimitives.{member.Method.Name}{(member.Method.IsGenericMethod ? "<double>" : "")}({string.Join(", ", arguments)})";
        if (destinations == 0)
            return $"return {call};";
        return inPlace
            ? $"var d = ({type}[])x.Clone(); {call.Replace("(x, 0,", "(d, 0,", StringComparison.Ordinal)}; return S(d);"
            : $"var d = new {type}[6]; {call}; return S(d);";
    }
}

using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;

namespace AutoDiff.Tests.Cases.Numerics;

/// <summary>The text of functions that call one member each: of an array of numbers, its arguments, to a number made of all that comes out.</summary>
internal static class NumericsProgram
{
    public const string Class = "Members";

    public static string For(IReadOnlyList<NumericsMember> members)
    {
        var text = new StringBuilder("""
            using System;
            using System.Numerics;
            using AutoDiff;
            using static AutoDiff.DifferentialOperators;
            public static class Members
            {
                static float S(float x) => x;
                static float S(Vector2 v) => v.X - (2 * v.Y);
                static float S(Vector3 v) => v.X - (2 * v.Y) + (0.5f * v.Z);
                static float S(Vector4 v) => v.X - (2 * v.Y) + (0.5f * v.Z) + (1.5f * v.W);
                static float S(Quaternion q) => q.X - (2 * q.Y) + (0.5f * q.Z) + (1.5f * q.W);
                static float S(Plane p) => S(p.Normal) + (1.5f * p.D);
                static float S(Matrix3x2 m) => m.M11 - (2 * m.M12) + (0.5f * m.M21) + (1.5f * m.M22) - m.M31 + (0.7f * m.M32);
                static float S(Matrix4x4 m) => m.M11 - (2 * m.M12) + (0.5f * m.M13) + m.M14 - (0.3f * m.M21) + m.M22 + (0.2f * m.M23) - m.M24
                    + (0.6f * m.M31) + (0.5f * m.M32) - m.M33 + (1.5f * m.M34) - m.M41 + (0.7f * m.M42) + m.M43 - (0.4f * m.M44);
                static float S((Vector2 A, Vector2 B) t) => S(t.A) + (3 * S(t.B));
                static float S((Vector3 A, Vector3 B) t) => S(t.A) + (3 * S(t.B));
                static float S((Vector4 A, Vector4 B) t) => S(t.A) + (3 * S(t.B));
                static float S(float[] a) => a[0] - (2 * a[1]) + (0.5f * a[2]) + (1.5f * a[3]) + a[4];

            """);
        for (int i = 0; i < members.Count; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    public static float F{i}(float[] x) {{ {Body(members[i])} }}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    public static (float, float[]) G{i}(float[] x) => ValueWithGradient(at: x, of: F{i});");
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"    public static (float, float) D{i}(float[] x, float[] along) => ValueWithJacobianVectorProduct(at: x, along: along, of: F{i});");
        }

        return text.Append('}').ToString();
    }

    private static string Body(NumericsMember member)
    {
        var (method, parameters, next) = (member.Method, member.Method.GetParameters(), 0);
        string self = method is MethodInfo { IsStatic: false } ? $"var self = {Argument(member.Type, ref next)}; " : "";
        var arguments = new List<string>();
        foreach (var parameter in parameters)
        {
            arguments.Add(parameter.IsOut ? "out var result"
                : parameter.Name == "condition" ? Mask(parameter.ParameterType, ref next)
                : Argument(parameter.ParameterType, ref next));
        }

        if (arguments.Any(a => a.StartsWith("filled", StringComparison.Ordinal)))
            self += "var filled = new float[6]; ";
        string list = string.Join(", ", arguments), name = method.Name, type = member.Type.Name;
        if (method.IsConstructor)
            return $"{self}return S(new {type}({list}));";
        string? symbol = Operator(name);
        if (symbol is not null)
            return $"return S({(arguments.Count == 1 ? symbol + arguments[0] : $"{arguments[0]} {symbol} {arguments[1]}")});";
        string call = method.IsStatic ? $"{type}.{name}({list})"
            : name switch
            {
                "get_Item" => $"self[{list}]",
                "set_Item" => $"self[{string.Join(", ", arguments.SkipLast(1))}] = {arguments[^1]}",
                _ when name.StartsWith("get_", StringComparison.Ordinal) => $"self.{name[4..]}",
                _ when name.StartsWith("set_", StringComparison.Ordinal) => $"self.{name[4..]} = {list}",
                _ => $"self.{name}({list})",
            };
        return self + (name.StartsWith("set_", StringComparison.Ordinal) ? $"{call}; return S(self);"
            : parameters.Any(p => p.IsOut) ? $"return {call} ? S(result) : 0;"
            : list.Contains("filled", StringComparison.Ordinal) ? $"{call}; return S(filled);"
            : $"return S({call});");
    }

    private static string Argument(Type type, ref int next) => type switch
    {
        _ when type == typeof(float) => Number(ref next),
        _ when type == typeof(int) || type == typeof(byte) => "1",
        _ when type == typeof(MidpointRounding) => "MidpointRounding.ToEven",
        _ when type == typeof(ReadOnlySpan<float>) => $"new ReadOnlySpan<float>(x, {(next += 4) - 4}, 4)",
        _ when type == typeof(Span<float>) => "filled.AsSpan(1)",
        _ when type == typeof(float[]) => "filled",
        _ when type == typeof(Plane) => $"new Plane({Numbers(4, ref next)})",
        _ => $"new {type.Name}({Numbers(type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length, ref next)})",
    };

    private static string Mask(Type type, ref int next) => $"{type.Name}.GreaterThan({Argument(type, ref next)}, {Argument(type, ref next)})";

    private static string Numbers(int count, ref int next)
    {
        var numbers = new List<string>();
        for (int i = 0; i < count; i++)
            numbers.Add(Number(ref next));
        return string.Join(", ", numbers);
    }

    private static string Number(ref int next) => string.Create(CultureInfo.InvariantCulture, $"x[{next++}]");

    private static string? Operator(string name) => name switch
    {
        "op_Addition" => "+",
        "op_Subtraction" or "op_UnaryNegation" => "-",
        "op_Multiply" => "*",
        "op_Division" => "/",
        "op_UnaryPlus" => "+",
        _ => null,
    };
}

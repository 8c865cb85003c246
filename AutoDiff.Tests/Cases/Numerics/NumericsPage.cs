using System.Text;

namespace AutoDiff.Tests.Cases.Numerics;

/// <summary>The page about the framework's numbers, from the table that the tests go by.</summary>
internal static class NumericsPage
{
    public static string Text()
    {
        var text = new StringBuilder("""
            # The framework's numbers

            `Vector2`, `Vector3`, `Vector4`, `Quaternion`, `Plane`, `Matrix3x2`, `Matrix4x4` and `TensorPrimitives` in differentiated functions, in both
            modes. The value of the former is that of the framework of .NET 10 to the last bit, except where that is undefined; the reductions of
            `TensorPrimitives` are summed in the order of the elements. Every overload of a name is meant. What is constant has no numbers with a
            derivative on one of its sides and is called as it is.

            Conventions: the length of a zero vector or quaternion, and what is divided by it, has derivative 0; of equal arguments of a maximum or
            minimum each gets half; a value on a bound of `Clamp` passes; masks and rounding are constant between their jumps; a rotation that
            `Matrix3x2.CreateRotation` rounds to a quarter turn still turns.

            The value beside a derivative is that of the function, with sums in its order. The sums of cotangents that a derivative consists of have no
            order that the program gave them: loops over arrays that run in vectors add them in lanes ([performance.md](performance.md)). On one
            machine a derivative is the same each time; on machines with vectors of other widths its last digits may differ.

            """);
        foreach (var type in NumericsMember.All().GroupBy(m => m.Type))
        {
            text.Append($"\n## {type.Key.Name}\n\n");
            Row(text, "Differentiated", type.Where(m => m.Refusal is null && !m.IsConstant).Select(m => m.Method.Name));
            Row(text, "Constant", type.Where(m => m.IsConstant).Select(m => m.Method.Name));
            foreach (var reason in type.Where(m => m.Refusal is not null).GroupBy(m => m.Refusal))
                Row(text, $"Refused ({reason.Key})", reason.Select(m => m.Method.Name));
        }

        text.Append("\n## TensorPrimitives\n\n");
        Row(text, "Differentiated", TensorMember.All().Where(m => m.Refusal is null).Select(m => m.Method.Name));
        foreach (var reason in TensorMember.All().Where(m => m.Refusal is not null).GroupBy(m => m.Refusal))
            Row(text, $"Refused ({reason.Key})", reason.Select(m => m.Method.Name));
        return text.ToString().TrimEnd() + "\n";
    }

    private static void Row(StringBuilder text, string title, IEnumerable<string> names)
    {
        string[] sorted = [.. names.Distinct().Order(StringComparer.Ordinal).Select(n => $"`{n}`")];
        if (sorted.Length > 0)
            text.Append($"{title}: {string.Join(", ", sorted)}.\n\n");
    }
}

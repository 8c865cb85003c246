using System.Text;

namespace AutoDiff.Tests.RandomPrograms;

/// <summary>A random program: a class with a function of one to three numbers, its helpers, and entry points for the test.</summary>
/// <param name="Name">The name of its class, which holds the number it was made from.</param>
/// <param name="Arguments">How many numbers the function takes.</param>
/// <param name="Source">The text of the class.</param>
internal sealed record GeneratedProgram(string Name, int Arguments, string Source);

/// <summary>Makes random, well-typed programs that end. The same number gives the same program.</summary>
internal static class ProgramGenerator
{
    /// <summary>What every program may use, and the head of every source file.</summary>
    public const string Prelude = """
        public struct Pair
        {
            public double A;
            public double B;
            public Pair(double a, double b) { A = a; B = b; }
            public readonly double Product => A * B;
            public readonly double Sum() => A + B;
            public readonly double Dot(Pair other) => (A * other.A) + (B * other.B);
            public void Turn(double by) { double a = A; A = (a * Math.Cos(by)) - (B * Math.Sin(by)); B = (a * Math.Sin(by)) + (B * Math.Cos(by)); }
            public static Pair operator +(Pair a, Pair b) => new(a.A + b.A, a.B + b.B);
            public static Pair operator *(Pair a, double by) => new(a.A * by, a.B * by);
        }

        public struct Nest
        {
            public Pair P;
            public double C;
            public int N;
        }

        public abstract class Common
        {
            protected static double Square(double x) => x * x;
            protected static void Mix(ref double x, double y) => x = (0.7 * x) + (0.3 * y * Math.Cos(x));
        }

        """;

    private static readonly string[] s_names = ["x", "y", "z"];

    public static GeneratedProgram Generate(int number) => Generate(number, isTwice: false);

    /// <param name="number">Says which program.</param>
    /// <param name="isTwice">With an entry point for second derivatives.</param>
    public static GeneratedProgram Generate(int number, bool isTwice)
    {
        var random = new Random(number);
        string name = $"P{number}";
        int arguments = random.Next(1, 4);
        string[] parameters = s_names[..arguments];
        var text = new StringBuilder();
        text.AppendLine($"public class {name} : Common");
        text.AppendLine("{");

        var callees = new List<Callee>();
        for (int i = random.Next(4); i > 0; i--)
            callees.Add(Helper(random, text, $"H{i}", callees));
        Function(random, text, callees, "public", "F", parameters, null, random.Next(3, 9));
        EntryPoints(text, parameters, isTwice);
        text.AppendLine("}");
        return new(name, arguments, text.ToString());
    }

    private static Callee Helper(Random random, StringBuilder text, string name, List<Callee> callees)
    {
        string[] parameters = s_names[..random.Next(1, 4)];
        bool integer = random.Next(3) == 0;
        if (integer && random.Next(2) == 0)
            Recursive(random, text, name, parameters);
        else
            Function(random, text, callees, "private", name, parameters, integer ? "n" : null, random.Next(0, 4));
        return new(name, parameters.Length, integer);
    }

    private static void Recursive(Random random, StringBuilder text, string name, string[] parameters)
    {
        var scope = new Scope(null);
        foreach (string parameter in parameters)
            scope.AddNumber(parameter);
        var expressions = new ExpressionGenerator(random, []);
        var inner = parameters.Select(_ => $"0.8 * {expressions.Number(scope, 2)}").Append("n - 1");
        text.AppendLine($"    private static double {name}({Declaration(parameters)}, int n) =>");
        text.AppendLine(
            $"        n <= 0 ? {expressions.Number(scope, 2)} : Math.Sin({name}({string.Join(", ", inner)})) + (0.5 * {expressions.Number(scope, 1)});");
        text.AppendLine();
    }

    private static void Function(
        Random random, StringBuilder text, List<Callee> callees, string access, string name, string[] parameters, string? integer, int statements)
    {
        var scope = new Scope(null);
        foreach (string parameter in parameters)
            scope.AddNumber(parameter);
        if (integer is not null)
            scope.AddInteger(integer);
        var body = new StatementGenerator(random, new ExpressionGenerator(random, callees));
        body.Body(scope, statements);
        text.AppendLine($"    {access} static double {name}({Declaration(parameters)}{(integer is null ? "" : $", int {integer}")})");
        text.AppendLine("    {");
        text.Append(body);
        text.AppendLine("    }");
        text.AppendLine();
    }

    private static void EntryPoints(StringBuilder text, string[] parameters, bool isTwice)
    {
        string[] at = [.. parameters.Select((_, i) => $"at[{i}]")];
        string point = at.Length == 1 ? at[0] : $"({string.Join(", ", at)})";
        string along = point.Replace("at[", "along[", StringComparison.Ordinal);
        string[] results = at.Length == 1 ? ["g"] : [.. at.Select((_, i) => $"g.Item{i + 1}")];
        text.AppendLine($$"""
                public static double Value(double[] at) => F({{string.Join(", ", at)}});

                public static (double, double[]) ValueAndGradient(double[] at)
                {
                    var (value, g) = ValueWithGradient(at: {{point}}, of: F);
                    return (value, [{{string.Join(", ", results)}}]);
                }

                public static double[] Pulled(double[] at, double cotangent)
                {
                    var pullback = Pullback(at: {{point}}, of: F);
                    pullback(1);
                    var g = pullback(cotangent);
                    return [{{string.Join(", ", results)}}];
                }

                public static (double, double) ValueAlong(double[] at, double[] along) =>
                    ValueWithJacobianVectorProduct(at: {{point}}, along: {{along}}, of: F);
            """);
        if (isTwice)
        {
            text.AppendLine($$"""

                    public static double[] Bent(double[] at, double[] along)
                    {
                        var g = HessianVectorProduct(at: {{point}}, along: {{along}}, of: F);
                        return [{{string.Join(", ", results)}}];
                    }
                """);
        }
    }

    private static string Declaration(string[] parameters) => string.Join(", ", parameters.Select(p => $"double {p}"));
}

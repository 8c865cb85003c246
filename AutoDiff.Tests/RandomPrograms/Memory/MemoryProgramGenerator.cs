using System.Text;

namespace AutoDiff.Tests.RandomPrograms.Memory;

/// <summary>
/// Makes random programs with arrays, spans, lists and objects: a function of numbers, an array, an array and a number, a list, or an object, a helper, and
/// entry points for the test. The same number gives the same program.
/// </summary>
internal static class MemoryProgramGenerator
{
    /// <summary>What every program may use, and the head of every source file.</summary>
    public const string Prelude = ProgramGenerator.Prelude + """
        public sealed class Cell
        {
            private double _w;
            public double V;
            public double[] Data;
            public Cell? Link;
            public Cell(double v, double w) { V = v; W = w; Data = [v, w, 0.5 * v, 1]; }
            public double W { get => _w; set => _w = value; }
            public Cell Next => Link ?? this;
            public double Energy => (0.5 * V * _w) + Math.Sin(Next.V) + (0.25 * Data[2]);
            public void Push(double by) { V = (0.7 * V) + (0.3 * by * Math.Cos(W)); W += 0.1 * V; Data[0] *= 0.5; }
            public void Exchange(Cell other) { (V, other.V) = (other.V, V); Data[3] = (0.5 * other.Data[0]) + W; }
        }

        public struct Slot
        {
            public double A;
            public double B;
            public readonly double Product => A * B;
            public void Turn(double by) { double a = A; A = (a * Math.Cos(by)) - (B * Math.Sin(by)); B = (a * Math.Sin(by)) + (B * Math.Cos(by)); }
        }

        public abstract class MemoryCommon : Common
        {
            protected static double Total(ReadOnlySpan<double> s) { double sum = 0; foreach (double v in s) sum += v; return sum; }
            protected static void Blend(double[] from, double[] to, double by) { for (int i = 1; i < to.Length;
                i++) to[i] = (0.6 * to[i]) + (0.4 * by * from[i - 1]); }
            protected static double[] Scaled(double[] a, double by) { var r = new double[a.Length]; for (int i = 0; i < a.Length; i++) r[i] = a[i] * by;
                return r; }
            protected static void Unchanged(IEnumerable<double> input, IEnumerable<double> at) {
                if (!input.SequenceEqual(at)) throw new InvalidOperationException("an operator changed its input"); }
        }

        """;

    private enum Form
    {
        Numbers,
        Array,
        ArrayAndNumber,
        List,
        Cell,
    }

    public static GeneratedProgram Generate(int number) => Generate(number, isTwice: false);

    /// <param name="number">Says which program.</param>
    /// <param name="isTwice">With an entry point for second derivatives.</param>
    public static GeneratedProgram Generate(int number, bool isTwice)
    {
        var random = new Random(number);
        string name = $"M{number}";
        var form = (Form)random.Next(5);
        var text = new StringBuilder();
        text.AppendLine($"public class {name} : MemoryCommon");
        text.AppendLine("{");
        var callees = new List<Callee>();
        if (random.Next(2) == 0)
        {
            Function(random, text, [], "private", "H", Form.Numbers, random.Next(1, 4));
            callees.Add(new("H", 2, false));
        }

        Function(random, text, callees, "public", "F", form, random.Next(4, 11));
        EntryPoints(text, form, isTwice);
        text.AppendLine("}");
        return new(name, Count(form), text.ToString());
    }

    private static int Count(Form form) => form switch { Form.Numbers => 2, Form.Array => 4, Form.ArrayAndNumber => 5, _ => 3 };

    private static void Function(Random random, StringBuilder text, List<Callee> callees, string access, string name, Form form, int statements)
    {
        var scope = new MemoryScope(null);
        string parameters;
        switch (form)
        {
            case Form.Numbers:
                parameters = "double x, double y";
                scope.AddVariable("x");
                scope.AddVariable("y");
                break;
            case Form.Array:
                parameters = "double[] x";
                scope.AddArray("x");
                break;
            case Form.ArrayAndNumber:
                parameters = "double[] x, double y";
                scope.AddArray("x");
                scope.AddVariable("y");
                break;
            case Form.List:
                parameters = "List<double> x";
                scope.AddList("x");
                break;
            default:
                parameters = "Cell x, double y";
                scope.AddCell("x");
                scope.AddVariable("y");
                break;
        }

        var body = new MemoryStatementGenerator(random, new ExpressionGenerator(random, callees));
        body.Body(scope, statements);
        text.AppendLine($"    {access} static double {name}({parameters})");
        text.AppendLine("    {");
        text.Append(body);
        text.AppendLine("    }");
        text.AppendLine();
    }

    /// <summary>The operators get an input of the function's own form; the pullback is called after that was overwritten.</summary>
    private static void EntryPoints(StringBuilder text, Form form, bool isTwice)
    {
        var (make, input, point, read, spoil, result) = form switch
        {
            Form.Numbers => ("var x = at[0]; var y = at[1];", "[x, y]", "(x, y)", "F(x, y)", "x = 0;", "[g.Item1, g.Item2]"),
            Form.Array => ("double[] x = [.. at];", "x", "x", "F(x)", "Array.Clear(x);", "g"),
            Form.ArrayAndNumber =>
                ("double[] x = [.. at[..4]]; double y = at[4];", "[.. x, y]", "(x, y)", "F(x, y)", "Array.Clear(x);", "[.. g.Item1, g.Item2]"),
            Form.List => ("List<double> x = [.. at];", "x", "x", "F(x)", "x.Clear();", "[.. g]"),
            _ => ("var x = new Cell(at[0], at[1]); double y = at[2];", "[x.V, x.W, y]", "(x, y)", "F(x, y)", "x.V = 0; x.Data = [];",
                "[g.Item1.V + g.Item1.Data[0] + (0.5 * g.Item1.Data[2]), g.Item1.W + g.Item1.Data[1], g.Item2]"),
        };
        string along = make.Replace("at[", "along[", StringComparison.Ordinal).Replace(".. at]", ".. along]", StringComparison.Ordinal)
            .Replace(" x ", " dx ", StringComparison.Ordinal).Replace(" y ", " dy ", StringComparison.Ordinal)
            + (form == Form.Cell ? " dx.Data[3] = 0;" : "");
        text.AppendLine($$"""
                public static double Value(double[] at)
                {
                    {{make}}
                    return {{read}};
                }

                public static (double, double[]) ValueAndGradient(double[] at)
                {
                    {{make}}
                    var (value, g) = ValueWithGradient(at: {{point}}, of: F);
                    Unchanged({{input}}, at);
                    return (value, {{result}});
                }

                public static double[] Pulled(double[] at, double cotangent)
                {
                    {{make}}
                    var pullback = Pullback(at: {{point}}, of: F);
                    Unchanged({{input}}, at);
                    {{spoil}}
                    pullback(1);
                    var g = pullback(cotangent);
                    return {{result}};
                }

                public static (double, double) ValueAlong(double[] at, double[] along)
                {
                    {{make}}
                    {{along}}
                    var result = ValueWithJacobianVectorProduct(at: {{point}}, along: {{(point == "x" ? "dx" : "(dx, dy)")}}, of: F);
                    Unchanged({{input}}, at);
                    return result;
                }
            """);
        if (isTwice)
        {
            text.AppendLine($$"""

                    public static double[] Bent(double[] at, double[] along)
                    {
                        {{make}}
                        {{along}}
                        var g = HessianVectorProduct(at: {{point}}, along: {{(point == "x" ? "dx" : "(dx, dy)")}}, of: F);
                        Unchanged({{input}}, at);
                        return {{result}};
                    }
                """);
        }
    }
}

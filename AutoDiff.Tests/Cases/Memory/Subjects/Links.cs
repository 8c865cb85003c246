using System.Runtime.CompilerServices;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>
/// Links in arguments that the function changes, beside numbers in the same structs, and taken out of containers; pullbacks that are called again.
/// </summary>
public static class Links
{
    [Shape("6")]
    public static double T_NumbersBesideReferences(double[] x)
    {
        var l = new List<Item>();
        for (int i = 0; i < 4; i++)
            l.Add(new Item { A = x[i], Row = x });
        return l.Sum(k => k.A * k.Row[2]);
    }

    [Shape("6")]
    public static double T_CopiedWithAChange(double[] x)
    {
        var r = new Item { A = x[0], Row = x };
        var l = new List<Item>();
        for (int i = 0; i < 4; i++)
        {
            r = r with { A = r.A * r.Row[i] };
            r.Row[i] += r.A;
            l.Add(r);
            if (i == 1)
                r = r with { Row = (double[])r.Row.Clone() };
        }

        return l.Sum(k => k.A * k.Row[2]);
    }

    [Shape("6")]
    public static double T_NumbersWithoutAddressInRectangularArray(double[] x)
    {
        var a = new Rich[2, 2];
        for (int i = 0; i < 4; i++)
            a[i / 2, i % 2] = MakeRich(x[i], x);
        a[0, 1] = a[1, 0];
        a[0, 1].Number *= a[1, 1].Three[1];
        double s = 0;
        foreach (var m in a)
            s += m.Number * m.Maybe!.Value * m.Row[2];
        return s;
    }

    [Shape("6")]
    public static double T_NumbersWithoutAddressInArray(double[] x)
    {
        var a = new Rich[4];
        for (int i = 0; i < 3; i++)
            a[i] = MakeRich(x[i], x);
        a[3] = a[1];
        a[3].Maybe *= a[0].Three[1];
        a[0].Maybe = null;
        return a.Sum(m => m.Number * (m.Maybe ?? 0.5) * m.Three[1] * m.Row[3]);
    }

    [Shape("6")]
    public static double T_NullableStructsWithReferences(double[] x)
    {
        var a = new Rich?[4];
        for (int i = 0; i < 3; i++)
            a[i] = MakeRich(x[i], x);
        a[3] = a[1];
        double s = 0;
        foreach (var m in a)
        {
            if (m is { } v)
                s += v.Number * v.Three[1] * v.Row[4];
        }

        a[0] = null;
        return s * (a[1]?.Maybe ?? 2) * (a[0]?.Number ?? x[5]);
    }

    public static void C_ArgumentWithNumbersThatHaveNoAddress()
    {
        static double F(Rich r)
        {
            r.Row[0] *= r.Number;
            r.Three[0] = r.Three[1] * r.Maybe!.Value;
            var c = r;
            c.Maybe *= 2;
            return (r.Three[0] * r.Row[0]) + (c.Maybe.Value * r.Row[1]);
        }

        static Rich Make(double[] x) => new() { Row = [x[0], x[1]], Number = x[2], Maybe = x[3], Three = MakeRich(x[4], []).Three };
        static double[] Numbers(Rich r) => [.. r.Row, r.Number, r.Maybe!.Value, r.Three[1]];
        double[] at = [0.7, 1.3, -0.4, 0.9, 1.7];
        var (value, gradient) = ValueWithGradient(at: Make(at), of: F);
        Check.Bits(value, F(Make(at)));
        Check.Slopes(v => F(Make(v)), at, Numbers(gradient));
        var pullback = Pullback(at: Make(at), of: F);
        foreach (double cotangent in new[] { 1, -2.5, 1 })
            Check.Near(Numbers(pullback(cotangent)), [.. Numbers(gradient).Select(g => cotangent * g)]);
    }

    public static void C_StructsInAnArgument()
    {
        static double F(Body b)
        {
            Item[] a = b.Items;
            for (int i = 0; i < 6; i++)
            {
                var t = a[i % 3];
                a[i % 3] = a[(i + 1) % 3];
                a[(i + 1) % 3] = t;
                a[i % 3].A = (a[i % 3].A * t.Row[i % 2]) + t.A;
                a[0].Row[1] += 0.1 * a[2].A;
            }

            return a[0].A + (a[1].A * a[2].A * a[0].Row[0]);
        }

        Agrees(F, b => ValueWithPullback(at: b, of: F), b => ValueWithGradient(at: b, of: F));
    }

    public static void C_NullableStructInAnArgument()
    {
        static double F(Body b)
        {
            b.Maybe = b.Items[0];
            b.Items[1] = b.Maybe.Value;
            b.Items[1].A *= b.Items[2].A;
            b.Maybe = b.Items[1] with { Row = b.Items[0].Row };
            return b.Items[1].A * b.Maybe.Value.Row[0] * b.Maybe.Value.A;
        }

        Agrees(F, b => ValueWithPullback(at: b, of: F), b => ValueWithGradient(at: b, of: F));
    }

    public static void C_TakenOutOfADictionary()
    {
        static double F(Body b)
        {
            b.Map["x"] = b.Map["x"] with { Row = b.Items[0].Row };
            b.Map.Remove("y", out var old);
            old.Row[0] *= old.A;
            b.Map["z"] = old;
            return b.Map["z"].Row[0] * b.Map["x"].A * b.Map["x"].Row[1];
        }

        Agrees(F, b => ValueWithPullback(at: b, of: F), b => ValueWithGradient(at: b, of: F));
    }

    public static void C_ResultThatIsAnArgumentLinkedOtherwise()
    {
        double[] at = [0.7, 1.3, -0.4, 0.9, 1.7, 0.35];
        var (value, pullback) = ValueWithPullback(at: MakeNode(at), of: Relink);
        var cotangent = Relink(MakeNode(new double[6]));
        cotangent.V = 1;
        cotangent.D[0] = 3;
        cotangent.L!.V = 2;
        cotangent.L.L!.V = 0.5;
        cotangent.L.L.D[1] = 0.1;
        Check.That(ReferenceEquals(value.L!.L, value.R!.L), "the links of the result");
        for (int again = 0; again < 3; again++)
        {
            var g = pullback(cotangent);
            Check.Same(g.D, g.L!.D);
            Check.That(g.L.L is null && !ReferenceEquals(g.L, g.R), "the links of the argument");
            Check.Slopes(v => Score(Relink(MakeNode(v))), at, [g.V + g.R!.D[1], g.D[0], g.D[1], g.L.V, g.R.V, g.R.D[0]]);
        }

        static double Score(Node n) => n.V + (2 * n.L!.V) + (3 * n.D[0]) + (0.5 * n.L.L!.V) + (0.1 * n.L.L.D[1]);
    }

    public static void C_ResultThatExchangesArguments()
    {
        static Node Exchange(Node n)
        {
            (n.L, n.R) = (n.R, n.L);
            n.L!.V *= n.R!.V;
            return n;
        }

        var pullback = Pullback(at: MakeNode([1, 0, 0, 2, 3, 0]), of: Exchange);
        var cotangent = new Node { L = new Node { V = 1, D = [0, 0] }, R = new Node { V = 10, D = [0, 0] }, D = [0, 0] };
        for (int again = 0; again < 3; again++)
        {
            var g = pullback(cotangent);
            Check.Near(g.L!.V, 13);
            Check.Near(g.R!.V, 2);
        }
    }

    /// <summary>The value to the last bit, and gradient and pullback, whatever the cotangent and however often, against differences.</summary>
    private static void Agrees(Func<Body, double> f, Func<Body, (double Value, Pullback<double, Body> Pullback)> pull,
        Func<Body, (double Value, Body Gradient)> differentiate)
    {
        foreach (double[] at in new double[][] { [0.7, 1.3, -0.4, 0.9, 1.7, 0.35, 0.8, -1.2, 0.6], [1.2, -0.6, 0.5, 2.1, -1.4, 0.8, -0.3, 0.9, 1.1] })
        {
            double expected = f(MakeBody(at));
            var given = MakeBody(at);
            var (value, pullback) = pull(given);
            var (same, gradient) = differentiate(given);
            Check.Bits(value, expected);
            Check.Bits(same, expected);
            Check.Bits(Flat(given), at);
            Check.Slopes(v => f(MakeBody(v)), at, Flat(gradient));
            foreach (double cotangent in new[] { 1, -2.5, 1 })
                Check.Near(Flat(pullback(cotangent)), [.. Flat(gradient).Select(g => cotangent * g)]);
        }
    }

    private static Rich MakeRich(double number, double[] row)
    {
        var rich = new Rich { Row = row, Number = number, Maybe = number * number };
        rich.Three[1] = number;
        return rich;
    }

    private static Body MakeBody(double[] x)
    {
        double[] shared = [x[0], x[1]];
        return new()
        {
            Items = [new Item { A = x[2], Row = shared }, new Item { A = x[3], Row = [x[4], x[5]] }, new Item { A = x[6], Row = shared }],
            Map = { ["x"] = new Item { A = x[7], Row = shared }, ["y"] = new Item { A = 0.5, Row = [x[8], 1] } },
        };
    }

    private static double[] Flat(Body b) =>
        [.. b.Items[0].Row, b.Items[0].A, b.Items[1].A, .. b.Items[1].Row, b.Items[2].A, b.Map["x"].A, b.Map["y"].Row[0]];

    private static Node MakeNode(double[] x)
    {
        var n = new Node { V = x[0], D = [x[1], x[2]] };
        n.L = new Node { V = x[3], D = n.D };
        n.R = new Node { V = x[4], D = [x[5], x[0]] };
        return n;
    }

    private static Node Relink(Node n)
    {
        var t = new Node { V = n.V * n.L!.V, D = n.L.D, L = n.R };
        n.R = t;
        n.L = t;
        t.R = n;
        n.V *= 2;
        t.D[0] *= n.D[1];
        return n;
    }

    public struct Item
    {
        public double A;
        public double[] Row;
    }

    [InlineArray(3)]
    public struct Three
    {
        private double _element;
    }

    public struct Rich
    {
        public Three Three;
        public double[] Row;
        public double? Maybe;
        public double Number;
    }

    public sealed class Body
    {
        public Item[] Items = [];
        public Item? Maybe;
        public Dictionary<string, Item> Map = [];
    }

    public sealed class Node
    {
        public double V;
        public double[] D = [];
        public Node? L;
        public Node? R;
    }
}

using System.Runtime.CompilerServices;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Objects that are put in static fields and found there again.</summary>
public static class Statics
{
    private static readonly double[] s_table = [1, 2, 3];
    private static readonly Node s_single = new() { V = 3 };
    private static readonly double[] s_work = new double[4];
    private static readonly Dictionary<int, Node> s_memo = [];
    private static readonly List<Node> s_nodes = [];
    private static Failure? s_failure;
    private static Node? s_loop, s_callee, s_chosen, s_merged, s_chain, s_try, s_nested, s_iterator, s_linked, s_made, s_given, s_byReference, s_returned,
        s_lazy, s_swap;
    private static volatile Node? s_volatile;
    private static double[]? s_cache, s_array, s_argument;
    private static Node?[] s_array2 = [];
    private static (Node, int) s_tuple;
    private static Pair s_pair, s_part;
    private static Pair? s_maybe;
    private static object? s_box;
    private static Dictionary<string, double>? s_dictionary;
    private static Number? s_closure, s_event;

    private delegate double Number();

    private static readonly double[] Table = [0.2, -0.1, 0.3];

    private static readonly (double[] Values, int Place)[] Rows = [([0.2, 0.9], 0), ([0.8, -0.3], 1)];

    public static double T_TableOfConstantsInQueries(double x)
    {
        var modelled = Table.Select((_, i) => x * i).ToList();
        return modelled.Zip(Table).Sum(p => (p.First - p.Second) * (p.First - p.Second));
    }

    public static double T_SourceOfThread(double x)
    {
        IDrawn drawn = x > 0.2 ? new Drawn(x) : new Blended(x);
        return drawn.Mean * x;
    }

    private interface IDrawn
    {
        double Mean { get; }
    }

    private sealed class Source : Random
    {
        private static readonly System.Threading.ThreadLocal<Source> s_ofThread = new(() => new Source());
        private readonly object _lock = new();

        public static Source OfThread => s_ofThread.Value!;

        public override double NextDouble()
        {
            lock (_lock)
                return 0.5;
        }
    }

    private sealed class Drawn(double mean, Random? source = null) : IDrawn
    {
        public double Mean => mean;

        public Random Source { get; } = source ?? Statics.Source.OfThread;
    }

    private sealed class Blended : IDrawn
    {
        private readonly Random _source;
        private readonly IDrawn? _other;
        private readonly double _mean;

        public Blended(double mean)
        {
            _source = Source.OfThread;
            _mean = mean * mean;
            _other = mean > 0.1 ? new Drawn(mean, _source) : null;
        }

        public double Mean => _other?.Mean ?? _mean;
    }

    public static double T_TableOfConstantsThroughLayers(double[] x)
    {
        Layer[] layers = [new Scaling(x[0]), new Masked([true, false]), new Scaling(x[^1])];
        double sum = 0;
        foreach (var (values, place) in Rows)
        {
            double[] v = values;
            foreach (var layer in layers)
                v = layer.Of(v);
            sum += v[place] + v.Sum(u => u * u);
        }

        return sum;
    }

    private abstract record Layer
    {
        public abstract double[] Of(double[] v);
    }

    private sealed record Scaling(double By) : Layer
    {
        public override double[] Of(double[] v) => [.. v.Select(u => Math.Sin(u * By))];
    }

    private sealed record Masked(bool[] Keep) : Layer
    {
        public override double[] Of(double[] v) => [.. from p in v.Zip(Keep) select p.Second ? p.First * 2 : 0.5];
    }

    public static double T_ThrownFromStatic(double x)
    {
        s_failure = new Failure(x * x);
        try
        {
            throw s_failure;
        }
        catch (Failure e)
        {
            return e.V * x;
        }
    }

    public static double T_ClearedInLoop(double x)
    {
        s_loop = new Node { V = x * x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_loop = null;
        }

        return s_loop!.V * x;
    }

    public static double T_SetInCallee(double x)
    {
        SetCallee(x * x);
        return s_callee!.V * x;
    }

    [MayBeRefused("AD1005")]
    public static double T_SetInLargeCallee(double x)
    {
        SetLarge(x * x);
        return s_chosen!.V * x;
    }

    public static double T_Merged(double x, double y)
    {
        s_merged = x > y ? new Node { V = x * y } : new Twice { V = x * x };
        for (int i = 0; i < 3; i++)
            s_merged = new Node { V = s_merged.Get() * y, Next = s_merged };
        return s_merged.V * s_merged.Next!.V;
    }

    public static double T_Tuple(double x)
    {
        s_tuple = (new Node { V = x * x }, 1);
        return s_tuple.Item1.V * x;
    }

    public static double T_StructOfReferences(double x)
    {
        s_pair = new Pair { A = new Node { V = x * x }, B = new Node { V = 2 } };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_pair = default;
        }

        return s_pair.A!.V * s_pair.B!.V * x;
    }

    public static double T_PartOfStruct(double x)
    {
        s_part.A = new Node { V = x * x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_part.A = s_part.B;
        }

        return s_part.A.V * x;
    }

    public static double T_NullableStruct(double x)
    {
        s_maybe = new Pair { A = new Node { V = x * x } };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_maybe = null;
        }

        return s_maybe!.Value.A!.V * x;
    }

    public static double T_Box(double x)
    {
        s_box = x * x;
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_box = null;
        }

        return (double)s_box! * x;
    }

    public static double T_Array(double x)
    {
        s_array = [x * x, x];
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_array = null;
        }

        return s_array![0] * s_array[1];
    }

    public static double T_ArrayOfObjects(double x)
    {
        s_array2 = [new Node { V = x * x }, null];
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_array2 = [];
        }

        return s_array2[0]!.V * x;
    }

    public static double T_Dictionary(double x)
    {
        s_dictionary = new() { ["a"] = x * x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_dictionary = null;
        }

        return s_dictionary!["a"] * x;
    }

    public static double T_Chain(double x, double y)
    {
        s_chain = null;
        for (int i = 1; i < 5; i++)
            s_chain = new Node { V = x + (i * y), Next = s_chain };
        double r = 1;
        for (var n = s_chain; n is not null; n = n.Next)
            r *= n.V;
        return r;
    }

    public static double T_SetBeforeThrow(double x)
    {
        s_try = new Node { V = 3 };
        try
        {
            s_try = new Twice { V = x * x };
            if (x > -100)
                throw new InvalidOperationException();
            s_try = null;
        }
        catch (InvalidOperationException)
        {
        }

        return s_try!.Get() * x;
    }

    [MayBeRefused("AD1005", "AD1006")]
    public static double T_WorkspaceBeforeThrow(double x)
    {
        try
        {
            s_work[0] = x * x;
            if (x > -100)
                throw new InvalidOperationException();
            s_work[0] = 1;
        }
        catch (InvalidOperationException)
        {
        }

        return s_work[0] * x;
    }

    public static void C_OperatorInBetween()
    {
        // What the outer function put there is constant to the inner one, and the outer's own shadow is left alone.
        Check.Near(Gradient(at: 2.0, of: Outer), 12 + 24);
    }

    public static double T_SetInIterator(double x)
    {
        double q = 0;
        foreach (double i in Numbers(x))
            q += i;
        return s_iterator!.V * x * q;
    }

    public static double T_Linked(double x)
    {
        s_linked = new Node { V = x * x };
        s_linked = new Node { V = x, Next = s_linked };
        for (int i = 0; i < 3; i++)
            s_linked = s_linked.Next ?? s_linked;
        return s_linked.V * x;
    }

    public static double T_MadeByCallee(double x)
    {
        s_made = Make(x * x);
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_made = null;
        }

        return s_made!.V * x;
    }

    public static double T_ArgumentInStatic(double[] p)
    {
        s_argument = p;
        for (int i = 0; i < 3; i++)
        {
            if (p.Length > 100)
                s_argument = null;
        }

        return s_argument![0] * s_argument[0] * p[1];
    }

    public static void C_ObjectArgumentInStatic()
    {
        Check.Near(Gradient(at: new Node { V = 2 }, of: Cube).V, 12);
        var pullback = Pullback(at: new Node { V = 2 }, of: Cube);
        Check.Near(pullback(1).V, 12);
        Check.Near(pullback(2).V, 24);
        Check.Near(pullback(1).V, 12);
    }

    public static void C_ReturnedFromStatic()
    {
        var pullback = Pullback(at: 2.0, of: Returned);
        Check.Near(pullback(new Node { V = 1 }), 4);
        Check.Near(pullback(new Node { V = 3 }), 12);
        Check.Near(pullback(new Node { V = 1 }), 4);
    }

    public static double T_Memo(double x)
    {
        s_memo.Clear();
        return Memo(4, x).V * Memo(4, x).V * x;
    }

    public static double T_ListOfNodes(double x)
    {
        s_nodes.Clear();
        for (int i = 0; i < 3; i++)
            s_nodes.Add(new Node { V = x * (i + 1) });
        double r = 1;
        foreach (var node in s_nodes)
            r *= node.V;
        return r;
    }

    public static double T_ByReference(double x)
    {
        Reference() = new Node { V = x * x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_byReference = null;
        }

        return Reference()!.V * x;
    }

    public static double T_Volatile(double x)
    {
        s_volatile = new Node { V = x * x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_volatile = null;
        }

        return s_volatile!.V * x;
    }

    public static double T_LazyDefault(double x)
    {
        s_lazy ??= new Node { V = 2 };
        s_lazy = x > -100 ? new Node { V = x * x } : s_lazy;
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_lazy = null;
        }

        return s_lazy!.V * x;
    }

    public static double T_Swapped(double x, double y)
    {
        Node a = new() { V = x * y };
        s_swap = a;
        for (int i = 0; i < 4; i++)
        {
            var b = s_swap;
            s_swap = new Node { V = b.V * x };
            b.V = y;
        }

        return s_swap.V * a.V;
    }

    public static double T_GenericClass(double x)
    {
        Held<int>.Node = new Node { V = x * x };
        Held<string>.Node = new Node { V = 7 };
        return Held<int>.Node.V * x * Held<string>.Node.V;
    }

    public static double T_ThreadStatic(double x)
    {
        Held<long>.OfThread = new Node { V = x * x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                Held<long>.OfThread = null;
        }

        return Held<long>.OfThread!.V * x;
    }

    public static double T_ListInGenericClass(double x)
    {
        Held<List<Node>>.Item = [];
        Held<List<Node>>.Item.Add(new Node { V = x * x });
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                Held<List<Node>>.Item = null;
        }

        return Held<List<Node>>.Item![0].V * x;
    }

    public static double T_Closure(double x)
    {
        double y = x * x;
        s_closure = () => y;
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_closure = null;
        }

        return s_closure!() * x;
    }

    public static double T_ClosureThatChanges(double x)
    {
        double y = x * x;
        s_event = () => y *= x;
        double r = 0;
        for (int i = 0; i < 3; i++)
            r += s_event();
        return r * y;
    }

    public static double T_CachesAndTables(double x)
    {
        s_cache ??= [1, 2];
        return s_cache[1] * x * s_table[2] * s_single.V;
    }

    private static void SetCallee(double x)
    {
        s_callee = new Node { V = x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 10000)
                s_callee = null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetLarge(double x)
    {
        s_chosen = new Node { V = x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 10000)
                SetLarge(x - 1);
        }
    }

    private static double Inner(double x) => s_nested!.V * x * x;

    private static double Outer(double x)
    {
        s_nested = new Node { V = x * x };
        double slope = WithoutDerivative(Gradient(at: 3.0, of: Inner));
        return (s_nested.V * x) + (slope * x);
    }

    private static IEnumerable<double> Numbers(double x)
    {
        s_iterator = new Node { V = x * x };
        yield return 1;
        yield return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Node Make(double v)
    {
        var made = new Node { V = v };
        for (int i = 0; i < 3; i++)
            made = new Node { V = made.V };
        return made;
    }

    private static double Cube(Node p)
    {
        s_given = p;
        for (int i = 0; i < 3; i++)
        {
            if (p.V > 100)
                s_given = null;
        }

        return s_given!.V * s_given.V * p.V;
    }

    private static Node Returned(double x)
    {
        s_returned = new Node { V = x * x };
        for (int i = 0; i < 3; i++)
        {
            if (x > 100)
                s_returned = null;
        }

        return s_returned!;
    }

    private static Node Memo(int key, double x)
    {
        if (!s_memo.TryGetValue(key, out var node))
        {
            node = new Node { V = x * x };
            s_memo[key] = node;
        }

        return node;
    }

    private static ref Node? Reference() => ref s_byReference;

    public class Node
    {
        public double V;
        public Node? Next;

        public virtual double Get() => V;
    }

    private sealed class Twice : Node
    {
        public override double Get() => V * 2;
    }

    private static class Held<T>
    {
        [ThreadStatic]
        public static Node? OfThread;
        public static Node? Node;
        public static T? Item;
    }

    private struct Pair
    {
        public Node? A;
        public Node? B;
    }

    private sealed class Failure(double v) : Exception
    {
        public double V = v;
    }
}

using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Delegates bound to structs, which are bound to a copy in a box, and static methods bound to their first argument.</summary>
public static class StructDelegates
{
    public static double T_Direct(double x)
    {
        var s = new Scale { K = x };
        Func<double, double> f = s.Get;
        return f(2) * x;
    }

    public static double T_TheBoxIsACopy(double x)
    {
        var s = new Scale { K = x };
        Func<double, double> f = s.Get;
        s.K = 100 * x;
        return f(2) + (x * s.K);
    }

    public static double T_WritesIntoTheBox(double x)
    {
        var s = new Scale { K = x };
        Func<double, double> f = s.Add;
        return f(2 * x) + (f(3) * s.K);
    }

    public static double T_TwoDelegatesHaveTwoBoxes(double x)
    {
        var s = new Scale { K = x };
        Func<double, double> f = s.Add, g = s.Add;
        return (f(x) * g(2)) + (f(x) * s.Add(1)) + g(x);
    }

    public static double T_WritesInALoop(double x)
    {
        var s = new Scale { K = x };
        Func<double, double> f = s.Add;
        double sum = 0;
        for (int i = 0; i < 4; i++)
            sum += f(i * x) * x;
        return sum * s.K;
    }

    public static double T_Linq(double x)
    {
        var l = new Line(x, x * x);
        return new[] { 1.0, 2, x }.Select(l.At).Sum();
    }

    public static double T_LinqFilter(double x)
    {
        var w = new Window(0.1, 2);
        return new[] { x, x * x, 3 * x, -x }.Where(w.Has).Select(v => v * x).Sum();
    }

    public static double T_LinqWithState(double x)
    {
        var s = new Scale { K = x };
        return new[] { 1.0, 2, x }.Select(s.Add).ToArray().Sum() + s.K;
    }

    public static double T_Passed(double x)
    {
        var l = new Line(x, x * x / 2);
        return Twice(l.At) * x;
    }

    public static double T_PassedToRecursion(double x)
    {
        var l = new Line(x / 3, x * x / 2);
        return Repeated(l.At, x, 4);
    }

    public static double T_StateThroughRecursion(double x)
    {
        var l = new Scale { K = x };
        return Repeated(l.Add, x, 4) * l.K;
    }

    public static double T_InList(double x)
    {
        var l = new Line(x, x * x);
        var functions = new List<Func<double, double>> { l.At, t => t * x, new Scale { K = x }.Add };
        double y = x;
        foreach (var f in functions)
            y = f(y);
        return y;
    }

    public static double T_InArrayOfMutable(double x)
    {
        var s = new Scale { K = x };
        var functions = new Func<double, double>[] { s.Add, s.Get, Math.Sin, s.Add };
        double y = x;
        for (int round = 0; round < 2; round++)
        {
            foreach (var f in functions)
                y = f(y) / 2;
        }

        return y;
    }

    public static double T_InDictionary(double x)
    {
        var functions = new Dictionary<string, Func<double, double>> { ["line"] = new Line(x, 2).At, ["scale"] = new Scale { K = x }.Add };
        return functions["line"](x) * functions["scale"](3) * functions["scale"](x);
    }

    public static double T_InField(double x)
    {
        var holder = new Holder { F = new Line(x, x * x).At, G = new Scale { K = x * x }.Add };
        return holder.F(2) * holder.G(x) * holder.G(1);
    }

    public static double T_Captured(double x)
    {
        Func<double, double> f = new Scale { K = x }.Add;
        Func<double, double> g = t => f(t) * f(x);
        return g(2) + g(x);
    }

    public static double T_Composed(double x)
    {
        var l = new Line(x, 1);
        return Compose(l.At, Compose(new Line(2, x).At, new Scale { K = x }.Add))(x);
    }

    public static double T_ChosenByCondition(double x)
    {
        var l = new Line(x, 1);
        var s = new Scale { K = x * x };
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            Func<double, double> f = i % 2 == 0 ? l.At : s.Add;
            sum += f(x * i);
        }

        return sum;
    }

    public static double T_Self(double x) => new Line(x, 1).OfItself(2) * x;

    public static double T_SelfOfMutable(double x)
    {
        var s = new Scale { K = x };
        double twice = s.AddTwice(x);
        return twice * s.K;
    }

    public static double T_GenericStruct(double x)
    {
        var pair = new Pair<Line>(new Line(x, 1), x);
        Func<double, double> f = pair.Of;
        return f(x) * f(2);
    }

    public static double T_GenericStructsInOneList(double x)
    {
        var functions = new List<Func<double, double>>
        {
            new Pair<Line>(new Line(x, 1), x).Of, new Pair<Scale>(new Scale { K = x }, x * x).Of, new Pair<string>("a", x).Of, new Pair<object>("a", -x).Of,
        };
        double y = x;
        foreach (var f in functions)
            y = (f(y) * x) + 0.1;
        return y;
    }

    public static double T_ConstrainedGeneric(double x) =>
        OfShape(new Line(x, x * x), x) + OfShape(new Scale { K = x }, x) + OfShape(new Reference { K = x }, x);

    public static double T_BoxedAsInterface(double x)
    {
        IFunction s = new Scale { K = x };
        Func<double, double> f = s.At;
        return (f(2) * s.At(x)) + f(x);
    }

    public static double T_BoxedAsInterfaceInList(double x)
    {
        IFunction[] shapes = [new Scale { K = x }, new Line(x, 2), new Reference { K = x }];
        var functions = new List<Func<double, double>>();
        foreach (var shape in shapes)
            functions.Add(shape.At);
        double y = x;
        foreach (var f in functions)
            y = f(y) + shapes[0].At(0.1);
        return y;
    }

    public static double T_StructWithReferences(double x)
    {
        var rows = new Rows { Row = [x, x * x], K = x };
        Func<double, double> f = rows.Put;
        double y = f(2) + f(x);
        rows.Row[0] *= 3;
        return y * f(1) * rows.Row[1];
    }

    public static double T_InStructField(double x)
    {
        var outer = new Outer { F = new Scale { K = x }.Add, K = x };
        Func<double, double> g = outer.Of;
        return g(x) * g(2);
    }

    public static double T_ReadOnlyFieldOfAStruct(double x)
    {
        var outer = new Outer { Inner = new Scale { K = x } };
        Func<double, double> f = outer.Inner.Add;
        return f(x) * f(2) * outer.Inner.K;
    }

    public static double T_ElementOfAnArray(double x)
    {
        Scale[] all = [new Scale { K = x }, new Scale { K = 2 * x }];
        Func<double, double> f = all[1].Add;
        all[1].K = 5;
        return f(x) * f(x) * all[1].K;
    }

    public static double T_Nullable(double x)
    {
        Line? maybe = x > -100 ? new Line(x, 2) : null;
        Func<double, double>? f = maybe is { } line ? line.At : null;
        return f!(x) * x;
    }

    public static double T_RecordStruct(double x)
    {
        var line = new Line(x, 1);
        Func<double, double> f = (line with { B = x * x }).At;
        return f(2) + line.At(x);
    }

    public static double T_Tuple(double x)
    {
        (Func<double, double> F, Func<double, double> G) both = (new Line(x, 1).At, new Scale { K = x }.Add);
        return both.F(both.G(x)) * both.G(2);
    }

    public static double T_Inactive(double x)
    {
        var l = new Line(3, 1);
        Func<double, double> f = l.At;
        return x * f(2);
    }

    public static double T_InactiveMutable(double x)
    {
        var s = new Scale { K = 1 };
        Func<double, double> f = s.Add;
        double sum = 0;
        for (int i = 0; i < 3; i++)
            sum += x * f(2);
        return sum * s.K;
    }

    public static double T_InactiveIntegers(double x)
    {
        var w = new Steps(1, 3);
        int[] a = [0, 1, 2, 5];
        Func<int, int> next = w.Next;
        return (x * a.Count(w.Has)) + (x * x * next(2) * next(2));
    }

    public static double T_ActiveArgument(double x)
    {
        var l = new Line(3, 1);
        Func<double, double> f = l.At;
        return f(f(x)) * x;
    }

    public static double T_ReferenceParameter(double x)
    {
        var s = new Scale { K = x };
        Change f = s.Change;
        double y = 2 * x;
        f(ref y);
        f(ref y);
        return y * s.K;
    }

    public static double T_Action(double x)
    {
        var s = new Rows { Row = [x, 2], K = x };
        Action<double> put = s.Set;
        put(x * x);
        put(x * 3);
        return (s.Row[0] * s.Row[1]) + s.K;
    }

    public static double T_DoesNotReturnNumbers(double x)
    {
        var s = new Maker { K = x };
        Func<double, double[]> make = s.Make;
        double[] made = make(x);
        return made[0] * make(2)[1] * made[1];
    }

    public static double T_Comparer(double x)
    {
        var order = new Order { Sign = -1 };
        List<double> list = [x, 2 * x, -x];
        list.Sort(order.Compare);
        return (list[0] * 3) + (list[1] * x) + list[2];
    }

    public static double T_Handler(double x)
    {
        var s = new Scale { K = x };
        Func<double, double> f = s.Add;
        try
        {
            f(x);
            if (x < 100)
                throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            f(2 * x);
        }

        return f(1);
    }

    public static double T_ExtensionOfAClass(double x)
    {
        var reference = new Reference { K = x };
        Func<double, double> f = reference.Scaled;
        return f(x) * f(2);
    }

    public static double T_ExtensionsInAList(double x)
    {
        var reference = new Reference { K = x };
        double[] row = [x, 2, x * x];
        var functions = new List<Func<double, double>> { reference.Scaled, row.Weighted, new Line(x, 2).At, t => t + x };
        double y = x;
        foreach (var f in functions)
            y = f(y);
        return y * row[0];
    }

    public static double T_ExtensionOfAnArray(double x)
    {
        double[] row = [x, 2, x * x];
        Func<double, double> f = row.Weighted;
        row[1] = x;
        return f(x) * f(2);
    }

    public static double T_ExtensionOfAnInterface(double x)
    {
        IFunction s = new Scale { K = x };
        Func<double, double> f = s.AtTwice;
        return f(x) * s.At(1);
    }

    public static double T_Iterator(double x) => Along(new Scale { K = x }.Add, x).Sum();

    public static void C_NothingButTheBoxIsWritten()
    {
        double total = 0;
        for (int i = 0; i < 300; i++)
        {
            total += Gradient(at: 0.7, of: Collected);
            if (i % 50 == 0)
                GC.Collect();
        }

        Check.Near(total, 1500);
    }

    public static void C_DelegateThatAnOperatorIsGiven() => Check.Near(Gradient(at: 2.0, of: new Line(3, 1).At), 3);

    public static void C_DelegateInAnArgument()
    {
        var holder = new Holder { F = new Line(3, 1).At, G = new Scale { K = 2 }.Add };
        var (value, gradient) = ValueWithGradient(at: holder, of: h => h.F(2) * h.G(4) * h.G(5));
        Check.Near(value, 7 * 24 * 55);
        Check.Near(((Line)gradient.F.Target!).A, 2 * 24 * 55);
        Check.Near(((Line)gradient.F.Target!).B, 24 * 55);
        Check.Near(((Scale)gradient.G.Target!).K, 7 * ((4 * 55) + (24 * 5)));
        Check.Near(((Scale)holder.G.Target!).K, 2);
    }

    public static void C_PullbackOfState()
    {
        var (value, pullback) = ValueWithPullback(at: 2.0, of: T_WritesInALoop);
        Check.Near(pullback(2), 2 * pullback(1));
        Check.Near(value, T_WritesInALoop(2));
    }

    private static double Collected(double x)
    {
        var s = new Scale { K = x };
        Func<double, double> f = s.Add;
        double r = f(2);
        GC.Collect(0);
        r += f(3);
        GC.KeepAlive(f);
        return r;
    }

    private static double Twice(Func<double, double> f) => f(2) + f(3);

    private static double Repeated(Func<double, double> f, double x, int n) => n == 0 ? x : Repeated(f, f(x) / 2, n - 1) + f(1);

    private static Func<double, double> Compose(Func<double, double> f, Func<double, double> g) => t => f(g(t));

    private static double OfShape<T>(T shape, double x)
        where T : IFunction
    {
        Func<double, double> f = shape.At;
        return f(x) * f(2) * shape.At(1);
    }

    private static IEnumerable<double> Along(Func<double, double> f, double x)
    {
        for (int i = 0; i < 3; i++)
            yield return f(i) * x;
    }

    public delegate void Change(ref double x);

    public interface IFunction
    {
        double At(double x);
    }

    public struct Scale : IFunction
    {
        public double K;

        public readonly double Get(double x) => K * x;

        public double Add(double x)
        {
            K += x;
            return K * x;
        }

        public double AddTwice(double x)
        {
            Func<double, double> f = Add;
            Add(x);
            return f(x) * f(2);
        }

        public void Change(ref double x)
        {
            K *= x;
            x += K;
        }

        double IFunction.At(double x) => Add(x);
    }

    public readonly record struct Line(double A, double B) : IFunction
    {
        public double At(double x) => (A * x) + B;

        public double OfItself(double x)
        {
            Func<double, double> f = At;
            return f(f(x));
        }
    }

    public readonly struct Window(double low, double high)
    {
        public bool Has(double v) => v >= low && v < high;
    }

    public struct Steps(int low, int high)
    {
        private int _count;

        public readonly bool Has(int v) => v >= low && v < high;

        public int Next(int v) => _count += v;
    }

    public struct Pair<T>(T item, double k)
    {
        private double _k = k;

        public double Of(double x)
        {
            _k += x;
            return (item is Line line ? line.At(x) : item is string ? 3 * x : x * x) * _k;
        }
    }

    public struct Rows
    {
        public double[] Row;

        public double K;

        public double Put(double x)
        {
            Row[0] += x * K;
            K *= Row[1];
            return Row[0] * K;
        }

        public void Set(double x)
        {
            Row[0] *= x;
            K += x;
        }
    }

    public struct Outer
    {
        public Func<double, double> F;

        public double K;

        public Scale Inner;

        public double Of(double x) => K *= F(x);
    }

    public struct Maker
    {
        public double K;

        public double[] Make(double x) => [K *= x, K + x];
    }

    public struct Order
    {
        public int Sign;

        public readonly int Compare(double a, double b) => Sign * a.CompareTo(b);
    }

    public sealed class Reference : IFunction
    {
        public double K { get; set; }

        public double At(double x) => (K += x) * x;
    }

    public sealed class Holder
    {
        public Func<double, double> F = Math.Sin;

        public Func<double, double> G = Math.Cos;
    }
}

internal static class StructDelegateExtensions
{
    public static double Scaled(this StructDelegates.Reference reference, double x) => reference.K *= x;

    public static double Weighted(this double[] row, double x)
    {
        row[0] += x;
        return row[0] * row[1] * x;
    }

    public static double AtTwice(this StructDelegates.IFunction function, double x) => function.At(x) * function.At(2 * x);
}

using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Values that become objects and are taken out again, and type parameters that stand for classes, arrays, interfaces and nullables, for which the
/// same IL is a no-op or a cast.</summary>
public static class Boxes
{
    public static double T_ClassAsInterface(double x) => Put(new Bag(), x).Get() * x;

    public static double T_StructAsInterface(double x) => Put(new StructBag(), x).Get() + x;

    public static double T_ArrayAsList(double x) => PutFirst(new double[2], x)[0] * x;

    public static double T_ListAsList(double x) => PutFirst(new List<double> { 0, 0 }, x)[0] * x;

    public static double T_Partly(double x) => (x * x) + Put(new Bag(), x).Get();

    public static double T_ThroughTwoGenerics(double x) => Twice(new Bag(), x).Get();

    public static double T_GenericClass(double x)
    {
        var keeper = new Keeper<Bag>(new Bag());
        keeper.Put(x);
        keeper.Put(2 * x);
        return keeper.Item.Get() * keeper.Get();
    }

    public static double T_GenericClassOfStruct(double x)
    {
        var keeper = new Keeper<StructBag>(new StructBag());
        keeper.Put(x);
        keeper.Put(2 * x);
        return (keeper.Item.Get() * 3) + keeper.Get();
    }

    public static double T_GenericStruct(double x)
    {
        var keeper = new StructKeeper<Bag>(new Bag());
        keeper.Put(x);
        return keeper.Get() * x;
    }

    public static double T_ReferenceAsObjectAndBack(double x)
    {
        var bag = new Bag();
        var same = Back(bag);
        same.Put(x);
        bag.Put(x);
        return bag.Get() * x;
    }

    public static double T_ArrayAsObjectAndBack(double x)
    {
        double[] row = [x, 2];
        double[] same = Back(row);
        same[1] *= x;
        return row[0] * row[1];
    }

    public static double T_NumberAsObjectAndBack(double x) => Back(x) * Back(x * x);

    public static double T_NumberAmongPatterns(double x) => Asked(x) + (2 * Asked((float)1.5)) + Asked(3) + Asked(x * x);

    public static double T_NumberInFinally(double x)
    {
        double s = 1;
        double[] a = [x, 0.5];
        try
        {
            s += a[0] * a[1];
        }
        finally
        {
            var unused = new Bag();
            a[1] = (0.6 * a[1]) + (0.5 * Asked(a[0]));
            foreach (double v in new List<double> { a[1], s })
                s += 0.3 * v;
        }
        return s == a[0] ? 2 * s : s * a[1];
    }

    public static double T_NumbersInALoop(double x)
    {
        object last = x;
        for (int i = 0; i < 4; i++)
        {
            object next = (double)last * x;
            last = next;
            if (last is IBag or null)
                return 0;
        }
        return (double)last;
    }

    public static double T_EnumerationIsNoNumber(double x)
    {
        object day = DayOfWeek.Tuesday;
        return day is int ? x : day is DayOfWeek.Tuesday ? x * x : 1;
    }

    public static double T_MaybeNumber(double x)
    {
        double? maybe = x > 0 ? x : null, none = x > 0 ? null : x;
        object? a = maybe, b = none;
        return (a is double v ? v * v : 1) + (b is null ? x : 2);
    }

    public static double T_NumberAsMaybe(double x)
    {
        object o = x * x;
        return o is double? ? (double)o * x : 1;
    }

    public static double T_ComparedNumber(double x) => x.CompareTo(0.5) * x * x;

    public static double T_ComparableNumber(double x)
    {
        IComparable<double> a = x;
        IComparable b = 2.0;
        IFormattable c = x;
        return (a.CompareTo(0.5) > 0 ? x : 1) + (b.CompareTo(1.0) > 0 ? x * x : x) + (c is IConvertible ? x : 1) + (c is double d ? d * x : 1);
    }

    private static double Asked(object o) => o switch
    {
        StructBag p => p.Get(),
        IBag b => 0.5 * b.Get(),
        int n => n,
        float f => f,
        double d => d * d,
        _ => 0,
    };

    public static double T_SingleAsObjectAndBack(double x) => Back((float)2) * Back(x * x);

    public static double T_StructAsObjectAndBack(double x) => Back(new Line(x, x * x)).At(x);

    public static double T_TupleAsObjectAndBack(double x)
    {
        var (a, b) = Back((x, new[] { x, 2 }));
        return a * b[0] * b[1];
    }

    public static double T_StringAsObjectAndBack(double x) => Back("abc").Length * x * x;

    public static double T_InterfaceAsObjectAndBack(double x)
    {
        IBag bag = new Bag();
        Back(bag).Put(x);
        return bag.Get() * x;
    }

    public static double T_DelegateAsObjectAndBack(double x)
    {
        Func<double, double> f = t => t * x;
        return Back(f)(2) * Back(f)(x);
    }

    public static double T_NullableAsObjectAndBack(double x)
    {
        double? some = x * x;
        return (Back(some) ?? 1) * x;
    }

    public static double T_NullableNothing(double x)
    {
        double? none = x > -100 ? null : x;
        return (Back(none) ?? (3 * x)) * x;
    }

    public static double T_NullableIsNull(double x)
    {
        double? some = x > -100 ? x : null;
        object? boxed = some;
        return boxed is double d ? d * x : 1;
    }

    public static double T_NullableBoxedIsNothing(double x)
    {
        double? none = x > -100 ? null : x;
        object? boxed = none;
        return boxed is null ? x * x : 1;
    }

    public static double T_NullableFromNumber(double x)
    {
        object boxed = x * x;
        double? back = (double?)boxed;
        return back!.Value * x;
    }

    public static double T_NullableFromNull(double x)
    {
        object? boxed = x > -100 ? null : x;
        double? back = (double?)boxed;
        return back.HasValue ? 1 : x * x;
    }

    public static double T_NullableStruct(double x)
    {
        Line? line = x > -100 ? new Line(x, 2) : null;
        object? boxed = line;
        return boxed is Line l ? l.At(x) : 0;
    }

    public static double T_NullableGeneric(double x) => (OrNothing<double>(x * x, true) ?? 1) + (OrNothing<double>(x, false) ?? (2 * x));

    public static double T_NullableAsInterface(double x)
    {
        StructBag? bag = x > -100 ? new StructBag() : null;
        var boxed = (IBag)bag!;
        boxed.Put(x);
        return boxed.Get() * x;
    }

    public static double T_ObjectRoundTrip(double x)
    {
        object o = x;
        o = (double)o * 2;
        return (double)o * x;
    }

    public static double T_ObjectsInAnArray(double x)
    {
        object[] all = [x, new Line(x, 1), 3, new Bag(), "text", (float)1, new[] { x }];
        double sum = 0;
        foreach (object one in all)
        {
            sum += one switch
            {
                double d => d * x,
                Line l => l.At(x),
                int i => i * x,
                double[] row => row[0] * row[0],
                _ => 1,
            };
        }

        return sum;
    }

    [MayBeRefused("AD1002")]
    public static double T_ObjectsInAList(double x)
    {
        var all = new List<object> { x, new Line(x, 1), x * x };
        double sum = 0;
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i] is double d)
                sum += d * x;
            else if (all[i] is Line l)
                sum += l.At(2);
        }

        return sum;
    }

    [MayBeRefused("AD1002")]
    public static double T_ObjectsInADictionary(double x)
    {
        var all = new Dictionary<string, object> { ["x"] = x, ["line"] = new Line(x, 2) };
        all["y"] = (double)all["x"] * 3;
        return (double)all["y"] * ((Line)all["line"]).At((double)all["x"]);
    }

    [MayBeRefused("AD1006")]
    public static double T_ObjectInAField(double x)
    {
        var holder = new Holder { Content = x };
        holder.Content = (double)holder.Content * x;
        return (double)holder.Content + x;
    }

    public static double T_StructsAsInterfaces(double x)
    {
        IBag[] bags = [new StructBag(), new Bag(), new StructBag { V = x }];
        foreach (var bag in bags)
            bag.Put(x);
        bags[0].Put(2 * x);
        return bags[0].Get() + (bags[1].Get() * bags[2].Get());
    }

    public static double T_TheBoxIsACopy(double x)
    {
        var bag = new StructBag { V = x };
        IBag boxed = bag;
        boxed.Put(x);
        bag.Put(5);
        return boxed.Get() * bag.Get();
    }

    public static double T_ACopyOutOfTheBox(double x)
    {
        IBag boxed = new StructBag { V = x };
        var bag = (StructBag)boxed;
        bag.Put(x);
        boxed.Put(3 * x);
        return boxed.Get() * bag.Get();
    }

    public static double T_TwoNamesForABox(double x)
    {
        IBag boxed = new StructBag { V = x };
        var other = boxed;
        other.Put(x);
        boxed.Put(x * x);
        return other.Get() * x;
    }

    public static double T_DefaultOfAnInterface(double x)
    {
        IBag boxed = new StructBag { V = x };
        boxed.PutTwice(x);
        return boxed.Get() * x;
    }

    [MayBeRefused("AD1008")]
    public static double T_DefaultOfAnInterfaceConstrained(double x) => PutTwice(new StructBag { V = x }, x) + PutTwice(new Bag(), x);

    public static double T_ConstrainedMutates(double x)
    {
        var bag = new StructBag { V = x };
        Constrained(ref bag, x);
        Constrained(ref bag, 2 * x);
        var reference = new Bag();
        Constrained(ref reference, x);
        return bag.Get() * reference.Get();
    }

    [MayBeRefused("AD1004")]
    public static double T_EqualsAndToString(double x)
    {
        object a = new Line(x, 1), b = new Line(x, 1);
        return (a.Equals(b) ? x * x : x) * a.ToString()!.Length * (a.GetHashCode() == b.GetHashCode() ? 1 : 2);
    }

    public static double T_DefaultOfATypeParameter(double x) =>
        (Default<double>() + x) * (Default<Line>().At(x) + x) * (Default<Bag>() is null ? x : 1) * (Default<double?>() is null ? x : 1);

    public static double T_NewArrayOfATypeParameter(double x)
    {
        var numbers = Filled(x, 3);
        var bags = Filled(new Bag(), 2);
        bags[1].Put(x);
        var lines = Filled(new Line(x, 2), 2);
        return numbers[2] * bags[0].Get() * lines[1].At(x) * numbers[0];
    }

    public static double T_ElementsOfATypeParameter(double x)
    {
        double[] numbers = [x, 2 * x];
        Swap(numbers);
        Line[] lines = [new Line(x, 1), new Line(2, x)];
        Swap(lines);
        Bag[] bags = [new Bag(), new Bag()];
        bags[0].Put(x);
        Swap(bags);
        bags[1].Put(x);
        return numbers[0] * lines[0].At(x) * (bags[1].Get() + bags[0].Get());
    }

    public static double T_IsATypeParameter(double x)
    {
        object[] all = [x, new Bag(), new Line(x, 2), new[] { x }];
        return (First<double>(all) * x) + First<Line>(all).At(x) + First<double[]>(all)[0] + (FirstAs<Bag>(all) is { } bag ? bag.Get() + x : 0);
    }

    [MayBeRefused("AD1002")]
    public static double T_OfTypeInAClass(double x) => new Registry().With(x).With(new Line(x, 1)).Get<double>() * x;

    [MayBeRefused("AD1008")]
    public static double T_WriteThroughNestedGenerics(double x)
    {
        var keeper = new Keeper<Nested<List<double>>>(new Nested<List<double>>([x]));
        keeper.Put(x);
        return keeper.Item.Content[0] * keeper.Item.Content[1] * keeper.Get();
    }

    public static double T_InALoop(double x)
    {
        object o = x;
        for (int i = 0; i < 4; i++)
            o = ((double)o * x) + i;
        return (double)o;
    }

    public static double T_ChosenByCondition(double x)
    {
        object o = x > 0 ? x : new Line(x, 2);
        return o is Line line ? line.At(x) * x : (double)o * x;
    }

    public static double T_NotInlined(double x)
    {
        object o = Recursive(x, 3);
        return (double)o * x;
    }

    public static double T_EnumAndIntegerBoxes(double x)
    {
        object day = DayOfWeek.Friday, number = 3;
        return ((int)(DayOfWeek)day * x * (int)number) + (day is DayOfWeek.Friday ? x * x : 0);
    }

    public static void C_BoxInAnArgument()
    {
        var row = new IBag[] { new StructBag { V = 3 }, new StructBag { V = 2 } };
        var gradient = Gradient(at: row, of: r => r[0].Get() * r[1].Get() * r[1].Get());
        Check.Near(gradient[0].Get(), 4);
        Check.Near(gradient[1].Get(), 12);
    }

    public static void C_GenericOfSeveralKinds()
    {
        Check.Near(Gradient(at: 3.0, of: x => Put(new Bag(), x).Get()), 6);
        Check.Near(Gradient(at: 3.0, of: x => PutFirst(new double[1], x)[0]), 6);
        Check.Near(Gradient(at: 3.0, of: x => Put(new StructBag(), x).Get()), 0);
    }

    private static C Put<C>(C bag, double x)
        where C : IBag
    {
        Fill(bag, x);
        return bag;
    }

    private static void Fill(IBag bag, double x) => bag.Put(x * x);

    private static C Twice<C>(C bag, double x)
        where C : IBag => Put(Put(bag, x), 2 * x);

    private static C PutFirst<C>(C list, double x)
        where C : IList<double>
    {
        FillList(list, x);
        return list;
    }

    private static void FillList(IList<double> list, double x) => list[0] = x * x;

    private static double PutTwice<T>(T bag, double x)
        where T : IBag
    {
        bag.PutTwice(x);
        return bag.Get();
    }

    private static void Constrained<T>(ref T bag, double x)
        where T : IBag => bag.Put(x * bag.Get());

    private static T Back<T>(T item)
    {
        object? o = item;
        return (T)o!;
    }

    private static T? OrNothing<T>(T item, bool has)
        where T : struct => has ? item : null;

    private static T? Default<T>() => default;

    private static T[] Filled<T>(T item, int count)
    {
        var all = new T[count];
        for (int i = 0; i < count; i++)
            all[i] = item;
        return all;
    }

    private static void Swap<T>(T[] all) => (all[0], all[1]) = (all[1], all[0]);

    private static T First<T>(object[] all)
    {
        foreach (object one in all)
        {
            if (one is T found)
                return found;
        }

        throw new InvalidOperationException();
    }

    private static T? FirstAs<T>(object[] all)
        where T : class
    {
        foreach (object one in all)
        {
            if (one as T is { } found)
                return found;
        }

        return null;
    }

    private static object Recursive(double x, int n) => n == 0 ? x : (double)Recursive(x, n - 1) * x;

    public interface IBag
    {
        void Put(double x);

        double Get();

        void PutTwice(double x)
        {
            Put(x);
            Put(2 * x);
        }
    }

    public sealed class Bag : IBag
    {
        private double _v;

        public void Put(double x) => _v += x;

        public double Get() => _v;
    }

    public struct StructBag : IBag
    {
        public double V;

        public void Put(double x) => V += x;

        public readonly double Get() => V;
    }

    public readonly record struct Line(double A, double B)
    {
        public double At(double x) => (A * x) + B;
    }

    public sealed class Holder
    {
        public object Content = 1.0;
    }

    public sealed class Registry
    {
        private readonly List<object> _all = [];

        public Registry With<T>(T item)
        {
            _all.Add(item!);
            return this;
        }

        public T Get<T>()
        {
            foreach (object one in _all)
            {
                if (one is T found)
                    return found;
            }

            throw new InvalidOperationException();
        }
    }

    public sealed class Nested<T>(T content) : IBag
        where T : IList<double>
    {
        public T Content { get; } = content;

        public void Put(double x) => Content.Add(x);

        public double Get() => Content[0];
    }

    public sealed class Keeper<T>(T item)
        where T : IBag
    {
        public T Item { get; } = item;

        public void Put(double x) => Fill(Item, x);

        public double Get() => Read(Item);

        private static double Read(IBag bag) => bag.Get();
    }

    public struct StructKeeper<T>(T item)
        where T : IBag
    {
        private T _item = item;

        public void Put(double x)
        {
            Fill(_item, x);
            _item.Put(x);
        }

        public readonly double Get() => _item.Get();
    }
}

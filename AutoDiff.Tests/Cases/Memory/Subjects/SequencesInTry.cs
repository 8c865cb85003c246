namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>
/// What a callee has made before it throws nobody sees; what it has written to the memory that it was given, a handler does. Sequences of any kind are
/// gone through where exceptions are caught.
/// </summary>
public static class SequencesInTry
{
    [At(0.3), At(1.7)]
    public static double T_MadeBeforeThrow(double x)
    {
        double s = x;
        try
        {
            foreach (double v in Scaled([x, x * x, 0.5])) s += v * v;
        }
        catch (InvalidOperationException)
        {
            s *= s;
        }

        return s;
    }

    [At(0.3), At(1.7)]
    public static double T_MadeListBeforeThrow(double x)
    {
        double s = x;
        try
        {
            s += Collected([x, x * x, 0.5]).Sum();
        }
        catch (InvalidOperationException)
        {
            s = 3 * s;
        }

        return s * x;
    }

    [At(0.3), At(1.7)]
    public static double T_MadeCellBeforeThrow(double x)
    {
        double s = x;
        try
        {
            s += MadeCell(x).V;
        }
        catch (InvalidOperationException)
        {
            s = 3 * s;
        }

        return s * x;
    }

    // The array behind a new object is the caller's.
    [At(0.3), At(1.7), MayBeRefused("AD1006")]
    public static double T_GivenBehindNew(double x)
    {
        double[] a = [x, 2 * x];
        try
        {
            a[1] += Behind(a)[0];
        }
        catch (InvalidOperationException)
        {
            a[1] *= a[0];
        }

        return a[0] * a[1];
    }

    // What was made is in the caller's hands before the callee throws.
    [At(0.3), At(1.7), MayBeRefused("AD1006")]
    public static double T_HandedOut(double x)
    {
        var box = new Box(new Cell(2));
        double s = x;
        try
        {
            s += HandedOut(box, x).V;
        }
        catch (InvalidOperationException)
        {
            s = 3 * s;
        }

        return s * box.Inner.V;
    }

    [At(0.3), At(1.7), MayBeRefused("AD1006")]
    public static double T_GivenCell(double x)
    {
        var cell = new Cell(2);
        double s = x;
        try
        {
            s += Written(cell, x).V;
        }
        catch (InvalidOperationException)
        {
            s = 3 * s;
        }

        return s * cell.V;
    }

    public static double T_ArraySum(double[] x) => Checked(x) + Checked(x.ToList());

    public static double T_Sums(double x) => Checked([x, 2 * x]) + Checked(new List<double> { x }) + Checked(new Stack<double>([x, x * x]));

    public static double T_OfLane(double x)
    {
        var lane = new Lane();
        lane.Enqueue(x);
        lane.Enqueue(x * x);
        return Checked(lane);
    }

    public static double T_OfMembers(double x) =>
        Asked(new Largest(x)) + Asked(new Mean([x, 3 * x])) + Asked(new Mean(new List<double> { x, 3 * x }.Select(v => v * v).ToList()));

    // A class that is only one of several here is the one that there is there.
    [At(0.4), At(200)]
    public static double T_OneOfSeveral(double x)
    {
        try
        {
            IBag bag = x > 100 ? new Sack() : new Bag();
            bag.Put(x);
            x += bag.Get();
        }
        catch (InvalidOperationException)
        {
            x *= 2;
        }

        return x;
    }

    public static double T_TheOne(double x)
    {
        var sack = new Sack();
        return Gathered([sack, new Sack()], x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double[] Scaled(double[] x)
    {
        double[] scaled = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            scaled[i] = x[i] * 2;
            if (scaled[i] > 3)
                throw new InvalidOperationException();
        }

        return scaled;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<double> Collected(double[] x)
    {
        var list = new List<double>();
        foreach (double v in x)
        {
            list.Add(v * list.Count);
            if (v > 1.5)
                throw new InvalidOperationException();
        }

        return list;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cell MadeCell(double x)
    {
        var cell = new Cell(x * x);
        cell.V *= x;
        return cell.V > 2 ? throw new InvalidOperationException() : cell;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double[] Behind(double[] x)
    {
        var holder = new Holder(x);
        holder.Items[0] *= 3;
        if (holder.Items[0] > 2)
            throw new InvalidOperationException();
        return [holder.Items[0] * 2];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cell HandedOut(Box box, double x)
    {
        var cell = new Cell(x);
        box.Inner = cell;
        cell.V *= x;
        return x > 1 ? throw new InvalidOperationException() : cell;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cell Written(Cell cell, double x)
    {
        cell.V *= x;
        return x > 1 ? throw new InvalidOperationException() : new Cell(x);
    }

    private static double Checked(IEnumerable<double> x)
    {
        try
        {
            double s = x.Sum();
            return s > 1e9 ? throw new InvalidOperationException() : s * s;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static double Asked(IAsked asked)
    {
        try
        {
            double s = asked.Get();
            return s > 1e9 ? throw new InvalidOperationException() : s * s;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static double Gathered<T>(List<T> bags, double v)
        where T : IBag
    {
        double s = 0;
        foreach (var bag in bags)
        {
            bag.Put(v);
            s += 0.5 * bag.Get();
        }

        return s;
    }

    private sealed class Cell(double v)
    {
        public double V = v;
    }

    private sealed class Box(Cell inner)
    {
        public Cell Inner = inner;
    }

    private sealed class Holder(double[] items)
    {
        public readonly double[] Items = items;
    }

    private sealed class Lane : Queue<double>
    {
    }

    private interface IAsked
    {
        double Get();
    }

    private sealed class Largest(double x) : IAsked
    {
        public double Get() => new List<double> { x, x * x }.Max();
    }

    private sealed class Mean(IEnumerable<double> x) : IAsked
    {
        public double Get() => x.Average();
    }

    private interface IBag
    {
        void Put(double v);

        double Get();
    }

    private sealed class Bag : IBag
    {
        private double _v;

        public void Put(double v) => _v = v;

        public double Get() => Math.Sin(_v);
    }

    private sealed class Sack : IBag
    {
        private readonly List<double> _items = [0.1];

        public void Put(double v) => _items.Add((0.5 * v) + _items[^1]);

        public double Get() => 0.3 * _items.Sum();
    }
}

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary><see cref="List{T}"/> of numbers, structs, arrays and objects.</summary>
public static class Lists
{
    [Shape("3")]
    public static double T_ExpressionOfRows(double[] x)
    {
        List<double[]> rows = [[x[0], x[1]], [x[1], x[2]]];
        double s = 0;
        foreach (var row in rows)
        {
            for (int i = 0; i < 2; i++)
                s += s * row[i] + row[i];
        }

        return s;
    }

    [Shape("3")]
    public static double T_ExpressionOfOneRowTwice(double[] x)
    {
        double[] row = [x[0], x[1] * x[2]];
        List<double[]> rows = [row, row];
        rows.Insert(1, [x[2]]);
        double s = 1;
        foreach (var one in rows)
            s *= one[0] + one[^1];
        return s;
    }

    public static double T_AddAndIndex(double x, double y)
    {
        var list = new List<double>();
        list.Add(x);
        list.Add(y * x);
        list.Add(list[0] + list[1]);
        return list[2] * list[1] * list.Count;
    }

    public static double T_InitialiserAndCapacity(double x, double y)
    {
        var list = new List<double>(10) { x, y, x * y };
        List<double> other = [1, .. list, y];
        return (list[2] * other[1]) + (other[4] * other[2]);
    }

    public static double T_FromArray(double[] x)
    {
        var list = new List<double>(x);
        list[0] *= list[1];
        return (list[0] * x[0]) + list[^1];
    }

    public static double T_CompoundAssignment(double[] x)
    {
        List<double> list = [.. x];
        list[0] += list[1];
        list[1] *= list[0];
        list[2]++;
        (list[3], list[4]) = (list[4], list[3]);
        return list[0] + (list[1] * list[2]) + (list[3] * list[3]) + list[4];
    }

    public static double T_GrowthInLoop(double x)
    {
        var list = new List<double> { x };
        for (int i = 0; i < 20; i++)
            list.Add(Math.Sin(list[^1]) + (0.1 * list[i / 2]));
        return list[20] * list[10];
    }

    public static double T_Foreach(List<double> x)
    {
        double r = 1;
        foreach (double v in x)
            r += Math.Sin(r * v);
        return r;
    }

    public static double T_ForOverCount(List<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Count; i++)
            sum += x[i] * x[x.Count - 1 - i];
        return sum;
    }

    public static double T_AddedToArgument(List<double> x)
    {
        x.Add(x[0] * x[1]);
        x[0] = 2;
        return x[^1] * x[2];
    }

    public static double T_InsertAndRemove(double[] x)
    {
        List<double> list = [.. x];
        list.Insert(1, x[0] * x[1]);
        list.RemoveAt(0);
        list.RemoveAt(list.Count - 1);
        double r = 0;
        foreach (double v in list)
            r = (0.5 * r) + (v * v);
        return r;
    }

    public static double T_AddRangeAndClear(double[] x)
    {
        var list = new List<double>();
        list.AddRange(x);
        double first = list[2] * list[3];
        list.Clear();
        list.AddRange([first, x[0]]);
        list.AddRange(list.ToArray());
        return list[0] * list[3];
    }

    public static double T_InsertRange(double[] x)
    {
        List<double> list = [.. x];
        list.InsertRange(1, list.GetRange(0, 2));
        list[2] *= list[0];
        list.InsertRange(list.Count, x.Select(v => v * v));
        list.InsertRange(0, list);
        double r = 0;
        for (int i = 0; i < list.Count; i++)
            r = (0.9 * r) + (list[i] * list[(i * 3) % list.Count]);
        return r;
    }

    public static double T_Reverse(double[] x)
    {
        List<double> list = [.. x];
        list.Reverse();
        double r = list[0] * list[0];
        list.Reverse(1, 2);
        return r + (list[1] * list[2] * x[0]);
    }

    [At(1.3, 0.4, 2.1, 0.9, 1.7)]
    [At(-1.3, 4, -2.1, 0.9, 7)]
    public static double T_Sort(double[] x)
    {
        List<double> list = [.. x];
        list.Sort();
        double r = 0;
        for (int i = 0; i < list.Count; i++)
            r += list[i] * list[i] * (i + 1);
        return r;
    }

    public static double[] G_Sort(double[] x)
    {
        double[] sorted = [.. x.Order()];
        return Array.ConvertAll(x, v => 2 * v * (Array.IndexOf(sorted, v) + 1));
    }

    public static double T_CopyToAndToArray(double[] x)
    {
        List<double> list = [.. x];
        var a = new double[6];
        list.CopyTo(a, 1);
        double[] b = list.ToArray();
        a[1] *= b[0];
        list[2] = 0;
        return a[1] + (a[3] * b[2]) + list[2];
    }

    public static double T_GetRange(double[] x)
    {
        List<double> list = [.. x];
        var part = list.GetRange(1, 3);
        part[0] *= 2;
        var slice = list[2..4];
        return (part[0] * list[1]) + (slice[0] * slice[1]);
    }

    public static double T_ListOfObjects(double[] x)
    {
        var list = new List<Particle>();
        foreach (double v in x)
            list.Add(new Particle { Position = v, Velocity = 1 });
        list.Add(list[0]);
        for (int step = 0; step < 3; step++)
        {
            foreach (var p in list)
                p.Move(0.1 * list[1].Position);
        }

        return list[^1].Position * list[2].Velocity;
    }

    public static double T_ListOfStructs(double[] x)
    {
        var list = new List<(double A, double B)>();
        for (int i = 0; i + 1 < x.Length; i++)
            list.Add((x[i], x[i + 1]));
        list[0] = (list[1].B, list[0].A * 2);
        var copy = list[1];
        copy.A = 100;
        list[2] = list[2] with { A = copy.B };
        double r = 0;
        foreach (var (a, b) in list)
            r += a * b * b;
        return r;
    }

    public static double T_ListOfArrays(double[] x)
    {
        List<double[]> rows = [x, [x[0], x[1]], x];
        rows[0][1] *= rows[1][0];
        rows[2][2] += rows[0][1];
        rows.RemoveAt(1);
        return rows[1][1] * rows[0][2];
    }

    public static double T_ListOfLists(double[] x)
    {
        var table = new List<List<double>>();
        for (int i = 0; i < 3; i++)
        {
            table.Add([]);
            for (int j = 0; j <= i; j++)
                table[i].Add(x[i] * x[j]);
        }

        table[2][0] *= table[1][1];
        return table[2][0] + (table[2][2] * table[0][0]);
    }

    public static double T_AliasOfList(double x, double y)
    {
        List<double> a = [x, y];
        var b = a;
        b.Add(a[0] * a[1]);
        b[0] = 3;
        return a[2] * a[0];
    }

    public static double T_ListChosenByCondition(double x, double y)
    {
        List<double> a = [x], b = [y];
        (x > y ? a : b).Add(x * y);
        (x > y ? b : a).Add(2);
        return a[^1] * b[^1] * a[0];
    }

    public static double T_HelperFillsList(double[] x)
    {
        static void Collect(double[] from, List<double> into, Func<double, bool> keep)
        {
            foreach (double v in from)
            {
                if (keep(v))
                    into.Add(v * v);
            }
        }

        var list = new List<double>();
        Collect(x, list, v => v > 1);
        Collect([2, x[0]], list, _ => true);
        double sum = 0;
        foreach (double v in list)
            sum += v * v;
        return sum;
    }

    public static double T_ListInObject(double[] x)
    {
        var p = new Polyline();
        foreach (double v in x)
            p.Add(v, v * v);
        return p.Length();
    }

    public static double T_ThroughInterface(double[] x)
    {
        static double Sum(IReadOnlyList<double> values)
        {
            double sum = 0;
            for (int i = 0; i < values.Count; i++)
                sum += values[i] * values[i];
            return sum;
        }

        static void Double(IList<double> values)
        {
            for (int i = 0; i < values.Count; i++)
                values[i] *= 2;
        }

        List<double> list = [x[0], x[1]];
        Double(list);
        Double(x);
        return Sum(list) * Sum(x);
    }

    public static double T_ConvertAllAndForEach(double[] x)
    {
        List<double> list = [.. x];
        var squares = list.ConvertAll(v => v * v * x[0]);
        double sum = 0;
        squares.ForEach(v => sum += Math.Sin(v));
        return sum;
    }

    public static double T_FindAndSearch(double[] x)
    {
        List<double> list = [.. x];
        int at = list.FindIndex(v => v > 1.2);
        double found = list.Find(v => v < 1);
        int index = list.IndexOf(x[2]);
        return (list[Math.Max(at, 0)] * list[index]) + (found * found) + (list.Contains(x[3]) ? x[3] * x[1] : 0);
    }

    public static double T_RemoveAllAndContains(double[] x)
    {
        List<double> list = [.. x];
        list.RemoveAll(v => v > 1.5);
        double r = 1;
        foreach (double v in list)
            r *= 1 + (v * v);
        return r;
    }

    public static List<double> T_ListResult(double[] x)
    {
        var r = new List<double>();
        for (int i = 1; i < x.Length; i++)
            r.Add(x[i] * x[i - 1]);
        return r;
    }

    private sealed class Particle
    {
        public double Position;
        public double Velocity;

        public void Move(double dt)
        {
            Position += Velocity * dt;
            Velocity -= Position * dt;
        }
    }

    private sealed class Polyline
    {
        private readonly List<(double X, double Y)> _points = [];

        public void Add(double x, double y) => _points.Add((x, y));

        public double Length()
        {
            double length = 0;
            for (int i = 1; i < _points.Count; i++)
            {
                double dx = _points[i].X - _points[i - 1].X, dy = _points[i].Y - _points[i - 1].Y;
                length += Math.Sqrt((dx * dx) + (dy * dy));
            }

            return length;
        }
    }
}

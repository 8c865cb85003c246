namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Integers that depend on the parameters and only decide: indices, keys, orders, counts. What is found by them has its derivative.</summary>
public static class Integers
{
    public static double T_BucketsInDictionary(double[] x)
    {
        var sums = new Dictionary<int, double>();
        foreach (double v in x)
        {
            int k = (int)Math.Floor(v);
            sums.TryGetValue(k, out double sum);
            sums[k] = sum + (v * v);
        }

        double s = 1;
        foreach (double sum in sums.Values)
            s *= sum;
        return s;
    }

    public static double T_BucketsOrDefault(double[] x)
    {
        var sums = new SortedDictionary<int, double>();
        var counts = new Dictionary<int, double>();
        foreach (double v in x)
        {
            int k = (int)Math.Floor(v);
            sums[k] = v * v;
            counts[k] = counts.GetValueOrDefault(k) + v;
            counts[k + 100] = counts.GetValueOrDefault(k + 50, 3) * v;
        }

        return sums.Values.Select((c, i) => c * (i + 1)).Sum() + counts.Values.Sum();
    }

    public static double T_BucketsInArray(double[] x)
    {
        double[] sums = new double[5];
        foreach (double v in x)
            sums[(int)Math.Floor(Math.Abs(v) + 0.25) % 5] += v * v;
        double s = 0;
        for (int i = 0; i < sums.Length; i++)
            s += sums[i] * i;
        return s;
    }

    public static double T_Largest(double[] x)
    {
        int best = 0;
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] > x[best])
                best = i;
        }

        return x[best] * x[best];
    }

    public static double T_OrderOfIndices(double[] x)
    {
        int[] order = [.. Enumerable.Range(0, x.Length)];
        Array.Sort(order, (a, b) => x[a].CompareTo(x[b]));
        double s = 0;
        for (int i = 0; i < order.Length; i++)
            s += x[order[i]] * (i + 1);
        return s;
    }

    public static double T_OrderOfPairs(double[] x)
    {
        var pairs = new List<(double Value, int Index)>();
        for (int i = 0; i < x.Length; i++)
            pairs.Add((x[i], i));
        pairs.Sort((a, b) => a.Value.CompareTo(b.Value));
        return (pairs[0].Value * 2) + x[pairs[^1].Index];
    }

    public static double T_IndexFoundByCallee(double[] x)
    {
        static int IndexOfLargest(double[] x, int from) =>
            from == x.Length - 1 ? from : IndexOfLargest(x, from + 1) is var best && x[best] > x[from] ? best : from;
        int k = IndexOfLargest(x, 0);
        return x[k] * Pick(x, k);
    }

    public static double T_PairOfNumberAndIndex(double x)
    {
        var (i, y) = Split(Math.Abs(x) + 0.05, 2);
        double[] table = [1, 2, 4, 8, 16, 32, 64];
        return table[i % 7] * y;
    }

    public static double T_TableInterpolated(double x)
    {
        double[] table = [0, 1, 4, 9, 16, 25];
        x = Math.Abs(x) + 0.05;
        double below = Math.Floor(x);
        int i = (int)below % 5;
        double w = x - below;
        return (table[i] * (1 - w)) + (table[i + 1] * w);
    }

    public static double T_NoiseOnALattice(double x)
    {
        static double At(int i)
        {
            uint hash = (uint)i * 2654435761u;
            hash ^= hash >> 15;
            return (hash & 0xffff) / 65536.0;
        }

        double sum = 0, weight = 1;
        for (int octave = 0; octave < 4; octave++)
        {
            int i = (int)Math.Floor(x);
            double f = x - i, u = f * f * (3 - (2 * f));
            sum += weight * ((At(i) * (1 - u)) + (At(i + 1) * u));
            (x, weight) = ((2 * x) + 0.3, weight / 2);
        }

        return sum;
    }

    public static double T_CellOfACallee(double x)
    {
        static (int Cell, double Part) Find(double x, int depth)
        {
            if (depth > 0)
                return Find(x, depth - 1);
            int cell = (int)Math.Round(x);
            return (cell, x - cell);
        }

        var (cell, rest) = Find(3 * x, 2);
        return rest * rest * cell;
    }

    private static double Pick(double[] x, int i) => i < 0 ? Pick(x, i + x.Length) : i % 2 == 0 ? x[i] : -x[i];

    private static (int Index, double Square) Split(double x, int depth) => depth > 0 ? Split(x, depth - 1) : ((int)x, x * x);
}

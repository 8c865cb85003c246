using System.Collections.Concurrent;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Loops whose iterations may run in parallel.</summary>
public static class ParallelLoops
{
    public static double[] T_Squares(double[] v)
    {
        var r = new double[v.Length];
        Parallel.For(0, v.Length, i => r[i] = v[i] * v[i]);
        return r;
    }

    public static double T_SmallRangesInline(double[] v)
    {
        var r = new double[v.Length];
        For(0, v.Length, (a, b) =>
        {
            for (int i = a; i < b; i++)
                r[i] = v[i] * v[0];
        });
        return r[0] + r[^1];
    }

    public static double T_RangesOfAPartitioner(double[] v)
    {
        var r = new double[2 * v.Length];
        Parallel.ForEach(Partitioner.Create(0, r.Length), range =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
                r[i] = Math.Sin(v[i % v.Length]) * i;
        });
        return r.Sum();
    }

    /// <summary>The original adds in any order: of these numbers, every sum is exact.</summary>
    [Shape("5"), At(0.5, 1.25, -0.75, 2, 0.375), At(-1.5, 0.25, 3, 0.125, 1)]
    public static double T_SumUnderALock(double[] v)
    {
        double s = 0;
        object gate = new();
        Parallel.ForEach(v, x =>
        {
            lock (gate)
                s += x * x;
        });
        return s;
    }

    public static double T_Invoke(double x, double y)
    {
        double a = 0, b = 0;
        Parallel.Invoke(() => a = x * y, () => b = x + (y * y));
        return a * b;
    }

    public static double T_InvokeWithOptions(double x, double y)
    {
        double a = 0, b = 0;
        Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = 2 }, () => a = x * y, () => b = Math.Sin(x), () => { });
        return a * b;
    }

    public static double T_RangesWithOptions(double[] v)
    {
        var squares = new double[v.Length];
        Parallel.ForEach(Partitioner.Create(0, v.Length), new ParallelOptions { MaxDegreeOfParallelism = 2 }, range =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
                squares[i] = v[i] * v[i];
        });
        return squares[0] + (2 * squares[^1]);
    }

    public static double T_TypesOfObjects(double x, double y)
    {
        Shape[] shapes = [new Square { Side = x }, new Shape { Side = y }, new Square { Side = x * y }];
        var numbers = new List<int>();
        double s = 0;
        for (int i = 0; i < shapes.Length; i++)
        {
            numbers.Add(shapes[i].GetType() == typeof(Square) ? 2 : 1);
            s += shapes[i].Side * (shapes[i].GetType() == shapes[0].GetType() ? shapes[i].Side : 1) * numbers[i];
        }
        return s;
    }

    public static double T_WithOptions(double[] v)
    {
        var r = new double[v.Length];
        var done = Parallel.For(0, v.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => r[i] = v[i] * v[i]);
        return done.IsCompleted ? r.Sum() : 0;
    }

    public static double T_LongIndices(double[] v)
    {
        var r = new double[v.Length];
        Parallel.For(0L, v.Length, i => r[i] = v[i] / (1 + (v[i] * v[i])));
        return r.Sum();
    }

    public static double T_Nested(double[][] m)
    {
        var r = new double[m.Length];
        Parallel.For(0, m.Length, i =>
        {
            var row = new double[m[i].Length];
            Parallel.For(0, row.Length, j => row[j] = m[i][j] * m[i][0]);
            r[i] = row.Sum();
        });
        return r[0] * r[^1];
    }

    public static double T_InALoop(double[] v)
    {
        double[] u = [.. v], next = new double[v.Length];
        for (int step = 0; step < 3; step++)
        {
            var from = u;
            var to = next;
            Parallel.For(0, v.Length, i => to[i] = from[i] + (0.1 * (from[(i + 1) % from.Length] - from[i]) * from[i]));
            (u, next) = (next, u);
        }

        return u.Sum(x => x * x);
    }

    public static double T_Objects(double x, double y)
    {
        List<Cell> cells = [new() { Value = x }, new() { Value = y }, new() { Value = x * y }];
        Parallel.ForEach(cells, c => c.Update(y));
        return cells[0].Value + (cells[1].Value * cells[2].Value);
    }

    public static double T_ACalleeThatCallsItself(double[] v) => Recurse(v, 3);

    private static double Recurse(double[] v, int depth)
    {
        if (depth == 0)
            return v[0] * v[1];
        var r = new double[v.Length];
        Parallel.For(0, v.Length, i => r[i] = v[i] * v[0]);
        return Recurse(r, depth - 1) + r[1];
    }

    [At(0.5, 2)]
    [At(-0.5, 2)]
    public static double T_WhatABodyThrowsIsWrapped(double x, double y)
    {
        double s = 0;
        Parallel.For(0, 1, i => s = x < 0 ? throw new InvalidOperationException() : x * y);
        return s;
    }

    private static void For(int from, int to, Action<int, int> body)
    {
        if (to - from < 4096)
        {
            body(from, to);
            return;
        }

        Parallel.ForEach(Partitioner.Create(from, to), r => body(r.Item1, r.Item2));
    }

    private sealed class Cell
    {
        public double Value { get; set; }

        public void Update(double by) => Value *= by + Value;
    }

    private class Shape
    {
        public double Side { get; init; }
    }

    private sealed class Square : Shape;
}

using System.Collections;
using System.Runtime.InteropServices;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>foreach over everything, user-written enumerators and iterators included.</summary>
public static class Foreach
{
    public static double T_Array(double[] x)
    {
        double r = 1;
        foreach (double v in x)
            r += Math.Sin(r * v);
        return r;
    }

    public static double T_ArrayWrittenWhileEnumerated(double[] x)
    {
        int i = 0;
        double r = 0;
        foreach (double v in x)
        {
            i++;
            if (i < x.Length)
                x[i] += v * v * 0.1;
            r += v * i;
        }

        return r;
    }

    public static double T_Span(double[] x)
    {
        double r = 1;
        foreach (double v in x.AsSpan(1))
            r += Math.Sin(r * v);
        foreach (double v in (ReadOnlySpan<double>)x)
            r *= 1 + (0.1 * v);
        return r;
    }

    public static double T_Rectangular(double[,] x)
    {
        double r = 1;
        foreach (double v in x)
            r = Math.Cos(r * v) + (0.5 * r);
        return r;
    }

    public static double T_ArrayThroughInterface(double[] x)
    {
        static double Sum(IEnumerable<double> values)
        {
            double sum = 0;
            foreach (double v in values)
                sum += v * v;
            return sum;
        }

        return Sum(x) * Sum(new List<double> { x[0], x[1] }) * Sum(Enumerable.Repeat(x[2], 2));
    }

    public static double T_BreakAndContinue(double[] x)
    {
        double r = 1;
        foreach (double v in x)
        {
            if (v > 2.5)
                break;
            if (v < 0.5)
                continue;
            r *= v;
        }

        return r * x[0];
    }

    public static double T_ReturnFromLoop(double[] x)
    {
        List<double> list = [.. x];
        double r = 0;
        foreach (double v in list)
        {
            r += v * v;
            if (r > 2)
                return r * v;
        }

        return r;
    }

    public static double T_Nested(double[] x)
    {
        List<double> list = [.. x];
        double r = 0;
        foreach (double a in list)
        {
            foreach (double b in x)
                r += a * Math.Sin(b);
        }

        return r;
    }

    public static double T_StructEnumerator(double[] x)
    {
        double r = 1;
        foreach (double v in new Pairwise(x))
            r += Math.Tanh(v * r);
        return r;
    }

    public static double T_ClassEnumerator(double[] x)
    {
        double r = 1;
        foreach (double v in new Doubling(x[0], 6))
            r = (0.5 * r) + Math.Sin(0.1 * v * r);
        return r;
    }

    public static double T_ClassEnumeratorThroughInterface(double[] x)
    {
        IEnumerable<double> values = new Doubling(x[0] * x[1], 4);
        double r = 1;
        foreach (double v in values)
            r = (0.5 * r) + Math.Sin(0.1 * v * r);
        return r;
    }

    [MayBeRefused("AD1006")]
    public static double T_RefEnumerator(double[] x)
    {
        foreach (ref double v in new EverySecond(x))
            v *= v * x[1];
        return (x[0] * x[2]) + x[4];
    }

    public static double T_Iterator(double[] x)
    {
        static IEnumerable<double> Products(double[] a)
        {
            for (int i = 1; i < a.Length; i++)
                yield return a[i - 1] * a[i];
        }

        double r = 1;
        foreach (double v in Products(x))
            r += Math.Sin(r * v);
        return r;
    }

    public static double T_IteratorWithState(double x, double y)
    {
        static IEnumerable<double> Geometric(double first, double ratio)
        {
            double term = first;
            while (true)
            {
                yield return term;
                term *= ratio;
                if (term > 1e6)
                    yield break;
            }
        }

        double sum = 0;
        int n = 0;
        foreach (double term in Geometric(x, y))
        {
            sum += term;
            if (++n == 6)
                break;
        }

        return sum;
    }

    public static double[] G_IteratorWithState(double x, double y)
    {
        double sum = 0, slope = 0;
        for (int i = 0; i < 6; i++)
        {
            sum += Math.Pow(y, i);
            slope += i == 0 ? 0 : i * Math.Pow(y, i - 1);
        }

        return [sum, x * slope];
    }

    [MayBeRefused("AD1008")]
    public static double T_IteratorOverTree(double[] x)
    {
        var root = new Tree { Value = x[0], Left = new Tree { Value = x[1] }, Right = new Tree { Value = x[2], Left = new Tree { Value = x[3] } } };
        double r = 0;
        foreach (double v in root.InOrder())
            r = (0.5 * r) + (v * v);
        return r;
    }

    [MayBeRefused("AD1008")]
    public static double T_IteratorsChained(double[] x)
    {
        static IEnumerable<double> Squares(IEnumerable<double> source)
        {
            foreach (double v in source)
                yield return v * v;
        }

        static IEnumerable<double> Running(IEnumerable<double> source)
        {
            double sum = 0;
            foreach (double v in source)
            {
                sum += v;
                yield return sum;
            }
        }

        double r = 0;
        foreach (double v in Running(Squares(Running(x))))
            r += Math.Log(1 + v);
        return r;
    }

    public static double T_IteratorWithFinally(double[] x)
    {
        static IEnumerable<double> Guarded(double[] a, List<int> log)
        {
            try
            {
                foreach (double v in a)
                    yield return v * a[0];
            }
            finally
            {
                log.Add(1);
            }
        }

        var log = new List<int>();
        double r = 0;
        foreach (double v in Guarded(x, log))
        {
            r += v * v;
            if (r > 3)
                break;
        }

        return r * log.Count;
    }

    public static double T_ExtensionGetEnumerator(double x)
    {
        double r = x;
        foreach (double v in (x, x * x, 2.0))
            r *= v;
        return r;
    }

    public static double T_Deconstruction(double[] x)
    {
        (double A, double B)[] pairs = [(x[0], x[1]), (x[2], x[3])];
        double r = 1;
        foreach (var (a, b) in pairs)
            r += a * b * r;
        return r;
    }

    public static double T_ListSpanByReference(double[] x)
    {
        List<double> list = [.. x];
        foreach (ref double v in CollectionsMarshal.AsSpan(list))
            v = Math.Sin(v) * list[0];
        return list[1] * list[4];
    }

    public static double T_ExplicitEnumerator(double[] x)
    {
        using var e = new List<double>(x).GetEnumerator();
        double r = 0;
        while (e.MoveNext())
        {
            double v = e.Current;
            if (e.MoveNext())
                v *= e.Current;
            r += v * v;
        }

        return r;
    }

    private readonly struct Pairwise(double[] data)
    {
        public Enumerator GetEnumerator() => new(data);

        public struct Enumerator(double[] data)
        {
            private int _i;

            public double Current { get; private set; }

            public bool MoveNext()
            {
                if (++_i >= data.Length)
                    return false;
                Current = data[_i] * data[_i - 1];
                return true;
            }
        }
    }

    private sealed class Doubling(double first, int count) : IEnumerable<double>
    {
        public IEnumerator<double> GetEnumerator() => new Enumerator(first, count);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private sealed class Enumerator(double first, int count) : IEnumerator<double>
        {
            private int _left = count;

            public double Current { get; private set; } = first / 2;

            object IEnumerator.Current => Current;

            public bool MoveNext()
            {
                if (_left-- == 0)
                    return false;
                Current *= 2;
                return true;
            }

            public void Reset() => throw new NotSupportedException();

            public void Dispose()
            {
            }
        }
    }

    private readonly ref struct EverySecond(Span<double> data)
    {
        private readonly Span<double> _data = data;

        public Enumerator GetEnumerator() => new(_data);

        public ref struct Enumerator(Span<double> data)
        {
            private readonly Span<double> _data = data;
            private int _i = -2;

            public readonly ref double Current => ref _data[_i];

            public bool MoveNext() => (_i += 2) < _data.Length;
        }
    }

    private sealed class Tree
    {
        public double Value;
        public Tree? Left;
        public Tree? Right;

        public IEnumerable<double> InOrder()
        {
            if (Left is not null)
            {
                foreach (double v in Left.InOrder())
                    yield return v;
            }

            yield return Value;
            if (Right is not null)
            {
                foreach (double v in Right.InOrder())
                    yield return v;
            }
        }
    }
}

/// <summary>Makes tuples enumerable.</summary>
public static class TupleEnumeration
{
    public static IEnumerator<double> GetEnumerator(this (double, double, double) t)
    {
        yield return t.Item1;
        yield return t.Item2;
        yield return t.Item3;
    }
}

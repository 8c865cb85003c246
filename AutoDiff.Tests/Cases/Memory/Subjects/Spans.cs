using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Spans, memory, stack memory, inline arrays and fixed buffers.</summary>
public static unsafe class Spans
{
    public static double T_SpanOverArray(double[] x)
    {
        Span<double> s = x;
        s[0] *= s[1];
        s[4] = s[0] + x[2];
        return x[0] * x[4];
    }

    public static double T_AsSpan(double[] x)
    {
        var s = x.AsSpan();
        var middle = x.AsSpan(1, 3);
        var tail = x.AsSpan(3);
        var range = x.AsSpan(1..^1);
        middle[0] += s[0] * tail[1];
        range[1] *= middle[0];
        return x[1] * x[2] * s.Length;
    }

    public static double T_SumOfReadOnlySpan(double[] x)
    {
        static double Sum(ReadOnlySpan<double> values)
        {
            double sum = 0;
            foreach (double v in values)
                sum += v * v;
            return sum;
        }

        return Sum(x) * Sum(x.AsSpan(1, 2)) * Sum([x[0], 2.0]);
    }

    public static double T_RecursiveSlicing(double[] x)
    {
        static double Product(ReadOnlySpan<double> s) => s.Length switch
        {
            0 => 1,
            1 => s[0],
            _ => Product(s[..(s.Length / 2)]) * Product(s[(s.Length / 2)..]),
        };

        return Product(x);
    }

    public static double[] G_RecursiveSlicing(double[] x)
    {
        double product = 1;
        foreach (double v in x)
            product *= v;
        return Array.ConvertAll(x, v => product / v);
    }

    public static double T_Slices(double[] x)
    {
        Span<double> s = x;
        var a = s.Slice(1, 3);
        var b = s[2..];
        a[1] *= 3;
        b[0] += x[0];
        b[^1] = a[^1] * b[0];
        return s[2] * s[4];
    }

    public static double T_Stackalloc(double x, double y)
    {
        Span<double> s = stackalloc double[4];
        s[0] = x;
        for (int i = 1; i < s.Length; i++)
            s[i] = (s[i - 1] * y) + i;
        return s[3] * s[1];
    }

    public static double T_StackallocInitialised(double x, double y)
    {
        Span<double> s = stackalloc[] { x, y, x * y };
        ReadOnlySpan<double> c = stackalloc double[] { 1.5, x, 2 };
        s[2] += s[0] * c[1];
        return (s[2] * s[1]) + c[0];
    }

    public static double T_StackallocOfRuntimeSize(double[] x)
    {
        Span<double> s = x.Length <= 16 ? stackalloc double[x.Length] : new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            s[i] = x[i] * x[i];
        double sum = 0;
        for (int i = 1; i < s.Length; i++)
            sum += s[i] * s[i - 1];
        return sum;
    }

    public static double T_StackallocInCalleeInLoop(double[] x)
    {
        static double Smooth(double a, double b)
        {
            Span<double> s = stackalloc double[2];
            s[0] = Math.Sin(a);
            s[1] = s[0] * b;
            return s[1] + s[0];
        }

        double r = 1;
        for (int i = 0; i < x.Length; i++)
            r = Smooth(r, x[i]);
        return r;
    }

    public static double T_CopyTo(double[] x)
    {
        Span<double> s = stackalloc double[6];
        x.AsSpan().CopyTo(s);
        s[5] = s[0];
        s[1..4].CopyTo(s[2..]);
        x.AsSpan(0, 2).CopyTo(x.AsSpan(3));
        return (s[2] * s[3]) + (s[4] * s[5]) + (x[3] * x[4]);
    }

    public static double T_TryCopyTo(double[] x)
    {
        Span<double> two = new double[2];
        bool copied = x.AsSpan().TryCopyTo(two) || x.AsSpan(2, 2).TryCopyTo(two);
        return copied ? two[0] * two[1] : 0;
    }

    public static double T_FillAndClear(double[] x)
    {
        Span<double> s = new double[5];
        s.Fill(x[0] * x[1]);
        s[1..3].Clear();
        s[1] = x[2];
        s[3..].Fill(s[0] * s[1]);
        return s[0] + (s[3] * s[4]) + s[2];
    }

    public static double T_ReverseSpan(double[] x)
    {
        x.AsSpan(1, 4).Reverse();
        return (x[1] * x[2]) + (x[4] * x[4]) + x[0];
    }

    public static double T_ToArray(double[] x)
    {
        double[] y = x.AsSpan(1, 3).ToArray();
        y[0] *= y[1];
        return y[0] + (x[1] * y[2]);
    }

    public static double T_ForeachByReference(double[] x)
    {
        Span<double> s = x;
        foreach (ref double v in s)
            v *= v;
        foreach (ref readonly double v in (ReadOnlySpan<double>)s[..2])
            s[4] += v;
        return s[4] * s[0];
    }

    public static double T_ReferenceIntoSpan(double[] x)
    {
        Span<double> s = x.AsSpan(1);
        ref double first = ref s[0];
        first *= x[0];
        ref double last = ref s[^1];
        last += first * first;
        return x[1] * x[4];
    }

    public static double T_SpanArgumentsThatOverlap(double[] x)
    {
        static void Accumulate(ReadOnlySpan<double> from, Span<double> to)
        {
            for (int i = 0; i < from.Length; i++)
                to[i] += from[i] * from[i];
        }

        Accumulate(x.AsSpan(0, 4), x.AsSpan(1, 4));
        return x[4] * x[1];
    }

    public static double T_SpanChosenByCondition(double[] x)
    {
        Span<double> local = stackalloc double[3];
        local[0] = x[0] * x[0];
        Span<double> chosen = x[0] > x[1] ? x.AsSpan(2) : local;
        chosen[0] *= 2;
        chosen[1] = x[1] * chosen[0];
        return (x[2] * local[0]) + (x[3] * chosen[1]) + local[1];
    }

    public static double T_SpanReassignedInLoop(double[] x)
    {
        Span<double> rest = x;
        double r = 1;
        while (rest.Length > 1)
        {
            rest[1] += Math.Sin(rest[0] * r);
            r += rest[0];
            rest = rest[1..];
        }

        return rest[0] * r;
    }

    public static double T_SpanOfStructs(double[] x)
    {
        Span<Complex> z = stackalloc Complex[2];
        z[0] = new Complex { Re = x[0], Im = x[1] };
        z[1].Re = x[2];
        z[1].Im = z[0].Re * x[3];
        z[0].MultiplyBy(z[1]);
        z[0].MultiplyBy(z[0]);
        return z[0].Re + (z[0].Im * z[1].Im);
    }

    public static double T_SpanOverList(double[] x)
    {
        List<double> list = [x[0], x[1], x[2]];
        Span<double> s = CollectionsMarshal.AsSpan(list);
        s[0] *= s[1];
        s[2] = s[0] * x[3];
        return list[2] + (list[0] * list[1]);
    }

    public static double T_Memory(double[] x)
    {
        Memory<double> m = x;
        Memory<double> part = m.Slice(1, 3);
        part.Span[0] *= 2;
        m[3..].Span[0] += part.Span[0] * x[0];
        ReadOnlyMemory<double> r = part[1..];
        return r.Span[1] * x[1] * m.Length;
    }

    public static double T_MemoryInObject(double[] x)
    {
        var window = new Window(x.AsMemory(1, 3));
        window.Scale(x[0]);
        return window.Product() + x[2];
    }

    public static double T_InlineArray(double x, double y)
    {
        var buffer = default(Four);
        buffer[0] = x;
        buffer[1] = y * buffer[0];
        for (int i = 2; i < 4; i++)
            buffer[i] = buffer[i - 1] * buffer[i - 2];
        var copy = buffer;
        copy[3] = 0;
        double sum = 0;
        foreach (double v in buffer)
            sum += v;
        return sum + (copy[2] * copy[3]);
    }

    public static double T_InlineArrayAsSpan(double[] x)
    {
        var buffer = default(Four);
        Span<double> s = buffer;
        x.AsSpan(0, 4).CopyTo(s);
        s[1] *= buffer[0];
        ReadOnlySpan<double> half = buffer[2..];
        return (buffer[1] * half[0]) + half[1];
    }

    public static double T_InlineArrayInStruct(double[] x)
    {
        var state = default(State);
        state.Values[0] = x[0];
        state.Values[1] = x[1] * state.Values[0];
        state.Weight = x[2];
        var states = new State[2];
        states[1] = state;
        states[1].Values[1] *= states[1].Weight;
        return states[1].Values[1] + (state.Values[1] * states[1].Values[0]);
    }

    public static double T_FixedBuffer(double x, double y)
    {
        var buffer = default(FixedFour);
        buffer.Values[0] = x;
        buffer.Values[1] = y * buffer.Values[0];
        buffer.Values[2] = buffer.Values[1] + buffer.Values[0];
        return buffer.Values[1] * buffer.Values[2];
    }

    [MayBeRefused("AD1006")]
    public static double T_FixedStatement(double[] x)
    {
        double sum = 0;
        fixed (double* p = x)
        {
            for (int i = 0; i < x.Length; i++)
                sum += p[i] * p[i];
            p[0] = sum;
        }

        return x[0] * x[1];
    }

    [MayBeRefused("AD1006")]
    public static double T_StackallocPointer(double x, double y)
    {
        double* p = stackalloc double[2];
        p[0] = x * y;
        p[1] = p[0] * x;
        return *p * *(p + 1);
    }

    public static double T_RefStruct(double[] x)
    {
        var walker = new Walker(x);
        double r = 1;
        while (walker.Advance())
            r += Math.Sin(walker.Current * r);
        walker.Rewind();
        walker.Current = r;
        return x[0] * x[1];
    }

    public static double T_RefField(double[] x)
    {
        var handle = new Handle(ref x[2]);
        handle.Scale(x[0]);
        handle.Value += x[1];
        var other = handle;
        other.Scale(2);
        handle = new Handle(ref x[3]);
        handle.Scale(x[4]);
        return (x[2] * x[3]) + other.Value;
    }

    public static double T_RefFieldToLocal(double x, double y)
    {
        double sum = x;
        var handle = new Handle(ref sum);
        for (int i = 0; i < 3; i++)
            handle.Scale(y);
        return sum * handle.Value;
    }

    public static double T_ParamsSpan(double x, double y)
    {
        static double Norm(params ReadOnlySpan<double> values)
        {
            double sum = 0;
            foreach (double v in values)
                sum += v * v;
            return Math.Sqrt(sum);
        }

        return Norm(x, y, 1) * Norm(x * y, 2);
    }

    public static double T_ConstantSpan(double[] x)
    {
        ReadOnlySpan<double> weights = [0.5, -1, 2, 0.25, 3];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] * x[i] * x[i];
        return sum;
    }

    public static float T_SingleSpan(float[] x)
    {
        Span<float> s = stackalloc float[3];
        for (int i = 0; i < s.Length; i++)
            s[i] = x[i] * x[i + 1];
        return s[0] + (s[1] * s[2]);
    }

    public static double T_SpanReturned(double[] x)
    {
        static Span<double> Upper(double[] a) => a.AsSpan(a.Length / 2);
        Upper(x)[0] *= x[0];
        Upper(x)[1..][0] += Upper(x)[0];
        return x[2] * x[3];
    }

    public static double T_SpanOfMatrixRow(double[][] x)
    {
        Span<double[]> rows = x;
        Span<double> row = rows[2];
        row[1] *= rows[0][0];
        rows[1] = x[2];
        return (x[1][1] * x[1][0]) + row[3];
    }

    public static double T_StackOfStructs(double x, double y)
    {
        Span<Complex> s = stackalloc Complex[] { new() { Re = x, Im = 1 }, new() { Re = y, Im = x * y }, new() { Re = 2, Im = y } };
        s[0] = s[2];
        return (s[0].Re * s[1].Im) + (s[2].Im * s[1].Re);
    }

    public static double T_StackOfPairs(double x)
    {
        Span<(double, double)> s = stackalloc[] { (x, 2.0), (3.0, x) };
        double sum = 0;
        foreach (ref var pair in s)
        {
            pair.Item1 *= pair.Item2;
            sum += pair.Item1;
        }

        return sum * s[1].Item1;
    }

    public static double T_StackOfIntegers(double x)
    {
        int n = x > 0 ? 3 : 4;
        Span<int> k = stackalloc int[] { n, 2, n + 1 };
        Span<bool> b = stackalloc bool[] { x > 1, true, x < 0 };
        Span<long> l = stackalloc long[] { 1, n, 3 };
        double s = 0;
        for (int i = 0; i < 3; i++)
            s += b[i] ? x * x * l[i] : x * k[i];
        return s;
    }

    private struct Complex
    {
        public double Re;
        public double Im;

        public void MultiplyBy(Complex other) => (Re, Im) = ((Re * other.Re) - (Im * other.Im), (Re * other.Im) + (Im * other.Re));
    }

    [InlineArray(4)]
    private struct Four
    {
        private double _first;
    }

    private struct State
    {
        public Four Values;
        public double Weight;
    }

    private struct FixedFour
    {
        public fixed double Values[4];
    }

    private ref struct Walker(double[] data)
    {
        private readonly Span<double> _data = data;
        private int _index = -1;

        public readonly double Current
        {
            get => _data[_index];
            set => _data[_index] = value;
        }

        public bool Advance() => ++_index < _data.Length;

        public void Rewind() => _index = 0;
    }

    private ref struct Handle(ref double value)
    {
        private readonly ref double _value = ref value;

        public readonly double Value
        {
            get => _value;
            set => _value = value;
        }

        public readonly void Scale(double by) => _value *= by;
    }

    private sealed class Window(Memory<double> memory)
    {
        public void Scale(double by)
        {
            var s = memory.Span;
            for (int i = 0; i < s.Length; i++)
                s[i] *= by;
        }

        public double Product()
        {
            double r = 1;
            foreach (double v in memory.Span)
                r *= v;
            return r;
        }
    }
}

using System.Buffers;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Rented arrays, and blocks of bytes copied between arrays.</summary>
public static class Pools
{
    public static double T_Loop(double[] x)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(x.Length);
        try
        {
            for (int i = 0; i < x.Length; i++)
                rented[i] = x[i] * i;
            double s = 0;
            for (int i = 0; i < x.Length; i++)
                s += rented[i] * rented[i];
            return s;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    public static double T_RentedAgain(double[] x)
    {
        double s = 0;
        var pool = ArrayPool<double>.Shared;
        for (int k = 0; k < 4; k++)
        {
            double[] rented = pool.Rent(x.Length);
            for (int i = 0; i < x.Length; i++)
                rented[i] = (x[i] * (k + 1)) + s;
            for (int i = 0; i < x.Length; i++)
                s += Math.Sin(rented[i]);
            pool.Return(rented, clearArray: k == 2);
        }

        return s;
    }

    public static double T_OfOwnPool(double[] x)
    {
        var pool = ArrayPool<double>.Create();
        double[] a = pool.Rent(4), b = pool.Rent(4);
        a[0] = x[0] * x[1];
        b[0] = a[0] * a[0];
        double r = b[0] + a[0];
        pool.Return(a);
        pool.Return(b);
        return r;
    }

    public static double T_Swapped(double[] x)
    {
        double[] now = ArrayPool<double>.Shared.Rent(5), next = ArrayPool<double>.Shared.Rent(5);
        x.AsSpan().CopyTo(now);
        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < 5; i++)
                next[i] = (0.5 * now[i]) + (0.25 * now[(i + 1) % 5] * now[(i + 4) % 5]);
            (now, next) = (next, now);
        }

        double r = now.AsSpan(0, 5)[2] * now[0];
        ArrayPool<double>.Shared.Return(now);
        ArrayPool<double>.Shared.Return(next);
        return r;
    }

    public static double T_InHelper(double[] x) => Norm(x) * Norm([x[0], x[1] * x[2]]);

    public static double T_OfStructs(double[] x)
    {
        var rented = ArrayPool<(double A, int N)>.Shared.Rent(3);
        for (int i = 0; i < 3; i++)
            rented[i] = (x[i] * x[i + 1], i);
        double s = 0;
        for (int i = 0; i < 3; i++)
            s += rented[i].A * (rented[i].N + 1);
        ArrayPool<(double A, int N)>.Shared.Return(rented);
        return s;
    }

    public static double T_OfIntegers(double[] x)
    {
        int[] order = ArrayPool<int>.Shared.Rent(5);
        for (int i = 0; i < 5; i++)
            order[i] = (i * 3) % 5;
        double s = 0;
        for (int i = 0; i < 5; i++)
            s += x[order[i]] * x[i];
        ArrayPool<int>.Shared.Return(order);
        return s;
    }

    public static double T_LengthIsTheFrameworks(double[] x)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(17);
        double r = rented.Length * x[0] * x[0];
        ArrayPool<double>.Shared.Return(rented);
        return r;
    }

    public static double[] G_LengthIsTheFrameworks(double[] x) => [64 * x[0], 0, 0, 0, 0];

    public static double T_Generic(double[] x)
    {
        using var buffer = new Rented<double>(5);
        for (int i = 0; i < 5; i++)
            buffer.Items[i] = x[i] * x[0];
        return buffer.Items.AsSpan(0, 5).ToArray().Sum(v => v * v);
    }

    public static double T_Recursive(double[] x) => Halves(x, 0, 5);

    public static double T_BlockToTable(double[] x)
    {
        double[,] table = new double[2, 3];
        Buffer.BlockCopy(x, 0, table, 8, 40);
        return table[0, 1] * table[1, 0] * table[1, 2];
    }

    public static double T_BlockFromTable(double[] x)
    {
        double[,] table = { { x[0], x[1] * x[0] }, { x[2], x[3] } };
        double[] row = new double[3];
        Buffer.BlockCopy(table, 8, row, 8, 16);
        return row[1] * row[2];
    }

    public static double T_BlockWithinTable(double[] x)
    {
        double[,] table = { { x[0], x[1] }, { x[2], x[3] } };
        Buffer.BlockCopy(table, 0, table, 8, 24);
        return table[0, 1] * table[1, 0] * table[1, 1] * table[0, 0];
    }

    public static double T_BlockWithinArray(double[] x)
    {
        double[] y = [.. x];
        Buffer.BlockCopy(y, 0, y, 8, 32);
        return y[0] * y[1] * y[2] * y[4];
    }

    private static double Norm(double[] x)
    {
        double[] squares = ArrayPool<double>.Shared.Rent(x.Length);
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            squares[i] = x[i] * x[i];
            s += squares[i];
        }

        ArrayPool<double>.Shared.Return(squares);
        return Math.Sqrt(s + 1);
    }

    private static double Halves(double[] x, int start, int end)
    {
        if (end - start == 1)
            return x[start] * x[start];
        double[] parts = ArrayPool<double>.Shared.Rent(2);
        int middle = (start + end) / 2;
        parts[0] = Halves(x, start, middle);
        parts[1] = Halves(x, middle, end);
        double r = (parts[0] * parts[1]) + parts[0];
        ArrayPool<double>.Shared.Return(parts);
        return r;
    }

    private sealed class Rented<T>(int length) : IDisposable
    {
        public T[] Items { get; } = ArrayPool<T>.Shared.Rent(length);

        public void Dispose() => ArrayPool<T>.Shared.Return(Items);
    }
}

namespace Everyday.Truss;

/// Compliance of a plane truss: stiffness assembled as sparse triplets, solved by conjugate gradients.
public readonly record struct Triplet(int Row, int Column, double Value);

public sealed class SparseMatrix
{
    private readonly int[] _start, _columns;
    private readonly double[] _values;
    public int Size { get; }

    public SparseMatrix(int size, IEnumerable<Triplet> triplets)
    {
        Size = size;
        var summed = triplets
            .Where(t => t.Row < size && t.Column < size)
            .GroupBy(t => (t.Row, t.Column))
            .Select(g => new Triplet(g.Key.Row, g.Key.Column, g.Sum(t => t.Value)))
            .OrderBy(t => t.Row).ThenBy(t => t.Column)
            .ToArray();
        _start = new int[size + 1];
        _columns = new int[summed.Length];
        _values = new double[summed.Length];
        for (int k = 0; k < summed.Length; k++)
        {
            _start[summed[k].Row + 1]++;
            (_, _columns[k], _values[k]) = summed[k];
        }
        for (int i = 0; i < size; i++)
            _start[i + 1] += _start[i];
    }

    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < Size; i++)
        {
            double sum = 0;
            for (int k = _start[i]; k < _start[i + 1]; k++)
                sum += _values[k] * x[_columns[k]];
            y[i] = sum;
        }
    }

    public double[] Solve(ReadOnlySpan<double> b, double tolerance = 1e-14)
    {
        var x = new double[Size];
        var r = b.ToArray();
        var p = b.ToArray();
        var ap = new double[Size];
        double rr = Dot(r, r), stop = tolerance * tolerance * rr;
        for (int k = 0; k < 4 * Size && rr > stop; k++)
        {
            Multiply(p, ap);
            double alpha = rr / Dot(p, ap);
            for (int i = 0; i < Size; i++)
            {
                x[i] += alpha * p[i];
                r[i] -= alpha * ap[i];
            }
            double next = Dot(r, r), beta = next / rr;
            for (int i = 0; i < Size; i++)
                p[i] = r[i] + beta * p[i];
            rr = next;
        }
        return x;
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}

public sealed record Node(int Id, double X, double Y);

public sealed record Bar(Node A, Node B, double Area, double Modulus = 200)
{
    public double Length => Math.Sqrt(Math.Pow(B.X - A.X, 2) + Math.Pow(B.Y - A.Y, 2));
    public double Volume => Area * Length;

    public IEnumerable<Triplet> Stiffness()
    {
        double l = Length, c = (B.X - A.X) / l, s = (B.Y - A.Y) / l, k = Modulus * Area / l;
        double[] d = [-c, -s, c, s];
        int[] dof = [2 * A.Id, 2 * A.Id + 1, 2 * B.Id, 2 * B.Id + 1];
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++)
                yield return new(dof[i], dof[j], k * d[i] * d[j]);
    }
}

public static class Program
{
    /// Areas of the bars, then the height of the free nodes.
    static double Objective(double[] p)
    {
        double h = p[^1];
        // Supported nodes have the last numbers, so that their rows fall outside.
        Node[] n = [new(0, 1, 0), new(1, 1, h), new(2, 2, 0.1), new(3, 2, 1.1 * h), new(4, 0, 0), new(5, 0, 1)];
        (int, int)[] topology = [(4, 0), (5, 1), (4, 1), (5, 0), (0, 1), (0, 2), (1, 3), (0, 3), (1, 2), (2, 3)];
        var bars = topology.Select((t, i) => new Bar(n[t.Item1], n[t.Item2], p[i])).ToList();
        var k = new SparseMatrix(8, bars.SelectMany(b => b.Stiffness()));
        Span<double> load = stackalloc double[8];
        load[5] = -1;
        load[7] = -0.5;
        var u = k.Solve(load);
        double compliance = SparseMatrix.Dot(load, u);
        return 100 * compliance + 0.1 * bars.Sum(b => b.Volume);
    }

    public static void Go() => Check.All(Objective, [0.5, 0.6, 0.3, 0.4, 0.2, 0.5, 0.4, 0.3, 0.35, 0.25, 0.9], "truss");
}

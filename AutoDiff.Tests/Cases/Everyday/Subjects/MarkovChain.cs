namespace Everyday.MarkovChain;

/// Rating migrations: powers of a transition matrix over any number type, stationary distribution, expected time to default.
public sealed class SquareMatrix<T> : IMultiplyOperators<SquareMatrix<T>, SquareMatrix<T>, SquareMatrix<T>> where T : INumber<T>
{
    private readonly T[] _cells;
    public int Size { get; }
    public SquareMatrix(int size) => (Size, _cells) = (size, new T[size * size]);
    public ref T this[int i, int j] => ref _cells[i * Size + j];

    public static SquareMatrix<T> One(int size)
    {
        var m = new SquareMatrix<T>(size);
        for (int i = 0; i < size; i++)
            m[i, i] = T.One;
        return m;
    }

    public static SquareMatrix<T> operator *(SquareMatrix<T> a, SquareMatrix<T> b)
    {
        var m = new SquareMatrix<T>(a.Size);
        for (int i = 0; i < a.Size; i++)
            for (int j = 0; j < a.Size; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < a.Size; k++)
                    sum += a[i, k] * b[k, j];
                m[i, j] = sum;
            }
        return m;
    }

    public SquareMatrix<T> Power(int exponent)
    {
        var result = One(Size);
        for (var square = this; exponent > 0; exponent >>= 1, square *= square)
            if ((exponent & 1) == 1)
                result *= square;
        return result;
    }

    public T[] Row(int i) => _cells.AsSpan(i * Size, Size).ToArray();
}

public enum Rating { A, B, C, Default }

public sealed class Chain
{
    private readonly SquareMatrix<double> _p;
    private static readonly int s_size = Enum.GetValues<Rating>().Length;

    public Chain(IEnumerable<KeyValuePair<(Rating From, Rating To), double>> intensities)
    {
        _p = new SquareMatrix<double>(s_size);
        foreach (var group in intensities.ToLookup(i => i.Key.From))
        {
            double leaving = 0;
            foreach (var ((from, to), rate) in group)
            {
                double probability = 1 - Math.Exp(-rate);
                _p[(int)from, (int)to] = probability;
                leaving += probability;
            }
            _p[(int)group.Key, (int)group.Key] = 1 - leaving;
        }
        _p[(int)Rating.Default, (int)Rating.Default] = 1;
    }

    public double DefaultProbability(Rating from, int years) => _p.Power(years)[(int)from, (int)Rating.Default];

    public double[] TimeToDefault(int sweeps)
    {
        var t = new double[s_size];
        for (int k = 0; k < sweeps; k++)
            for (int i = 0; i < s_size - 1; i++)
            {
                double others = 0;
                for (int j = 0; j < s_size; j++)
                    if (j != i)
                        others += _p[i, j] * t[j];
                t[i] = (1 + others) / (1 - _p[i, i]);
            }
        return t;
    }
}

public static class Program
{
    static double Loss(double[] p)
    {
        var chain = new Chain(new Dictionary<(Rating, Rating), double>
        {
            [(Rating.A, Rating.B)] = p[0],
            [(Rating.B, Rating.A)] = p[1],
            [(Rating.B, Rating.C)] = p[2],
            [(Rating.C, Rating.B)] = p[3],
            [(Rating.C, Rating.Default)] = p[4],
            [(Rating.B, Rating.Default)] = 0.1 * p[4],
        });
        Dictionary<Rating, double> exposure = new() { [Rating.A] = 50, [Rating.B] = 30, [Rating.C] = 20 };
        double expected = 0;
        foreach (int years in (int[])[1, 3, 10])
            expected += exposure.Sum(e => e.Value * chain.DefaultProbability(e.Key, years)) / years;
        return expected / 10 + 0.01 * chain.TimeToDefault(400)[(int)Rating.B];
    }

    public static void Go() => Check.All(Loss, [0.1, 0.05, 0.12, 0.08, 0.2], "ratings");
}

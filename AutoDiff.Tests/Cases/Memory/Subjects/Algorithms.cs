namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Whole algorithms over arrays, objects and containers.</summary>
public static class Algorithms
{
    [Shape("4x4", "4")]
    public static double T_CholeskySolveInPlace(double[,] m, double[] b)
    {
        double[,] a = PositiveDefinite(m);
        int n = b.Length;
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k < j; k++)
                a[j, j] -= a[j, k] * a[j, k];
            a[j, j] = Math.Sqrt(a[j, j]);
            for (int i = j + 1; i < n; i++)
            {
                for (int k = 0; k < j; k++)
                    a[i, j] -= a[i, k] * a[j, k];
                a[i, j] /= a[j, j];
            }
        }

        double logarithm = 0;
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
                b[i] -= a[i, k] * b[k];
            b[i] /= a[i, i];
            logarithm += Math.Log(a[i, i]);
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
                b[i] -= a[k, i] * b[k];
            b[i] /= a[i, i];
        }

        return (b[0] * b[1]) + b[3] + logarithm;
    }

    [Shape("4x4", "4")]
    public static double T_LuSolveWithPivoting(double[][] m, double[] b)
    {
        double[][] a = m;
        int n = b.Length;
        for (int i = 0; i < n; i++)
            a[i][(i + 1) % n] += 6;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[i][k]) > Math.Abs(a[pivot][k]))
                    pivot = i;
            }

            if (pivot != k)
            {
                (a[k], a[pivot]) = (a[pivot], a[k]);
                (b[k], b[pivot]) = (b[pivot], b[k]);
            }

            for (int i = k + 1; i < n; i++)
            {
                double factor = a[i][k] / a[k][k];
                a[i][k] = factor;
                for (int j = k + 1; j < n; j++)
                    a[i][j] -= factor * a[k][j];
                b[i] -= factor * b[k];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
                b[i] -= a[i][j] * b[j];
            b[i] /= a[i][i];
        }

        return Math.Tanh(b[0] * b[1]) + Math.Atan(b[2]) + Math.Sin(0.1 * b[3]);
    }

    [At(4, 1, 3, 1, 2)]
    [At(2, -1, 5, 3, -4)]
    public static double T_SolveTwoByTwo(double[] x)
    {
        double[][] a = [[x[0], x[1]], [x[1], x[2]]];
        double[] b = [x[3], x[4]];
        double factor = a[1][0] / a[0][0];
        a[1][1] -= factor * a[0][1];
        b[1] -= factor * b[0];
        b[1] /= a[1][1];
        b[0] = (b[0] - (a[0][1] * b[1])) / a[0][0];
        return b[0];
    }

    public static double[] G_SolveTwoByTwo(double[] x)
    {
        double a = x[0], b = x[1], c = x[2], p = x[3], q = x[4];
        double det = (a * c) - (b * b), u = ((c * p) - (b * q)) / det;
        return [-u * c / det, (-q / det) + (2 * b * u / det), (p / det) - (u * a / det), c / det, -b / det];
    }

    [Shape("8", "8")]
    public static double T_FourierTransformInPlace(double[] re, double[] im)
    {
        Transform(re, im);
        double power = 0;
        for (int i = 0; i < re.Length; i++)
            power += i * ((re[i] * re[i]) + (im[i] * im[i])) / 8;
        return power;
    }

    /// <summary>Parseval: the sum of the squares is that of the input times n, so the gradient is 2n times the input.</summary>
    [Shape("8", "8")]
    public static double T_FourierEnergy(double[] re, double[] im)
    {
        Transform(re, im);
        double energy = 0;
        for (int i = 0; i < re.Length; i++)
            energy += (re[i] * re[i]) + (im[i] * im[i]);
        return energy;
    }

    public static double[] G_FourierEnergy(double[] re, double[] im) => [.. re.Concat(im).Select(v => 16 * v)];

    [Shape("12", "_")]
    public static double T_HeatEquationExplicit(double[] u, double k)
    {
        double[] now = u, next = new double[u.Length];
        double r = 0.2 / (1 + (k * k));
        for (int step = 0; step < 200; step++)
        {
            for (int i = 1; i < u.Length - 1; i++)
                next[i] = now[i] + (r * (now[i - 1] - (2 * now[i]) + now[i + 1]));
            next[0] = now[0];
            next[^1] = now[^1];
            (now, next) = (next, now);
        }

        double misfit = 0;
        for (int i = 0; i < u.Length; i++)
            misfit += (now[i] - (0.1 * i)) * (now[i] - (0.1 * i));
        return misfit;
    }

    [Shape("10", "_")]
    public static double T_HeatEquationImplicit(double[] u, double k)
    {
        int n = u.Length;
        double[] c = new double[n], d = new double[n];
        double r = 0.3 + (k * k);
        for (int step = 0; step < 50; step++)
        {
            c[0] = -r / (1 + (2 * r));
            d[0] = u[0] / (1 + (2 * r));
            for (int i = 1; i < n; i++)
            {
                double m = 1 + (2 * r) + (r * c[i - 1]);
                c[i] = -r / m;
                d[i] = (u[i] + (r * d[i - 1])) / m;
            }

            u[n - 1] = d[n - 1] + (0.01 * u[0]);
            for (int i = n - 2; i >= 0; i--)
                u[i] = d[i] - (c[i] * u[i + 1]) + 0.01;
        }

        double sum = 0;
        foreach (double v in u)
            sum += v * v;
        return sum;
    }

    [Shape("12")]
    public static double T_BodiesOfStructs(double[] x)
    {
        var bodies = new Body[3];
        for (int i = 0; i < bodies.Length; i++)
        {
            bodies[i] = new Body
            {
                Position = new Vector(x[4 * i] + (3 * i), x[(4 * i) + 1]),
                Velocity = new Vector(0.1 * x[(4 * i) + 2], 0.1 * x[(4 * i) + 3]),
                Mass = i + 1,
            };
        }

        for (int step = 0; step < 20; step++)
        {
            for (int i = 0; i < bodies.Length; i++)
            {
                for (int j = i + 1; j < bodies.Length; j++)
                    Body.Attract(ref bodies[i], ref bodies[j], 0.02);
            }

            foreach (ref var b in bodies.AsSpan())
                b.Move(0.02);
        }

        double energy = 0;
        foreach (var b in bodies)
            energy += b.KineticEnergy + b.Position.Y;
        return energy;
    }

    [Shape("6")]
    [At(1.3, 0.4, 2.1, 0.9, 1.7, 0.2)]
    [At(-1, 3, -2, 0.5, 0.7, -0.1)]
    public static double T_BubbleSort(double[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j + 1 < x.Length - i; j++)
            {
                if (x[j] > x[j + 1])
                    (x[j], x[j + 1]) = (x[j + 1], x[j]);
            }
        }

        return WeightedByRank(x);
    }

    public static double[] G_BubbleSort(double[] x) => Ranks(x);

    [Shape("6")]
    [At(1.3, 0.4, 2.1, 0.9, 1.7, 0.2)]
    [At(-1, 3, -2, 0.5, 0.7, -0.1)]
    public static double T_QuickSort(double[] x)
    {
        Sort(x);
        return WeightedByRank(x);

        static void Sort(Span<double> s)
        {
            if (s.Length < 2)
                return;
            double pivot = s[^1];
            int at = 0;
            for (int i = 0; i < s.Length - 1; i++)
            {
                if (s[i] < pivot)
                {
                    (s[i], s[at]) = (s[at], s[i]);
                    at++;
                }
            }

            (s[at], s[^1]) = (s[^1], s[at]);
            Sort(s[..at]);
            Sort(s[(at + 1)..]);
        }
    }

    public static double[] G_QuickSort(double[] x) => Ranks(x);

    [Shape("7")]
    [At(1.3, 0.4, 2.1, 0.9, 1.7, 0.2, 0.8)]
    [At(-1, 3, -2, 0.5, 0.7, -0.1, 4)]
    public static double T_MergeSort(double[] x)
    {
        return WeightedByRank(Sort(x, 0, x.Length));

        static double[] Sort(double[] a, int from, int to)
        {
            if (to - from == 1)
                return [a[from]];
            int middle = (from + to) / 2;
            double[] left = Sort(a, from, middle), right = Sort(a, middle, to);
            var merged = new double[to - from];
            for (int i = 0, j = 0, k = 0; k < merged.Length; k++)
                merged[k] = j == right.Length || (i < left.Length && left[i] <= right[j]) ? left[i++] : right[j++];
            return merged;
        }
    }

    public static double[] G_MergeSort(double[] x) => Ranks(x);

    [Shape("6")]
    [At(1.3, 0.4, 2.1, 0.9, 1.7, 0.2)]
    public static double T_ArraySort(double[] x)
    {
        Array.Sort(x);
        return WeightedByRank(x);
    }

    public static double[] G_ArraySort(double[] x) => Ranks(x);

    [Shape("6")]
    public static double T_SpringNetwork(double[] x)
    {
        var points = new List<MassPoint>();
        for (int i = 0; i < 4; i++)
            points.Add(new MassPoint { X = i + (0.1 * x[i]), Fixed = i == 0 });
        for (int i = 0; i < 4; i++)
        {
            points[i].Attach(points[(i + 1) % 4], stiffness: x[4], length: 1);
            points[i].Attach(points[(i + 2) % 4], stiffness: x[5], length: 1.5);
        }

        for (int step = 0; step < 30; step++)
        {
            foreach (var p in points)
                p.CollectForces();
            foreach (var p in points)
                p.Move(0.05);
        }

        double energy = 0;
        foreach (var p in points)
            energy += (p.X * p.X) + (p.Velocity * p.Velocity);
        return energy;
    }

    [Shape("9")]
    public static double T_PerceptronOnJaggedArrays(double[] x)
    {
        double[][] inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
        double[] labels = [0, 1, 1, 0];
        double[][][] weights =
        [
            [[x[0], x[1], x[2]], [x[3], x[4], x[5]]],
            [[x[6], x[7], x[8]]],
        ];
        double loss = 0;
        for (int n = 0; n < inputs.Length; n++)
        {
            double[] activation = inputs[n];
            foreach (double[][] layer in weights)
                activation = Forward(layer, activation);
            double error = activation[0] - labels[n];
            loss += error * error;
        }

        return loss / inputs.Length;

        static double[] Forward(double[][] layer, double[] input)
        {
            var output = new double[layer.Length];
            for (int i = 0; i < layer.Length; i++)
            {
                double sum = layer[i][^1];
                for (int j = 0; j < input.Length; j++)
                    sum += layer[i][j] * input[j];
                output[i] = Math.Tanh(sum);
            }

            return output;
        }
    }

    [Shape("3,3", "2x3", "3")]
    [MayBeRefused("AD1007")]
    public static double T_PerceptronWithObjects(double[][] hidden, double[][] spare, double[] output)
    {
        var network = new Network();
        network.Layers.Add(new Dense(hidden, Math.Tanh));
        network.Layers.Add(new Dense([output], v => 1 / (1 + Math.Exp(-v))));
        double loss = spare[0][0] * spare[1][2];
        foreach (var (a, b, label) in new[] { (0.0, 1.0, 1.0), (1.0, 1.0, 0.0) })
        {
            double p = network.Predict([a, b])[0];
            loss -= (label * Math.Log(p)) + ((1 - label) * Math.Log(1 - p));
        }

        return loss;
    }

    public static double T_CacheWithEviction(double[] x)
    {
        var cache = new LeastRecentlyUsed(3);
        int[] requests = [0, 1, 2, 0, 3, 4, 0, 1, 3, 3, 2];
        double sum = 0;
        foreach (int key in requests)
        {
            if (!cache.TryGet(key, out double v))
            {
                v = Math.Sin(x[key]) + Math.Tanh(0.3 * sum);
                cache.Put(key, v);
            }

            sum += v * v;
        }

        return sum;
    }

    [Shape("_", "_")]
    public static double T_RungeKutta(double x, double y)
    {
        static double[] Field(double[] s) => [s[1], Math.Sin(-s[0]) - (0.1 * s[1])];
        static double[] Combine(double[] a, double h, double[] b)
        {
            var r = new double[a.Length];
            for (int i = 0; i < a.Length; i++)
                r[i] = a[i] + (h * b[i]);
            return r;
        }

        double[] s = [x, y];
        const double h = 0.1;
        for (int step = 0; step < 20; step++)
        {
            double[] k1 = Field(s), k2 = Field(Combine(s, h / 2, k1)), k3 = Field(Combine(s, h / 2, k2)), k4 = Field(Combine(s, h, k3));
            for (int i = 0; i < s.Length; i++)
                s[i] += h / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]);
        }

        return s[0] * s[1];
    }

    [Shape("4", "5")]
    public static double T_DynamicTimeWarping(double[] a, double[] b)
    {
        var cost = new double[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 && j == 0)
                    continue;
                double best = double.PositiveInfinity;
                if (i > 0 && j > 0)
                    best = cost[i - 1, j - 1];
                if (i > 0)
                    best = Math.Min(best, cost[i - 1, j] + 0.31);
                if (j > 0)
                    best = Math.Min(best, cost[i, j - 1] + 0.17);
                double d = i > 0 && j > 0 ? a[i - 1] - b[j - 1] : 1.3;
                cost[i, j] = best + (d * d);
            }
        }

        return cost[a.Length, b.Length];
    }

    [Shape("5")]
    public static double T_MemoisedInArray(double[] x)
    {
        var known = new double?[x.Length, x.Length];
        return Best(0, x.Length - 1);

        double Best(int i, int j)
        {
            if (i >= j)
                return x[i];
            if (known[i, j] is { } value)
                return value;
            double r = (x[i] * Best(i + 1, j)) + (0.5 * x[j] * Best(i, j - 1));
            known[i, j] = r;
            return r;
        }
    }

    public static double T_Horner(double[] x)
    {
        Span<double> powers = stackalloc double[6];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * x[0];
        double r = 0;
        for (int i = 0; i < x.Length; i++)
            r += x[i] * powers[i + 1];
        return r;
    }

    public static double T_GradientDescentUnrolled(double[] x)
    {
        var w = new double[3];
        double rate = 0.1 / (1 + (x[0] * x[0]));
        for (int step = 0; step < 25; step++)
        {
            for (int i = 0; i < w.Length; i++)
                w[i] -= rate * 2 * ((w[i] * x[i + 1]) - x[i + 2]) * 0.2;
        }

        return (w[0] * w[1]) + w[2];
    }

    [Shape("6", "3")]
    public static double T_Convolution(double[] signal, double[] kernel)
    {
        static void Convolve(ReadOnlySpan<double> signal, ReadOnlySpan<double> kernel, Span<double> result)
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = 0;
                for (int j = 0; j < kernel.Length; j++)
                    result[i] += signal[i + j] * kernel[j];
            }
        }

        var buffer = new double[4];
        Convolve(signal, kernel, buffer);
        Convolve(buffer, kernel, signal.AsSpan(0, 2));
        return (signal[0] * signal[1]) + signal[2];
    }

    private static double[,] PositiveDefinite(double[,] m)
    {
        int n = m.GetLength(0);
        var a = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                    a[i, j] += m[i, k] * m[j, k];
            }

            a[i, i] += 2;
        }

        return a;
    }

    private static void Transform(double[] re, double[] im)
    {
        int n = re.Length;
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
                j ^= bit;
            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }

        for (int size = 2; size <= n; size *= 2)
        {
            double angle = -2 * Math.PI / size;
            for (int start = 0; start < n; start += size)
            {
                for (int k = 0; k < size / 2; k++)
                {
                    double wr = Math.Cos(angle * k), wi = Math.Sin(angle * k);
                    int a = start + k, b = a + (size / 2);
                    double tr = (wr * re[b]) - (wi * im[b]), ti = (wr * im[b]) + (wi * re[b]);
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
        }
    }

    private static double WeightedByRank(double[] sorted)
    {
        double r = 0;
        for (int i = 0; i < sorted.Length; i++)
            r += sorted[i] * (i + 1) * (i + 1);
        return r;
    }

    private static double[] Ranks(double[] x) =>
        Array.ConvertAll(x, v => Math.Pow(1 + x.Count(w => w < v), 2));

    private readonly record struct Vector(double X, double Y)
    {
        public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y);

        public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y);

        public static Vector operator *(Vector a, double by) => new(a.X * by, a.Y * by);

        public double Square() => (X * X) + (Y * Y);
    }

    private struct Body
    {
        public Vector Position;
        public Vector Velocity;
        public double Mass;

        public readonly double KineticEnergy => Mass * Velocity.Square() / 2;

        public static void Attract(ref Body a, ref Body b, double dt)
        {
            var d = b.Position - a.Position;
            double r = 0.5 + d.Square();
            double force = dt / (r * Math.Sqrt(r));
            a.Velocity += d * (force * b.Mass);
            b.Velocity -= d * (force * a.Mass);
        }

        public void Move(double dt) => Position += Velocity * dt;
    }

    private sealed class MassPoint
    {
        private readonly List<Spring> _springs = [];
        private double _force;

        public double X { get; set; }

        public double Velocity { get; private set; }

        public bool Fixed { get; init; }

        public void Attach(MassPoint other, double stiffness, double length)
        {
            var spring = new Spring(this, other) { Stiffness = stiffness, Length = length };
            _springs.Add(spring);
            other._springs.Add(spring);
        }

        public void CollectForces()
        {
            _force = -0.1 * Velocity;
            foreach (var s in _springs)
                _force += s.ForceOn(this);
        }

        public void Move(double dt)
        {
            if (Fixed)
                return;
            Velocity += _force * dt;
            X += Velocity * dt;
        }
    }

    private sealed class Spring(MassPoint a, MassPoint b)
    {
        public required double Stiffness { get; init; }

        public double Length { get; init; }

        public double ForceOn(MassPoint end)
        {
            double stretch = b.X - a.X - Length;
            return ReferenceEquals(end, a) ? Stiffness * stretch : -Stiffness * stretch;
        }
    }

    private sealed class Network
    {
        public List<Dense> Layers { get; } = [];

        public double[] Predict(double[] input)
        {
            foreach (var layer in Layers)
                input = layer.Forward(input);
            return input;
        }
    }

    private sealed class Dense(double[][] weights, Func<double, double> activation)
    {
        private readonly double[] _output = new double[weights.Length];

        public double[] Forward(double[] input)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                double sum = weights[i][^1];
                for (int j = 0; j < input.Length; j++)
                    sum += weights[i][j] * input[j];
                _output[i] = activation(sum);
            }

            return _output;
        }
    }

    private sealed class LeastRecentlyUsed(int capacity)
    {
        private readonly Dictionary<int, LinkedListNode<(int Key, double Value)>> _nodes = [];
        private readonly LinkedList<(int Key, double Value)> _order = [];

        public bool TryGet(int key, out double value)
        {
            if (!_nodes.TryGetValue(key, out var node))
            {
                value = 0;
                return false;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            value = node.Value.Value;
            return true;
        }

        public void Put(int key, double value)
        {
            if (_nodes.Count == capacity)
            {
                _nodes.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }

            _nodes[key] = _order.AddFirst((key, value));
        }
    }
}

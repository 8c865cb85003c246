namespace Everyday.PowerFlow;

/// Newton-Raphson load flow on a small grid; losses and voltage deviations as functions of dispatch and tap.
public enum BusType { Slack, Generator, Load }

public sealed record Bus(int Number, BusType Type, double P, double Q, double Voltage = 1.0);
public sealed record Branch(int From, int To, Complex Impedance, double Charging = 0, double Tap = 1);

public sealed class Grid
{
    private readonly Bus[] _buses;
    private readonly Branch[] _branches;
    private readonly Complex[,] _y;

    public Grid(IEnumerable<Bus> buses, IEnumerable<Branch> branches)
    {
        _buses = buses.OrderBy(b => b.Number).ToArray();
        _branches = branches.ToArray();
        _y = new Complex[_buses.Length, _buses.Length];
        foreach (var b in _branches)
        {
            var y = 1 / b.Impedance;
            var shunt = new Complex(0, b.Charging / 2);
            _y[b.From, b.From] += (y + shunt) / (b.Tap * b.Tap);
            _y[b.To, b.To] += y + shunt;
            _y[b.From, b.To] -= y / b.Tap;
            _y[b.To, b.From] -= y / b.Tap;
        }
    }

    public Complex[] Solve(int maxIterations = 12, double tolerance = 1e-13)
    {
        int n = _buses.Length;
        var magnitude = _buses.Select(b => b.Voltage).ToArray();
        var angle = new double[n];
        var angles = _buses.Where(b => b.Type != BusType.Slack).Select(b => b.Number).ToList();
        var loads = _buses.Where(b => b.Type == BusType.Load).Select(b => b.Number).ToList();
        int m = angles.Count + loads.Count;
        for (int iteration = 0; ; iteration++)
        {
            var v = magnitude.Zip(angle, Complex.FromPolarCoordinates).ToArray();
            var s = Injections(v);
            var mismatch = new double[m];
            for (int i = 0; i < angles.Count; i++) mismatch[i] = _buses[angles[i]].P - s[angles[i]].Real;
            for (int i = 0; i < loads.Count; i++) mismatch[angles.Count + i] = _buses[loads[i]].Q - s[loads[i]].Imaginary;
            if (mismatch.Max(Math.Abs) < tolerance && iteration > 4)
                return v;
            if (iteration == maxIterations)
                throw new InvalidOperationException("load flow did not converge");
            var jacobian = new double[m, m];
            for (int c = 0; c < m; c++)
            {
                int k = c < angles.Count ? angles[c] : loads[c - angles.Count];
                var direction = c < angles.Count ? Complex.ImaginaryOne * v[k] : v[k] / magnitude[k];
                for (int r = 0; r < m; r++)
                {
                    int i = r < angles.Count ? angles[r] : loads[r - angles.Count];
                    Complex d = v[i] * Complex.Conjugate(_y[i, k] * direction);
                    if (i == k)
                        d += direction * Complex.Conjugate(Current(v, i));
                    jacobian[r, c] = r < angles.Count ? d.Real : d.Imaginary;
                }
            }
            var step = LinearSolver.Solve(jacobian, mismatch);
            for (int i = 0; i < angles.Count; i++) angle[angles[i]] += step[i];
            for (int i = 0; i < loads.Count; i++) magnitude[loads[i]] += step[angles.Count + i];
        }
    }

    private Complex Current(Complex[] v, int i)
    {
        var sum = Complex.Zero;
        for (int k = 0; k < v.Length; k++)
            sum += _y[i, k] * v[k];
        return sum;
    }

    private Complex[] Injections(Complex[] v) => v.Select((vi, i) => vi * Complex.Conjugate(Current(v, i))).ToArray();

    public double Losses(Complex[] v) => Injections(v).Aggregate(Complex.Zero, (sum, s) => sum + s).Real;
    public double Loading(Complex[] v) => _branches.Max(b => ((v[b.From] - v[b.To]) / b.Impedance).Magnitude);
}

public static class LinearSolver
{
    public static double[] Solve(double[,] a, double[] b)
    {
        int n = b.Length;
        var x = (double[])b.Clone();
        for (int c = 0; c < n; c++)
        {
            int pivot = Enumerable.Range(c, n - c).MaxBy(r => Math.Abs(a[r, c]));
            if (pivot != c)
            {
                for (int j = 0; j < n; j++) (a[c, j], a[pivot, j]) = (a[pivot, j], a[c, j]);
                (x[c], x[pivot]) = (x[pivot], x[c]);
            }
            for (int r = c + 1; r < n; r++)
            {
                double f = a[r, c] / a[c, c];
                for (int j = c; j < n; j++) a[r, j] -= f * a[c, j];
                x[r] -= f * x[c];
            }
        }
        for (int r = n - 1; r >= 0; r--)
        {
            for (int j = r + 1; j < n; j++) x[r] -= a[r, j] * x[j];
            x[r] /= a[r, r];
        }
        return x;
    }
}

public static class Program
{
    static double Objective(double[] p)
    {
        var grid = new Grid(
            [new(0, BusType.Slack, 0, 0, 1.04), new(2, BusType.Load, -p[1], -p[2]), new(1, BusType.Generator, p[0], 0, p[3]), new(3, BusType.Load, -0.4, -0.1)],
            [new(0, 1, new(0.02, 0.08), 0.02), new(1, 2, new(0.03, 0.12), 0.03, p[4]), new(0, 2, new(0.025, 0.1), 0.02), new(2, 3, new(0.04, 0.15))]);
        var v = grid.Solve();
        double deviation = v.Sum(u => Math.Pow(u.Magnitude - 1, 2));
        return 10 * grid.Losses(v) + deviation + 0.1 * grid.Loading(v) + 0.1 * v[3].Phase;
    }

    public static void Go() => Check.All(Objective, [0.6, 0.9, 0.3, 1.02, 0.98], "load flow");
}

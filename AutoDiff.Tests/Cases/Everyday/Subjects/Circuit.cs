namespace Everyday.Circuit;

/// Transient analysis by modified nodal analysis: components stamp themselves into the system.
public sealed class Stamp(int nodes)
{
    public readonly double[][] G = Enumerable.Range(0, nodes + 1).Select(_ => new double[nodes + 1]).ToArray();
    public readonly double[] I = new double[nodes + 1];

    public void Conductance(int a, int b, double g)
    {
        G[a][a] += g;
        G[b][b] += g;
        G[a][b] -= g;
        G[b][a] -= g;
    }

    public void Current(int from, int to, double i)
    {
        I[from] -= i;
        I[to] += i;
    }

    public double[] Solve()
    {
        // Node 0 is ground: its row and column are left out.
        int n = I.Length - 1;
        for (int c = 1; c <= n; c++)
            for (int r = c + 1; r <= n; r++)
            {
                double f = G[r][c] / G[c][c];
                if (f == 0) continue;
                for (int j = c; j <= n; j++)
                    G[r][j] -= f * G[c][j];
                I[r] -= f * I[c];
            }
        var v = new double[n + 1];
        for (int r = n; r >= 1; r--)
        {
            double sum = I[r];
            for (int j = r + 1; j <= n; j++)
                sum -= G[r][j] * v[j];
            v[r] = sum / G[r][r];
        }
        return v;
    }
}

public interface IComponent
{
    void Contribute(Stamp stamp, double[] v, double t, double dt);
    void Commit(double[] v, double dt) { }
}

public sealed class Resistor(int a, int b, double ohms) : IComponent
{
    public void Contribute(Stamp stamp, double[] v, double t, double dt) => stamp.Conductance(a, b, 1 / ohms);
}

public sealed class Capacitor(int a, int b, double farads) : IComponent
{
    private double _voltage;
    public void Contribute(Stamp stamp, double[] v, double t, double dt)
    {
        double g = farads / dt;
        stamp.Conductance(a, b, g);
        stamp.Current(b, a, g * _voltage);
    }
    public void Commit(double[] v, double dt) => _voltage = v[a] - v[b];
}

public sealed class Inductor(int a, int b, double henries) : IComponent
{
    private double _current;
    public void Contribute(Stamp stamp, double[] v, double t, double dt)
    {
        stamp.Conductance(a, b, dt / henries);
        stamp.Current(a, b, _current);
    }
    public void Commit(double[] v, double dt) => _current += dt / henries * (v[a] - v[b]);
}

public sealed class CurrentSource(int from, int to, Func<double, double> wave) : IComponent
{
    public void Contribute(Stamp stamp, double[] v, double t, double dt) => stamp.Current(from, to, wave(t));
}

public sealed class Diode(int anode, int cathode, double saturation, double thermal = 0.05) : IComponent
{
    public void Contribute(Stamp stamp, double[] v, double t, double dt)
    {
        double u = Math.Min(v[anode] - v[cathode], 0.8), e = Math.Exp(u / thermal);
        double g = saturation * e / thermal + 1e-9, i = saturation * (e - 1);
        stamp.Conductance(anode, cathode, g);
        stamp.Current(anode, cathode, i - g * u);
    }
}

public sealed class Netlist : List<IComponent>
{
    public int Nodes { get; init; }

    public IEnumerable<double[]> Transient(double dt, int steps)
    {
        var v = new double[Nodes + 1];
        for (int k = 1; k <= steps; k++)
        {
            for (int newton = 0; newton < 30; newton++)
            {
                var stamp = new Stamp(Nodes);
                foreach (var component in this)
                    component.Contribute(stamp, v, k * dt, dt);
                var next = stamp.Solve();
                double change = next.Zip(v, (a, b) => Math.Abs(a - b)).Max();
                v = next;
                if (change < 1e-12)
                    break;
            }
            foreach (var component in this)
                component.Commit(v, dt);
            yield return v;
        }
    }
}

public static class Program
{
    /// p: resistance, capacitance, inductance, saturation current (log), amplitude
    static double Ripple(double[] p)
    {
        var rectifier = new Netlist
        {
            new CurrentSource(0, 1, t => p[4] * Math.Sin(2 * t)),
            new Resistor(1, 0, 2.0),
            new Diode(1, 2, Math.Exp(p[3])),
            new Capacitor(2, 0, p[1]),
            new Inductor(2, 3, p[2]),
            new Resistor(3, 0, p[0]),
        };
        var circuit = new Netlist { Nodes = 3 };
        circuit.AddRange(rectifier);
        double sum = 0, squares = 0;
        int n = 0;
        foreach (var v in circuit.Transient(0.1, 40).Skip(10))
        {
            sum += v[3];
            squares += v[3] * v[3];
            n++;
        }
        double mean = sum / n;
        return Math.Sqrt(squares / n - mean * mean) + 0.2 * mean;
    }

    public static void Go() => Check.All(Ripple, [3.0, 0.8, 0.4, -9.0, 1.5], "ripple");
}

namespace Everyday.StructuralDynamics;

/// Storey drift of a shear building with yielding columns and dampers: Newmark against an explicit integrator.
public delegate double Excitation(double time);
public delegate (double[] U, double[] V, double[] A) Integrator(Building building, Excitation ground, double[] u, double[] v, double[] a, double t, double dt);

public abstract class Column
{
    public abstract double Force(double drift);
    public virtual double Stiffness(double drift)
    {
        const double h = 1e-4;
        return (Force(drift + h) - Force(drift - h)) / (2 * h);
    }
}

public sealed class Elastic(double k) : Column
{
    public override double Force(double drift) => k * drift;
    public override double Stiffness(double drift) => k;
}

public sealed class Yielding(double k, double strength, double hardening) : Column
{
    public override double Force(double drift) => hardening * k * drift + (1 - hardening) * strength * Math.Tanh(k * drift / strength);
}

public sealed class Building(double[] masses, Column[] columns, double damping)
{
    public int Storeys => masses.Length;
    public ReadOnlySpan<double> Masses => masses;

    private double Drift(double[] u, int i) => i == 0 ? u[0] : u[i] - u[i - 1];

    public double[] Restoring(double[] u, double[] v)
    {
        var f = new double[Storeys];
        for (int i = 0; i < Storeys; i++)
        {
            double shear = columns[i].Force(Drift(u, i)) + damping * Drift(v, i);
            f[i] += shear;
            if (i > 0) f[i - 1] -= shear;
        }
        return f;
    }

    /// The tridiagonal effective matrix m·am + c·ac + k.
    public (double[] Diagonal, double[] Off) Tangent(double[] u, double am, double ac)
    {
        double[] diagonal = new double[Storeys], off = new double[Storeys - 1];
        for (int i = 0; i < Storeys; i++)
        {
            double k = columns[i].Stiffness(Drift(u, i)) + ac * damping;
            diagonal[i] += am * masses[i] + k;
            if (i > 0)
            {
                diagonal[i - 1] += k;
                off[i - 1] -= k;
            }
        }
        return (diagonal, off);
    }

    public double PeakDrift(double[] u) => Enumerable.Range(0, Storeys).Max(i => Math.Abs(Drift(u, i)));
}

public static class Integrators
{
    public static Integrator Newmark(double beta, double gamma, int iterations) => (building, ground, u, v, a, t, dt) =>
    {
        int n = building.Storeys;
        double[] u1 = [.. u], v1 = new double[n], a1 = new double[n];
        for (int k = 0; ; k++)
        {
            for (int i = 0; i < n; i++)
            {
                a1[i] = (u1[i] - u[i] - dt * v[i]) / (beta * dt * dt) - (0.5 / beta - 1) * a[i];
                v1[i] = v[i] + dt * ((1 - gamma) * a[i] + gamma * a1[i]);
            }
            if (k == iterations)
                return (u1, v1, a1);
            var r = building.Restoring(u1, v1);
            for (int i = 0; i < n; i++)
                r[i] = -building.Masses[i] * (ground(t + dt) + a1[i]) - r[i];
            var (d, o) = building.Tangent(u1, 1 / (beta * dt * dt), gamma / (beta * dt));
            Thomas(d, o, r);
            for (int i = 0; i < n; i++)
                u1[i] += r[i];
        }
    };

    public static Integrator CentralDifference { get; } = (building, ground, u, v, a, t, dt) =>
    {
        var half = v.Zip(a, (vi, ai) => vi + dt / 2 * ai).ToArray();
        var u1 = u.Zip(half, (ui, vi) => ui + dt * vi).ToArray();
        var a1 = building.Restoring(u1, half);
        for (int i = 0; i < a1.Length; i++)
            a1[i] = -ground(t + dt) - a1[i] / building.Masses[i];
        return (u1, half.Zip(a1, (vi, ai) => vi + dt / 2 * ai).ToArray(), a1);
    };

    private static void Thomas(double[] d, double[] off, double[] x)
    {
        for (int i = 1; i < d.Length; i++)
        {
            double w = off[i - 1] / d[i - 1];
            d[i] -= w * off[i - 1];
            x[i] -= w * x[i - 1];
        }
        for (int i = d.Length - 1; i >= 0; i--)
            x[i] = (x[i] - (i + 1 < d.Length ? off[i] * x[i + 1] : 0)) / d[i];
    }
}

public static class Program
{
    static double Response(double[] p, Integrator integrator, double dt, int steps)
    {
        var building = new Building([2, 2, 1.5], [new Elastic(p[0]), new Yielding(p[1], p[2], 0.1), new Yielding(0.8 * p[1], 0.7 * p[2], p[3])], damping: p[4]);
        Excitation quake = t => t < 3 ? 2 * Math.Sin(5 * t) * Math.Exp(-0.5 * t) : 0;
        double[] u = new double[3], v = new double[3], a = new double[3];
        double peak = 0, work = 0;
        for (int k = 0; k < steps; k++)
        {
            (u, v, a) = integrator(building, quake, u, v, a, k * dt, dt);
            peak = Math.Max(peak, building.PeakDrift(u));
            work += dt * v.Sum(w => w * w);
        }
        return 10 * peak + work;
    }

    public static void Go()
    {
        Check.All(p => Response(p, Integrators.Newmark(0.25, 0.5, 3), 0.05, 40), [150, 120, 3, 0.05, 2], "Newmark");
        Check.All(p => Response(p, Integrators.CentralDifference, 0.01, 150), [150, 120, 3, 0.05, 2], "central difference");
    }
}

namespace Everyday.NBody;

/// Leapfrog integration of a small planetary system over a span of structs.
[StructLayout(LayoutKind.Sequential)]
public struct Body
{
    public double X, Y, Z, Vx, Vy, Vz, Mass;

    public readonly double KineticEnergy => 0.5 * Mass * (Vx * Vx + Vy * Vy + Vz * Vz);
}

public static class Gravity
{
    private const double Softening = 1e-4;

    private static void Kick(Span<Body> bodies, double dt)
    {
        for (int i = 0; i < bodies.Length; i++)
        {
            ref Body a = ref bodies[i];
            foreach (ref Body b in bodies[(i + 1)..])
            {
                double dx = b.X - a.X, dy = b.Y - a.Y, dz = b.Z - a.Z;
                double d2 = dx * dx + dy * dy + dz * dz + Softening;
                double f = dt / (d2 * Math.Sqrt(d2));
                a.Vx += dx * b.Mass * f;
                a.Vy += dy * b.Mass * f;
                a.Vz += dz * b.Mass * f;
                b.Vx -= dx * a.Mass * f;
                b.Vy -= dy * a.Mass * f;
                b.Vz -= dz * a.Mass * f;
            }
        }
    }

    private static void Drift(Span<Body> bodies, double dt)
    {
        foreach (ref var b in bodies)
        {
            b.X += dt * b.Vx;
            b.Y += dt * b.Vy;
            b.Z += dt * b.Vz;
        }
    }

    public static void Advance(Span<Body> bodies, double dt, int steps)
    {
        Kick(bodies, dt / 2);
        for (int k = 0; k < steps; k++)
        {
            Drift(bodies, dt);
            Kick(bodies, k < steps - 1 ? dt : dt / 2);
        }
    }

    public static double Energy(ReadOnlySpan<Body> bodies)
    {
        double e = 0;
        for (int i = 0; i < bodies.Length; i++)
        {
            ref readonly Body a = ref bodies[i];
            e += a.KineticEnergy;
            for (int j = i + 1; j < bodies.Length; j++)
            {
                ref readonly Body b = ref bodies[j];
                double dx = a.X - b.X, dy = a.Y - b.Y, dz = a.Z - b.Z;
                e -= a.Mass * b.Mass / Math.Sqrt(dx * dx + dy * dy + dz * dz + Softening);
            }
        }
        return e;
    }

    /// Puts the centre of mass at rest at the origin.
    public static void Centre(Span<Body> bodies)
    {
        Body sum = default;
        foreach (ref readonly Body b in bodies)
        {
            sum.Mass += b.Mass;
            sum.X += b.Mass * b.X; sum.Y += b.Mass * b.Y; sum.Z += b.Mass * b.Z;
            sum.Vx += b.Mass * b.Vx; sum.Vy += b.Mass * b.Vy; sum.Vz += b.Mass * b.Vz;
        }
        for (int i = 0; i < bodies.Length; i++)
        {
            bodies[i].X -= sum.X / sum.Mass; bodies[i].Y -= sum.Y / sum.Mass; bodies[i].Z -= sum.Z / sum.Mass;
            bodies[i].Vx -= sum.Vx / sum.Mass; bodies[i].Vy -= sum.Vy / sum.Mass; bodies[i].Vz -= sum.Vz / sum.Mass;
        }
    }
}

public static class Program
{
    static double Miss(double[] p)
    {
        Span<Body> bodies = stackalloc Body[4];
        bodies[0] = new Body { Mass = 1 };
        bodies[1] = new Body { X = 1, Vy = p[0], Mass = p[1] };
        bodies[2] = new Body { Y = 1.8, Vx = -0.72, Vz = p[2], Mass = 2e-2 };
        bodies[3] = bodies[1] with { X = 1.3, Vy = p[0] * 0.9, Vx = p[3], Mass = 0 };
        Gravity.Centre(bodies);
        double before = Gravity.Energy(bodies);
        Gravity.Advance(bodies, 0.02, 60);
        var probe = bodies[^1];
        double dx = probe.X - bodies[2].X, dy = probe.Y - bodies[2].Y, dz = probe.Z - bodies[2].Z;
        return dx * dx + dy * dy + dz * dz + 10 * (Gravity.Energy(bodies) - before) + Gravity.Energy(bodies[..2]);
    }

    public static void Go() => Check.All(Miss, [1.02, 0.01, 0.1, 0.05], "n-body");
}

namespace Everyday.Orbit;

/// A satellite under J2 and drag; a manoeuvre is triggered at apogee by an event.
public readonly record struct Vector(double X, double Y, double Z)
{
    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
    public static Vector operator *(Vector a, double s) => new(a.X * s, a.Y * s, a.Z * s);
    public static double operator *(Vector a, Vector b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;
    public double Norm => Math.Sqrt(this * this);
}

public readonly record struct State(double Time, Vector R, Vector V)
{
    public State Advance(State rate, double h) => new(Time + h, R + rate.R * h, V + rate.V * h);
}

public delegate Vector ForceModel(in State state);

public sealed class ApsisEventArgs(State at, bool apogee) : EventArgs
{
    public State At { get; } = at;
    public bool IsApogee { get; } = apogee;
    public double DeltaV { get; set; }
}

public sealed class Propagator(params ForceModel[] forces)
{
    public event EventHandler<ApsisEventArgs>? Apsis;

    private State Rate(in State s)
    {
        var a = default(Vector);
        foreach (var force in forces)
            a += force(in s);
        return new State(1, s.V, a);
    }

    private State Step(in State s, double h)
    {
        State k1 = Rate(s), k2 = Rate(s.Advance(k1, h / 2)), k3 = Rate(s.Advance(k2, h / 2)), k4 = Rate(s.Advance(k3, h));
        return new State(
            s.Time + h,
            s.R + (k1.R + k2.R * 2 + k3.R * 2 + k4.R) * (h / 6),
            s.V + (k1.V + k2.V * 2 + k3.V * 2 + k4.V) * (h / 6));
    }

    public State Propagate(State state, double until, double h)
    {
        double radial = state.R * state.V;
        while (state.Time < until - 1e-9)
        {
            state = Step(state, Math.Min(h, until - state.Time));
            double next = state.R * state.V;
            if (radial * next < 0)
            {
                var args = new ApsisEventArgs(state, apogee: next < 0);
                Apsis?.Invoke(this, args);
                double speed = state.V.Norm;
                state = state with { V = state.V * ((speed + args.DeltaV) / speed) };
                next = state.R * state.V;
            }
            radial = next;
        }
        return state;
    }
}

public static class Program
{
    const double Mu = 1, J2 = 1.0826e-3;

    static Vector Central(in State s)
    {
        double r = s.R.Norm;
        return s.R * (-Mu / (r * r * r));
    }

    static Vector Oblate(in State s)
    {
        double r2 = s.R * s.R, z2 = s.R.Z * s.R.Z / r2, k = -1.5 * J2 * Mu / (r2 * r2 * Math.Sqrt(r2));
        return new(k * s.R.X * (1 - 5 * z2), k * s.R.Y * (1 - 5 * z2), k * s.R.Z * (3 - 5 * z2));
    }

    static ForceModel Drag(double ballistic) => (in State s) =>
    {
        double density = Math.Exp(-(s.R.Norm - 1) / 0.1);
        return s.V * (-ballistic * density * s.V.Norm);
    };

    /// p: initial speed, inclination, ballistic coefficient, delta-v at apogee
    static double Objective(double[] p)
    {
        var (sin, cos) = Math.SinCos(p[1]);
        var start = new State(0, new Vector(1.1, 0, 0), new Vector(0.02, p[0] * cos, p[0] * sin));
        var propagator = new Propagator(Central, Oblate, Drag(p[2]));
        int burns = 0;
        double spent = 0;
        propagator.Apsis += (_, e) =>
        {
            if (!e.IsApogee || burns++ > 0)
                return;
            e.DeltaV = p[3] * (1 + 0.1 / e.At.R.Norm);
            spent += e.DeltaV;
        };
        var end = propagator.Propagate(start, until: 9.0, h: 0.05);
        double energy = 0.5 * (end.V * end.V) - Mu / end.R.Norm;
        return energy * energy + spent + 0.1 * end.R.Z;
    }

    public static void Go() => Check.All(Objective, [1.05, 0.4, 0.01, 0.03], "orbit");
}

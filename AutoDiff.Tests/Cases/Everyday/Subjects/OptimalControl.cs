namespace Everyday.OptimalControl;

/// Direct multiple shooting for a crane: vectors with static abstract operators, Runge-Kutta over any of them, defects and a cost.
public interface IVectorSpace<TSelf> : IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>, IMultiplyOperators<TSelf, double, TSelf>
    where TSelf : IVectorSpace<TSelf>
{
    static abstract TSelf Zero { get; }
    static abstract double Dot(TSelf a, TSelf b);
}

public readonly record struct Crane(double X, double V, double Angle, double Rate) : IVectorSpace<Crane>
{
    public static Crane Zero => default;
    public static Crane operator +(Crane a, Crane b) => new(a.X + b.X, a.V + b.V, a.Angle + b.Angle, a.Rate + b.Rate);
    public static Crane operator -(Crane a, Crane b) => new(a.X - b.X, a.V - b.V, a.Angle - b.Angle, a.Rate - b.Rate);
    public static Crane operator *(Crane a, double s) => new(a.X * s, a.V * s, a.Angle * s, a.Rate * s);
    public static double Dot(Crane a, Crane b) => a.X * b.X + a.V * b.V + a.Angle * b.Angle + a.Rate * b.Rate;
}

public readonly record struct Augmented<T>(T State, double Cost) : IVectorSpace<Augmented<T>> where T : IVectorSpace<T>
{
    public static Augmented<T> Zero => new(T.Zero, 0);
    public static Augmented<T> operator +(Augmented<T> a, Augmented<T> b) => new(a.State + b.State, a.Cost + b.Cost);
    public static Augmented<T> operator -(Augmented<T> a, Augmented<T> b) => new(a.State - b.State, a.Cost - b.Cost);
    public static Augmented<T> operator *(Augmented<T> a, double s) => new(a.State * s, a.Cost * s);
    public static double Dot(Augmented<T> a, Augmented<T> b) => T.Dot(a.State, b.State) + a.Cost * b.Cost;
}

public static class RungeKutta
{
    public static T Integrate<T>(Func<double, T, T> f, T y, double from, double to, int steps) where T : IVectorSpace<T>
    {
        double h = (to - from) / steps;
        for (int k = 0; k < steps; k++)
        {
            double t = from + k * h;
            T k1 = f(t, y), k2 = f(t + h / 2, y + k1 * (h / 2)), k3 = f(t + h / 2, y + k2 * (h / 2)), k4 = f(t + h, y + k3 * h);
            y += (k1 + (k2 + k3) * 2.0 + k4) * (h / 6);
        }
        return y;
    }
}

public sealed class Problem(double length, double damping)
{
    public Crane Dynamics(Crane s, double force) => new(
        s.V, force - 0.1 * s.V, s.Rate,
        -(9.81 * Math.Sin(s.Angle) + (force - 0.1 * s.V) * Math.Cos(s.Angle)) / length - damping * s.Rate);

    public Augmented<Crane> WithCost(Augmented<Crane> y, double force) =>
        new(Dynamics(y.State, force), 0.1 * force * force + y.State.Angle * y.State.Angle);
}

public sealed class MultipleShooting(Problem problem, double horizon)
{
    /// Controls are linear within an interval; the state at the beginning of each is a variable, too.
    public (double Cost, double Defect) Evaluate(ReadOnlySpan<double> controls, ReadOnlySpan<Crane> nodes)
    {
        int n = nodes.Length;
        double h = horizon / n, cost = 0, defect = 0;
        for (int i = 0; i < n; i++)
        {
            double u0 = controls[i], u1 = controls[i + 1], start = i * h;
            var end = RungeKutta.Integrate((t, y) => problem.WithCost(y, u0 + (u1 - u0) * (t - start) / h),
                new Augmented<Crane>(nodes[i], 0), start, start + h, 5);
            cost += end.Cost;
            var goal = i + 1 < n ? nodes[i + 1] : new Crane(X: 1, 0, 0, 0);
            var gap = end.State - goal;
            defect += Crane.Dot(gap, gap);
        }
        return (cost, defect);
    }
}

public static class Program
{
    static double Lagrangian(double[] z)
    {
        const int intervals = 3;
        var nodes = new Crane[intervals];
        for (int i = 1; i < intervals; i++)
        {
            var s = z.AsSpan(intervals + 1 + 4 * (i - 1), 4);
            nodes[i] = new(s[0], s[1], s[2], s[3]);
        }
        var shooting = new MultipleShooting(new Problem(length: z[^1], damping: 0.05), horizon: 2.4);
        var (cost, defect) = shooting.Evaluate(z.AsSpan(0, intervals + 1), nodes);
        return cost + 10 * defect;
    }

    public static void Go() => Check.All(Lagrangian, [1.1, 0.3, -0.6, -0.9, 0.3, 0.7, -0.1, 0.05, 0.8, 0.5, 0.1, -0.2, 1.4], "shooting");
}

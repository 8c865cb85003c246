namespace Everyday.RobotArm;

/// Forward kinematics of a six-axis arm; the cost of reaching a pose while staying away from joint limits.
public readonly record struct Vec3(double X, double Y, double Z)
{
    public static readonly Vec3 UnitX = new(1, 0, 0), UnitY = new(0, 1, 0), UnitZ = new(0, 0, 1);
    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
    public static Vec3 operator *(double s, Vec3 a) => new(s * a.X, s * a.Y, s * a.Z);
    public double Dot(in Vec3 o) => X * o.X + Y * o.Y + Z * o.Z;
    public Vec3 Cross(in Vec3 o) => new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);
    public double LengthSquared => Dot(this);
}

public readonly record struct Quat(double W, Vec3 V)
{
    public static Quat Identity => new(1, default);
    public static Quat FromAxisAngle(Vec3 axis, double angle)
    {
        var (s, c) = Math.SinCos(angle / 2);
        return new(c, s * axis);
    }
    public static Quat operator *(Quat a, Quat b) => new(a.W * b.W - a.V.Dot(b.V), a.W * b.V + b.W * a.V + a.V.Cross(b.V));
    public Quat Conjugate => this with { V = -1.0 * V };
    public Vec3 Rotate(Vec3 p)
    {
        var t = 2.0 * V.Cross(p);
        return p + W * t + V.Cross(t);
    }
    public double AngleTo(Quat other)
    {
        var d = Conjugate * other;
        return 2 * Math.Atan2(Math.Sqrt(d.V.LengthSquared), Math.Abs(d.W));
    }
}

public readonly record struct Pose(Vec3 Position, Quat Orientation)
{
    public static readonly Pose Origin = new(default, Quat.Identity);
    public static Pose operator *(Pose a, Pose b) => new(a.Position + a.Orientation.Rotate(b.Position), a.Orientation * b.Orientation);
}

public abstract record Joint(string Name, double Min, double Max)
{
    public abstract Pose Transform(double q);
    public virtual double LimitPenalty(double q)
    {
        double mid = (Min + Max) / 2, half = (Max - Min) / 2, u = (q - mid) / half;
        return u * u * u * u;
    }
}

public sealed record Revolute(string Name, Vec3 Axis, Vec3 Link, double Min = -Math.PI, double Max = Math.PI) : Joint(Name, Min, Max)
{
    public override Pose Transform(double q)
    {
        var r = Quat.FromAxisAngle(Axis, q);
        return new Pose(r.Rotate(Link), r);
    }
}

public sealed record Prismatic(string Name, Vec3 Direction, double Min, double Max) : Joint(Name, Min, Max)
{
    public override Pose Transform(double q) => new(q * Direction, Quat.Identity);
    public override double LimitPenalty(double q) => q > Max ? Math.Pow(q - Max, 2) : q < Min ? Math.Pow(Min - q, 2) : 0;
}

public sealed class Arm(IReadOnlyList<Joint> joints)
{
    public IReadOnlyList<Joint> Joints { get; } = joints;

    public Pose Forward(IReadOnlyList<double> q)
    {
        if (q.Count != Joints.Count)
            throw new ArgumentException($"expected {Joints.Count} joint values, got {q.Count}", nameof(q));
        var pose = Pose.Origin;
        for (int i = 0; i < Joints.Count; i++)
            pose *= Joints[i].Transform(q[i]);
        return pose;
    }
}

public static class Program
{
    static readonly Arm s_arm = new(
    [
        new Revolute("base", Vec3.UnitZ, new(0, 0, 0.4)),
        new Revolute("shoulder", Vec3.UnitY, new(0.05, 0, 0.6), -2, 2),
        new Revolute("elbow", Vec3.UnitY, new(0.5, 0, 0.1), -2.5, 2.5),
        new Prismatic("slide", Vec3.UnitX, 0, 0.3),
        new Revolute("wrist", Vec3.UnitX, new(0.1, 0, 0)),
        new Revolute("flange", new(0.6, 0, 0.8), new(0, 0, 0.08)),
    ]);

    static readonly Pose s_target = new(new(0.7, 0.3, 0.9), Quat.FromAxisAngle(Vec3.UnitY, 0.8));

    static double Cost(double[] q)
    {
        var pose = s_arm.Forward(q);
        double position = (pose.Position - s_target.Position).LengthSquared;
        double angle = pose.Orientation.AngleTo(s_target.Orientation);
        double limits = s_arm.Joints.Zip(q, (j, v) => j.LimitPenalty(v)).Sum();
        return position + 0.1 * angle * angle + 1e-2 * limits;
    }

    public static void Go()
    {
        Check.All(Cost, [0.3, 0.4, -0.7, 0.12, 0.5, -0.2], "pose");
        Check.All(Cost, [0.3, 0.4, -0.7, 0.41, 0.5, -0.2], "pose beyond the slide");
    }
}

using System.Numerics;
using AutoDiff.Manifolds;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>The manifolds of the runtime library: alone, in records, arrays, lists and objects.</summary>
public static class Manifolds
{
    private const double Tolerance = 1e-8;
    private static readonly UnitQuaternion s_attitude = UnitQuaternion.Exp(new(0.4, -0.7, 0.2));
    private static readonly Rotation s_rotation = Rotation.Exp(new(0.4, -0.7, 0.2));

    public static void C_UnitQuaternions()
    {
        Agrees(Chain, s_attitude);
        Agrees(q => q.W * q.X + (q.Y * q.Z), s_attitude);
        Agrees(q => Vector3D.Dot(q.Log(), new(1, 2, 3)), s_attitude);
        Agrees(q => Vector3D.Dot(q.ToRotation().Column(1), new(1, 2, 3)), s_attitude);
        Agrees(q => Vector3D.Dot(q.Moved(new(0.1, 0.2, q.W)).Rotate(new(1, 2, 3)), new(0, 1, 0)), s_attitude);
        var pullback = Pullback(at: s_attitude, of: q => q.Rotate(new(1, 2, 3)));
        var once = pullback(new Vector3D(1, 0, -2));
        Check.Equal(pullback(new Vector3D(-2, 0, 4)), -2 * once);
        Check.Equal(pullback(new Vector3D(1, 0, -2)), once);
    }

    public static void C_Rotations()
    {
        Agrees(r => Vector3D.Dot((r * r.Inverse() * r).Rotate(new(1, 2, 3)), new(1, 0, -1)), s_rotation);
        Agrees(r => Vector3D.Dot(r.Log(), new(1, 2, 3)) * r.ToQuaternion().W, s_rotation);
        Agrees(r => r.Column(0).Y + r.Column(2).X, s_rotation);
    }

    public static void C_OtherManifolds()
    {
        var angle = new Angle(3);
        double slope = Gradient(at: angle, of: a => Math.Sin(a.Radians) * (a + 1).Radians + (a - new Angle(-3))).Radians;
        Check.Near(slope, (Math.Cos(3) * (4 - (2 * Math.PI))) + Math.Sin(3) + 1, Tolerance);
        Check.Near(angle.Moved(new(0.5)).Radians, 3.5 - (2 * Math.PI), Tolerance);
        var scale = PositiveNumber.Of(2);
        Check.Near(Gradient(at: scale, of: s => s.Value * s.Value).Logarithm, 8, Tolerance);
        Check.Near(Gradient(at: scale, of: s => (s * s / PositiveNumber.Of(3)).Value).Logarithm, 8 / 3.0, Tolerance);
        Check.Near(Gradient(at: 2.0, of: x => PositiveNumber.Of(x * x).Value), 4, Tolerance);
        var shares = Simplex3.Of(1, 2, 5);
        var gradient = Gradient(at: shares, of: p => (p.First * p.Second) + (3 * p.Third));
        const double Step = 1e-5;
        static double F(Simplex3 p) => (p.First * p.Second) + (3 * p.Third);
        Check.Near(gradient.LogFirst, (F(shares.Moved(new(Step, 0, 0))) - F(shares.Moved(new(-Step, 0, 0)))) / (2 * Step), Tolerance);
        Check.Near(gradient.LogSecond, (F(shares.Moved(new(0, Step, 0))) - F(shares.Moved(new(0, -Step, 0)))) / (2 * Step), Tolerance);
        Check.Near(gradient.LogFirst + gradient.LogSecond + gradient.LogThird, 0, Tolerance);
        Check.Near(Gradient(at: 0.3, of: x => Simplex3.SoftMax(x, 2 * x, 1).Second + Simplex3.Of(x, 1, 2).First),
            Numeric(x => Simplex3.SoftMax(x, 2 * x, 1).Second + Simplex3.Of(x, 1, 2).First, 0.3), Tolerance);
    }

    /// <summary>In memory: arrays, lists, objects, tuples, and written in place.</summary>
    public static void C_InArraysAndObjects()
    {
        Agrees(q =>
        {
            var all = new UnitQuaternion[4];
            all[0] = q;
            for (int i = 1; i < all.Length; i++)
                all[i] = all[i - 1] * UnitQuaternion.Exp(i * q.Rotate(new(0.1, 0, 0.2)));
            var list = new List<UnitQuaternion>(all) { q.Inverse() };
            var body = new Body { Attitude = list[3], Mass = q.W };
            body.Attitude *= list[4];
            (UnitQuaternion First, double Second) pair = (list[2], body.Mass);
            return Vector3D.Dot(body.Attitude.Rotate(new(1, 2, 3)), new(1, 0, 1)) + Vector3D.Dot(pair.First.Log(), new(1, 1, 0)) * pair.Second;
        }, s_attitude);
    }

    /// <summary>As members of a record that has a tangent with theirs in it.</summary>
    public static void C_InRecords()
    {
        var pose = new Pose(s_attitude, PositiveNumber.Of(2), new Angle(0.5), 3);
        var (value, gradient) = ValueWithGradient(at: pose, of: Energy);
        Check.Bits(value, Energy(pose));
        const double Step = 1e-5;
        double Slope(Pose.Tangent along) => (Energy(pose.Moved(Times(Step, along))) - Energy(pose.Moved(Times(-Step, along)))) / (2 * Step);
        Check.Near(gradient.Attitude.AboutX, Slope(new(new(1, 0, 0), default, default, 0)), Tolerance);
        Check.Near(gradient.Attitude.AboutY, Slope(new(new(0, 1, 0), default, default, 0)), Tolerance);
        Check.Near(gradient.Attitude.AboutZ, Slope(new(new(0, 0, 1), default, default, 0)), Tolerance);
        Check.Near(gradient.Scale.Logarithm, Slope(new(default, new(1), default, 0)), Tolerance);
        Check.Near(gradient.Course.Radians, Slope(new(default, default, new(1), 0)), Tolerance);
        Check.Near(gradient.Speed, Slope(new(default, default, default, 1)), Tolerance);
        var pullback = Pullback(at: pose, of: Energy);
        Check.Near(pullback(-2).Scale.Logarithm, -2 * gradient.Scale.Logarithm, Tolerance);
        Check.Near(pullback(1).Attitude.AboutY, gradient.Attitude.AboutY, Tolerance);
    }

    /// <summary>A rotation found by following the gradient: it stays a rotation.</summary>
    public static void C_DescentStaysOnTheManifold()
    {
        var q = UnitQuaternion.Identity;
        for (int i = 0; i < 100; i++)
            q = q.Moved(-0.3 * Gradient(at: q, of: Distance));
        Check.Near(Distance(q), 0, 1e-12);
        Check.Near((q.W * q.W) + (q.X * q.X) + (q.Y * q.Y) + (q.Z * q.Z), 1, 1e-14);
    }

    public static void C_ForwardMode()
    {
        Func<double, double> f = t => Vector3D.Dot((s_attitude * UnitQuaternion.Exp(new(t, t * t, 1))).Rotate(new(1, t, 3)), new(1, 0, 1));
        Check.Near(Derivative(at: 0.3, of: t => Vector3D.Dot((s_attitude * UnitQuaternion.Exp(new(t, t * t, 1))).Rotate(new(1, t, 3)), new(1, 0, 1))),
            Numeric(f, 0.3), Tolerance);
    }

    private static double Distance(UnitQuaternion q)
    {
        var off = (q.Inverse() * s_attitude).Log();
        return Vector3D.Dot(off, off);
    }

    private static double Energy(Pose p)
    {
        var ahead = p.Attitude.Rotate(new(p.Speed, Math.Cos(p.Course.Radians), p.Scale.Value));
        return Vector3D.Dot(ahead, new(1, 2, 3)) * p.Scale.Value;
    }

    private static Pose.Tangent Times(double by, Pose.Tangent a) => new(by * a.Attitude, by * a.Scale, by * a.Course, by * a.Speed);

    private static double Chain(UnitQuaternion q)
    {
        for (int i = 0; i < 3; i++)
            q = q * UnitQuaternion.Exp(new(0.1 * i, q.W, -0.2)) * q.Inverse() * q;
        return Vector3D.Dot(q.Rotate(new(1, 2, 3)), new(1, 0, -1));
    }

    private static void Agrees(DifferentiableFunc<UnitQuaternion, double> f, UnitQuaternion at)
    {
        var gradient = OfStored<UnitQuaternion, RotationVector>(at, f);
        Check.Near(gradient.AboutX, Numeric(h => f(at.Moved(new(h, 0, 0))), 0), Tolerance);
        Check.Near(gradient.AboutY, Numeric(h => f(at.Moved(new(0, h, 0))), 0), Tolerance);
        Check.Near(gradient.AboutZ, Numeric(h => f(at.Moved(new(0, 0, h))), 0), Tolerance);
    }

    private static void Agrees(DifferentiableFunc<Rotation, double> f, Rotation at)
    {
        var gradient = OfStored<Rotation, RotationVector>(at, f);
        Check.Near(gradient.AboutX, Numeric(h => f(at.Moved(new(h, 0, 0))), 0), Tolerance);
        Check.Near(gradient.AboutY, Numeric(h => f(at.Moved(new(0, h, 0))), 0), Tolerance);
        Check.Near(gradient.AboutZ, Numeric(h => f(at.Moved(new(0, 0, h))), 0), Tolerance);
    }

    private static TTangent OfStored<T, TTangent>(T at, DifferentiableFunc<T, double> of)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent> => Gradient(at: at, of: of);

    private static double Numeric(Func<double, double> f, double at)
    {
        const double Step = 1e-3;
        return ((8 * (f(at + Step) - f(at - Step))) - (f(at + (2 * Step)) - f(at - (2 * Step)))) / (12 * Step);
    }
}

public sealed class Body
{
    public UnitQuaternion Attitude { get; set; }

    public double Mass { get; set; }
}

/// <summary>As the generator writes it.</summary>
public record struct Pose(UnitQuaternion Attitude, PositiveNumber Scale, Angle Course, double Speed) : IDifferentiable<Pose, Pose.Tangent>
{
    public readonly Pose Moved(Tangent along) => new(
        Attitude.Moved(along.Attitude), Scale.Moved(along.Scale), Course.Moved(along.Course), Speed + along.Speed);

    public record struct Tangent(RotationVector Attitude, PositiveNumber.TangentVector Scale, Angle.TangentVector Course, double Speed)
        : IAdditionOperators<Tangent, Tangent, Tangent>, IAdditiveIdentity<Tangent, Tangent>
    {
        public static Tangent AdditiveIdentity => default;

        public static Tangent operator +(Tangent a, Tangent b) =>
            new(a.Attitude + b.Attitude, a.Scale + b.Scale, a.Course + b.Course, a.Speed + b.Speed);
    }
}

using System.Numerics;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Geometry: constructors, indexers, rotations, matrices and cameras, in loops, arrays, fields and callees.</summary>
public static unsafe class Geometry
{
    public static float T_OneNumber(float s) => new Vector3(s).Length();

    public static float T_FromParts(float a, float b) => new Vector4(new Vector3(new Vector2(a, 1), b), a).Length();

    public static float T_InPlace(float a, float b)
    {
        Vector3 v;
        v = new Vector3(a);
        v.Y *= b;
        var p = new Particle();
        p.Place(b, v);
        return p.At.X * p.At.Y + p.At.Z;
    }

    public static float T_Indexers(float a, float b)
    {
        var v = new Vector4(a, b, a * b, 1);
        float sum = 0;
        for (int i = 0; i < 4; i++)
        {
            v[i] = (v[i] * v[(i + 1) % 4]) + i;
            sum += v[i];
        }
        return sum;
    }

    public static float T_Chain(float[] angles)
    {
        var pose = Matrix4x4.Identity;
        foreach (float angle in angles)
            pose = Matrix4x4.CreateRotationZ(angle) * Matrix4x4.CreateTranslation(1, angle, 0.5f) * pose;
        return Vector3.Transform(Vector3.UnitX, pose).Y + pose.Translation.X;
    }

    public static float T_Spin(float wx, float wy, float wz)
    {
        var q = Quaternion.Identity;
        var w = new Quaternion(wx, wy, wz, 0);
        for (int i = 0; i < 5; i++)
            q = Quaternion.Normalize(q + (q * w * 0.05f));
        return Vector3.Transform(new Vector3(1, 2, 3), q).Z;
    }

    public static float T_Slerp(float angle, float t)
    {
        var from = Quaternion.CreateFromAxisAngle(Vector3.UnitX, angle);
        var to = Quaternion.CreateFromYawPitchRoll(0.3f, angle * t, -0.2f);
        return Quaternion.Slerp(from, to, t).X + Quaternion.Lerp(from, to, t).W;
    }

    public static float T_Camera(float x, float y, float z)
    {
        var view = Matrix4x4.CreateLookAt(new Vector3(x, y, z + 6), Vector3.Zero, Vector3.UnitY);
        var screen = Vector4.Transform(new Vector3(0.3f, 0.2f, 0.1f), view * Matrix4x4.CreatePerspectiveFieldOfView(1, 1.5f, 0.1f, 100));
        return (screen.X / screen.W) + (screen.Y / screen.W);
    }

    public static float T_Inverse(float a, float b)
    {
        var m = Matrix4x4.CreateScale(a + 2, b + 3, 1) * Matrix4x4.CreateRotationY(a) * Matrix4x4.CreateTranslation(b, a, 1);
        return Matrix4x4.Invert(m, out var inverse) ? inverse.M11 + inverse.M42 + inverse.GetDeterminant() : 0;
    }

    public static float T_Bounce(float x, float y)
    {
        var v = new Vector2(x, y);
        var p = new Vector2(y, 3);
        for (int i = 0; i < 6; i++)
        {
            p += v * 0.3f;
            if (p.Y < 0)
                v = Vector2.Reflect(v, Vector2.UnitY);
            v -= new Vector2(0, 0.4f);
        }
        return Vector2.Dot(p, v);
    }

    public static float T_Boxes(float[] x)
    {
        Vector3 low = new(float.MaxValue), high = new(float.MinValue);
        for (int i = 0; i + 2 < x.Length; i++)
        {
            var p = new Vector3(x.AsSpan(i, 3));
            low = Vector3.Min(low, p);
            high = Vector3.Max(high, p);
        }
        var size = Vector3.Abs(high - low);
        return (size.X * size.Y) + Vector3.SquareRoot(size + Vector3.One).Z + Vector3.Clamp(high, Vector3.Zero, Vector3.One).X;
    }

    public static float T_Planar(float angle, float scale)
    {
        var m = Matrix3x2.CreateScale(scale, new Vector2(1, 2)) * Matrix3x2.CreateRotation(angle, new Vector2(0.5f, angle));
        var p = Vector2.Transform(new Vector2(scale, 1), m);
        return p.X * p.Y * m.GetDeterminant();
    }

    public static float T_Distances(float[] x)
    {
        var plane = Plane.Normalize(Plane.CreateFromVertices(new(x[0], 0, 1), new(0, x[1], 0.5f), new(1, 1, x[2])));
        return Plane.DotCoordinate(plane, new(x[3], x[4], 1)) + plane.D;
    }

    public static float T_Stored(float[] x)
    {
        var values = new float[8];
        var v = new Vector3(x[0], x[1], x[2]) * x[3];
        v.CopyTo(values);
        v.CopyTo(values, 4);
        values[1] *= values[5];
        return new Vector4(values).Length() + new Vector3(values.AsSpan(3)).Y;
    }

    // At rest the rotation is rounded to none, and turns all the same.
    public static void C_TurnFromRest() =>
        Check.Equal(Gradient(at: 0f, of: a => Matrix3x2.CreateRotation(a).M12), 1f);

    public static void C_Bounds()
    {
        Check.Equal(Gradient(at: new Vector3(1, 2, 3), of: v => Vector3.Clamp(v, Vector3.One, new Vector3(2)).X), new Vector3(1, 0, 0));
        Check.Equal(Gradient(at: new Vector3(1, 2, 3), of: v => Vector3.Min(v, Vector3.One).X), new Vector3(0.5f, 0, 0));
        Check.Equal(Gradient(at: Vector3.Zero, of: v => v.Length() + Vector3.Normalize(v).X), Vector3.Zero);
        Check.Equal(Gradient(at: default(Quaternion), of: q => q.Length()), default(Quaternion));
    }

    public static void C_OutOfRange() =>
        Check.Throws<ArgumentOutOfRangeException>(() => Gradient(at: 1f, of: x => new Vector3(x)[3]));

    public static void C_SecondDerivatives()
    {
        // Of cos(a)² + sin(a) the second derivative is -2 cos(2a) - sin(a).
        float second = Gradient(at: 0.5f, of: x => Gradient(at: x, of: a => (Matrix4x4.CreateRotationZ(a).M11 * Matrix4x4.CreateRotationZ(a).M11)
            + Matrix4x4.CreateRotationZ(a).M12));
        Check.Near(second, (-2 * Math.Cos(1)) - Math.Sin(0.5), 1e-5);
    }
}

public struct Particle
{
    public Vector3 At;

    public void Place(float x, Vector3 by) => At = Vector3.Lerp(new Vector3(new Vector2(x), by.Z), by, 0.25f);
}

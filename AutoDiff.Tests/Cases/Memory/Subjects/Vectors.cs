using System.Numerics;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>The framework's vectors of two, three and four numbers.</summary>
public static unsafe class Vectors
{
    public static float T_V3(float x, float y)
    {
        var v = new Vector3(x, y, 2);
        var w = v * 2 + Vector3.UnitX * y;
        return Vector3.Dot(v, w) + v.Length();
    }

    public static float T_V3b(float x, float y)
    {
        var v = Vector3.Normalize(new Vector3(x, y, 2));
        var w = Vector3.Cross(v, new Vector3(1, x, y));
        return w.X + w.Y * w.Z + Vector3.Distance(v, w);
    }

    public static float T_V2(float x, float y)
    {
        var v = new Vector2(x, y);
        v.X += 1;
        v *= 2;
        return v.LengthSquared() + Vector2.Lerp(v, Vector2.One, 0.3f).Y;
    }

    public static float T_V4(float x, float y)
    {
        var v = new Vector4(x, y, 1, 2);
        return Vector4.Dot(v, v) + v.W;
    }

    public static float T_VectorLoop(float[] x)
    {
        var p = new Vector3(x[0], x[1], x[2]);
        var v = Vector3.Zero;
        for (int i = 0; i < 4; i++)
        {
            var f = -p / (p.Length() * p.LengthSquared());
            v += f * x[3];
            p += v * x[4];
        }

        return Vector3.Distance(p, v) + Vector3.DistanceSquared(p, Vector3.One);
    }

    public static float T_VectorArray(float x, float y)
    {
        Vector2[] a = [new(x, y), new(y, 1), new(2, x)];
        a[1] += a[0] * a[2];
        foreach (ref var v in a.AsSpan())
            v = Vector2.Normalize(v);
        return a[0].X * a[1].Y + a[2].Length() + Vector2.Dot(a[0], a[2] - a[1]);
    }

    public static float T_VectorFields(float x, float y)
    {
        var b = new Body
        {
            P = new(x, y, 1),
            V = 2 * Vector3.UnitY
        };
        for (int i = 0; i < 3; i++)
            b.Step(0.1f);
        return b.P.X * b.P.Y + b.V.Z;
    }
}

public class Body
{
    public Vector3 P, V;
    public void Step(float dt)
    {
        V -= P * dt / (1 + P.LengthSquared());
        P = Vector3.Lerp(P, P + V, dt);
    }
}

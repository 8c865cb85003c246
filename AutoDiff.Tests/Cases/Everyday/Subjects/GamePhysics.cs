namespace Everyday.GamePhysics;

/// Aiming: projectiles, springs and bounces with single precision vectors, as a game loop has them.
public interface IForceField
{
    Vector3 Acceleration(in Particle particle);
}

public struct Particle
{
    public Vector3 Position;
    public Vector3 Velocity;
    public float InverseMass;
}

public sealed class Gravity : IForceField
{
    public static readonly Gravity Earth = new();
    public Vector3 Acceleration(in Particle particle) => new(0, -9.81f, 0);
}

public sealed class Drag(float k, Vector3 wind) : IForceField
{
    public Vector3 Acceleration(in Particle particle)
    {
        var relative = particle.Velocity - wind;
        return -k * relative.Length() * relative * particle.InverseMass;
    }
}

public sealed class Spring(Vector3 anchor, float stiffness, float rest) : IForceField
{
    public Vector3 Acceleration(in Particle particle)
    {
        var d = particle.Position - anchor;
        float length = d.Length();
        return length > rest ? -stiffness * (length - rest) * particle.InverseMass * Vector3.Normalize(d) : Vector3.Zero;
    }
}

public sealed class World
{
    private readonly List<IForceField> _fields = [Gravity.Earth];
    private readonly List<Particle> _particles = new(16);
    public (Vector3 Normal, float Offset, float Restitution)[] Planes { get; init; } = [];
    public event Action<int, Vector3>? Bounced;

    public void Add(IForceField field) => _fields.Add(field);

    public int Spawn(Vector3 position, Vector3 velocity, float mass)
    {
        _particles.Add(new Particle { Position = position, Velocity = velocity, InverseMass = 1 / mass });
        return _particles.Count - 1;
    }

    public Particle this[int i] => _particles[i];

    public void Update(float dt)
    {
        foreach (ref var p in CollectionsMarshal.AsSpan(_particles))
        {
            var a = Vector3.Zero;
            foreach (var field in _fields)
                a += field.Acceleration(p);
            p.Velocity += a * dt;
            p.Position += p.Velocity * dt;
        }

        for (int i = 0; i < _particles.Count; i++)
        {
            var p = _particles[i];
            foreach (var (normal, offset, restitution) in Planes)
            {
                float depth = Vector3.Dot(p.Position, normal) - offset;
                if (depth >= 0 || Vector3.Dot(p.Velocity, normal) >= 0)
                    continue;
                p.Position -= depth * normal;
                p.Velocity = Vector3.Reflect(p.Velocity, normal) * restitution;
                Bounced?.Invoke(i, p.Position);
            }
            _particles[i] = p;
        }
    }
}

public readonly record struct Aim(float Azimuth, float Elevation, float Speed, Vector3 Wind);

public static class Program
{
    static readonly Vector3 s_target = new(12, 1, 3);

    static float Miss(Aim aim)
    {
        var world = new World { Planes = [(Vector3.UnitY, 0, 0.6f), (Vector3.Normalize(new(-1, 0.2f, 0)), -14, 0.8f)] };
        world.Add(new Drag(0.02f, aim.Wind));
        world.Add(new Spring(new(0, 5, 0), 0.3f, 9));
        var (sin, cos) = MathF.SinCos(aim.Elevation);
        var direction = Vector3.Transform(new(cos, sin, 0), Matrix4x4.CreateRotationY(-aim.Azimuth));
        int ball = world.Spawn(new(0, 1.5f, 0), aim.Speed * direction, 0.4f);
        int other = world.Spawn(new(1, 2, 0), new(aim.Speed / 2, 4, 1), 1.2f);
        float loss = 0;
        world.Bounced += (i, where) => loss += i == ball ? 0.01f * where.LengthSquared() : 0;
        for (int k = 0; k < 90; k++)
            world.Update(1 / 60f);
        loss += Vector3.DistanceSquared(world[ball].Position, s_target);
        return loss + 0.1f * Vector3.Distance(world[other].Position, world[ball].Position);
    }

    public static void Go()
    {
        var at = new Aim(0.2f, 0.5f, 11, new(0.5f, 0, -1));
        var g = Gradient(at: at, of: Miss);
        Func<Aim, float, Aim>[] moves =
        [
            (a, h) => a with { Azimuth = a.Azimuth + h }, (a, h) => a with { Elevation = a.Elevation + h }, (a, h) => a with { Speed = a.Speed + h },
            (a, h) => a with { Wind = a.Wind + new Vector3(h, 0, 0) }, (a, h) => a with { Wind = a.Wind + new Vector3(0, h, 0) },
            (a, h) => a with { Wind = a.Wind + new Vector3(0, 0, h) },
        ];
        float[] slopes = [g.Azimuth, g.Elevation, g.Speed, g.Wind.X, g.Wind.Y, g.Wind.Z];
        for (int i = 0; i < 6; i++)
        {
            float h = 3e-3f;
            Check.Near(slopes[i], ((double)Miss(moves[i](at, h)) - Miss(moves[i](at, -h))) / (2 * h), $"aim {i}", 2e-2);
        }
        var along = new Aim(1, -0.5f, 2, new(0.3f, 0.2f, 0.1f));
        double forward = JacobianVectorProduct(at: at, along: along, of: Miss);
        Check.Near(forward, g.Azimuth - 0.5 * g.Elevation + 2 * g.Speed + 0.3 * g.Wind.X + 0.2 * g.Wind.Y + 0.1 * g.Wind.Z, "forward", 1e-3);
    }
}

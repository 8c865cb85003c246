namespace Everyday.RayTracer;

/// Renders a few pixels of a scene; differentiates brightness by positions, radii and materials.
public struct V3(double x, double y, double z)
{
    public double X = x, Y = y, Z = z;
    public static V3 operator +(V3 a, V3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
    public static V3 operator -(V3 a, V3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
    public static V3 operator -(V3 a) => new(-a.X, -a.Y, -a.Z);
    public static V3 operator *(V3 a, double s) => new(a.X * s, a.Y * s, a.Z * s);
    public static V3 operator *(V3 a, V3 b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);
    public static double Dot(V3 a, V3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;
    public static V3 Normalize(V3 a) => a * (1 / Math.Sqrt(Dot(a, a)));
    public static V3 Reflect(V3 d, V3 n) => d - n * (2 * Dot(d, n));
}

public readonly struct Ray(V3 origin, V3 direction)
{
    public readonly V3 Origin = origin, Direction = direction;
    public V3 At(double t) => Origin + Direction * t;
}

public sealed class Material
{
    public V3 Colour;
    public double Specular, Shininess = 20, Reflection;
}

public struct Hit
{
    public double Distance;
    public V3 Point, Normal;
    public Material Material;
}

public abstract class Shape(Material material)
{
    public Material Material { get; } = material;
    public abstract bool Intersect(in Ray ray, ref Hit hit);
}

public sealed class Sphere(V3 centre, double radius, Material material) : Shape(material)
{
    public override bool Intersect(in Ray ray, ref Hit hit)
    {
        var oc = ray.Origin - centre;
        double b = V3.Dot(oc, ray.Direction), c = V3.Dot(oc, oc) - radius * radius, disc = b * b - c;
        if (disc <= 0) return false;
        double t = -b - Math.Sqrt(disc);
        if (t < 1e-6 || t >= hit.Distance) return false;
        hit.Distance = t;
        hit.Point = ray.At(t);
        hit.Normal = (hit.Point - centre) * (1 / radius);
        hit.Material = Material;
        return true;
    }
}

public sealed class Floor(double height, Material material) : Shape(material)
{
    public override bool Intersect(in Ray ray, ref Hit hit)
    {
        double t = (height - ray.Origin.Y) / ray.Direction.Y;
        if (!(t > 1e-6) || t >= hit.Distance) return false;
        hit = new Hit { Distance = t, Point = ray.At(t), Normal = new V3(0, 1, 0), Material = Material };
        return true;
    }
}

public sealed class Light { public V3 Position; public double Power = 1; }

public sealed class Scene
{
    public List<Shape> Shapes { get; } = new();
    public List<Light> Lights { get; } = new();
    public V3 Ambient { get; init; } = new(0.1, 0.1, 0.15);

    public V3 Trace(Ray ray, int depth = 0)
    {
        var hit = new Hit { Distance = double.PositiveInfinity };
        bool any = false;
        foreach (var shape in Shapes)
            any |= shape.Intersect(ray, ref hit);
        if (!any)
        {
            double t = 0.5 * (ray.Direction.Y + 1);
            return new V3(1, 1, 1) * (1 - t) + new V3(0.5, 0.7, 1) * t;
        }

        var colour = Ambient * hit.Material.Colour;
        foreach (var light in Lights)
        {
            var l = light.Position - hit.Point;
            double distance = Math.Sqrt(V3.Dot(l, l));
            l *= 1 / distance;
            var shadow = new Hit { Distance = distance };
            if (Shapes.Any(s => s.Intersect(new Ray(hit.Point, l), ref shadow)))
                continue;
            double diffuse = Math.Max(0, V3.Dot(hit.Normal, l));
            double highlight = Math.Pow(Math.Max(0, V3.Dot(V3.Reflect(-l, hit.Normal), -ray.Direction)), hit.Material.Shininess);
            colour += (hit.Material.Colour * diffuse + new V3(1, 1, 1) * (hit.Material.Specular * highlight)) * (light.Power / (1 + 0.1 * distance * distance));
        }
        if (depth < 2 && hit.Material.Reflection > 0)
        {
            var reflected = Trace(new Ray(hit.Point, V3.Reflect(ray.Direction, hit.Normal)), depth + 1);
            colour = colour * (1 - hit.Material.Reflection) + reflected * hit.Material.Reflection;
        }
        return colour;
    }
}

public static class Program
{
    static double Brightness(double[] p)
    {
        var scene = new Scene { Ambient = new(0.1, 0.1, 0.1 * p[8]) };
        var red = new Material { Colour = new(0.8, 0.2, 0.2), Specular = p[5], Reflection = p[6] };
        var grey = new Material { Colour = new(0.5, 0.5, 0.5), Reflection = 0.2 };
        scene.Shapes.Add(new Sphere(new(p[0], p[1], p[2]), p[3], red));
        scene.Shapes.Add(new Sphere(new(-0.9, -0.2, 3.4), 0.5, new() { Colour = new(0.2, 0.7, p[4]), Specular = 0.3 }));
        scene.Shapes.Add(new Floor(-0.8, grey));
        scene.Lights.Add(new Light { Position = new(2, 3, -1), Power = p[7] });
        scene.Lights.Add(new Light { Position = new(-3, 2, 0) });
        double sum = 0;
        for (int y = -2; y <= 2; y++)
            for (int x = -2; x <= 2; x++)
            {
                var c = scene.Trace(new Ray(default, V3.Normalize(new(0.21 * x + 0.013, 0.17 * y + 0.007, 1))));
                sum += (0.2126 * c.X + 0.7152 * c.Y + 0.0722 * c.Z) * (1 + 0.1 * x);
            }
        return sum / 25;
    }

    public static void Go() => Check.All(Brightness, [0.3, 0.1, 3.0, 0.7, 0.6, 0.5, 0.3, 1.2, 1.4], "brightness");
}

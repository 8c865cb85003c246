namespace Everyday.Optics;

/// A lens system by ray transfer matrices over any floating point type; focus and spot size over wavelengths.
public readonly struct Abcd<T>(T a, T b, T c, T d) : IMultiplyOperators<Abcd<T>, Abcd<T>, Abcd<T>>, IEquatable<Abcd<T>>
    where T : IFloatingPointIeee754<T>
{
    public T A { get; } = a;
    public T B { get; } = b;
    public T C { get; } = c;
    public T D { get; } = d;

    public static Abcd<T> Identity => new(T.One, T.Zero, T.Zero, T.One);
    public T Determinant => A * D - B * C;

    public static Abcd<T> operator *(Abcd<T> l, Abcd<T> r) =>
        new(l.A * r.A + l.B * r.C, l.A * r.B + l.B * r.D, l.C * r.A + l.D * r.C, l.C * r.B + l.D * r.D);

    public bool Equals(Abcd<T> o) => (A, B, C, D) == (o.A, o.B, o.C, o.D);
    public override bool Equals(object? obj) => obj is Abcd<T> o && Equals(o);
    public override int GetHashCode() => HashCode.Combine(A, B, C, D);
}

public interface IElement<T> where T : IFloatingPointIeee754<T>
{
    static virtual string Kind => "element";
    Abcd<T> Matrix(T wavelength);
}

public sealed record Gap<T>(T Length) : IElement<T> where T : IFloatingPointIeee754<T>
{
    public static string Kind => "gap";
    public Abcd<T> Matrix(T wavelength) => new(T.One, Length, T.Zero, T.One);
}

/// Sellmeier with one resonance.
public sealed record Glass<T>(T Strength, T Resonance) where T : IFloatingPointIeee754<T>
{
    public T Index(T wavelength)
    {
        T w2 = wavelength * wavelength;
        return T.Sqrt(T.One + Strength * w2 / (w2 - Resonance * Resonance));
    }
}

public sealed record Lens<T>(Glass<T> Glass, T Front, T Back, T Thickness) : IElement<T> where T : IFloatingPointIeee754<T>
{
    public static string Kind => "lens";

    public Abcd<T> Matrix(T wavelength)
    {
        T n = Glass.Index(wavelength);
        Abcd<T> front = new(T.One, T.Zero, (T.One - n) / (n * Front), T.One / n);
        Abcd<T> back = new(T.One, T.Zero, (n - T.One) / Back, n);
        return back * new Gap<T>(Thickness).Matrix(wavelength) * front;
    }
}

public sealed class OpticalSystem<T>(IReadOnlyList<IElement<T>> elements) where T : IFloatingPointIeee754<T>
{
    public Abcd<T> Matrix(T wavelength)
    {
        var m = Abcd<T>.Identity;
        foreach (var element in elements)
            m = element.Matrix(wavelength) * m;
        return m;
    }

    /// Propagates the complex beam parameter q = z + i zR; returns radius and waist distance.
    public (T Radius, T Distance) Beam(T waist, T wavelength)
    {
        T rayleigh = T.Pi * waist * waist / wavelength;
        var m = Matrix(wavelength);
        T re = m.B * m.D + m.A * m.C * rayleigh * rayleigh, im = rayleigh * m.Determinant, norm = m.D * m.D + m.C * m.C * rayleigh * rayleigh;
        T zr = im / norm;
        return (T.Sqrt(wavelength * zr / T.Pi), -re / norm);
    }
}

public static class Program
{
    private static T BestFocus<T>(OpticalSystem<T> system, ReadOnlySpan<T> wavelengths) where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T w in wavelengths)
        {
            var m = system.Matrix(w);
            sum -= m.A / m.C;
        }
        return sum / T.CreateChecked(wavelengths.Length);
    }

    static double Aberration(double[] p)
    {
        Glass<double> crown = new(p[5], 0.1), flint = new(1.62, 0.12);
        var system = new OpticalSystem<double>(
        [
            new Lens<double>(crown, p[0], p[1], 0.6), new Gap<double>(p[2]), new Lens<double>(flint, p[1], p[3], 0.3), new Gap<double>(p[4]),
        ]);
        double[] lines = [0.486, 0.588, 0.656];
        double focus = BestFocus<double>(system, lines), chromatic = 0;
        foreach (double w in lines)
        {
            var m = system.Matrix(w);
            chromatic += Math.Pow(-m.A / m.C - focus, 2);
        }
        var (radius, distance) = system.Beam(0.5, 0.588);
        return chromatic * 10 + focus / 100 + radius + 1e-3 * distance + (system.Matrix(0.588).Determinant - 1);
    }

    public static void Go() => Check.All(Aberration, [6.0, -4.5, 0.1, -20, 1.5, 1.28], "lens");
}

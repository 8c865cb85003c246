using System.Numerics;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Complex numbers in the middle of real functions.</summary>
public static class Complexes
{
    public static double T_Abs(double x, double y) => Complex.Abs(new Complex(x, y) * Complex.Exp(new Complex(0.3 * x, -y)));

    public static double T_Parts(double x, double y)
    {
        var z = new Complex(x, y);
        var w = z * z + 2 * z - 1 / z;
        return w.Real * 3 + w.Imaginary + w.Magnitude + z.Phase;
    }

    public static double T_Funcs(double x, double y)
    {
        var z = new Complex(x, y);
        var w = Complex.Sin(z) + Complex.Cos(z) * Complex.Sqrt(z) + Complex.Log(z) / Complex.Pow(z, 2.5) + Complex.Pow(z, new Complex(0.5, x)) + Complex.Tanh(z)
            + Complex.Asin(z * 0.1) + Complex.Atan(z) + Complex.Reciprocal(z) + Complex.Conjugate(z) * Complex.FromPolarCoordinates(x, y);
        return w.Real - 2 * w.Imaginary;
    }

    private static void Fft(Complex[] a, bool inv)
    {
        int n = a.Length;
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
                j ^= bit;
            j ^= bit;
            if (i < j)
                (a[i], a[j]) = (a[j], a[i]);
        }

        for (int len = 2; len <= n; len <<= 1)
        {
            double ang = 2 * Math.PI / len * (inv ? -1 : 1);
            var wl = new Complex(Math.Cos(ang), Math.Sin(ang));
            for (int i = 0; i < n; i += len)
            {
                Complex w = 1;
                for (int j = 0; j < len / 2; j++)
                {
                    Complex u = a[i + j], v = a[i + j + len / 2] * w;
                    a[i + j] = u + v;
                    a[i + j + len / 2] = u - v;
                    w *= wl;
                }
            }
        }

        if (inv)
            for (int i = 0; i < n; i++)
                a[i] /= n;
    }

    [Shape("6")]
    public static double T_Fft(double[] x)
    {
        var a = new Complex[8];
        for (int i = 0; i < 6; i++)
            a[i] = x[i];
        a[6] = new Complex(x[0], x[1]);
        Fft(a, false);
        for (int i = 0; i < 8; i++)
            a[i] *= a[i];
        Fft(a, true);
        double t = 0;
        for (int i = 0; i < 8; i++)
            t += a[i].Real * i + a[i].Imaginary * a[i].Imaginary;
        return t;
    }

    public static double T_Roots(double x, double y)
    {
        var r = new Complex[3];
        for (int k = 0; k < 3; k++)
            r[k] = Complex.Pow(new Complex(0.4, 0.9), k);
        for (int it = 0; it < 12; it++)
            for (int i = 0; i < 3; i++)
            {
                var p = ((r[i] + x) * r[i] + y) * r[i] + 3;
                Complex q = Complex.One;
                for (int j = 0; j < 3; j++)
                    if (j != i)
                        q *= r[i] - r[j];
                r[i] -= p / q;
            }

        double t = 0;
        foreach (var z in r)
            t += z.Magnitude;
        return t + r[0].Real;
    }

    public static double T_List(double x, double y)
    {
        var l = new List<Complex>
        {
            new(x, y),
            new(y, x)
        };
        l.Add(l[0] * l[1]);
        return l.Aggregate(Complex.Zero, (a, b) => a + b * b).Real + l.Select(z => z.Magnitude).Sum() + l.Max(z => z.Real);
    }

    public static double T_Loop(double x, double y)
    {
        Complex z = 0, c = new Complex(0.3 * Math.Sin(x), 0.2 * Math.Cos(y));
        for (int i = 0; i < 10; i++)
        {
            z = z * z + c;
            if (z.Magnitude > 2)
                break;
        }

        return z.Real + z.Imaginary * 2;
    }

    public static double T_Quad(double a, double b)
    {
        var d = Complex.Sqrt(b * b - 4 * a * 3);
        var r1 = (-b + d) / (2 * a);
        var r2 = (-b - d) / (2 * a);
        return r1.Real + r1.Imaginary * 2 + r2.Magnitude;
    }

    private static Complex Sq(in Complex z) => z * z;

    private static void Twice(ref Complex z) => z *= 2;

    public static double T_Refs(double x, double y)
    {
        var z = new Complex(x, y);
        Twice(ref z);
        var o = new[]
        {
            z,
            Sq(z)
        };
        ref Complex r = ref o[1];
        r += z;
        Twice(ref o[0]);
        Span<Complex> s = o;
        s[1] = -s[0] * s[1];
        return o[1].Real + (o[0] == z ? 1 : o[0].Imaginary);
    }

    public static double T_Deconstruct(double x, double y)
    {
        (double m, double p) = (new Complex(x, y).Magnitude, new Complex(y, x).Phase);
        Complex? n = x > 1 ? new Complex(x, y) : null;
        return m * p + (n ?? Complex.One).Real;
    }

    public static double T_DivD(double x, double y)
    {
        var z = new Complex(x, y);
        return (x / z).Real + (z / y).Imaginary + (z - x).Magnitude + (y - z).Real + (z + 2 * y).Imaginary * (3 + z).Real;
    }
}

using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Number-like structs of the user's own with operators.</summary>
public sealed class UserOperators
{
    [Test]
    public void ComplexSquareModulus()
    {
        static double F(double re, double im)
        {
            var z = new Complex2(re, im);
            var w = (z * z) + new Complex2(0.3, -0.2);
            w = (w * w) - (2 * z);
            return w.SquaredModulus;
        }

        Numeric.Agrees(ValueWithGradient(at: (0.4, 0.7), of: F), F, (0.4, 0.7));
        Numeric.Agrees(ValueWithPullback(at: (0.4, 0.7), of: F), F, (0.4, 0.7));
    }

    [Test]
    public void ComplexIterationUntilEscape()
    {
        static double F(double re, double im)
        {
            var c = new Complex2(re, im);
            var z = c;
            for (int i = 0; i < 50 && z.SquaredModulus < 4; i++)
                z = (z * z) + c;
            return z.SquaredModulus;
        }

        Numeric.Agrees(ValueWithGradient(at: (0.4, 0.7), of: F), F, (0.4, 0.7));
    }

    [Test]
    public void QuotientAndConversion()
    {
        static double F(double re, double im)
        {
            Complex2 z = re;
            z /= new Complex2(1, im);
            z = -z + 1.5;
            return (double)z * z.Im;
        }

        Numeric.Agrees(ValueWithGradient(at: (0.4, 0.7), of: F), F, (0.4, 0.7));
        Numeric.Agrees(ValueWithPullback(at: (0.4, 0.7), of: F), F, (0.4, 0.7));
    }

    [Test]
    public void VectorsInSpace()
    {
        static double F(Vector a, Vector b)
        {
            var c = Vector.Cross(a, b) + (2 * a) - b;
            return Vector.Dot(c, a) + c.Normalised.X;
        }

        Vector a = new(1, 2, 3), b = new(-2, 0.5, 1);
        var (value, (da, db)) = ValueWithGradient(at: (a, b), of: F);
        Expect.Bits(value, F(a, b));
        Numeric.Slope(x => F(new(x, 2, 3), b), 1, da.X);
        Numeric.Slope(y => F(new(1, y, 3), b), 2, da.Y);
        Numeric.Slope(z => F(new(1, 2, z), b), 3, da.Z);
        Numeric.Slope(x => F(a, new(x, 0.5, 1)), -2, db.X);
        Numeric.Slope(y => F(a, new(-2, y, 1)), 0.5, db.Y);
        Numeric.Slope(z => F(a, new(-2, 0.5, z)), 1, db.Z);
    }

    [Test]
    public void PullbackOfVectorResult()
    {
        var (value, pullback) = ValueWithPullback(at: new Vector(1, 2, 3), of: (Vector v) => Vector.Cross(v, new Vector(0, 0, 1)) * v.X);
        Assert.That(value, Is.EqualTo(new Vector(2, -1, 0)));
        var g = pullback(new Vector(1, 10, 100));
        Expect.Near((g.X, g.Y, g.Z), (2 - 20, 1, 0));
        Assert.That(pullback(new Vector(1, 10, 100)), Is.EqualTo(g));
    }

    [Test]
    public void DualNumbers()
    {
        // Forward mode by hand inside reverse mode: the derivative of F' is F''.
        static double Slope(double x)
        {
            var d = new Dual(x, 1);
            var r = (d * d * d) + Dual.Sin(d);
            return r.Derivative;
        }

        Expect.Near(Slope(0.8), (3 * 0.8 * 0.8) + Math.Cos(0.8));
        Expect.ValueAndGradient(ValueWithGradient(at: 0.8, of: Slope), Slope(0.8), (6 * 0.8) - Math.Sin(0.8));
    }

    [Test]
    public void ComparisonOperatorsAndEquality()
    {
        static double F(double x, double y)
        {
            Vector a = new(x, y, 0), b = new(y, x, 1);
            if (a == b)
                return 0;
            return a > b ? Vector.Dot(a, a) : Vector.Dot(a, b);
        }

        foreach (var at in new[] { (1.2, 0.7), (3.0, 0.5) })
            Numeric.Agrees(ValueWithPullback(at: at, of: F), F, at);
    }

    private readonly struct Complex2(double re, double im)
    {
        public double Re { get; } = re;

        public double Im { get; } = im;

        public double SquaredModulus => (Re * Re) + (Im * Im);

        public static implicit operator Complex2(double re) => new(re, 0);

        public static explicit operator double(Complex2 z) => z.Re;

        public static Complex2 operator +(Complex2 a, Complex2 b) => new(a.Re + b.Re, a.Im + b.Im);

        public static Complex2 operator -(Complex2 a, Complex2 b) => new(a.Re - b.Re, a.Im - b.Im);

        public static Complex2 operator -(Complex2 a) => new(-a.Re, -a.Im);

        public static Complex2 operator *(Complex2 a, Complex2 b) => new((a.Re * b.Re) - (a.Im * b.Im), (a.Re * b.Im) + (a.Im * b.Re));

        public static Complex2 operator *(double a, Complex2 b) => new(a * b.Re, a * b.Im);

        public static Complex2 operator /(Complex2 a, Complex2 b)
        {
            double d = b.SquaredModulus;
            return new(((a.Re * b.Re) + (a.Im * b.Im)) / d, ((a.Im * b.Re) - (a.Re * b.Im)) / d);
        }
    }

    private readonly record struct Vector(double X, double Y, double Z)
    {
        public double Length => Math.Sqrt(Dot(this, this));

        public Vector Normalised => this * (1 / Length);

        public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

        public static Vector operator *(Vector a, double by) => new(a.X * by, a.Y * by, a.Z * by);

        public static Vector operator *(double by, Vector a) => a * by;

        public static bool operator >(Vector a, Vector b) => a.Length > b.Length;

        public static bool operator <(Vector a, Vector b) => a.Length < b.Length;

        public static double Dot(Vector a, Vector b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

        public static Vector Cross(Vector a, Vector b) =>
            new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));
    }

    private readonly record struct Dual(double Value, double Derivative)
    {
        public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Derivative + b.Derivative);

        public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Derivative * b.Value) + (a.Value * b.Derivative));

        public static Dual Sin(Dual a) => new(Math.Sin(a.Value), Math.Cos(a.Value) * a.Derivative);
    }
}

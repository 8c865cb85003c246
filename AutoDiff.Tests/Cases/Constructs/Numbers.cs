using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Arithmetic in all its notations, on numbers of several types.</summary>
public sealed class Numbers
{
    [Test]
    public void CompoundAssignments()
    {
        static double F(double x, double y)
        {
            double r = x;
            r += y;
            r *= x;
            r -= y * y;
            r /= 1 + x;
            r %= 3;
            r++;
            --r;
            double s = r++ * x;
            double t = --r - y;
            return s + (t * r);
        }

        Numeric.Agrees(ValueWithGradient(at: (1.3, 0.8), of: F), F, (1.3, 0.8));
        Numeric.Agrees(ValueWithPullback(at: (1.3, 0.8), of: F), F, (1.3, 0.8));
    }

    [Test]
    public void SinglePrecision()
    {
        static float F(float x, float y) => (MathF.Sin(x) * y) + (x / (y + 2f)) - MathF.Sqrt(x * y);

        Numeric.Agrees(ValueWithGradient(at: (1.3f, 0.8f), of: F), F, (1.3f, 0.8f));
        var (value, pullback) = ValueWithPullback(at: (1.3f, 0.8f), of: F);
        Expect.Bits(value, F(1.3f, 0.8f));
        var (x, y) = pullback(1f);
        Expect.Near(pullback(-2f), (-2 * x, -2 * y));
    }

    [Test]
    public void SinglePrecisionLoop()
    {
        static float F(float x)
        {
            float r = x;
            for (int i = 0; i < 6; i++)
                r = (r * 0.5f) + (1f / (r + x));
            return r;
        }

        Numeric.Agrees(ValueWithGradient(at: 1.3f, of: F), F, 1.3f);
    }

    [Test]
    public void MixedPrecision()
    {
        static double F(double x)
        {
            float single = (float)(x * x);
            double again = single * 2f;
            return Math.Sin(again) + (float)x;
        }

        Expect.Bits(ValueWithGradient(at: 1.5, of: F).Value, F(1.5));
        Expect.Near(Gradient(at: 1.5, of: F), (Math.Cos(4.5) * 4 * 1.5) + 1, 1e-6);
    }

    [Test]
    public void DoubleInsideSinglePrecision()
    {
        static float F(float x)
        {
            double wide = x;
            return (float)(Math.Exp(wide) * x);
        }

        Numeric.Agrees(ValueWithGradient(at: 0.7f, of: F), F, 0.7f);
    }

    [Test]
    public void IntegersBeside()
    {
        static double F(double x, int n)
        {
            int k = n;
            k += 3;
            k <<= 1;
            k ^= 5;
            long big = (long)k * int.MaxValue;
            uint u = (uint)(big >> 7) % 11u;
            short s = (short)(u & 0x7);
            return (x * k) + (x * x * s) + (Math.Pow(x, n) * u) + (big % 5);
        }

        Numeric.Agrees(ValueWithGradient(at: 1.3, of: x => F(x, 4)), x => F(x, 4), 1.3);
    }

    [Test]
    public void IntegerArgumentHasNoDerivative()
    {
        static double Power(double x, int n)
        {
            double r = 1;
            for (int i = 0; i < n; i++)
                r *= x;
            return r;
        }

        var (value, (slope, none)) = ValueWithGradient(at: (2.0, 5), of: Power);
        Expect.Bits(value, 32);
        Expect.Near(slope, 80);
        Assert.That(none, Is.Zero);
    }

    [Test]
    public void CheckedArithmetic()
    {
        static double F(double x, int n)
        {
            checked
            {
                int square = n * n;
                double r = x * square;
                for (byte i = 0; i < 3; i = (byte)(i + 1))
                    r = (r * x) + (square - i);
                return r;
            }
        }

        Numeric.Agrees(ValueWithGradient(at: 1.3, of: x => F(x, 4)), x => F(x, 4), 1.3);
        Assert.That(() => Gradient(at: 1.3, of: x => F(x, int.MaxValue)), Throws.InstanceOf<OverflowException>());
    }

    [Test]
    public void ConversionsThatDecideOnly()
    {
        static double F(double x)
        {
            int cell = (int)Math.Floor(x);
            bool odd = (cell & 1) == 1;
            uint rounded = (uint)Math.Round(x * 10);
            return odd ? x * x : rounded > 30 ? 3 * x : -x;
        }

        foreach (double x in new[] { 1.3, 2.3, 4.6 })
            Numeric.Agrees(ValueWithGradient(at: x, of: F), F, x);
    }

    [Test]
    public void MathMixtures()
    {
        static double F(double x, double y) =>
            (Math.Atan2(y, x) * Math.Log(1 + (x * x))) + Math.Pow(x, y) + (Math.Tanh(x - y) / Math.Cosh(y))
            + Math.Cbrt(x + (2 * y)) + Math.Exp(-Math.Abs(x - (3 * y))) + Math.Max(x * y, Math.Sin(x)) + Math.Min(x, y)
            + Math.Clamp(x, 0, 10) + Math.Log2(x) + Math.Asin(y / 4) + Math.CopySign(x, -y) + Math.BitIncrement(y);

        Numeric.Agrees(ValueWithGradient(at: (1.3, 0.8), of: F), F, (1.3, 0.8));
        Numeric.Agrees(ValueWithPullback(at: (1.3, 0.8), of: F), F, (1.3, 0.8));
    }

    [Test]
    public void SineAndCosineTogether()
    {
        static double F(double x)
        {
            var (sin, cos) = Math.SinCos(x);
            return (sin * x) + (cos * cos);
        }

        Numeric.Agrees(ValueWithGradient(at: 0.6, of: F), F, 0.6);
        Numeric.Agrees(ValueWithPullback(at: 0.6, of: F), F, 0.6);
    }

    [Test]
    public void ConstantsAndInfinities()
    {
        static double F(double x)
        {
            double best = double.PositiveInfinity;
            for (int i = 1; i <= 5; i++)
            {
                double d = ((x - i) * (x - i)) + (0.1 * i);
                if (d < best)
                    best = d;
            }

            return double.IsFinite(best) ? best * Math.PI : double.NaN;
        }

        Numeric.Agrees(ValueWithGradient(at: 2.2, of: F), F, 2.2);
    }

    [Test]
    public void NegativeZeroAndSigns()
    {
        static double F(double x) => -(-x) - +x + (0 - x) + (-0.0 * x) + (Math.Sign(x) * x * x);

        Numeric.Agrees(ValueWithGradient(at: -1.4, of: F), F, -1.4);
    }
}

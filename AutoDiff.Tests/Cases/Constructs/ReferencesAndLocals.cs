using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Parameters and locals by reference.</summary>
public sealed class ReferencesAndLocals
{
    [Test]
    public void OutParameters()
    {
        static void SinCos(double x, out double sin, out double cos)
        {
            sin = Math.Sin(x);
            cos = Math.Cos(x);
        }

        static double F(double x, double y)
        {
            SinCos(x, out double sin, out double cos);
            SinCos(y * sin, out _, out double other);
            return (sin * cos) + other;
        }

        Numeric.Agrees(ValueWithGradient(at: (0.4, 1.3), of: F), F, (0.4, 1.3));
        Numeric.Agrees(ValueWithPullback(at: (0.4, 1.3), of: F), F, (0.4, 1.3));
    }

    [Test]
    public void InParameters()
    {
        static double Length(in Point p) => Math.Sqrt((p.X * p.X) + (p.Y * p.Y));

        static double F(double x, double y)
        {
            var p = new Point { X = x, Y = y };
            return Length(p) + Length(in p) + Length(new Point { X = x * y, Y = 1 });
        }

        Numeric.Agrees(ValueWithGradient(at: (3.0, 4.0), of: F), F, (3, 4));
        Numeric.Agrees(ValueWithPullback(at: (3.0, 4.0), of: F), F, (3, 4));
    }

    [Test]
    public void ReferenceToStructField()
    {
        static void Scale(ref double x, double by) => x *= by;

        static double F(double x, double y)
        {
            var p = new Point { X = x, Y = y };
            Scale(ref p.X, y);
            Scale(ref p.Y, p.X);
            return p.X + (p.Y * p.Y);
        }

        Numeric.Agrees(ValueWithGradient(at: (1.3, 0.4), of: F), F, (1.3, 0.4));
        Numeric.Agrees(ValueWithPullback(at: (1.3, 0.4), of: F), F, (1.3, 0.4));
    }

    [Test]
    public void ReferenceLocals()
    {
        static double F(double x, double y)
        {
            var p = new Point { X = x, Y = y };
            ref double px = ref p.X;
            px += y;
            ref double a = ref x;
            a *= px;
            ref double b = ref p.Y;
            b = Math.Sin(b) * a;
            return p.X * p.Y * x;
        }

        Numeric.Agrees(ValueWithGradient(at: (1.3, 0.4), of: F), F, (1.3, 0.4));
        Numeric.Agrees(ValueWithPullback(at: (1.3, 0.4), of: F), F, (1.3, 0.4));
    }

    [Test]
    public void ReferenceParameterInLoop()
    {
        static void Step(ref Point p, double dt)
        {
            double velocity = p.Y;
            p.Y -= p.X * dt;
            p.X += velocity * dt;
        }

        static double F(double x, double y)
        {
            var p = new Point { X = x, Y = y };
            for (int i = 0; i < 20; i++)
                Step(ref p, 0.1 * x);
            return p.X;
        }

        Numeric.Agrees(ValueWithGradient(at: (1.0, 0.5), of: F), F, (1, 0.5));
        Numeric.Agrees(ValueWithPullback(at: (1.0, 0.5), of: F), F, (1, 0.5));
    }

    [Test]
    public void TwoReferencesToOneVariable()
    {
        static void Multiply(ref double a, ref double b)
        {
            a *= b;
            b += a;
        }

        static double F(double x)
        {
            Multiply(ref x, ref x);
            return x * x;
        }

        Numeric.Agrees(ValueWithGradient(at: 1.7, of: F), F, 1.7);
    }

    [Test]
    public void ReassignedParameters()
    {
        static double F(double x, double y)
        {
            x = x * y;
            y = y + x;
            x = y - (x * x);
            return x * y;
        }

        Numeric.Agrees(ValueWithGradient(at: (1.3, 0.4), of: F), F, (1.3, 0.4));
        Numeric.Agrees(ValueWithPullback(at: (1.3, 0.4), of: F), F, (1.3, 0.4));
    }

    [Test]
    public void TryPatternWithOutParameter()
    {
        static bool TryRoot(double x, out double root)
        {
            if (x < 0)
            {
                root = 0;
                return false;
            }

            root = Math.Sqrt(x);
            return true;
        }

        static double F(double x) => TryRoot(x, out double root) ? root * x : -x;

        Numeric.Agrees(ValueWithGradient(at: 2.0, of: F), F, 2);
        Numeric.Agrees(ValueWithGradient(at: -2.0, of: F), F, -2);
        Numeric.Agrees(ValueWithPullback(at: 2.0, of: F), F, 2);
    }

    private struct Point
    {
        public double X;
        public double Y;
    }
}

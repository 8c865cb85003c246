using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Swift;

/// <summary>Group D of the cases restated from differentiable Swift: loops.</summary>
public sealed class Loops
{
    [TestCase(2, 8, 12)]
    [TestCase(3, 27, 27)]
    public void D1_For(double x, double value, double slope) => Expect.ValueAndGradient(ValueWithGradient(at: x, of: CubeByFor), value, slope);

    [TestCase(2, 8, 12)]
    [TestCase(3, 27, 27)]
    public void D3_While(double x, double value, double slope)
    {
        static double F(double x)
        {
            double r = x;
            int i = 0;
            while (i < 2)
            {
                r = r * x;
                i++;
            }

            return r;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: F), value, slope);
    }

    [TestCase(2, 8, 12)]
    [TestCase(3, 27, 27)]
    public void D5_DoWhile(double x, double value, double slope)
    {
        static double F(double x)
        {
            double r = x;
            int i = 0;
            do
            {
                r = r * x;
                i++;
            }
            while (i < 2);
            return r;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: F), value, slope);
    }

    [TestCase(2, 128, 448)]
    [TestCase(3, 2187, 5103)]
    public void D7_NestedRepeats(double x, double value, double slope)
    {
        static double F(double x)
        {
            double r = x;
            for (int i = 0; i < 2; i++)
            {
                double t = x;
                int j = 0;
                do
                {
                    t = t * x;
                    j++;
                }
                while (j < 2);
                r = r * t;
            }

            return r;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: F), value, slope);
    }

    [TestCase(2, 16, 32)]
    [TestCase(3, 81, 108)]
    public void D9_Break(double x, double value, double slope)
    {
        static double F(double x)
        {
            double r = x;
            int i = 1;
            do
            {
                if (i == 2)
                {
                    r = r * r;
                    break;
                }

                r = r * x;
                i++;
            }
            while (true);
            return r;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: F), value, slope);
    }

    [TestCase(2, 20, 22)]
    [TestCase(4, 104, 66)]
    public void D11_NestedLoops(double x, double value, double slope)
    {
        static double F(double x)
        {
            double o = x;
            for (int i = 0; i < 2; i++)
            {
                o = o * x;
                for (int j = 0; j < 2; j++)
                    o = o + x;
            }

            return o;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: F), value, slope);
    }

    [TestCase(0, 0, 0)]
    [TestCase(1, 1, 4)]
    public void D13_MethodWithLoop(double x, double value, double slope)
    {
        var s = new Squarer { Times = 2 };
        Expect.ValueAndGradient(ValueWithGradient(at: x, of: x => s.Apply(x)), value, slope);
        Expect.ValueAndGradient(ValueWithGradient(at: x, of: x => new Squarer { Times = 2 }.Apply(x)), value, slope);
    }

    [Test]
    public void D15_ProductByReference()
    {
        static void Multiply(ref double r, double x) => r *= x;

        static double F(double x, double y, double z)
        {
            double r = 1;
            for (int i = 0; i < 3; i++)
                Multiply(ref r, i == 0 ? x : i == 1 ? y : z);
            return r;
        }

        Expect.Near(Gradient(at: (3.0, 4.0, 5.0), of: F), (20, 15, 12));
    }

    [Test]
    public void D17_PullbackOfLoopThreeTimes()
    {
        var (value, pullback) = ValueWithPullback(at: 3.0, of: CubeByFor);
        Expect.Bits(value, 27);
        double first = pullback(1);
        double second = pullback(1);
        double third = pullback(1);
        Expect.Near(first, 27);
        Expect.Bits(second, first);
        Expect.Bits(third, first);
        Expect.Near(pullback(-2), -54);
    }

    private static double CubeByFor(double x)
    {
        double r = x;
        for (int i = 0; i < 2; i++)
            r = r * x;
        return r;
    }

    private struct Squarer
    {
        public int Times;

        public readonly double Apply(double x)
        {
            double r = x;
            for (int i = 0; i < Times; i++)
                r = r * r;
            return r;
        }
    }
}

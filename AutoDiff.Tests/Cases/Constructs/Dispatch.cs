using System.Runtime.InteropServices;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Which method a call enters, where a method of the same name stands closer; and what a callee may write.</summary>
public sealed class Dispatch
{
    private interface IShape
    {
        double F(double x);

        static abstract double S(double x);
    }

    private interface IKind
    {
        double F(double x);
    }

    private class Hidden
    {
        public virtual double F(double x) => x;
    }

    private sealed class Hiding : Hidden
    {
        public new double F(double x) => x * x;
    }

    private class Listing : IKind
    {
        public double F(double x) => x * x;
    }

    private sealed class NotListing : Listing
    {
        public new double F(double x) => x * x * x;
    }

    private readonly struct Shape : IShape
    {
        public double F(double x) => x * x;

        double IShape.F(double x) => x * 3;

        public static double S(double x) => x * x;

        static double IShape.S(double x) => x * 4;
    }

    [Test]
    public void ExplicitImplementationBeforeThePublicMethod()
    {
        static double Member<T>(T shape, double x)
            where T : IShape => shape.F(x);

        static double Static<T>(double x)
            where T : IShape => T.S(x);

        static double F(double x) => Member(default(Shape), x) + (10 * Static<Shape>(x));

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
        Expect.Near(Gradient(at: 0.7, of: F), 43);
    }

    [Test]
    public void InactiveCodeOfTheFramework()
    {
        static double F(double x)
        {
            using var stream = new MemoryStream();
            stream.WriteByte(3);
            IDictionary<int, double> weights = new Dictionary<int, double> { [1] = 2 };
            foreach (int factor in (IEnumerable<int>)new List<int> { 1, 2 })
                x *= factor;
            return x * x * stream.Length * weights[1];
        }

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
    }

    [Test]
    public void InputMarkedForInteroperabilityIsWritten()
    {
        static double Iterate([In] ref double a, double k, int n)
        {
            if (n == 0)
                return a * k;
            a = Math.Sin(a) + (k * 0.5);
            return Iterate(ref a, k * 0.9, n - 1) + a;
        }

        static double F(double x)
        {
            double a = x;
            double r = Iterate(ref a, x * 0.5, 3);
            return (r * a) + x;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
    }

    [Test]
    public void HiddenMethodsAreNotOverrides()
    {
        static double Virtual(double x)
        {
            Hidden b = new Hiding();
            return b.F(x);
        }

        static double Interface(double x)
        {
            IKind k = new NotListing();
            return k.F(x);
        }

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: Virtual), Virtual, 0.7);
        Expect.Near(Gradient(at: 0.7, of: Virtual), 1);
        Numeric.Agrees(ValueWithGradient(at: 0.7, of: Interface), Interface, 0.7);
        Expect.Near(Gradient(at: 0.7, of: Interface), 1.4);
    }

    [Test]
    public void LoopAroundATryBlockOnly()
    {
        static double F(double x)
        {
            int s = 0;
            while (true)
            {
                try
                {
                    if (s > 20)
                        break;
                    s += 2;
                }
                finally
                {
                    s += 1;
                }
            }
            return x * s;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
    }
}

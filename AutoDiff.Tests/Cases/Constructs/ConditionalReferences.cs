using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>References that depend on a condition: which variable is meant is known at run time only.</summary>
public sealed class ConditionalReferences
{
    [TestCase(1, 2)]
    [TestCase(2, 1)]
    public void ConditionalReferenceExpression(double x, double y)
    {
        static double F(double x, double y)
        {
            ref double larger = ref (x > y ? ref x : ref y);
            larger *= larger;
            return (3 * x) + (x * y);
        }

        Numeric.Agrees(ValueWithGradient(at: (x, y), of: F), F, (x, y));
        Numeric.Agrees(ValueWithPullback(at: (x, y), of: F), F, (x, y));
    }

    [TestCase(1, 2)]
    [TestCase(2, 1)]
    public void ReferenceReturned(double x, double y)
    {
        static ref double Larger(ref double a, ref double b)
        {
            if (a > b)
                return ref a;
            return ref b;
        }

        static double F(double x, double y)
        {
            Larger(ref x, ref y) *= 2;
            return x * x * y;
        }

        Numeric.Agrees(ValueWithGradient(at: (x, y), of: F), F, (x, y));
    }

    [TestCase(1.1, 4)]
    [TestCase(0.6, 1)]
    public void ReferenceReassignedInALoop(double x, int n)
    {
        static double F(double x, int n)
        {
            var a = (X: x, Y: 2 * x);
            var b = (X: x * x, Y: 1.0);
            ref var p = ref a;
            for (int i = 0; i < n; i++)
            {
                p.X = Math.Sin(p.X) + (x * p.Y);
                if (i == 2)
                    p = ref b;
            }

            return (a.X * b.X) + a.Y;
        }

        Numeric.Agrees(ValueWithGradient(at: x, of: v => F(v, n)), v => F(v, n), x);
    }
}

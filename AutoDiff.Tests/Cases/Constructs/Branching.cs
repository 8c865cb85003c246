using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Ways of choosing.</summary>
public sealed class Branching
{
    private enum Shape
    {
        Line,
        Parabola,
        Wave,
        Hyperbola,
    }

    [TestCase(0.5)]
    [TestCase(1.5)]
    [TestCase(2.5)]
    [TestCase(7)]
    [TestCase(-3)]
    public void SwitchExpressionOnRanges(double x)
    {
        static double F(double x) => x switch
        {
            < 0 => -x * x,
            < 1 => Math.Sin(x),
            >= 1 and < 2 => x * x * x,
            > 2 and <= 3 or > 6 => 1 / x,
            _ => throw new ArgumentOutOfRangeException(nameof(x)),
        };

        Numeric.Agrees(ValueWithGradient(at: x, of: F), F, x);
        Numeric.Agrees(ValueWithPullback(at: x, of: F), F, x);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(99)]
    [TestCase(-1)]
    public void JumpTable(int kind)
    {
        double f(double x) => JumpTable(x, kind);
        Numeric.Agrees(ValueWithGradient(at: 1.3, of: x => JumpTable(x, kind)), f, 1.3);
        Numeric.Agrees(ValueWithPullback(at: 1.3, of: x => JumpTable(x, kind)), f, 1.3);
    }

    [Test]
    public void SwitchOnEnumInLoop()
    {
        static double F(double x)
        {
            double sum = 0;
            for (int i = 0; i < 8; i++)
            {
                sum += (Shape)(i % 4) switch
                {
                    Shape.Line => 2 * x * i,
                    Shape.Parabola => x * x * sum,
                    Shape.Wave => Math.Cos(x + sum),
                    _ => 1 / (x + i),
                };
            }

            return sum;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
        Numeric.Agrees(ValueWithPullback(at: 0.7, of: F), F, 0.7);
    }

    [TestCase("sin")]
    [TestCase("square")]
    [TestCase("other")]
    public void SwitchOnString(string name)
    {
        static double F(double x, string name)
        {
            switch (name)
            {
                case "sin":
                    return Math.Sin(x);
                case "square":
                    return x * x;
                default:
                    return 3 * x;
            }
        }

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: x => F(x, name)), x => F(x, name), 0.7);
    }

    [TestCase(0.3)]
    [TestCase(2.5)]
    public void Goto(double x)
    {
        static double F(double x)
        {
            double y = x;
            int count = 0;
        again:
            y = (y * y) + x;
            count++;
            if (y > 50)
                goto large;
            if (count < 4)
                goto again;
            return y;
        large:
            return Math.Sqrt(y);
        }

        Numeric.Agrees(ValueWithGradient(at: x, of: F), F, x);
        Numeric.Agrees(ValueWithPullback(at: x, of: F), F, x);
    }

    [TestCase(-2)]
    [TestCase(0.5)]
    [TestCase(3)]
    public void ChainedTernaries(double x)
    {
        static double F(double x) => x < 0 ? x * x : x < 1 ? Math.Exp(x) : x > 2 ? 1 / x : x;

        Numeric.Agrees(ValueWithPullback(at: x, of: F), F, x);
    }

    [TestCase(1, 2)]
    [TestCase(2, 1)]
    [TestCase(-1, -2)]
    public void ConditionsWithAndOrNot(double x, double y)
    {
        static double F(double x, double y)
        {
            double r = 0;
            if (x > 0 && (y > x || y < 0.5))
                r += x * y;
            if (!(x > y) || x < 0)
                r += x * x;
            bool both = x > 0 & y > 0;
            if (both ^ (x > y))
                r -= y * y * y;
            return r;
        }

        Numeric.Agrees(ValueWithGradient(at: (x, y), of: F), F, (x, y));
        Numeric.Agrees(ValueWithPullback(at: (x, y), of: F), F, (x, y));
    }

    [Test]
    public void ThrowInUntakenBranch()
    {
        static double F(double x)
        {
            if (x < 0)
                throw new ArgumentOutOfRangeException(nameof(x), x, "must not be negative");
            ArgumentOutOfRangeException.ThrowIfGreaterThan(x, 100);
            return x > 50 ? throw new InvalidOperationException() : Math.Sqrt(x);
        }

        Numeric.Agrees(ValueWithGradient(at: 4.0, of: F), F, 4);
        Numeric.Agrees(ValueWithPullback(at: 4.0, of: F), F, 4);
    }

    [TestCase(0.1)]
    [TestCase(0.9)]
    [TestCase(2)]
    [TestCase(5)]
    public void ManyEarlyReturns(double x)
    {
        static double F(double x)
        {
            if (x < 0.5)
                return x;
            double y = x * x;
            if (y < 1)
                return y + x;
            y *= Math.Log(x + 1);
            if (y < 10)
                return y;
            return y / x;
        }

        Numeric.Agrees(ValueWithPullback(at: x, of: F), F, x);
    }

    private static double JumpTable(double x, int kind)
    {
        double r;
        switch (kind)
        {
            case 0:
                r = x;
                break;
            case 1:
                r = x * x;
                goto case 3;
            case 2:
                r = Math.Sin(x);
                break;
            case 3:
                r = x * x * x;
                break;
            case 4:
            case 5:
                return Math.Exp(x) * kind;
            default:
                r = 1 / x;
                break;
        }

        return r * x;
    }
}

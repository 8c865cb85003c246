using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Swift;

/// <summary>Group C of the cases restated from differentiable Swift: control flow.</summary>
public sealed partial class ControlFlow
{
    [TestCase(4, 8)]
    [TestCase(-10, 2)]
    public void C1_EarlyReturn(double x, double slope)
    {
        Numeric.Agrees(ValueWithPullback(at: x, of: SquareOrDouble), SquareOrDouble, x);
        Expect.Near(Gradient(at: x, of: SquareOrDouble), slope);
    }

    [Test]
    public void C3_TwoVariables()
    {
        static double F(double x, double y)
        {
            if (x > 0)
                return x * y;
            else
                return y - x;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: (4.0, 5.0), of: F), 20, (5, 4));
        Expect.ValueAndGradient(ValueWithGradient(at: (-3.0, -2.0), of: F), 1, (-1, 1));
    }

    [TestCase(4, 8)]
    [TestCase(-10, -20)]
    [TestCase(-1337, -2674)]
    public void C5_Tuple(double x, double value)
    {
        Expect.ValueAndGradient(ValueWithGradient(at: x, of: DoubleByTuple), value, 2);
        Expect.ValueAndGradient(ValueWithGradient(at: x, of: DoubleByReassignedTuple), value, 2);
    }

    [TestCase(4, 8)]
    [TestCase(-10, -20)]
    [TestCase(-1337, -2674)]
    public void C7_Structs(double x, double value)
    {
        Expect.ValueAndGradient(ValueWithGradient(at: x, of: DoubleByFields), value, 2);
        Expect.ValueAndGradient(ValueWithGradient(at: x, of: DoubleByNestedFields), value, 2);
        Expect.ValueAndGradient(ValueWithGradient(at: x, of: DoubleByReassignedStruct), value, 2);
    }

    [Test]
    public void C9_GuardWithNestedIfs()
    {
        static double F(double x, double y)
        {
            if (!(x > 0))
            {
                if (y > 0)
                    return x * y;
                else if (x == -1337)
                    return x * x;
                return 0;
            }

            return y * y;
        }

        Expect.Near(Gradient(at: (4.0, 5.0), of: F), (0, 10));
        Expect.Near(Gradient(at: (-1337.0, 5.0), of: F), (5, -1337));
        Expect.Near(Gradient(at: (-1337.0, -5.0), of: F), (-2674, 0));
        Expect.Near(Gradient(at: (-3.0, 2.0), of: F), (2, -3));
        Expect.Near(Gradient(at: (-3.0, -2.0), of: F), (0, 0));
    }

    [TestCase(2, 4)]
    [TestCase(-3, -6)]
    public void C11_EmptyBody(double x, double slope)
    {
        static double F(double x)
        {
            if (x > 0)
            {
            }

            return x * x;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: F), x * x, slope);
    }

    [TestCase(11, 23)]
    [TestCase(4, 8)]
    [TestCase(-10, 20)]
    public void C13_NestedConditions(double x, double slope)
    {
        static double F(double x)
        {
            if (x > 0)
            {
                if (x > 10)
                    return (x * x) + x;
                return x * x;
            }

            return -(x * x);
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: F), F(x), slope);
    }

    [Test]
    public void C15_FallThrough()
    {
        static double F(double x, double y)
        {
            if (x > 0)
            {
                if (y > 10)
                {
                    double z = x * y;
                    if (z > 100)
                        return x + z;
                    else if (y == 20)
                        return z + z;
                }
                else
                {
                    return x + y;
                }
            }

            return -y;
        }

        Expect.Near(Gradient(at: (4.0, 20.0), of: F), (40, 8));
        Expect.Near(Gradient(at: (4.0, 21.0), of: F), (0, -1));
        Expect.Near(Gradient(at: (4.0, 5.0), of: F), (1, 1));
        Expect.Near(Gradient(at: (10.0, 12.0), of: F), (13, 10));
    }

    [TestCase(1, 0)]
    [TestCase(2, 1)]
    [TestCase(3, 5)]
    [TestCase(4, 26)]
    [TestCase(5, 154)]
    public void C17_Factorial(double x, double slope) => Expect.ValueAndGradient(ValueWithGradient(at: x, of: Factorial), Factorial(x), slope);

    [TestCase(10, 3, 300)]
    [TestCase(-10, 2, -20)]
    [TestCase(100, 1, 1)]
    public void C19_ProductByRecursion(double x, int count, double slope) =>
        Expect.ValueAndGradient(ValueWithGradient(at: x, of: x => Product(x, count)), Product(x, count), slope);

    [TestCase(4, 8)]
    [TestCase(10, 20)]
    [TestCase(-10, -20)]
    [TestCase(-1337, -2674)]
    public void C21_SwitchAndUpdates(double x, double value) => Expect.ValueAndGradient(ValueWithGradient(at: x, of: DoubleBySwitch), value, 2);

    [Test]
    public void C23_OptionalWeight()
    {
        var (layer, input) = Gradient(at: (new Layer { W1 = 4, W2 = 5 }, 2.0), of: (Layer layer, double x) => layer.Apply(x));
        Expect.Near(layer.W1, 10);
        Expect.Near(layer.W2!.Value, 8);
        Expect.Near(input, 20);

        (layer, input) = Gradient(at: (new Layer { W1 = 4 }, 2.0), of: (Layer layer, double x) => layer.Apply(x));
        Expect.Near(layer.W1, 2);
        Expect.Near(input, 4);
    }

    [Test]
    public void C25_TypeTest()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: DoubleForIntegers<int>), 6, 2);
        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: DoubleForIntegers<string>), 9, 6);
    }

    [Test]
    public void C27_ShortCircuit()
    {
        static double F(double x, bool a, bool b) => (a && b) || (!a && !b) ? x * x : 2 * x;

        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: x => F(x, true, true)), 9, 6);
        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: x => F(x, false, false)), 9, 6);
        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: x => F(x, true, false)), 6, 2);
        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: x => x > 0 && x < 10 ? x * x : 2 * x), 9, 6);
        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: x => x < 0 || x > 10 ? x * x : 2 * x), 6, 2);
    }

    private static double SquareOrDouble(double x)
    {
        if (x > 0)
            return x * x;
        return 2 * x;
    }

    private static double DoubleByTuple(double x)
    {
        var y = (x, x);
        if (x > 0)
            return y.Item1 + y.Item2;
        return (3 * y.Item1) - y.Item2;
    }

    private static double DoubleByReassignedTuple(double x)
    {
        var y = (x, x);
        if (x > 0)
            y = (y.Item1 + y.Item2, 0);
        else
            y.Item1 = (3 * y.Item1) - y.Item2;
        return y.Item1;
    }

    private static double DoubleByFields(double x)
    {
        var y = new Two { First = x, Second = x };
        if (x > 0)
            y.First += y.Second;
        else
            y.First = (3 * y.First) - y.Second;
        return y.First;
    }

    private static double DoubleByNestedFields(double x)
    {
        var y = new Nested { Simple = new Two { First = x, Second = x } };
        if (x > 0)
            y.Simple.First += y.Simple.Second;
        else
            y.Simple.First = (3 * y.Simple.First) - y.Simple.Second;
        return y.Simple.First;
    }

    private static double DoubleByReassignedStruct(double x)
    {
        var y = new Nested { Simple = new Two { First = x, Second = x } };
        if (x > 0)
            y.Simple = new Two { First = y.Simple.First, Second = y.Simple.Second };
        else
            y = new Nested { Simple = new Two { First = 3 * x, Second = -y.Simple.Second } };
        return y.Simple.First + y.Simple.Second;
    }

    private static double Factorial(double x) => x == 1 ? 1 : x * Factorial(x - 1);

    private static double Product(double x, int count) => count == 0 ? 1 : x * Product(x, count - 1);

    private static double DoubleBySwitch(double x)
    {
        double y = x;
        switch (x)
        {
            case > 5:
                y += x;
                break;
            case -10:
                y = 2 * y;
                break;
            case < -1000 and var z:
                y = z;
                y += y;
                break;
            default:
                if (y is > 3 and < 5)
                    y = x + x;
                else
                    y = 0;
                break;
        }

        return y;
    }

    private static double DoubleForIntegers<T>(double x) => typeof(T) == typeof(int) ? 2 * x : x * x;
}

using AutoDiff.Mathematics;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Swift;

/// <summary>Group B of the cases restated from differentiable Swift: the mathematical library.</summary>
public sealed class MathLibrary
{
    [Test]
    public void B1_Exp()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Exp), Math.Exp(2), 7.38905609893065);
        Expect.Near(Gradient(at: 2f, of: MathF.Exp), 7.38905609893065f);
    }

    [Test]
    public void B3_ExpM1()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: double.ExpM1), double.ExpM1(2), 7.38905609893065);
        Expect.Near(Gradient(at: 2f, of: float.ExpM1), 7.38905609893065f);
    }

    [Test]
    public void B5_Log10()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Log10), Math.Log10(2), 0.2171472409516259);
        Expect.Near(Gradient(at: 2f, of: MathF.Log10), 0.2171472409516259f);
    }

    [Test]
    public void B7_LogP1()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: double.LogP1), double.LogP1(2), 0.3333333333333333);
        Expect.Near(Gradient(at: 2f, of: float.LogP1), 0.3333333333333333f);
    }

    [Test]
    public void B9_Cos()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Cos), Math.Cos(2), -0.9092974268256817);
        Expect.Near(Gradient(at: 2f, of: MathF.Cos), -0.9092974268256817f);
    }

    [Test]
    public void B11_AsinAcos()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 0.5, of: Math.Asin), Math.Asin(0.5), 1.1547005383792515);
        Expect.ValueAndGradient(ValueWithGradient(at: 0.5, of: Math.Acos), Math.Acos(0.5), -1.1547005383792515);
        Expect.Near(Gradient(at: 0.5f, of: MathF.Asin), 1.1547005383792515f);
        Expect.Near(Gradient(at: 0.5f, of: MathF.Acos), -1.1547005383792515f);
    }

    [Test]
    public void B13_SinhCosh()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Sinh), Math.Sinh(2), 3.7621956910836314);
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Cosh), Math.Cosh(2), 3.6268604078470186);
    }

    [Test]
    public void B15_AsinhAcosh()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Asinh), Math.Asinh(2), 0.447213595499958);
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Acosh), Math.Acosh(2), 0.5773502691896258);
    }

    [Test]
    public void B17_ErfErfc()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: SpecialMath.Erf), SpecialMath.Erf(2.0), 0.020666985354092053);
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: SpecialMath.Erfc), SpecialMath.Erfc(2.0), -0.020666985354092053);
    }

    [Test]
    public void B19_Rounding()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Ceiling), 2, 0);
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Floor), 2, 0);
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: x => Math.Round(x)), 2, 0);
        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: Math.Truncate), 2, 0);
    }

    [Test]
    public void B21_PowOfNegativeNumbers([Values(-3, -2, -1)] double x, [Range(-3, 3)] int y) =>
        Expect.ValueAndGradient(ValueWithGradient(at: (x, (double)y), of: Math.Pow), Math.Pow(x, y), (y * Math.Pow(x, y - 1), 0));

    [Test]
    public void B23_RemaindersOnTheIntegerGrid()
    {
        for (int x = -10; x <= 10; x++)
        {
            for (int y = -10; y <= 10; y++)
            {
                if (y == 0)
                    continue;

                double quotient = (double)x / y;
                double nearest = Math.Round(quotient, MidpointRounding.ToEven);
                if (Math.Abs(Math.Abs(quotient - Math.Truncate(quotient)) - 0.5) > 1e-9)
                    Expect.ValueAndGradient(ValueWithGradient(at: ((double)x, (double)y), of: Math.IEEERemainder), Math.IEEERemainder(x, y), (1, -nearest));

                double truncated = Math.Truncate(quotient);
                if (truncated != quotient || x == 0)
                    Expect.ValueAndGradient(ValueWithGradient(at: ((double)x, (double)y), of: Remainder), Remainder(x, y), (1, -truncated));
            }
        }
    }

    private static double Remainder(double x, double y) => x % y;
}

using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>Third derivatives of functions of one number against closed forms, in four nestings of the modes.</summary>
public sealed class ThirdDerivatives
{
    private const double X = 0.8;

    [Test]
    public void OfAPolynomial()
    {
        Agree(
            60 * X * X,
            Derivative(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Polynomial))),
            Gradient(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Polynomial))),
            Gradient(at: X, of: x => Gradient(at: x, of: y => Gradient(at: y, of: Polynomial))),
            Derivative(at: X, of: x => HessianVectorProduct(at: x, along: 1, of: Polynomial)));
    }

    [Test]
    public void OfAQuotient()
    {
        Agree(
            -6 / Math.Pow(1 + X, 4),
            Derivative(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Quotient))),
            Gradient(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Quotient))),
            Gradient(at: X, of: x => Gradient(at: x, of: y => Gradient(at: y, of: Quotient))),
            Derivative(at: X, of: x => HessianVectorProduct(at: x, along: 1, of: Quotient)));
    }

    [Test]
    public void OfFunctionsOfTheLibrary()
    {
        Agree(
            (-2 * Math.Exp(X) * (Math.Sin(X) + Math.Cos(X))) + (2 / (X * X * X)),
            Derivative(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Waves))),
            Gradient(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Waves))),
            Gradient(at: X, of: x => Gradient(at: x, of: y => Gradient(at: y, of: Waves))),
            Derivative(at: X, of: x => HessianVectorProduct(at: x, along: 1, of: Waves)));
    }

    [Test]
    public void OfALoop()
    {
        Agree(
            120 * X * X * X,
            Derivative(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Power))),
            Gradient(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Power))),
            Gradient(at: X, of: x => Gradient(at: x, of: y => Gradient(at: y, of: Power))),
            Derivative(at: X, of: x => HessianVectorProduct(at: x, along: 1, of: Power)));
    }

    [Test]
    public void OfABranch()
    {
        Agree(
            6,
            Derivative(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Branching))),
            Gradient(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Branching))),
            Gradient(at: X, of: x => Gradient(at: x, of: y => Gradient(at: y, of: Branching))),
            Derivative(at: X, of: x => HessianVectorProduct(at: x, along: 1, of: Branching)));
    }

    [Test]
    public void OfARoot()
    {
        Agree(
            0.375 * Math.Pow(X, -2.5),
            Derivative(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Root))),
            Gradient(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: Root))),
            Gradient(at: X, of: x => Gradient(at: x, of: y => Gradient(at: y, of: Root))),
            Derivative(at: X, of: x => HessianVectorProduct(at: x, along: 1, of: Root)));
    }

    private static void Agree(double expected, params double[] found)
    {
        foreach (double derivative in found)
            Assert.That(derivative, Is.EqualTo(expected).Within(1e-11 * Math.Abs(expected)));
    }

    private static double Polynomial(double x) => (x * x * x * x * x) - (7 * x * x);

    private static double Quotient(double x) => 1 / (1 + x);

    /// <summary>eˣ·cos x + log x: the third derivative is −2·eˣ·(sin x + cos x) + 2/x³.</summary>
    private static double Waves(double x) => (Math.Exp(x) * Math.Cos(x)) + Math.Log(x);

    private static double Power(double x)
    {
        double power = 1;
        for (int i = 0; i < 6; i++)
            power *= x;
        return power;
    }

    private static double Root(double x) => Math.Sqrt(x);

    private static double Branching(double x) => x > 0.5 ? x * x * x : -x;
}

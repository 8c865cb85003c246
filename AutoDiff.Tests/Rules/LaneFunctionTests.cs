using System.Runtime.Intrinsics;

namespace AutoDiff.Tests.Rules;

/// <summary>Functions of numbers in several lanes against those of numbers.</summary>
public sealed class LaneFunctionTests
{
    private const int Count = 20_000;
    private const double MostUnits = 2;

    private static readonly double[] s_special =
    [
        0, -0.0, 1, -1, 0.5, 2, 3, -3, 10, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, 1e-310,
        double.MaxValue, double.MinValue, 709.78, 709.79, 800.5, -708.5, -745.1, -745.2, -801, 1e-20, 1e5, 1e6, 1e22, 1e300, Math.PI, -Math.PI / 2,
        Math.BitDecrement(1), Math.BitIncrement(1), Math.Sqrt(2),
    ];

    private static IEnumerable<TestCaseData> Functions()
    {
        yield return Case("Exp", LaneFunctions.Exp, Math.Exp, -745, 709);
        yield return Case("Log", LaneFunctions.Log, Math.Log, 0, 3);
        yield return Case("Log of large numbers", LaneFunctions.Log, Math.Log, 1, 1e300);
        yield return Case("Sin", LaneFunctions.Sin, Math.Sin, -1e5, 1e5);
        yield return Case("Cos", LaneFunctions.Cos, Math.Cos, -7, 7);

        static TestCaseData Case(string name, Func<Vector512<double>, Vector512<double>> lanes, Func<double, double> one, double from, double to) =>
            new TestCaseData(lanes, one, from, to).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Functions))]
    public void IsThatOfOneNumber(Func<Vector512<double>, Vector512<double>> lanes, Func<double, double> one, double from, double to)
    {
        var random = new Random(1);
        double[] numbers = [.. s_special, .. Enumerable.Range(0, Count).Select(_ => from + ((to - from) * random.NextDouble()))];
        foreach (double[] chunk in numbers.Chunk(8))
        {
            double[] filled = [.. chunk, .. new double[8 - chunk.Length]];
            var results = lanes(Vector512.Create(filled));
            for (int lane = 0; lane < chunk.Length; lane++)
                AssertNear(results[lane], one(chunk[lane]), $"of {chunk[lane]:R}");
        }
    }

    [Test]
    public void PowerIsThatOfOneNumber()
    {
        var random = new Random(2);
        foreach (double x in s_special)
        {
            foreach (double y in s_special)
                AssertPower(x, y);
        }

        for (int i = 0; i < Count; i++)
        {
            AssertPower(Math.Exp((4 * random.NextDouble()) - 2), (10 * random.NextDouble()) - 5);
            AssertPower(1 + (0.3 * random.NextDouble()), 2500 * random.NextDouble());
        }
    }

    [Test]
    public void PowersOfIntegersAreExact()
    {
        for (int x = 1; x <= 30; x++)
        {
            for (int y = 0; y <= 10; y++)
            {
                double expected = Enumerable.Repeat((double)x, y).Aggregate(1.0, (a, b) => a * b);
                Assert.That(LaneFunctions.Pow(Vector512.Create((double)x), Vector512.Create((double)y))[3], Is.EqualTo(expected), $"{x} to the {y}");
            }
        }
    }

    private static void AssertPower(double x, double y) =>
        AssertNear(LaneFunctions.Pow(Vector512.Create(x), Vector512.Create(y))[5], Math.Pow(x, y), $"{x:R} to the {y:R}");

    private static void AssertNear(double actual, double expected, string what)
    {
        bool isSame = actual.Equals(expected) && (actual != 0 || double.IsNegative(actual) == double.IsNegative(expected));
        if (isSame)
            return;
        Assert.That(double.IsFinite(actual) && double.IsFinite(expected) && expected != 0, $"{what}: {actual:R} for {expected:R}");
        double unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        Assert.That(Math.Abs(actual - expected) / unit, Is.AtMost(MostUnits), $"{what}: {actual:R} for {expected:R}");
    }
}

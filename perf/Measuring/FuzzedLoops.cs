using AutoDiff.Perf.Cases;
using AutoDiff.Perf.Hand;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops over <see cref="FuzzedExpressions"/>.</summary>
internal static class FuzzedLoops
{
    public static IEnumerable<BenchmarkCase> Cases =>
    [
        new("fuzzed-sine-quotient", SineAndQuotientValue, SineAndQuotientGradient, SineAndQuotientHand),
        new("fuzzed-rational-root", RationalAndRootValue, RationalAndRootGradient, RationalAndRootHand),
        new("fuzzed-logarithm-power", LogarithmAndPowerValue, LogarithmAndPowerGradient, LogarithmAndPowerHand),
        new("fuzzed-nested", NestedValue, NestedGradient, NestedHand),
        new("fuzzed-polynomial", PolynomialValue, PolynomialGradient, PolynomialHand),
        new("ternary", TernaryValue, TernaryGradient, TernaryHand),
        new("nested-ternaries", NestedTernariesValue, NestedTernariesGradient, NestedTernariesHand),
    ];

    private static double X(int i) => 1.25 + ((i & 15) * 0.0625);

    private static double Y(int i) => 0.75 + ((i & 7) * 0.125);

    private static double Z(int i) => 2 - ((i & 3) * 0.25);

    private static double SineAndQuotientValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += FuzzedExpressions.SineAndQuotient(X(i), Y(i));
        return sum;
    }

    private static double SineAndQuotientGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y) = Gradient(at: (X(i), Y(i)), of: FuzzedExpressions.SineAndQuotient);
            sum += x + y;
        }

        return sum;
    }

    private static double SineAndQuotientHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y) = FuzzedGradients.SineAndQuotient(X(i), Y(i));
            sum += x + y;
        }

        return sum;
    }

    private static double RationalAndRootValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += FuzzedExpressions.RationalAndRoot(X(i), Y(i), Z(i));
        return sum;
    }

    private static double RationalAndRootGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y, z) = Gradient(at: (X(i), Y(i), Z(i)), of: FuzzedExpressions.RationalAndRoot);
            sum += x + y + z;
        }

        return sum;
    }

    private static double RationalAndRootHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y, z) = FuzzedGradients.RationalAndRoot(X(i), Y(i), Z(i));
            sum += x + y + z;
        }

        return sum;
    }

    private static double LogarithmAndPowerValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += FuzzedExpressions.LogarithmAndPower(X(i), Y(i));
        return sum;
    }

    private static double LogarithmAndPowerGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y) = Gradient(at: (X(i), Y(i)), of: FuzzedExpressions.LogarithmAndPower);
            sum += x + y;
        }

        return sum;
    }

    private static double LogarithmAndPowerHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y) = FuzzedGradients.LogarithmAndPower(X(i), Y(i));
            sum += x + y;
        }

        return sum;
    }

    private static double NestedValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += FuzzedExpressions.Nested(X(i));
        return sum;
    }

    private static double NestedGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Gradient(at: X(i), of: FuzzedExpressions.Nested);
        return sum;
    }

    private static double NestedHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += FuzzedGradients.Nested(X(i));
        return sum;
    }

    private static double PolynomialValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += FuzzedExpressions.Polynomial(X(i), Y(i), Z(i));
        return sum;
    }

    private static double PolynomialGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y, z) = Gradient(at: (X(i), Y(i), Z(i)), of: FuzzedExpressions.Polynomial);
            sum += x + y + z;
        }

        return sum;
    }

    private static double PolynomialHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y, z) = FuzzedGradients.Polynomial(X(i), Y(i), Z(i));
            sum += x + y + z;
        }

        return sum;
    }

    private static double TernaryValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += FuzzedExpressions.Ternary(X(i), Y(i));
        return sum;
    }

    private static double TernaryGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y) = Gradient(at: (X(i), Y(i)), of: FuzzedExpressions.Ternary);
            sum += x + y;
        }

        return sum;
    }

    private static double TernaryHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y) = FuzzedGradients.Ternary(X(i), Y(i));
            sum += x + y;
        }

        return sum;
    }

    private static double NestedTernariesValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += FuzzedExpressions.NestedTernaries(X(i), Y(i));
        return sum;
    }

    private static double NestedTernariesGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y) = Gradient(at: (X(i), Y(i)), of: FuzzedExpressions.NestedTernaries);
            sum += x + y;
        }

        return sum;
    }

    private static double NestedTernariesHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            var (x, y) = FuzzedGradients.NestedTernaries(X(i), Y(i));
            sum += x + y;
        }

        return sum;
    }
}

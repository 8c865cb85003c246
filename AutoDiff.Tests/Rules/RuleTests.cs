using System.Reflection;

namespace AutoDiff.Tests.Rules;

/// <summary>
/// Every rule of the runtime library, found by its attribute: its cotangents are the differences of the member it is for, linear in the cotangent, and those
/// of the conventions at the boundaries of the domain.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class RuleTests
{
    private const int Least = 2, Points = 24;
    private static readonly double[] s_numbers = [0.37, 0.81, 1.72, -0.64, 2.9, -2.3, 5.2, -0.21, 1.3];
    private static readonly double[] s_weights = [1.5, -0.75, 2, 0.5, -1.25, 0.25, 1, -2];

    // The hardware gives about four digits: differences of what is estimated.
    private static readonly Dictionary<string, Func<double, double>> s_estimated = new()
    {
        ["ReciprocalEstimate"] = x => 1 / x,
        ["ReciprocalSqrtEstimate"] = x => 1 / Math.Sqrt(x),
    };

    private static IEnumerable<TestCaseData> Rules => RuleCase.All().Select(r => new TestCaseData(r).SetName($"{{m}}.{r.Name}"));

    private static IEnumerable<TestCaseData> Boundaries =>
        from type in new[] { typeof(double), typeof(float), typeof(Half) }
        from row in Conventions
        select new TestCaseData(type, row.Member, row.At, row.Expected)
            .SetName($"{{m}}.{type.Name}.{row.Member}({string.Join(", ", row.At.Select(x => x.ToString(System.Globalization.CultureInfo.InvariantCulture)))})");

    private static IEnumerable<(string Member, double[] At, double[] Expected)> Conventions =>
    [
        ("Abs", [0], [0]), ("Sqrt", [0], [double.PositiveInfinity]), ("Cbrt", [0], [double.PositiveInfinity]), ("Hypot", [0, 0], [0, 0]),
        ("Max", [2, 2], [0.5, 0.5]), ("Min", [2, 2], [0.5, 0.5]), ("Max", [double.NaN, 2], [0, 0]), ("MaxNumber", [double.NaN, 2], [0, 1]),
        ("MinNumber", [2, double.NaN], [1, 0]), ("MaxMagnitude", [2, 2], [0.5, 0.5]), ("CopySign", [0, -1], [0, 0]), ("CopySign", [2, -1], [-1, 0]),
        ("Clamp", [1, 1, 2], [1, 0, 0]), ("Clamp", [2, 1, 2], [1, 0, 0]), ("Clamp", [0, 1, 2], [0, 1, 0]), ("Clamp", [3, 1, 2], [0, 0, 1]),
        ("Pow", [0, 0], [0, 0]), ("Pow", [0, 2], [0, 0]), ("Pow", [-2, 3], [12, 0]), ("Pow", [2, 0], [0, 0.6931471805599453]), ("Pow", [0, 1], [1, 0]),
        ("Log", [0], [double.PositiveInfinity]), ("Asin", [1], [double.PositiveInfinity]), ("Acos", [1], [double.NegativeInfinity]),
        ("Asin", [2], [double.NaN]), ("Acosh", [1], [double.PositiveInfinity]), ("Acosh", [0], [double.NaN]), ("Atanh", [1], [double.PositiveInfinity]),
        ("Atan2", [0, 0], [double.NaN, double.NaN]), ("Floor", [2], [0]), ("Round", [2.5], [0]), ("Truncate", [-1], [0]),
    ];

    [TestCaseSource(nameof(Rules))]
    public void AgreesWithDifferences(object rule) => Agrees((RuleCase)rule);

    [TestCaseSource(nameof(Boundaries))]
    public void KeepsItsConvention(Type type, string member, double[] at, double[] expected)
    {
        var rule = RuleCase.All().Single(r => r.Name == $"{type.Name}.{member}({string.Join(", ", at.Select(_ => type.Name))})");
        object[] arguments = rule.ArgumentsOf(at);
        double[] actual = rule.Pulled(arguments, rule.Value(arguments), rule.Cotangent([1.0]));
        Assert.That(actual, Is.EqualTo(expected).Within(rule.Epsilon));
    }

    private static void Agrees(RuleCase rule)
    {
        int compared = 0;
        for (int point = 0; point < Points; point++)
        {
            double[] at = [.. Enumerable.Range(0, rule.Inputs).Select(k => s_numbers[((point * 5) + (k * 2) + (point / s_numbers.Length)) % s_numbers.Length])];
            if (Weighted(rule, at) is not { } value || !double.IsFinite(value))
                continue;
            object[] arguments = rule.ArgumentsOf(at);
            object result = rule.Value(arguments);
            double[] weights = Weights(rule), pulled = rule.Pulled(arguments, result, rule.Cotangent(weights));
            double[] twice = rule.Pulled(arguments, result, rule.Cotangent(weights.Select(w => -2 * w)));
            // Exactly: twice a number has the same digits.
            Assert.That(twice, Is.EqualTo(pulled.Select(p => -2 * p)), $"linear in the cotangent at ({string.Join(", ", at)})");
            Assert.That(rule.Pulled(arguments, result, rule.Cotangent(weights)), Is.EqualTo(pulled), "a second time");
            for (int k = 0; k < at.Length; k++)
            {
                if (Difference(rule, at, k) is not { } expected)
                    continue;
                compared++;
                Assert.That(pulled[k], Is.EqualTo(expected).Within(Tolerance(rule) * (1 + Math.Abs(expected))), $"by number {k} at ({string.Join(", ", at)})");
            }
        }

        Assert.That(compared, Is.AtLeast(Least), "points at which the member is smooth");
    }

    private static double[] Weights(RuleCase rule) => s_weights[..Leaves.Count(rule.Result)];

    private static double? Weighted(RuleCase rule, double[] at)
    {
        string member = rule.Name[(rule.Name.IndexOf('.', StringComparison.Ordinal) + 1)..rule.Name.IndexOf('(', StringComparison.Ordinal)];
        if (s_estimated.TryGetValue(member, out var exact))
            return exact(at[0]) * s_weights[0];
        try
        {
            bool isMask = IsMask(rule, member);
            return Leaves.Of(rule.Value(rule.ArgumentsOf(at))).Zip(Weights(rule), (x, w) => (isMask && double.IsNaN(x) ? 1 : x) * w).Sum();
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    /// <summary>The result has all bits set or none in each element: as a number the former is NaN.</summary>
    private static bool IsMask(RuleCase rule, string member) => rule.Name.StartsWith("Vector", StringComparison.Ordinal)
        && (member is "Equals" or "GreaterThan" or "GreaterThanOrEqual" or "LessThan" or "LessThanOrEqual"
            || member.StartsWith("Is", StringComparison.Ordinal));

    /// <summary>The fourth-order central difference; null where two steps say different things: a jump, a kink, the edge of the domain.</summary>
    private static double? Difference(RuleCase rule, double[] at, int number)
    {
        double h = Math.Pow(rule.Epsilon, 0.2) / 2;
        if (Step(h) is not { } coarse || Step(h / 2) is not { } fine)
            return null;
        return double.IsFinite(fine) && Math.Abs(coarse - fine) <= Tolerance(rule) * (1 + Math.Abs(fine)) ? fine : null;

        double? Step(double step)
        {
            // What the number is after rounding is where the function is evaluated.
            return Moved(step) is { } a && Moved(-step) is { } b && Moved(2 * step) is { } c && Moved(-2 * step) is { } d
                ? ((8 * (a - b)) - (c - d)) / (12 * step)
                : null;
        }

        double? Moved(double by)
        {
            double[] moved = [.. at];
            moved[number] += by;
            return Weighted(rule, moved);
        }
    }

    private static double Tolerance(RuleCase rule) => 20 * Math.Pow(rule.Epsilon, 0.75);
}

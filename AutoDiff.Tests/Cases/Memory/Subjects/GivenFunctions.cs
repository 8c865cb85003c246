using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>
/// Functions that are handed right to a method that invokes them, and others of their type that are elsewhere: those that a call cannot meet do not matter to
/// it, however unsuitable, and those that it can are met, by whatever way they come.
/// </summary>
public static class GivenFunctions
{
    private static readonly List<Func<double, double>> s_kept = [];

    public static double T_GivenAndKept(double x)
    {
        // The same function goes both ways.
        var kept = new List<Func<double, double>> { Cube };
        return Twice(Cube, x) + kept[0](x);
    }

    public static double T_HandedOn(double x) => Through(t => t * x, x) + Through(Cube, x);

    public static double T_HandedOnToItself(double x) => Repeated(t => t * x, x, 3);

    public static double T_Replaced(double x) => Replacing(t => t * t, x);

    public static double T_Captured(double x) => Capturing(t => t * t * x)(x);

    public static double T_Kept(double x)
    {
        s_kept.Clear();
        Keep(t => t * t * t);
        return s_kept[0](x) * x;
    }

    public static double T_Missing(double x) => OrNothing(null, x) + OrNothing(t => t * t, x);

    public static double T_OfGenericMethod(double x) =>
        Applied(t => t * t, x) + Applied(t => t.Item1 * t.Item2, (x, 3.0)) + Applied(p => p[0] * p[0], new[] { x });

    public static double T_OfVirtualMethod(double x) => new Doubling().Apply(t => t * t, x) + new Rule().Apply(t => t * x, x);

    public static double T_ByLocalFunction(double x)
    {
        return Apply(t => t * t) + Apply(t => t * x);

        double Apply(Func<double, double> function) => function(x) * x;
    }

    public static double T_InIterator(double x) => Values(t => t * t, x).Sum();

    public static double T_Chosen(double x) => Twice(x > 100 ? t => t : t => t * t, x);

    public static double T_InLoop(double x)
    {
        // What captures nothing of the loop is made once and kept with the variables.
        var sum = 0.0;
        for (var i = 0; i < 3; i++)
            sum += Through(t => t * x, i + x) + new[] { x, i }.Select(t => t * x).Sum();
        return sum;
    }

    public static double T_Differences(double x)
    {
        // A test of a gradient beside what it tests: the lambda counts its calls and is nobody else's business.
        var table = new Dictionary<string, Func<double, double>> { ["square"] = t => t * t, ["sine"] = Math.Sin };
        return table["square"](x) * table["sine"](x);
    }

    public static void C_WithUnsuitableNeighbours()
    {
        var calls = 0;
        var atSteps = Slope(t => ((int)(t * 1000)) * 0.001, 0.5);
        var counted = Slope(
            t =>
            {
                calls++;
                return T_Differences(t);
            },
            0.7);
        Check.Near(Gradient(at: 0.7, of: T_Differences), counted, 1e-8);
        Check.Near(calls, 2);
        Check.Near(atSteps, 50, 1e-6);
    }

    private static double Cube(double t) => t * t * t;

    private static double Slope(Func<double, double> function, double at) => (function(at + 1e-5) - function(at - 1e-5)) / 2e-5;

    private static double Twice(Func<double, double> function, double x) => function(function(x));

    private static double Through(Func<double, double> function, double x) => Twice(function, x) * x;

    private static double Repeated(Func<double, double> function, double x, int times) => times == 0 ? x : Repeated(function, function(x), times - 1);

    private static double Replacing(Func<double, double> function, double x)
    {
        var result = function(x);
        function = t => t * result;
        return function(x);
    }

    private static Func<double, double> Capturing(Func<double, double> function) => t => function(t) * t;

    private static void Keep(Func<double, double> function) => s_kept.Add(function);

    private static double OrNothing(Func<double, double>? function, double x) => function is null ? x : function(x);

    private static double Applied<T>(Func<T, double> function, T x)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function(x) * function(x);
    }

    private static IEnumerable<double> Values(Func<double, double> function, double x)
    {
        for (var i = 1; i < 4; i++)
            yield return function(i * x);
    }

    private class Rule
    {
        public virtual double Apply(Func<double, double> function, double x) => function(x);
    }

    private sealed class Doubling : Rule
    {
        public override double Apply(Func<double, double> function, double x) => 2 * function(x);
    }
}

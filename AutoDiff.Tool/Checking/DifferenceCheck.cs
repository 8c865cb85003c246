using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using AutoDiff.Tool.Weaving;

namespace AutoDiff.Tool.Checking;

/// <summary>Compares the derivatives of a method with central differences (five points, so with an error of the fourth order) at random points.</summary>
internal sealed class DifferenceCheck(LoadedAssembly assembly, CheckSettings settings)
{
    /// <summary>How far two modes may be from each other, and a float's derivative from a difference, whose steps are coarse.</summary>
    private const double BetweenModes = 1e-9;
    private const double OfSingle = 2e-2;

    /// <summary>Problems that are told.</summary>
    private const int Told = 5;

    private static readonly double[] Steps = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

    public CheckResult Check(MethodResult result)
    {
        var method = assembly.Find(result.Method);
        var parameters = method.GetParameters();
        if (parameters.Select(p => Arguments.Problem(p.ParameterType)).FirstOrDefault(p => p is not null) is { } problem)
            return Unchecked(result, problem);
        if (!Arguments.IsNumber(method.ReturnType) && !(method.ReturnType.IsArray && Arguments.IsNumber(method.ReturnType.GetElementType())))
            return Unchecked(result, $"results of type '{method.ReturnType.Name}' are not compared");
        if (!method.IsStatic && !method.DeclaringType!.IsValueType && method.DeclaringType.GetConstructor([]) is null)
            return Unchecked(result, $"'{method.DeclaringType.Name}' has no constructor without parameters");

        var derivatives = result.Derivatives.Select(assembly.Find).ToDictionary(d => d.Name[method.Name.Length..]);
        // Each method has its own numbers, whatever else is checked.
        var random = new Random(settings.Seed);
        var (points, skipped, largest, problems) = (0, 0, 0.0, new List<string>());
        for (var i = 0; i < settings.Count; i++)
        {
            var receiver = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
            var point = new Point(method, receiver, Arguments.Draw(parameters, random, settings));
            if (point.Value() is not { } value || !IsFinite(value))
            {
                skipped++;
                continue;
            }
            points++;
            largest = Math.Max(largest, CheckAt(point, value, derivatives, random, problems));
        }
        return points == 0
            ? Unchecked(result, $"it throws, or is not finite, at all {settings.Count} points") with { Skipped = skipped }
            : new(result.Name, problems.Count == 0 ? CheckResult.Agrees : CheckResult.Disagrees, points, skipped, largest, [.. problems.Take(Told)]);
    }

    private static CheckResult Unchecked(MethodResult result, string reason) => new(result.Name, CheckResult.Unchecked, 0, 0, 0, [reason]);

    /// <summary>Checks at one point and gives the largest relative error there.</summary>
    private double CheckAt(Point point, object value, Dictionary<string, MethodInfo> derivatives, Random random, List<string> problems)
    {
        var cotangent = Arguments.IsNumber(value.GetType()) ? null : Arguments.Direction(value, random);
        object?[] gradient;
        try
        {
            gradient = Gradient(point, value, cotangent, derivatives, problems);
        }
        catch (TargetInvocationException thrown)
        {
            problems.Add($"at {point}: the derivative throws {thrown.InnerException!.GetType().Name}: {thrown.InnerException.Message}");
            return double.PositiveInfinity;
        }

        var largest = 0.0;
        for (var a = 0; a < gradient.Length; a++)
        {
            for (var k = 0; k < Arguments.Count(point.Values[a]); k++)
            {
                var derivative = Arguments.Read(gradient[a], k);
                if (Closest(point, a, k, derivative, cotangent) is not { } closest)
                    continue;
                var error = Math.Abs(derivative - closest) / Math.Max(1, Math.Abs(closest));
                var isSingle = value is float or float[] || point.Values[a] is float or float[];
                if (!(error <= (isSingle ? Math.Max(settings.Tolerance, OfSingle) : settings.Tolerance)))
                    problems.Add($"at {point}: by {point.Name(a)}{(point.Values[a] is Array ? $"[{k}]" : "")} {Text(derivative)}, difference {Text(closest)}");
                largest = Math.Max(largest, double.IsNaN(error) ? double.PositiveInfinity : error);
            }
        }
        if (derivatives.TryGetValue("JacobianVectorProduct", out var forward))
            CompareModes(point, value, cotangent, gradient, forward, random, problems);
        return largest;
    }

    private static object?[] Gradient(
        Point point, object value, object? cotangent, Dictionary<string, MethodInfo> derivatives, List<string> problems)
    {
        var isScalar = derivatives.TryGetValue("ValueWithGradient", out var derivative);
        var result = (ITuple)point.Call(derivative ?? derivatives["ValueWithPullback"], [])!;
        if (!IsSame(result[0], value))
            problems.Add($"at {point}: the value beside the derivative is another one");
        var gradient = isScalar ? result[1] : ((Delegate)result[1]!).DynamicInvoke(cotangent);
        return Parts(gradient, point.Values.Length);
    }

    private static object?[] Parts(object? gradient, int count)
    {
        if (count == 1)
            return [gradient];
        var tuple = (ITuple)gradient!;
        return [.. Enumerable.Range(0, count).Select(i => tuple[i])];
    }

    /// <summary>⟨cotangent, J·v⟩ = ⟨pullback(cotangent), v⟩ for a random direction.</summary>
    private static void CompareModes(
        Point point, object value, object? cotangent, object?[] gradient, MethodInfo forward, Random random, List<string> problems)
    {
        var along = point.Values.Select(v => Arguments.Direction(v, random)).ToArray();
        var tangent = point.Call(forward, along);
        var ahead = cotangent is null ? Arguments.Read(tangent, 0) : Arguments.Dot(cotangent, tangent);
        var back = gradient.Zip(along).Sum(p => Arguments.Dot(p.Second, p.First));
        var scale = Math.Max(1, gradient.Zip(along).Sum(p => Math.Abs(Arguments.Dot(p.Second, p.First))));
        var isSingle = value is float or float[] || point.Values.Any(v => v is float or float[]);
        if (!(Math.Abs(ahead - back) <= (isSingle ? OfSingle : BetweenModes) * scale))
            problems.Add($"at {point}: forward mode {Text(ahead)}, reverse mode {Text(back)}");
    }

    /// <summary>The difference that is closest to the derivative, of those whose points are all in the domain; null where there is none.</summary>
    private static double? Closest(Point point, int argument, int position, double derivative, object? cotangent)
    {
        var x = Arguments.Read(point.Values[argument], position);
        double? closest = null;
        foreach (var step in Steps)
        {
            var h = step * Math.Max(1, Math.Abs(x));
            double At(int k) => point.With(argument, position, x + (k * h)).Value() is { } value ? Number(value, cotangent) : double.NaN;
            var difference = ((8 * (At(1) - At(-1))) - (At(2) - At(-2))) / (12 * h);
            if (double.IsFinite(difference) && (closest is null || Math.Abs(difference - derivative) < Math.Abs(closest.Value - derivative)))
                closest = difference;
        }
        return closest;
    }

    private static double Number(object value, object? cotangent) => cotangent is null
        ? Arguments.Read(value, 0)
        : Arguments.Count(value) == Arguments.Count(cotangent) ? Arguments.Dot(cotangent, value) : double.NaN;

    private static bool IsFinite(object value) => Enumerable.Range(0, Arguments.Count(value)).All(i => double.IsFinite(Arguments.Read(value, i)));

    private static bool IsSame(object? x, object y) => Arguments.Count(x) == Arguments.Count(y)
        && Enumerable.Range(0, Arguments.Count(y))
            .All(i => BitConverter.DoubleToInt64Bits(Arguments.Read(x, i)) == BitConverter.DoubleToInt64Bits(Arguments.Read(y, i)));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A point of a method's domain.</summary>
    private sealed record Point(MethodInfo Method, object? Receiver, object?[] Values)
    {
        public string Name(int argument) => Method.GetParameters()[argument].Name!;

        public Point With(int argument, int position, double number) => this with { Values = Arguments.With(Values, argument, position, number) };

        /// <summary>The value of the method, or null where it throws.</summary>
        public object? Value()
        {
            try
            {
                return Method.Invoke(Receiver, Arguments.Copy(Values));
            }
            catch (TargetInvocationException)
            {
                return null;
            }
        }

        public object? Call(MethodInfo derivative, object?[] more) =>
            derivative.Invoke(null, [.. Method.IsStatic ? Array.Empty<object?>() : [Receiver], .. Arguments.Copy(Values), .. more]);

        public override string ToString() => "(" + string.Join(", ", Values.Select(Show)) + ")";

        private static string Show(object? value) => value is Array array
            ? "[" + string.Join(", ", array.Cast<object>().Select(Show)) + "]"
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
    }
}

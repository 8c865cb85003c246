using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Packages;

/// <summary>What became of one function: accepted where there is no reason against it, and no fault found when it ran.</summary>
/// <param name="Function">The function.</param>
/// <param name="Refusal">The diagnostic that refuses it.</param>
/// <param name="Warning">The warning that comes with it.</param>
/// <param name="Fault">What is wrong with what was woven.</param>
internal sealed record PackageVerdict(PackageFunction Function, string? Refusal, string? Warning, string? Fault);

/// <summary>Functions that are compiled into one assembly, woven without those that are refused, and compared with differences.</summary>
internal static partial class PackageBatch
{
    public const string Configuration = """<AutoDiff><PiecewiseConstant Assembly="MathNet.Numerics" /></AutoDiff>""";

    private const double Step = 2e-4;

    private static readonly double[] s_at = [0.31, 0.47, 0.62, 0.83, 0.55, 0.71, 0.26, 0.94];

    private static readonly CompiledAssembly[] s_references = [Read(typeof(global::MathNet.Numerics.SpecialFunctions)), Read(typeof(MathNetRules.ColumnMajor))];

    /// <summary>The program of these functions, one a line, so that the line of a diagnostic tells the function.</summary>
    public static string Source(IReadOnlyList<PackageFunction> functions, bool derivatives)
    {
        var text = new StringBuilder(File.ReadAllText(Repository.File("AutoDiff.Tests", "Packages", "Prelude.cs.txt")));
        text.Append("\npublic static class Functions\n{\n");
        for (int i = 0; i < functions.Count; i++)
        {
            string body = functions[i].Body[0] == '{' ? functions[i].Body : $"=> {functions[i].Body};";
            text.Append(CultureInfo.InvariantCulture, $"public static double F{i}(double[] x) {body}");
            if (derivatives)
            {
                text.Append(CultureInfo.InvariantCulture, $" public static (double, double[]) G{i}(double[] x) => ValueWithGradient(at: x, of: F{i});");
                text.Append(
                    CultureInfo.InvariantCulture,
                    $" public static double D{i}(double[] x, double[] t) => JacobianVectorProduct(at: x, along: t, of: F{i});");
            }

            text.Append('\n');
        }

        return text.Append("}\n").ToString();
    }

    public static CompiledAssembly Compile(IReadOnlyList<PackageFunction> functions, bool derivatives = true) =>
        TestWeaver.Compile(Source(functions, derivatives), references: s_references);

    /// <summary>Whether the functions themselves answer with numbers; where not, what they answer with.</summary>
    public static IReadOnlyList<string?> Undefined(IReadOnlyList<PackageFunction> functions)
    {
        var compiled = Compile(functions, derivatives: false);
        var assembly = new WovenAssembly(compiled, compiled.Image, compiled.Symbols, [], []).Load();
        return [.. functions.Select((_, i) => Undefined(Delegate<Func<double[], double>>(assembly, "F" + i)))];
    }

    /// <summary>Weaves until nothing is refused any more, and runs what is left.</summary>
    public static IReadOnlyList<PackageVerdict> Run(IReadOnlyList<PackageFunction> functions, Action<string>? log = null)
    {
        var verdicts = new List<PackageVerdict>();
        var left = functions.ToList();
        while (left.Count > 0)
        {
            var watch = Stopwatch.StartNew();
            var woven = TestWeaver.Weave(Compile(left), Configuration, verifyEveryPass: false);
            log?.Invoke($"{left.Count} functions woven in {watch.Elapsed.TotalSeconds:F1} s");
            var refused = Said(woven, "error", left);
            if (refused.Count == 0)
            {
                var assembly = woven.Load();
                var warned = Said(woven, "warning", left);
                verdicts.AddRange(left.Select((f, i) => new PackageVerdict(f, null, warned.GetValueOrDefault(f), Fault(assembly, f, i))));
                break;
            }

            verdicts.AddRange(refused.Select(r => new PackageVerdict(r.Key, r.Value, null, null)));
            left.RemoveAll(refused.ContainsKey);
        }

        return verdicts;
    }

    /// <summary>The first that was said of each function: the line tells it, and where that is one of the prelude, the text does.</summary>
    private static Dictionary<PackageFunction, string> Said(WovenAssembly woven, string severity, List<PackageFunction> functions)
    {
        int first = Source([], derivatives: true).Split('\n').Length - 1;
        var said = new Dictionary<PackageFunction, string>();
        foreach (string line in woven.Diagnostics.Where(d => d.Contains($": {severity} ", StringComparison.Ordinal)))
        {
            int index = Place().Match(line) is { Success: true } m ? int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) - first : -1;
            if (index < 0 && Named().Match(line) is { Success: true } named)
                index = int.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture);
            if (index < 0 || index >= functions.Count)
                throw new InvalidOperationException("Said of no function: " + line);
            said.TryAdd(functions[index], line[(line.IndexOf($": {severity} ", StringComparison.Ordinal) + severity.Length + 3)..]);
        }

        return said;
    }

    private static string? Fault(Assembly assembly, PackageFunction function, int index)
    {
        var plain = Delegate<Func<double[], double>>(assembly, "F" + index);
        var gradient = Delegate<Func<double[], (double Value, double[] Gradient)>>(assembly, "G" + index);
        var along = Delegate<Func<double[], double[], double>>(assembly, "D" + index);
        double value = plain([.. s_at]);
        (double Value, double[] Gradient) result;
        try
        {
            result = gradient([.. s_at]);
        }
        catch (Exception e)
        {
            return $"throws {e.GetType().Name}: {e.Message}\n{e.StackTrace}";
        }

        if (BitConverter.DoubleToInt64Bits(result.Value) != BitConverter.DoubleToInt64Bits(value))
            return $"value {result.Value:R} instead of {value:R}";
        // Differences of differences are differences of rounding errors, unless their steps are wide.
        double step = function.Area.StartsWith("Differenti", StringComparison.Ordinal) ? 0.05 : Step;
        for (int i = 0; i < s_at.Length; i++)
        {
            double reverse = i < result.Gradient.Length ? result.Gradient[i] : 0, forward;
            try
            {
                forward = along([.. s_at], Direction(i));
            }
            catch (Exception e)
            {
                return $"throws forward {e.GetType().Name}: {e.Message}\n{e.StackTrace}";
            }

            double scale = Math.Max(1, Math.Abs(reverse));
            if (!(Math.Abs(forward - reverse) <= (step > Step ? 1e-4 : 1e-6) * scale))
                return $"reverse {reverse:R}, forward {forward:R} by x[{i}]";
            double coarse = Slope(plain, i, step), fine = Slope(plain, i, step / 4), finest = Slope(plain, i, step / 16);
            double noise = Math.Min(Math.Abs(coarse - fine), Math.Abs(fine - finest));
            double nearest = Math.Min(Math.Abs(coarse - reverse), Math.Min(Math.Abs(fine - reverse), Math.Abs(finest - reverse)));
            if (!(nearest <= ((step > Step ? 1e-4 : 1e-6) * scale) + (4 * noise)))
                return $"derivative {reverse:R} by x[{i}], differences {coarse:R}, {fine:R}, {finest:R}";
            if (!(noise <= 1e-3 * scale))
                return $"differences {coarse:R}, {fine:R}, {finest:R} say nothing of {reverse:R} by x[{i}]";
        }

        return null;
    }

    private static double[] Direction(int index)
    {
        double[] direction = new double[s_at.Length];
        direction[index] = 1;
        return direction;
    }

    /// <summary>A central difference of the fourth order.</summary>
    private static double Slope(Func<double[], double> function, int index, double step)
    {
        double At(double by)
        {
            double[] x = [.. s_at];
            x[index] += by;
            return function(x);
        }

        return ((8 * (At(step) - At(-step))) - (At(2 * step) - At(-2 * step))) / (12 * step);
    }

    private static string? Undefined(Func<double[], double> function)
    {
        try
        {
            double value = function([.. s_at]);
            return double.IsFinite(value) ? null : value.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private static T Delegate<T>(Assembly assembly, string name)
        where T : Delegate => assembly.GetType("Functions", throwOnError: true)!.GetMethod(name)!.CreateDelegate<T>();

    private static CompiledAssembly Read(Type type) =>
        new(type.Assembly.GetName().Name!, File.ReadAllBytes(type.Assembly.Location), [], []);

    [GeneratedRegex(@"Test\.cs\((\d+),")]
    private static partial Regex Place();

    [GeneratedRegex(@"Functions\.[FGD](\d+)")]
    private static partial Regex Named();
}

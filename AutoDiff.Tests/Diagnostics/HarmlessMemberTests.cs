using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>
/// Every public member of framework classes about other things than numbers, with a number between what it is given and what comes out of it again (as the
/// result, in what it was
/// given to write to, in an object it was given): differentiated, or refused, but never passed over in silence.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class HarmlessMemberTests
{
    private const double At = 1.27;

    private static readonly Type[] s_listed =
    [
        typeof(string), typeof(StringBuilder), typeof(Convert), typeof(HashCode), typeof(Random), typeof(Type), typeof(System.Diagnostics.Debug),
        typeof(System.Diagnostics.Trace),
        typeof(ArgumentNullException), typeof(ArgumentException), typeof(ArgumentOutOfRangeException), typeof(ObjectDisposedException), typeof(Monitor),
        typeof(GC), typeof(Thread),
        typeof(CultureInfo), typeof(Interlocked), typeof(Volatile), typeof(Tuple), typeof(ValueTuple), typeof(KeyValuePair), typeof(Task),
        typeof(ValueTask), typeof(AppContext),
        typeof(Activator), typeof(BitConverter), typeof(Math), typeof(MathF), typeof(Array), typeof(WeakReference),
        typeof(System.Runtime.InteropServices.GCHandle), typeof(Nullable), typeof(Buffer), typeof(object), typeof(Lazy<double>),
        typeof(ThreadLocal<double>), typeof(AsyncLocal<double>), typeof(WeakReference<double[]>), typeof(Comparer<double>), typeof(EqualityComparer<double>),
        typeof(System.Runtime.CompilerServices.ConditionalWeakTable<object, object>), typeof(CancellationToken), typeof(Delegate), typeof(Enum),
        typeof(double), typeof(Console),
    ];

    /// <summary>End the process, wait, or write to the console of the tests.</summary>
    private static readonly HashSet<string> s_left =
    [
        "Debug.Fail", "Trace.Fail", "Debug.Assert", "Trace.Assert", "Environment.Exit", "Monitor.Wait", "Thread.Sleep", "Thread.Join", "Console.ReadLine",
        "Console.Read", "Console.ReadKey",
        "Console.Beep", "Debug.Indent", "Debug.Unindent", "Trace.Indent", "Trace.Unindent", "GC.RegisterNoGCRegionCallback", "GC.TryStartNoGCRegion",
        "GC.EndNoGCRegion", "Monitor.Exit",
        "Trace.Close", "Debug.Close", "RuntimeHelpers.PrepareConstrainedRegions", "GC.AddMemoryPressure", "GC.RemoveMemoryPressure", "Trace.Refresh",
        "Activator.CreateInstanceFrom", "Thread.Start", "Thread.UnsafeStart",
    ];

    private static readonly string[] s_varied = ["number", "item", "row"];

    public static IEnumerable<Type> Listed => s_listed;

    [TestCaseSource(nameof(Listed))]
    public void Members(Type type)
    {
        var calls = new List<string>();
        const BindingFlags All = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
        foreach (var method in type.GetMethods(All).Where(m => m.DeclaringType != typeof(object) || type == typeof(object)))
        {
            if (!s_left.Contains($"{type.Name}.{method.Name}") && method.GetCustomAttribute<ObsoleteAttribute>() is null
                && !method.IsDefined(typeof(System.Runtime.Versioning.UnsupportedOSPlatformAttribute)))
                calls.AddRange(CallsOf(type, method));
        }

        calls = [.. calls.Distinct()];
        if (calls.Count == 0)
            Assert.Pass("nothing can be made up for its members");
        calls = [.. Compiling(calls)];
        var woven = TestWeaver.CompileAndWeave(Source(calls));
        string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
        Assert.That(errors, Has.All.Match(new Regex(@"^Test\.cs\(\d+,\d+\): error AD1\d\d\d: ", RegexOptions.CultureInvariant)));
        var program = woven.Load().GetType("Members", throwOnError: true)!;
        var wrong = new List<string>();
        int refused = 0, right = 0;
        for (int i = 0; i < calls.Count; i++)
        {
            var function = program.GetMethod("F" + i)!.CreateDelegate<Func<double, double>>();
            var gradient = program.GetMethod("G" + i)!.CreateDelegate<Func<double, double>>();
            try
            {
                bool isSingle = calls[i].Contains("(float)", StringComparison.Ordinal);
                // Some processors estimate by steps of 2⁻¹⁴, which narrow differences would be the slopes of.
                bool isEstimate = calls[i].Contains("Estimate(", StringComparison.Ordinal);
                double step = isEstimate ? 0.05 : isSingle ? 1e-2 : 1e-5;
                double difference = (function(At + step) - function(At - step)) / (2 * step);
                if (!double.IsFinite(difference))
                    continue;
                double derivative = gradient(At);
                if (Math.Abs(derivative - difference) <= (isEstimate ? 2e-2 : isSingle ? 1e-2 : 1e-5) * Math.Max(1, Math.Abs(difference)))
                    right++;
                else
                    wrong.Add($"{calls[i]}: {derivative}, differences say {difference}");
            }
            catch (NotDifferentiableException)
            {
                refused++;
            }
            catch (Exception thrown) when (thrown is not AssertionException)
            {
                // What was made up does not suit the member.
            }
        }

        TestContext.Out.WriteLine($"{right} right, {refused} refused, of {calls.Count}");
        Assert.That(wrong, Is.Empty);
    }

    /// <summary>The calls among them that C# takes: which arguments suit is left to the compiler.</summary>
    private static List<string> Compiling(List<string> calls)
    {
        while (true)
        {
            var lines = TestWeaver.LinesWithErrors(Source(calls));
            if (lines.Count == 0)
                return calls;
            string[] text = Source(calls).Split('\n');
            var bad = lines.Select(l => Regex.Match(text[l], @" F(\d+)\(", RegexOptions.CultureInvariant)).Where(m => m.Success)
                .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToHashSet();
            Assert.That(bad, Is.Not.Empty);
            calls = [.. calls.Where((_, i) => !bad.Contains(i))];
        }
    }

    private static string Source(List<string> calls)
    {
        var text = new StringBuilder("""
            using AutoDiff;
            using static AutoDiff.DifferentialOperators;
            public static class Members
            {
                private static double Of(object? o) => o switch { double d => d, float f => f, double[] a => a[0], object[] b => Of(b[0]), _ => 1 };

            """);
        for (int i = 0; i < calls.Count; i++)
        {
            const string Given = "double number = x; object item = x; double[] row = [x, 2 * x]; object[] items = [x, row];";
            text.Append(CultureInfo.InvariantCulture, $"    public static double F{i}(double x) {{ {Given} {calls[i]} }}\n");
            text.Append(CultureInfo.InvariantCulture, $"    public static double G{i}(double x) => Gradient(at: x, of: F{i});\n");
        }

        return text.Append("}\n").ToString();
    }

    private static IEnumerable<string> CallsOf(Type type, MethodInfo method)
    {
        string name = NameOf(type);
        foreach (string typeArgument in method.IsGenericMethodDefinition ? new[] { "double", "object", "double[]" } : [""])
        {
            var choices = method.GetParameters().Select(p => Arguments(p.ParameterType, typeArgument)).ToList();
            if (choices.Any(c => c.Length == 0))
                continue;
            string receiver = method.IsStatic ? name : ReceiverOf(type);
            if (receiver.Length == 0)
                continue;
            string arguments = typeArgument.Length == 0 ? "" : $"<{string.Join(", ", method.GetGenericArguments().Select(_ => typeArgument))}>";
            foreach (string[] given in Combinations(choices))
            {
                if (method.IsStatic && !given.Any(g => s_varied.Any(v => g.Contains(v, StringComparison.Ordinal))))
                    continue;
                string call = method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal) ? $"{receiver}.{method.Name[4..]}"
                    : method.IsSpecialName && method.Name.StartsWith("set_", StringComparison.Ordinal) ? $"{receiver}.{method.Name[4..]} = {given[0]}"
                    : $"{receiver}.{method.Name}{arguments}({string.Join(", ", given)})";
                string after = "Of(item) * row[0] * number * Of(items[0])";
                yield return method.ReturnType == typeof(void) || method.Name.StartsWith("set_", StringComparison.Ordinal)
                    ? $"{call}; return x * {after};" : $"var result = {call}; return x * Of(result) * {after};";
            }
        }
    }

    private static IEnumerable<string[]> Combinations(List<string[]> choices)
    {
        IEnumerable<string[]> all = [[]];
        foreach (string[] choice in choices)
            all = [.. all.SelectMany(a => choice.Select(c => (string[])[.. a, c])).Take(6)];
        return all;
    }

    private static string ReceiverOf(Type type) => type.Name switch
    {
        "String" => "\"a\"",
        "StringBuilder" => "new System.Text.StringBuilder()",
        "Random" => "new Random(1)",
        "Type" => "typeof(double)",
        "HashCode" => "new HashCode()",
        "CultureInfo" => "System.Globalization.CultureInfo.InvariantCulture",
        "Object" => "item",
        "Double" => "number",
        "WeakReference" => "new WeakReference(item)",
        "WeakReference`1" => "new WeakReference<double[]>(row)",
        "Lazy`1" => "new Lazy<double>(() => x)",
        "ThreadLocal`1" => "new System.Threading.ThreadLocal<double>(() => x)",
        "AsyncLocal`1" => "new System.Threading.AsyncLocal<double>()",
        "Comparer`1" => "Comparer<double>.Default",
        "EqualityComparer`1" => "EqualityComparer<double>.Default",
        "ConditionalWeakTable`2" => "new System.Runtime.CompilerServices.ConditionalWeakTable<object, object>()",
        "Array" => "row",
        "Delegate" => "new Func<double, double>(v => v * x)",
        _ => "",
    };

    private static string NameOf(Type type) => type.IsGenericType
        ? $"global::{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}"
            + $"<{string.Join(", ", type.GenericTypeArguments.Select(a => a.IsArray ? "double[]" : a == typeof(object) ? "object" : "double"))}>"
        : $"global::{type.FullName}";

    private static string[] Arguments(Type type, string typeArgument)
    {
        if (type.IsGenericParameter)
            return typeArgument switch { "double" => ["number"], "object" => ["item"], _ => ["row"] };
        if (type.IsByRef)
        {
            var content = type.GetElementType()!;
            return content.IsGenericParameter ? typeArgument switch { "double" => ["ref number"], "object" => ["ref item"], _ => ["ref row"] }
                : content == typeof(double) ? ["ref number"] : content == typeof(object) ? ["ref item"] : [];
        }

        if (type.IsArray && type.GetElementType() is { } element)
        {
            return element == typeof(double) || element == typeof(object) ? element == typeof(double) ? ["row"] : ["items"]
                : element.IsGenericParameter ? typeArgument switch { "double" => ["row"], "object" => ["items"], _ => ["new[] { row }"] }
                : element == typeof(string) ? ["new[] { \"a\" }"] : element == typeof(int) ? ["new[] { 0 }"] : [];
        }

        if (type.IsEnum)
            return [$"default({(type.DeclaringType is { } outer ? NameOf(outer) + "." + type.Name : NameOf(type))})"];
        if (typeof(Delegate).IsAssignableFrom(type) && type.IsGenericType && type.Name.StartsWith("Func`1", StringComparison.Ordinal))
            return [typeArgument switch { "double" => "() => number", "object" => "() => item", _ => "() => row" }];
        return type.Name switch
        {
            "Double" => ["number"],
            "Single" => ["(float)number"],
            "Decimal" => ["(decimal)number"],
            "Int32" => ["1", "(int)(number * 100)"],
            "Int64" => ["1L", "(long)(number * 100)"],
            "Boolean" => ["true"],
            "Char" => ["'a'"],
            "String" => ["\"0\"", "\"{0:R}\"", "number.ToString()"],
            "Object" => ["item", "row"],
            "Array" => ["row"],
            "Type" => ["typeof(double)"],
            "IFormatProvider" or "CultureInfo" => ["System.Globalization.CultureInfo.InvariantCulture"],
            "TypeCode" => ["TypeCode.Double"],
            "IEnumerable`1" => ["row"],
            _ when type.IsPrimitive => [$"({type.FullName})1"],
            _ => [],
        };
    }
}

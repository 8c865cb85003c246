using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>
/// Calls the public methods of an assembly and of its copy with the same random arguments. Results, exceptions, arrays that were passed and
/// the state of the receiver have to be the same to the last bit.
/// </summary>
internal sealed class CallComparison(Assembly original, Assembly copy, Func<Type, bool> types, int rounds)
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // They measure time, make random numbers from the environment, or ask for the identity of objects.
    private static readonly string[] Undetermined =
        ["Random", "Seed", "Sample", "Default", "Uniform", "Standard", "Normal", "Double", "Fast", "Next", "Guid", "Robust", "HashCode", "Parallel",
            "CreateStartingVectors"];

    public int Calls { get; private set; }

    public int Methods { get; private set; }

    public List<string> Differences { get; } = [];

    public void Run()
    {
        foreach (var type in original.GetTypes().Where(t => (t.IsPublic || t.IsNestedPublic) && !t.ContainsGenericParameters && types(t)))
        {
            var other = copy.GetType(type.FullName!, throwOnError: true)!;
            var methods = type.GetMethods(Public);
            var others = other.GetMethods(Public).ToDictionary(m => m.ToString()!);
            foreach (var method in methods.Where(m => !m.IsAbstract && !m.ContainsGenericParameters && !Undetermined.Any(m.Name.Contains)))
            {
                if (Compare(type, other, method, others[method.ToString()!]))
                    Methods++;
            }
        }
    }

    private bool Compare(Type type, Type other, MethodInfo method, MethodInfo counterpart)
    {
        if (!method.GetParameters().All(p => Argument(p.ParameterType, new Random(0)) is not null) || (!method.IsStatic && !CanMake(type)))
            return false;
        for (var round = 0; round < rounds; round++)
        {
            var seed = (round * 1000) + (type.Name.Length * 31) + method.Name.Length;
            var (expected, actual) = (Outcome(type, method, seed), Outcome(other, counterpart, seed));
            Calls++;
            if (expected != actual)
                Differences.Add($"{type.FullName}: {method}, seed {seed}\n  {expected}\n  {actual}");
        }
        return true;
    }

    private static bool CanMake(Type type) => !type.IsAbstract && (type.IsValueType || Constructor(type) is not null);

    private static ConstructorInfo? Constructor(Type type) => type.GetConstructors()
        .Where(c => c.GetParameters().All(p => Argument(p.ParameterType, new Random(0)) is not null))
        .OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();

    private static string Outcome(Type type, MethodInfo method, int seed)
    {
        var random = new Random(seed);
        object? receiver = null;
        object?[] arguments = [];
        string result;
        try
        {
            if (!method.IsStatic)
            {
                receiver = Constructor(type) is { } constructor
                    ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, Arguments(constructor, random), null)
                    : RuntimeHelpers.GetUninitializedObject(type);
            }
            arguments = Arguments(method, random);
            result = Show(method.Invoke(receiver, BindingFlags.DoNotWrapExceptions, null, arguments, null), 0);
        }
        catch (Exception e)
        {
            result = $"{e.GetType().Name}: {e.Message}";
        }
        return $"{result} | {string.Join(' ', arguments.OfType<Array>().Select(a => Show(a, 0)))} | {Show(receiver, 0)}";
    }

    private static object?[] Arguments(MethodBase method, Random random) => [.. method.GetParameters().Select(p => Argument(p.ParameterType, random))];

    private static object? Argument(Type type, Random random)
    {
        double Number() => random.Next(3) switch { 0 => random.NextDouble(), 1 => random.NextDouble() * 10, _ => (random.NextDouble() - 0.5) * 6 };
        T[] Eight<T>(Func<T> make) => [.. Enumerable.Range(0, 8).Select(_ => make())];
        return type switch
        {
            _ when type == typeof(double) => Number(),
            _ when type == typeof(float) => (float)Number(),
            _ when type == typeof(int) => random.Next(1, 7),
            _ when type == typeof(long) => (long)random.Next(1, 30),
            _ when type == typeof(uint) => (uint)random.Next(1, 30),
            _ when type == typeof(ulong) => (ulong)random.Next(1, 30),
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(string) => random.Next(4) == 0 ? "" : "abc 1.5",
            _ when type == typeof(object) => random.Next(9),
            _ when type == typeof(Complex) => new Complex(Number(), Number()),
            _ when type == typeof(Complex[]) => Eight(() => new Complex(Number(), Number())),
            _ when type == typeof(double[]) || type == typeof(IEnumerable<double>) => Eight(Number),
            _ when type == typeof(float[]) || type == typeof(IEnumerable<float>) => Eight(() => (float)Number()),
            _ when type == typeof(int[]) => Eight(() => random.Next(0, 8)),
            _ when type == typeof(double[,]) => new[,] { { Number(), Number() }, { Number(), Number() } },
            _ when type == typeof(Func<double, double>) => (Func<double, double>)(v => Math.Sin(v) + (v * v) - 1),
            _ when type == typeof(Func<double, double, double>) => (Func<double, double, double>)((v, w) => Math.Sin(v) + (w * v) - 1),
            _ when type == typeof(Random) => new Random(random.Next(100)),
            { IsEnum: true } => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
            _ => null,
        };
    }

    private static string Show(object? value, int depth)
    {
        switch (value)
        {
            case null:
                return "null";
            case double number:
                return Playground.Bits(number);
            case float number:
                return Playground.Bits(number);
            case string text:
                return text;
            case Complex complex:
                return $"{Playground.Bits(complex.Real)} i {Playground.Bits(complex.Imaginary)}";
            case IEnumerable items:
                return "[" + string.Join(' ', items.Cast<object?>().Take(200).Select(i => Show(i, depth + 1))) + "]";
        }
        var type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || value is decimal)
            return Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (depth > 3 || value is Delegate || (type.Namespace!.StartsWith("System", StringComparison.Ordinal) && value is not ITuple))
            return type.Name;
        var fields = new List<FieldInfo>();
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            fields.AddRange(declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        return $"{type.Name} {{{string.Join(' ', fields.Select(f => Show(f.GetValue(value), depth + 1)))}}}";
    }
}

using System.Reflection;
using AutoDiff.Manifolds;

namespace AutoDiff.Tests.Rules;

/// <summary>
/// Every rule for what is made of points on manifolds, found by its attribute: points move along their tangents, and how the result moves is read off in
/// the result's tangent space.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class ManifoldRuleTests
{
    private const double Step = 4e-4, Tolerance = 1e-9;
    private static readonly double[] s_numbers = [0.37, 0.81, 1.72, 0.64, 0.29, 1.3, 0.21];
    private static readonly double[] s_weights = [1.5, -0.75, -0.75];

    private static IEnumerable<TestCaseData> Rules =>
        from type in typeof(DifferentialOperators).Assembly.GetTypes()
        where type.Namespace == "AutoDiff.Rules.Manifolds"
        from rule in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let attribute = rule.GetCustomAttribute<PullbackAttribute>()
        where attribute is not null
        select new TestCaseData(rule, attribute).SetName($"{{m}}.{attribute.Type.Name}.{attribute.Member}");

    [TestCaseSource(nameof(Rules))]
    public void AgreesWithDifferences(MethodInfo rule, PullbackAttribute attribute)
    {
        Type[] types = [.. rule.GetParameters().Select(p => p.ParameterType)];
        Type[] arguments = types[..^2];
        var member = Member(attribute, arguments);
        object Value(object[] at) => member.IsStatic ? member.Invoke(null, at)! : member.Invoke(at[0], at[1..])!;
        for (int point = 0; point < s_numbers.Length; point++)
        {
            object[] at = [.. arguments.Select((type, i) => Made(type, point + (3 * i), small: point == 0))];
            object result = Value(at), cotangent = Tangent(types[^1], s_weights);
            double[] pulled = Leaves.Of(rule.Invoke(null, [.. at, result, cotangent])!);
            int number = 0;
            for (int i = 0; i < at.Length; i++)
            {
                int count = at[i] is int ? 0 : Count(at[i]);
                for (int k = 0; k < count; k++)
                {
                    double Moved(double by) => Pairing(result, Value([.. at.Select((a, j) => j == i ? Along(a, k, by) : a)]), cotangent);
                    double expected = ((8 * (Moved(Step) - Moved(-Step))) - (Moved(2 * Step) - Moved(-2 * Step))) / (12 * Step);
                    Assert.That(pulled[number++], Is.EqualTo(expected).Within(Tolerance), $"by number {k} of argument {i} at {string.Join("; ", at)}");
                }
            }

            Assert.That(number, Is.EqualTo(pulled.Length));
            double[] twice = Leaves.Of(rule.Invoke(null, [.. at, result, Tangent(types[^1], [.. s_weights.Select(w => -2 * w)])])!);
            Assert.That(twice, Is.EqualTo(pulled.Select(p => -2 * p)), "linear in the cotangent");
        }
    }

    private static MethodInfo Member(PullbackAttribute attribute, Type[] arguments)
    {
        var found = attribute.Type.GetProperty(attribute.Member)?.GetMethod;
        return found ?? attribute.Type.GetMethods().Single(m => m.Name == attribute.Member
            && (m.IsStatic ? [] : new[] { attribute.Type }).Concat(m.GetParameters().Select(p => p.ParameterType)).SequenceEqual(arguments));
    }

    private static object Made(Type type, int first, bool small)
    {
        // Near the identity, where quotients are replaced by their series; what has to be positive is not small.
        bool isPositive = type == typeof(double) || type == typeof(PositiveNumber) || type == typeof(Simplex3);
        double Number(int i) => s_numbers[(first + i) % s_numbers.Length] * (small && !isPositive ? 1e-3 : 1);
        return type == typeof(double) ? Number(0)
            : type == typeof(int) ? first % 3
            : type == typeof(Vector3D) ? new Vector3D(Number(0), -Number(1), Number(2))
            : type == typeof(UnitQuaternion) ? UnitQuaternion.Exp(new(Number(0), Number(1), -Number(2)))
            : type == typeof(Rotation) ? Rotation.Exp(new(Number(0), Number(1), -Number(2)))
            : type == typeof(PositiveNumber) ? PositiveNumber.Of(Number(0))
            : type == typeof(Simplex3) ? Simplex3.Of(Number(0), Number(1), Number(2))
            : Tangent(type, [Number(0), -Number(1), Number(2)]);
    }

    private static object Tangent(Type type, double[] numbers)
    {
        using var next = ((IEnumerable<double>)numbers).GetEnumerator();
        return Leaves.Make(type, next);
    }

    private static int Count(object value) => value switch
    {
        double or PositiveNumber or PositiveNumber.TangentVector => 1,
        _ => 3,
    };

    private static object Along(object value, int k, double by)
    {
        double[] unit = [k == 0 ? by : 0, k == 1 ? by : 0, k == 2 ? by : 0];
        return value switch
        {
            double x => x + by,
            Vector3D v => v + new Vector3D(unit[0], unit[1], unit[2]),
            UnitQuaternion q => q.Moved(new(unit[0], unit[1], unit[2])),
            Rotation r => r.Moved(new(unit[0], unit[1], unit[2])),
            PositiveNumber x => x.Moved(new(by)),
            Simplex3 p => p.Moved(new(unit[0], unit[1], unit[2])),
            RotationVector v => v + new RotationVector(unit[0], unit[1], unit[2]),
            PositiveNumber.TangentVector v => v + new PositiveNumber.TangentVector(by),
            Simplex3.TangentVector v => v + new Simplex3.TangentVector(unit[0], unit[1], unit[2]),
            _ => throw new NotSupportedException(value.GetType().Name),
        };
    }

    /// <summary>The cotangent on the way from one result to another, in the tangent space of the first.</summary>
    private static double Pairing(object from, object to, object cotangent)
    {
        double[] way = (from, to) switch
        {
            (double a, double b) => [b - a],
            (Vector3D a, Vector3D b) => Leaves.Of(b - a),
            (UnitQuaternion a, UnitQuaternion b) => Leaves.Of((a.Inverse() * b).Log()),
            (Rotation a, Rotation b) => Leaves.Of((a.Inverse() * b).Log()),
            (PositiveNumber a, PositiveNumber b) => [Math.Log(b.Value / a.Value)],
            (Simplex3 a, Simplex3 b) => [Math.Log(b.First / a.First), Math.Log(b.Second / a.Second), Math.Log(b.Third / a.Third)],
            _ => throw new NotSupportedException(from.GetType().Name),
        };
        return way.Zip(Leaves.Of(cotangent), (x, y) => x * y).Sum();
    }
}

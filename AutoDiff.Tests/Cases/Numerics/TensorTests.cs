using System.Globalization;
using System.Numerics.Tensors;
using System.Reflection;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.Numerics;

/// <summary>Every operation of <see cref="TensorPrimitives"/>, found by reflection, is differentiated or is listed with the reason why it is refused.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TensorTests
{
    private const int Numbers = 12;

    private static readonly TensorMember[] s_members = [.. TensorMember.All().Where(m => m.Refusal is null)];
    private static readonly CompiledAssembly s_package =
        new("System.Numerics.Tensors", File.ReadAllBytes(typeof(TensorPrimitives).Assembly.Location), [], []);

    private static readonly Lazy<WovenAssembly> s_woven =
        new(() => TestWeaver.Weave(TestWeaver.Compile(TensorProgram.For(s_members), references: [s_package])));

    private static readonly Lazy<Type> s_program = new(() => s_woven.Value.Load().GetType(TensorProgram.Class, throwOnError: true)!);
    private static readonly Lazy<Type> s_original = new(() => Assembly.Load(s_woven.Value.Original.Image).GetType(TensorProgram.Class, throwOnError: true)!);

    private static IEnumerable<TestCaseData> Members =>
        from index in Enumerable.Range(0, s_members.Length)
        from place in new[] { "Apart", "InPlace" }
        select new TestCaseData(index, place).SetName("{m}." + s_members[index].Name + place);

    [Test]
    public void EveryOperationIsAccepted() =>
        Assert.That(s_woven.Value.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);

    [TestCaseSource(nameof(Members))]
    public void AgreesWithDifferences(int member, string place)
    {
        var subject = s_members[member];
        string name = subject.Method.Name, function = place + member.ToString(CultureInfo.InvariantCulture);
        bool isSingle = subject.Number == "float", isEstimate = name is "ReciprocalEstimate" or "ReciprocalSqrtEstimate";
        double near = isEstimate ? 1e-3 : isSingle ? 1e-5 : 1e-12;
        double[] steps = isSingle ? [3e-2, 1e-2, 3e-3] : [1e-3, 1e-4, 1e-5];
        for (int point = 0; point < 2; point++)
        {
            double least = name == "Acosh" ? 1.13 : 0.13;
            double[] x = [.. Enumerable.Range(0, Numbers).Select(i => least + (0.071 * (((i * 7) + (4 * point) + 3) % 11)) + (0.0031 * i))];
            double value = Value(x);
            Assert.That(value, Is.Not.NaN);
            var (gradientValue, gradient) = Pair(Call(s_program.Value, "G", x));
            Assert.That(gradientValue[0], Is.EqualTo(value).Within(near * Math.Max(1, Math.Abs(value))));
            for (int i = 0; i < Numbers; i++)
            {
                double[] along = new double[Numbers];
                along[i] = 1;
                var (tangentValue, tangent) = Pair(Call(s_program.Value, "D", x, along));
                Assert.That(tangentValue[0], Is.EqualTo(gradientValue[0]));
                double same = (isSingle ? 1e-4 : 1e-12) * Math.Max(1, Math.Abs(gradient[i]));
                Assert.That(tangent[0], Is.EqualTo(gradient[i]).Within(same), $"the two modes at {i}");
                if (isEstimate)
                    continue;
                double nearest = steps.Select(h => Difference(x, i, h)).MinBy(d => Math.Abs(d - gradient[i]));
                double close = (isSingle ? 1e-3 : 1e-7) * Math.Max(1, Math.Abs(nearest));
                Assert.That(gradient[i], Is.EqualTo(nearest).Within(close), $"derivative {i} at point {point}");
            }
        }

        double Difference(double[] x, int i, double h)
        {
            double Shifted(double by) => Value([.. x.Select((v, k) => k == i ? v + by : v)]);
            return ((8 * (Shifted(h) - Shifted(-h))) - Shifted(2 * h) + Shifted(-2 * h)) / (12 * h);
        }

        double Value(double[] x) => Convert.ToDouble(Call(s_original.Value, "F", x), CultureInfo.InvariantCulture);

        object Call(Type type, string prefix, params double[][] arguments) => type.GetMethod(prefix + function)!
            .Invoke(null, [.. arguments.Select(a => isSingle ? (object)Array.ConvertAll(a, v => (float)v) : a)])!;
    }

    private static (double[] First, double[] Second) Pair(object tuple) => tuple switch
    {
        (float a, float[] b) => ([a], Array.ConvertAll(b, v => (double)v)),
        (double a, double[] b) => ([a], b),
        (float a, float b) => ([a], [b]),
        (double a, double b) => ([a], [b]),
        _ => throw new ArgumentException("not a pair of numbers", nameof(tuple)),
    };
}

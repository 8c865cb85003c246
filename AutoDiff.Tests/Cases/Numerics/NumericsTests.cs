using System.Reflection;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.Numerics;

/// <summary>
/// Every member of the vectors, quaternions, planes and matrices of <c>System.Numerics</c>, found by reflection, is differentiated, is constant, or is listed
/// with the reason why it is refused.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class NumericsTests
{
    private const int Numbers = 36;
    private const double Tolerance = 2e-2;

    private static readonly NumericsMember[] s_members = [.. NumericsMember.All().Where(m => m.Refusal is null && !m.IsConstant)];
    private static readonly Lazy<WovenAssembly> s_woven = new(() => TestWeaver.CompileAndWeave(NumericsProgram.For(s_members)));
    private static readonly Lazy<Type> s_program = new(() => s_woven.Value.Load().GetType(NumericsProgram.Class, throwOnError: true)!);
    private static readonly Lazy<Type> s_original = new(() => Assembly.Load(s_woven.Value.Original.Image).GetType(NumericsProgram.Class, throwOnError: true)!);

    private static IEnumerable<TestCaseData> Members => s_members.Select((m, i) => new TestCaseData(i).SetName("{m}." + m.Name));

    [Test]
    public void EveryMemberIsAccepted() =>
        Assert.That(s_woven.Value.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void ThePageSaysSo()
    {
        string page = File.ReadAllText(Repository.File("docs", "numerics.md"));
        Assert.That(page.ReplaceLineEndings("\n"), Is.EqualTo(NumericsPage.Text().ReplaceLineEndings("\n")));
    }

    [TestCaseSource(nameof(Members))]
    public void AgreesWithDifferences(int member)
    {
        for (int point = 0; point < 3; point++)
        {
            float[] x = At(point, s_members[member]);
            double value = Value(member, x);
            var (gradientValue, gradient) = ((float, float[]))Call(s_program.Value, "G", member, x)!;
            Assert.That(BitConverter.SingleToInt32Bits(gradientValue), Is.EqualTo(BitConverter.SingleToInt32Bits((float)value)), "the value changes");
            for (int i = 0; i < Numbers; i++)
            {
                float[] along = new float[Numbers];
                along[i] = 1;
                var (tangentValue, tangent) = ((float, float))Call(s_program.Value, "D", member, x, along)!;
                Assert.That(BitConverter.SingleToInt32Bits(tangentValue), Is.EqualTo(BitConverter.SingleToInt32Bits((float)value)), "the value changes");
                Assert.That(tangent, Is.EqualTo(gradient[i]).Within(1e-3 * Math.Max(1, Math.Abs(gradient[i]))), $"the two modes at {i}");
                if (IsMask(member))
                {
                    Assert.That(gradient[i], Is.Zero);
                    continue;
                }

                double[] differences = [.. new[] { 3e-2, 1e-2, 3e-3, 1e-3 }.Select(h => Difference(member, x, i, h))];
                double nearest = differences.MinBy(d => Math.Abs(d - gradient[i]));
                Assert.That(gradient[i], Is.EqualTo(nearest).Within(Tolerance * Math.Max(1, Math.Abs(nearest))), $"derivative {i} at point {point}");
            }
        }
    }

    /// <summary>Its elements have all bits set or none: as a number the former is NaN.</summary>
    private static bool IsMask(int member) => s_members[member].Method.Name is var name
        && (name is "Equals" or "GreaterThan" or "GreaterThanOrEqual" or "LessThan" or "LessThanOrEqual" || name.StartsWith("Is", StringComparison.Ordinal));

    private static double Difference(int member, float[] x, int i, double h)
    {
        double Shifted(double by)
        {
            float[] moved = [.. x];
            moved[i] = (float)(moved[i] + by);
            return Value(member, moved);
        }

        return ((8 * (Shifted(h) - Shifted(-h))) - Shifted(2 * h) + Shifted(-2 * h)) / (12 * h);
    }

    private static float Value(int member, float[] x) => (float)Call(s_original.Value, "F", member, x)!;

    private static object? Call(Type type, string prefix, int member, params object[] arguments) =>
        type.GetMethod(prefix + member.ToString(System.Globalization.CultureInfo.InvariantCulture))!.Invoke(null, arguments);

    private static float[] At(int point, NumericsMember subject)
    {
        string member = subject.Method.Name;
        float[] x = [.. Enumerable.Range(0, Numbers).Select(i => 0.45f + (0.17f * (((i * 7) + (5 * point) + 3) % 11)) + (0.011f * (i % 5)))];
        if (point == 2 && !member.StartsWith("CreatePerspective", StringComparison.Ordinal) && !member.StartsWith("Log", StringComparison.Ordinal)
            && member != "SquareRoot")
            x = [.. x.Select((v, i) => i % 3 == 1 ? -v : v)];
        if (member.StartsWith("CreatePerspective", StringComparison.Ordinal))
        {
            // Before the planes at the end of the list of either overload the near one is smaller than the far one.
            for (int i = 0; i < 8; i++)
                x[i] = 0.6f + (0.35f * i);
        }

        // A matrix that is far from having no inverse.
        if (subject is { Type.Name: "Plane", Method.Name: "Transform" })
        {
            for (int i = 4; i < 20; i += 5)
                x[i] += 3;
        }

        return x;
    }
}

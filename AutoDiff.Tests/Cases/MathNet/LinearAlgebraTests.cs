using System.Reflection;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.MathNet;

/// <summary>MathNet's dense linear algebra by the rules of AutoDiff.MathNet, which is referenced and not named.</summary>
public sealed class LinearAlgebraTests
{
    private static readonly double[] s_at = [0.1, 0.5, -0.3, 0.7, 0.2, 0.9, -0.4, 0.6, 0.35];
    private static readonly double[] s_along = [0.3, -0.2, 0.9, 0.4, -0.6, 0.1, 0.8, -0.7, 0.5];

    private static readonly Lazy<Assembly> s_woven = new(() =>
    {
        string source = File.ReadAllText(Repository.File("AutoDiff.Tests", "Cases", "MathNet", "LinearAlgebra.cs.txt"));
        CompiledAssembly package = Read(typeof(global::MathNet.Numerics.SpecialFunctions)), rules = Read(typeof(MathNetRules.ColumnMajor));
        var woven = TestWeaver.Weave(TestWeaver.Compile(source, references: [package, rules]), verifyEveryPass: false);
        Assert.That(woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);
        return woven.Load();
    });

    [Test]
    public void Gradients_are_those_of_differences() => Assert.Multiple(() =>
    {
        foreach (string name in Call<string[]>("Names"))
        {
            double[] gradient = Call<double[]>("GradientOf", name, s_at);
            Assert.That(Call<double>("ValueBeside", name, s_at), Is.EqualTo(Call<double>("Value", name, s_at)), name);
            for (int i = 0; i < s_at.Length; i++)
            {
                double slope = Slope(name, i);
                Assert.That(gradient[i], Is.EqualTo(slope).Within(1e-7 * Math.Max(1, Math.Abs(slope))), $"{name}, {i}");
            }
        }
    });

    [Test]
    public void Pullbacks_and_differentials_are_transposes() => Assert.Multiple(() =>
    {
        foreach (string name in Call<string[]>("Names"))
        {
            double forward = Call<double>("Along", name, s_at, s_along);
            double backward = Call<double[]>("Pulled", name, s_at, -2.5).Zip(s_along, (c, t) => c * t).Sum();
            Assert.That(backward, Is.EqualTo(-2.5 * forward).Within(1e-11 * Math.Max(1, Math.Abs(forward))), name);
        }
    });

    [Test]
    public void Second_derivatives_are_those_of_the_gradient()
    {
        const double Step = 1e-5;
        double[] product = Call<double[]>("Curvature", s_at, s_along);
        double[] ahead = Call<double[]>("Slope", At(Step)), behind = Call<double[]>("Slope", At(-Step));
        for (int i = 0; i < s_at.Length; i++)
            Assert.That(product[i], Is.EqualTo((ahead[i] - behind[i]) / (2 * Step)).Within(1e-7));

        static double[] At(double step) => [.. s_at.Select((v, i) => v + (step * s_along[i]))];
    }

    private static CompiledAssembly Read(Type type) =>
        new(type.Assembly.GetName().Name!, File.ReadAllBytes(type.Assembly.Location), [], []);

    private static T Call<T>(string method, params object[] arguments) =>
        (T)s_woven.Value.GetType("LinearAlgebra", throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments)!;

    /// <summary>A central difference of the fourth order.</summary>
    private static double Slope(string name, int index)
    {
        double At(double step)
        {
            double[] x = [.. s_at];
            x[index] += step;
            return Call<double>("Value", name, x);
        }

        double Central(double step) => (At(step) - At(-step)) / (2 * step);
        return ((4 * Central(5e-5)) - Central(1e-4)) / 3;
    }
}

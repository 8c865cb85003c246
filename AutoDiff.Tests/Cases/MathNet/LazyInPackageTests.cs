using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.MathNet;

/// <summary>
/// A lazy value of a package, made by a function of the package from numbers that are differentiated, where the program has no function like it.
/// </summary>
public sealed class LazyInPackageTests
{
    private const string Source =
        """
        using MathNet.Numerics.Interpolation;

        public static class P
        {
            public static double F(double[] x) =>
                new QuadraticSpline(Sums(x), x.Take(5).ToArray(), Sums(x).Take(5).ToArray(), x.Skip(1).ToArray()).Integrate(0.9 + 0.1 * x[1]);

            public static double Linear(double[] x) => LinearSpline.InterpolateSorted(Sums(x), x).Interpolate(0.9);

            public static double Logarithmic(double[] x) => LogLinear.InterpolateSorted(Sums(x), x).Interpolate(0.9);

            public static double Steps(double[] x) => StepInterpolation.InterpolateSorted(Sums(x), x).Interpolate(0.9);

            public static double Neville(double[] x) => NevillePolynomialInterpolation.InterpolateSorted(Sums(x), x).Interpolate(0.9);

            public static double Rational(double[] x) => BulirschStoerRationalInterpolation.InterpolateSorted(Sums(x), x).Interpolate(0.9);

            public static double[] OfF(double[] x) => Gradient(at: x, of: F);

            // Without these, the lazy value is seen through.
            public static double[][] OfOthers(double[] x) =>
            [
                Gradient(at: x, of: Linear), Gradient(at: x, of: Logarithmic), Gradient(at: x, of: Steps), Gradient(at: x, of: Neville),
                Gradient(at: x, of: Rational),
            ];

            private static double[] Sums(double[] x)
            {
                var sums = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < sums.Length; i++)
                    sums[i] = sum += x[i];
                return sums;
            }
        }
        """;

    [Test, Category("Thorough")]
    public void Is_differentiated()
    {
        double[] x = [0.31, 0.4, 0.5, 0.6, 0.2, 0.4];
        var type = typeof(global::MathNet.Numerics.SpecialFunctions);
        var package = new CompiledAssembly(type.Assembly.GetName().Name!, File.ReadAllBytes(type.Assembly.Location), [], []);
        var woven = TestWeaver.Weave(TestWeaver.Compile(Source, references: [package]), verifyEveryPass: false);
        double[] gradient = woven.Call<double[]>("P", "OfF", x);
        for (int i = 0; i < x.Length; i++)
        {
            double slope = (At(i, 1e-5) - At(i, -1e-5)) / 2e-5;
            Assert.That(gradient[i], Is.EqualTo(slope).Within(1e-7), $"x[{i}]");
        }

        double At(int index, double step)
        {
            double[] moved = [.. x];
            moved[index] += step;
            return woven.Call<double>("P", "F", moved);
        }
    }
}

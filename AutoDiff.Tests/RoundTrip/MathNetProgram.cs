using System.Reflection;
using System.Runtime.Loader;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>Linear algebra, transforms, fits, quadrature and differential equations with MathNet.Numerics; the result is every bit of every number.</summary>
internal static class MathNetProgram
{
    public const string Source =
        """
        using System.Globalization;
        using System.Text;
        using Complex = System.Numerics.Complex;
        using MathNet.Numerics;
        using MathNet.Numerics.Integration;
        using MathNet.Numerics.IntegralTransforms;
        using MathNet.Numerics.Interpolation;
        using MathNet.Numerics.LinearAlgebra;
        using MathNet.Numerics.OdeSolvers;
        using MathNet.Numerics.Optimization;
        using MathNet.Numerics.RootFinding;
        using MathNet.Numerics.Statistics;

        public static class Program
        {
            private static readonly StringBuilder Text = new();

            private static void Add(IEnumerable<double> numbers)
            {
                foreach (var number in numbers)
                    Text.Append(double.IsNaN(number) ? "NaN" : BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture)).Append(' ');
                Text.AppendLine();
            }

            private static void Add(IEnumerable<Complex> numbers) => Add(numbers.SelectMany(z => new[] { z.Real, z.Imaginary }));

            public static string Run()
            {
                var random = new Random(5);
                double[] Numbers(int count) => Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5).ToArray();
                Complex[] Complexes(int count) => Enumerable.Range(0, count).Select(_ => new Complex(random.NextDouble(), random.NextDouble())).ToArray();
                for (var size = 2; size < 12; size++)
                {
                    var a = Matrix<double>.Build.Dense(size, size, Numbers(size * size));
                    var b = Vector<double>.Build.Dense(Numbers(size));
                    Add(a.Solve(b));
                    Add((a * a + 2 * a.Transpose() - a.PointwiseMultiply(a)).Enumerate());
                    Add(a.Inverse().Enumerate());
                    Add(a.QR().R.Enumerate());
                    Add(a.LU().U.Enumerate());
                    Add(a.Svd().S);
                    Add((a.Transpose() * a).Cholesky().Factor.Enumerate());
                    Add(a.Evd().EigenValues);
                    Add(new[] { a.Determinant(), a.L1Norm(), a.FrobeniusNorm(), a.ConditionNumber(), b.L2Norm(), b.DotProduct(a * b) });
                    var c = Matrix<Complex>.Build.Dense(size, size, Complexes(size * size));
                    Add(c.Solve(Vector<Complex>.Build.Dense(Complexes(size))));
                    Add(c.Svd().U.Enumerate());
                    var f = Matrix<float>.Build.Dense(size, size, (i, j) => (float)(a[i, j] + i));
                    Add(f.Svd().U.Enumerate().Select(x => (double)x));
                    var s = Matrix<double>.Build.Sparse(size, size, (i, j) => (i + j) % 3 == 0 ? a[i, j] : 0);
                    Add((s * a + s.Multiply(s)).Enumerate());
                    Add(s.LeftMultiply(b));
                }
                foreach (var count in new[] { 8, 15, 64, 100 })
                {
                    var samples = Complexes(count);
                    Fourier.Forward(samples, FourierOptions.Matlab);
                    Add(samples);
                    Fourier.Inverse(samples);
                    Add(samples);
                }
                var x = Enumerable.Range(0, 20).Select(i => i * 0.3).ToArray();
                var y = x.Select(v => Math.Sin(v) + 0.1 * v).ToArray();
                Add(Fit.Polynomial(x, y, 4));
                Add(Fit.LinearCombination(x, y, v => 1, Math.Sin, v => v));
                foreach (var spline in new IInterpolation[] {
                    CubicSpline.InterpolateNatural(x, y), CubicSpline.InterpolateAkima(x, y), LinearSpline.Interpolate(x, y),
                    Barycentric.InterpolateRationalFloaterHormann(x, y) })
                    Add(x.Select(v => spline.Interpolate(v + 0.05)).Concat(spline.SupportsDifferentiation ? x.Select(spline.Differentiate)
                        : Array.Empty<double>()));
                Add(new[]
                {
                    GaussLegendreRule.Integrate(Math.Exp, 0, 2, 20), DoubleExponentialTransformation.Integrate(Math.Sqrt, 0, 3, 1e-9),
                        SimpsonRule.IntegrateComposite(Math.Cos, 0, 1, 40),
                    GaussKronrodRule.Integrate(v => 1 / (1 + v * v), 0, 5, out _, out _), Brent.FindRoot(v => Math.Cos(v) - v, 0, 1),
                        Bisection.FindRoot(v => v * v - 2, 0, 2),
                    NewtonRaphson.FindRoot(v => v * v * v - 5, v => 3 * v * v, 0, 4), Differentiate.Derivative(Math.Sin, 0.3, 2),
                });
                Add(RungeKutta.FourthOrder(1, 0, 3, 50, (t, v) => -v * t));
                Add(new Polynomial(6, -5, 1, 2).Roots());
                Add(new[] { y.Mean(), y.Variance(), y.Median(), y.Skewness(), y.Kurtosis(), y.Quantile(0.3), Correlation.Pearson(x, y),
                    Correlation.Spearman(x, y), Statistics.Entropy(y) });
                Add(NelderMeadSimplex.Minimum(ObjectiveFunction.Value(v => Math.Pow(1 - v[0], 2) + 100 * Math.Pow(v[1] - v[0] * v[0], 2)),
                    Vector<double>.Build.Dense(new[] { -1.2, 1 })).MinimizingPoint);
                Add(BfgsMinimizer(Vector<double>.Build.Dense(new[] { -1.2, 1 })));
                var histogram = new Histogram(y, 5);
                Add(Enumerable.Range(0, 5).Select(i => histogram[i].Count));
                return Text.ToString();
            }

            private static Vector<double> BfgsMinimizer(Vector<double> start) => new BfgsMinimizer(1e-8, 1e-8, 1e-8, 500).FindMinimum(
                ObjectiveFunction.Gradient(
                    v => Math.Pow(1 - v[0], 2) + 100 * Math.Pow(v[1] - v[0] * v[0], 2),
                    v => Vector<double>.Build.Dense(new[] { -2 * (1 - v[0]) - 400 * v[0] * (v[1] - v[0] * v[0]), 200 * (v[1] - v[0] * v[0]) })),
                start).MinimizingPoint;
        }
        """;

    /// <summary>Runs the compiled program with one image of the package.</summary>
    public static string Run(byte[] program, byte[] package)
    {
        var context = new AssemblyLoadContext("program");
        context.LoadFromStream(new MemoryStream(package));
        var method = context.LoadFromStream(new MemoryStream(program)).GetType("Program", throwOnError: true)!.GetMethod("Run")!;
        return (string)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    }
}

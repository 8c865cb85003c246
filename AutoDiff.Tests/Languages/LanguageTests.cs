using System.Collections;
using System.Runtime.CompilerServices;
using AutoDiff.Tests.Cases;
using AutoDiff.Tests.Support;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Languages;

/// <summary>Programs of other languages, as their compilers make them for debugging and for release.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class LanguageTests
{
    private static readonly double[] Point = [0.3, 0.4, 0.7];

    [Test]
    public void FSharp([Values("Data", "Functions", "Collections")] string module, [Values] bool release) =>
        AllAgree(TestWeaver.Weave(SdkCompiler.FSharp(Subject(module + ".fs"), release), verifyEveryPass: module == "Data"), module, "cases");

    [Test]
    public void Visual_Basic([Values] bool release) =>
        AllAgree(TestWeaver.Weave(SdkCompiler.VisualBasic(Subject("Language.vb"), release)), "Language", "Cases");

    private static void AllAgree(WovenAssembly woven, string type, string method)
    {
        Assert.That(woven.Diagnostics, Is.Empty);
        var cases = woven.Call<IEnumerable>(type, method).Cast<ITuple>().ToList();
        Assert.That(cases, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (var one in cases)
                Agrees((string)one[0]!, (DifferentiableFunc<double[], double>)one[1]!);
        });
    }

    /// <summary>The value to the last bit, the gradient and the pullback with differences, and forward mode with the gradient.</summary>
    private static void Agrees(string name, DifferentiableFunc<double[], double> f)
    {
        try
        {
            var (value, gradient) = ValueWithGradient(at: At(0, 0), of: f);
            Expect.Bits(value, f.Invoke(At(0, 0)));
            var pullback = Pullback(at: At(0, 0), of: f);
            Assert.That(pullback(1), Is.EqualTo(gradient), name);
            double[] scaled = pullback(-2.5);
            for (int i = 0; i < Point.Length; i++)
            {
                int index = i;
                Numeric.Slope(x => f.Invoke(At(index, x - Point[index])), Point[index], gradient[index]);
                Expect.Near(scaled[index], -2.5 * gradient[index]);
                double[] along = new double[Point.Length];
                along[index] = 1;
                Expect.Near(JacobianVectorProduct(at: At(0, 0), along: along, of: f), gradient[index]);
            }
        }
        catch (Exception error) when (error is not AssertionException)
        {
            Assert.Fail($"{name}: {error.Message}");
        }
    }

    private static double[] At(int index, double shift)
    {
        double[] point = [.. Point];
        point[index] += shift;
        return point;
    }

    private static string Subject(string file) => File.ReadAllText(Repository.File("AutoDiff.Tests", "Languages", "Subjects", file));
}

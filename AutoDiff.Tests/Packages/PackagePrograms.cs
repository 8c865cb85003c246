using System.Reflection;
using AutoDiff.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Tests.Packages;

/// <summary>
/// Small programs that use packages as anybody would. Their gradients are those that differences give, the value is what the function gives, forward mode says
/// the same; those that are not differentiated yet are refused, not wrong.
/// </summary>
[Category("Long")]
[Parallelizable(ParallelScope.All)]
public sealed class PackagePrograms
{
    private const string Runner =
        """
        public static class Runner
        {
            public static double[] Slopes(double[] x) => Gradient(at: x, of: PROGRAM.F);
            public static (double, double[]) Both(double[] x, double scale)
            {
                var (value, pullback) = ValueWithPullback(at: x, of: PROGRAM.F);
                pullback(1);
                return (value, pullback(scale));
            }
            public static double Along(double[] x, double[] direction) => JacobianVectorProduct(at: x, along: direction, of: PROGRAM.F);
        }
        """;

    /// <summary>What is refused until now, when it is woven or when it runs.</summary>
    private static readonly HashSet<string> s_refused =
    [
        // Points in sets and dictionaries, orders of them, graphs of edges that are looked up.
        "NetTopologySuite.BoundingCircle",
        "NetTopologySuite.BufferArea",
        "NetTopologySuite.BufferLine",
        "NetTopologySuite.BufferPoint",
        "NetTopologySuite.ConvexHullArea",
        "NetTopologySuite.DistancePointLine",
        "NetTopologySuite.Hausdorff",
        "NetTopologySuite.IntersectionArea",
        "NetTopologySuite.MinimumDiameterOf",
        "NetTopologySuite.NearestPoints",
        "NetTopologySuite.PolygonDistance",
        "NetTopologySuite.SimplifyLength",
        "NetTopologySuite.UnionArea",

        // Engines make their arguments by compiled expressions, and observers are told of changes by reflection.
        "QLNet.BarrierDown",
        "QLNet.BaroneAdesi",
        "QLNet.Binomial",
        "QLNet.BlackCalc",
        "QLNet.BlackCalcDigital",
        "QLNet.BondEngine",
        "QLNet.BondFromYield",
        "QLNet.CashFlowsNpv",
        "QLNet.CashFlowsYield",
        "QLNet.CoxIngersoll",
        "QLNet.DiscountCurve",
        "QLNet.EuropeanAnalytic",
        "QLNet.EuropeanGreeks",
        "QLNet.EuropeanStrike",
        "QLNet.FlatDiscount",
        "QLNet.GbmProcess",
        "QLNet.HestonAnalytic",
        "QLNet.ImpliedVolatility",
        "QLNet.InterestRates",
        "QLNet.LogLinearInterp",
        "QLNet.MonteCarlo",
        "QLNet.QuoteCurve",
        "QLNet.QuoteMoved",
        "QLNet.Swap",
        "QLNet.VasicekBond",
        "QLNet.ZeroBond",
        "QLNet.ZeroCurve",
    ];

    private static readonly Dictionary<string, Lazy<CompiledAssembly>> s_packages = new[] { "NetTopologySuite", "QLNet" }.ToDictionary(p => p, p =>
        new Lazy<CompiledAssembly>(() => new(p, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "packages", p + ".dll")), [], [])));

    private static IEnumerable<TestCaseData> All() =>
        from package in s_packages.Keys
        from program in Programs(Read(package))
        select new TestCaseData(package, program.Identifier.Text).SetName($"{{m}}.{package}.{program.Identifier.Text}");

    [TestCaseSource(nameof(All))]
    public void Program(string package, string name)
    {
        var text = Read(package);
        var others = Programs(text).Where(p => p.Identifier.Text != name);
        string source = text.RemoveNodes(others, SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString()
            + Runner.Replace("PROGRAM", name, StringComparison.Ordinal);
        var woven = TestWeaver.Weave(TestWeaver.Compile(source, references: s_packages[package].Value), verifyEveryPass: false);
        string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
        if (s_refused.Contains($"{package}.{name}"))
        {
            Assert.That(errors, Has.All.StartsWith($"{TestWeaver.SourceName}("));
            Assert.That(() => Run(woven, name), Throws.TypeOf<NotDifferentiableException>(), "refused until now");
            return;
        }

        Assert.That(errors, Is.Empty);
        Run(woven, name);
    }

    private static void Run(WovenAssembly woven, string name)
    {
        var assembly = woven.Load();
        Type program = assembly.GetType(name, throwOnError: true)!, runner = assembly.GetType("Runner", throwOnError: true)!;
        var function = program.GetMethod("F")!.CreateDelegate<Func<double[], double>>();
        Check((double[])program.GetField("At")!.GetValue(null)!, (double?)program.GetField("Tolerance")?.GetValue(null) ?? 1e-6, function,
            (method, arguments) => runner.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!);
    }

    private static void Check(double[] at, double tolerance, Func<double[], double> function, Func<string, object[], object> call)
    {
        double value = function([.. at]);
        double[] slopes = (double[])call("Slopes", [at.Clone()]);
        var (again, scaled) = ((double, double[]))call("Both", [at.Clone(), -0.3]);
        Assert.That(again, Is.EqualTo(value));
        for (int i = 0; i < at.Length; i++)
        {
            double expected = Difference(function, at, i);
            Assert.That(slopes[i], Is.EqualTo(expected).Within(tolerance * Math.Max(1, Math.Abs(expected))), $"by the number {i}");
            Assert.That(scaled[i], Is.EqualTo(-0.3 * slopes[i]).Within(1e-10 * Math.Max(1, Math.Abs(slopes[i]))), $"again, by the number {i}");
            double[] direction = new double[at.Length];
            direction[i] = 1;
            Assert.That(call("Along", [at.Clone(), direction]), Is.EqualTo(slopes[i]).Within(1e-9 * Math.Max(1, Math.Abs(slopes[i]))), $"forward, by {i}");
        }
    }

    private static double Difference(Func<double[], double> function, double[] at, int index)
    {
        double h = 1e-5 * Math.Max(1, Math.Abs(at[index]));
        return (8 * (At(h) - At(-h)) - (At(2 * h) - At(-2 * h))) / (12 * h);

        double At(double step)
        {
            double[] moved = [.. at];
            moved[index] += step;
            return function(moved);
        }
    }

    private static CompilationUnitSyntax Read(string package) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.File("AutoDiff.Tests", "Packages", package + "Programs.cs.txt"))).GetCompilationUnitRoot();

    private static IEnumerable<ClassDeclarationSyntax> Programs(CompilationUnitSyntax text) =>
        text.Members.OfType<ClassDeclarationSyntax>()
            .Where(c => c.Members.OfType<FieldDeclarationSyntax>().Any(f => f.Declaration.Variables[0].Identifier.Text == "At"));
}

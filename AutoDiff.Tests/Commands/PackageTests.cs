using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Tests.BuildBehaviour;
using AutoDiff.Tests.Support;
using AutoDiff.Tool;
using AutoDiff.Tool.Checking;

namespace AutoDiff.Tests.Commands;

/// <summary>The tool on a package as it is published: MathNet.Numerics, of which only the assembly is at hand.</summary>
[Category("Thorough")]
public sealed class PackageTests
{
    private const int CallsOfEach = 4;

    private static readonly string[] s_methods =
    [
        "SpecialFunctions.BetaLn", "SpecialFunctions.Beta", "SpecialFunctions.BetaIncomplete", "SpecialFunctions.BetaRegularized",
        "SpecialFunctions.Erf", "SpecialFunctions.Erfc", "SpecialFunctions.ErfInv", "SpecialFunctions.ErfcInv", "SpecialFunctions.Expm1",
        "SpecialFunctions.ExponentialMinusOne", "SpecialFunctions.ExponentialIntegral", "SpecialFunctions.GammaLn", "SpecialFunctions.Gamma",
        "SpecialFunctions.GammaLowerIncomplete", "SpecialFunctions.GammaLowerRegularized", "SpecialFunctions.GammaLowerRegularizedInv",
        "SpecialFunctions.DiGamma", "SpecialFunctions.RisingFactorial", "SpecialFunctions.FallingFactorial", "SpecialFunctions.GeneralHarmonic",
        "SpecialFunctions.Log1p", "SpecialFunctions.Logistic", "SpecialFunctions.Logit", "SpecialFunctions.MarcumQ", "SpecialFunctions.BesselI0",
        "SpecialFunctions.BesselI1", "SpecialFunctions.BesselK0", "SpecialFunctions.BesselK0e", "SpecialFunctions.BesselK1", "SpecialFunctions.BesselK1e",
        "SpecialFunctions.StruveL0", "SpecialFunctions.StruveL1", "SpecialFunctions.BesselI0MStruveL0", "SpecialFunctions.BesselI1MStruveL1",
        "SpecialFunctions.Hypotenuse(double, double)", "Distance.SAD(double[], double[])", "Distance.MAE(double[], double[])",
        "Distance.SSD(double[], double[])", "Trig.DegreeToGrad", "Trig.DegreeToRadian", "Trig.GradToDegree", "Trig.RadianToDegree",
        "ArrayStatistics.Minimum(double[])", "ArrayStatistics.Maximum(double[])", "ArrayStatistics.MaximumAbsolute(double[])",
        "ArrayStatistics.Mean(double[])", "ArrayStatistics.GeometricMean(double[])", "Normal.Density", "Normal.DensityLn", "Normal.CumulativeDistribution",
        "Normal.InverseCumulativeDistribution",
    ];

    private static string Package => typeof(global::MathNet.Numerics.SpecialFunctions).Assembly.Location;

    private string _folder = "";

    [OneTimeSetUp]
    public void Weave()
    {
        _folder = Directory.CreateTempSubdirectory("autodiff-package").FullName;
        var (code, output) = Run(["weave", Package, .. Methods(), "-o", _folder]);
        Assert.That(code, Is.Zero, output);
        Assert.That(s_methods, Has.Length.AtLeast(50));
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ItComputesWhatItDid()
    {
        var original = typeof(global::MathNet.Numerics.SpecialFunctions).Assembly;
        var woven = new AssemblyLoadContext("woven", isCollectible: true)
            .LoadFromStream(new MemoryStream(File.ReadAllBytes(Path.Combine(_folder, Path.GetFileName(Package)))));
        var settings = new CheckSettings(CallsOfEach, 0.1, 2, 1, 4, 1e-6);
        var random = new Random(1);
        int same = 0;
        foreach (var type in original.GetExportedTypes().Where(t => s_methods.Any(m => m.StartsWith(t.Name + ".", StringComparison.Ordinal))))
        {
            foreach (var method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(IsOfNumbers))
            {
                var other = woven.GetType(type.FullName!)!.GetMethod(method.Name, [.. method.GetParameters().Select(p => p.ParameterType)])!;
                for (int i = 0; i < CallsOfEach; i++)
                {
                    object?[] at = Arguments.Draw(method.GetParameters(), random, settings);
                    long expected = BitConverter.DoubleToInt64Bits(Call(method, at));
                    Assert.That(BitConverter.DoubleToInt64Bits(Call(other, at)), Is.EqualTo(expected), method.ToString());
                    same++;
                }
            }
        }

        Assert.That(same, Is.AtLeast(200));
    }

    [Test]
    public void ItsDerivativesAgreeWithDifferences()
    {
        var (code, output) = Run(["check", Package, .. Methods(), "--count", "5"]);
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public void ItsCodeIsVerified()
    {
        Assume.That((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "pedump"))), "no pedump");
        var (code, output) = Dotnet.RunProgram(Repository.Root, "bash", "build/verify-il.sh", Path.Combine(_folder, Path.GetFileName(Package)));
        Assert.That(code, Is.Zero, output);
    }

    private static IEnumerable<string> Methods() => s_methods.SelectMany(m => new[] { "-m", m });

    private static bool IsOfNumbers(MethodInfo method) => !method.IsGenericMethod && method.ReturnType == typeof(double)
        && method.GetParameters() is { Length: > 0 } parameters && parameters.All(p => Arguments.Problem(p.ParameterType) is null)
        && !method.Name.StartsWith("Sample", StringComparison.Ordinal);

    private static double Call(MethodInfo method, object?[] at)
    {
        try
        {
            return (double)method.Invoke(null, Arguments.Copy(at))!;
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException!.GetType().FullName!.Sum(c => c);
        }
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        int code = CommandLine.Run(arguments, output, output);
        return (code, output.ToString());
    }
}

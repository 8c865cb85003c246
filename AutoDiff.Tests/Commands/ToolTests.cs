using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text.Json;
using AutoDiff.Tests.Support;
using AutoDiff.Tool;
using Mono.Cecil;

namespace AutoDiff.Tests.Commands;

/// <summary>The commands of <c>dotnet autodiff</c>, run in this process on a small library.</summary>
public sealed class ToolTests
{
    private const string Source =
        """
        namespace Shop;

        public static class Pricing
        {
            public static double Value(double spot, double rate, int years)
            {
                double value = spot;
                for (int i = 0; i < years; i++)
                    value *= Math.Exp(-rate);
                return value;
            }

            public static double Sum(double[] xs, double by)
            {
                double sum = 0;
                foreach (double x in xs)
                    sum += Math.Sin(x * by);
                return sum;
            }

            public static double[] Scaled(double[] xs, double by) => Array.ConvertAll(xs, x => x * x * by);

            public static float Small(float x) => x * x * x;

            public static double Square(double x) => x * x;

            public static double Square(double x, double y) => x * y;

            public static double Rounded(double x) => Inner.Whole(x) * x;

            public static string Name(double x) => "x";

            public static class Inner
            {
                public static double Whole(double x) => (int)(x * 2);

                public static double Cube(double x) => x * x * x;
            }
        }

        public class Curve
        {
            public double Scale { get; set; } = 3;

            public double At(double x) => Scale * x * x;
        }

        public static class Wrong
        {
            public static double Twice(double x) => 2 * x;

            public static double Quadruple(double x) => Twice(x) + Twice(x);

            [Pullback(typeof(Wrong), nameof(Twice))]
            public static double TwicePullback(double x, double result, double cotangent) => 3 * cotangent;
        }
        """;

    private string _folder = "";
    private string _assembly = "";

    [OneTimeSetUp]
    public void Compile()
    {
        _folder = Directory.CreateTempSubdirectory("autodiff-tool-tests").FullName;
        _assembly = Path.Combine(_folder, "Shop.dll");
        var compiled = TestWeaver.Compile(Source, name: "Shop");
        File.WriteAllBytes(_assembly, compiled.Image);
        File.WriteAllBytes(Path.ChangeExtension(_assembly, ".pdb"), compiled.Symbols);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void WeaveMakesWhatReflectionCanCall()
    {
        string woven = Path.Combine(_folder, "first", "Shop.dll");
        var (code, output, errors) = Run("weave", _assembly, "-m", "Pricing.Value", "-m", "Shop.Pricing.Sum(double[], double)", "-m", "Pricing.Scaled",
            "-m", "Curve.At", "-m", "Pricing+Inner.Cube", "-m", "Pricing.Small", "--output", woven, "--forward");
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(File.Exists(Path.Combine(_folder, "first", "AutoDiff.Runtime.dll")));

        var assembly = Load(woven);
        var derivatives = assembly.GetType("Shop.PricingDerivatives", throwOnError: true)!;
        var (value, gradient) = Pair(Call(derivatives, "ValueValueWithGradient", 100.0, 0.1, 2));
        Assert.That(value, Is.EqualTo(Call(assembly.GetType("Shop.Pricing")!, "Value", 100.0, 0.1, 2)));
        var parts = (ITuple)gradient;
        Assert.That(parts[0], Is.EqualTo(Math.Exp(-0.2)).Within(1e-14));
        Assert.That(parts[1], Is.EqualTo(-200 * Math.Exp(-0.2)).Within(1e-12));
        Assert.That(parts[2], Is.Zero);
        Assert.That(((ITuple)Call(derivatives, "ValueGradient", 100.0, 0.1, 2))[0], Is.EqualTo(parts[0]));
        double along = (double)parts[0]! + (0.5 * (double)parts[1]!);
        Assert.That(Call(derivatives, "ValueJacobianVectorProduct", 100.0, 0.1, 2, 1.0, 0.5, 0), Is.EqualTo(along).Within(1e-12));

        var (_, ofSum) = Pair(Call(derivatives, "SumValueWithGradient", new[] { 1.0, 2 }, 3.0));
        Assert.That((double[])((ITuple)ofSum)[0]!, Is.EqualTo(new[] { 3 * Math.Cos(3), 3 * Math.Cos(6) }).Within(1e-14));
        var pullback = (Delegate)Call(derivatives, "ScaledPullback", new[] { 1.0, 2 }, 3.0);
        foreach (double by in new[] { 1.0, -2.0 })
        {
            var pulled = (ITuple)pullback.DynamicInvoke(new[] { by, by * 0.5 })!;
            Assert.That((double[])pulled[0]!, Is.EqualTo(new[] { by * 6, by * 6 }));
            Assert.That(pulled[1], Is.EqualTo(by * 3));
        }

        var curve = Activator.CreateInstance(assembly.GetType("Shop.Curve")!)!;
        Assert.That(Call(assembly.GetType("Shop.CurveDerivatives")!, "AtGradient", curve, 2.0), Is.EqualTo(12));
        Assert.That(Call(assembly.GetType("Shop.Pricing_InnerDerivatives")!, "CubeGradient", 2.0), Is.EqualTo(12));
        Assert.That(Call(derivatives, "SmallGradient", 2f), Is.EqualTo(12f));
    }

    [Test]
    public void WeaveKeepsSymbolsAndSigns()
    {
        string woven = Path.Combine(_folder, "signed", "Shop.dll"), key = Path.Combine(_folder, "key.snk");
        using (var rsa = new RSACryptoServiceProvider(1024))
            File.WriteAllBytes(key, rsa.ExportCspBlob(true));
        Assert.That(Run("weave", _assembly, "-m", "Pricing.Value", "-o", Path.Combine(_folder, "signed"), "--keyfile", key).Code, Is.Zero);
        using var module = ModuleDefinition.ReadModule(woven, new ReaderParameters { ReadSymbols = true });
        Assert.That(module.Attributes & ModuleAttributes.StrongNameSigned, Is.Not.Zero);
        Assert.That(module.Assembly.Name.PublicKeyToken, Has.Length.EqualTo(8));
        var points = module.GetType("Shop.Pricing").Methods.Single(m => m.Name == "Value").DebugInformation.SequencePoints;
        Assert.That(points.Select(p => p.StartLine), Does.Contain(9));
        Assert.That(points[0].Document.Url, Is.EqualTo(TestWeaver.SourceName));
        Assert.That(Run("weave", _assembly, "-m", "Pricing.Value", "--keyfile", "none.snk").Code, Is.EqualTo(2));
    }

    [Test]
    public void WeaveInPlace()
    {
        string place = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "place")).FullName, "Shop.dll");
        File.Copy(_assembly, place);
        File.Copy(Path.ChangeExtension(_assembly, ".pdb"), Path.ChangeExtension(place, ".pdb"));
        var (code, output, errors) = Run("weave", place, "-m", "Pricing.Value", "-o", place);
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(Load(place).GetType("Shop.PricingDerivatives"), Is.Not.Null);
        using (var module = ModuleDefinition.ReadModule(place, new ReaderParameters { ReadSymbols = true }))
            Assert.That(module.GetType("Shop.Pricing").Methods.Single(m => m.Name == "Value").DebugInformation.HasSequencePoints);
        var again = Run("weave", place, "-m", "Pricing.Value", "-o", place);
        Assert.That(again.Code, Is.EqualTo(2));
        Assert.That(again.Errors, Does.Contain("Is the assembly woven?"));
    }

    [Test]
    public void ArgumentsFromAFile()
    {
        string file = Path.Combine(_folder, "methods.rsp"), woven = Path.Combine(_folder, "file", "Shop.dll");
        File.WriteAllLines(file, ["--method \"Pricing.Square(double, double)\"", "--output", woven]);
        var (code, output, errors) = Run("weave", _assembly, "@" + file);
        Assert.That(code, Is.Zero, output + errors);
        var methods = Load(woven).GetType("Shop.PricingDerivatives")!.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly);
        Assert.That(methods.Select(m => m.Name), Is.EquivalentTo(new[] { "SquareGradient", "SquareValueWithGradient" }));
        Assert.That(methods.Select(m => m.GetParameters().Length), Is.All.EqualTo(2));
    }

    [Test]
    public void WhatHasNoDerivativeIsNotWrittenUnlessItIsLeftOut()
    {
        string woven = Path.Combine(_folder, "refused", "Shop.dll");
        string[] arguments = ["weave", _assembly, "-m", "Pricing.Rounded", "-m", "Pricing.Square", "-o", woven];
        var (code, output, _) = Run(arguments);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("AD1004"));
        Assert.That(File.Exists(woven), Is.False);
        Assert.That(Run([.. arguments, "--skip-refused"]).Code, Is.Zero);
        Assert.That(Load(woven).GetType("Shop.PricingDerivatives")!.GetMethods().Select(m => m.Name), Has.None.StartsWith("Rounded"));
    }

    [Test]
    public void ExplainGivesTheWholeChain()
    {
        var (code, output, _) = Run("explain", _assembly, "-m", "Pricing.Rounded", "-m", "Pricing.Square(double)");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("error AD1004"));
        Assert.That(output, Does.Contain("Pricing.Rounded (Test.cs:"));
        Assert.That(output, Does.Contain("Inner.Whole (Test.cs:"));
        Assert.That(output, Does.Contain("docs/AD1004.md"));
        Assert.That(output, Does.Contain("Shop.Pricing.Square(double): differentiable"));
        Assert.That(output, Does.Contain("1 of 2 methods have a derivative."));

        var (_, text, _) = Run("explain", _assembly, "-m", "Pricing.Rounded", "--json");
        using var document = JsonDocument.Parse(text);
        var finding = document.RootElement.GetProperty("methods")[0].GetProperty("findings")[0];
        Assert.That(finding.GetProperty("code").GetString(), Is.EqualTo("AD1004"));
        Assert.That(finding.GetProperty("chain").GetArrayLength(), Is.GreaterThanOrEqualTo(2));
        Assert.That(document.RootElement.GetProperty("methods")[0].GetProperty("isRefused").GetBoolean());
    }

    [Test]
    public void ExplainOfAllTakesWhatTakesAndReturnsNumbers()
    {
        var (code, output, _) = Run("explain", _assembly);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("Shop.Curve.At(double): differentiable"));
        Assert.That(output, Does.Not.Contain("Pricing.Name"));
    }

    [Test]
    public void CheckComparesWithDifferences()
    {
        string[] arguments = ["check", _assembly, "-m", "Pricing.S*", "-m", "Pricing.Value", "-m", "Curve.At", "--forward", "--count", "5", "--seed", "7"];
        var (code, output, errors) = Run(arguments);
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(output, Does.Contain("7 of 7 methods agree with differences."));
        Assert.That(Run(arguments).Output, Is.EqualTo(output), "the same numbers are drawn");
    }

    [Test]
    public void CheckFindsAWrongRule()
    {
        var (code, output, _) = Run("check", _assembly, "-m", "Wrong.Quadruple", "-m", "Pricing.Square", "--count", "3", "--json");
        Assert.That(code, Is.EqualTo(1));
        using var document = JsonDocument.Parse(output);
        var results = document.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.That(results.Select(r => r.GetProperty("verdict").GetString()), Is.EqualTo(new[] { "agrees", "agrees", "disagrees" }));
        Assert.That(results[2].GetProperty("problems")[0].GetString(), Does.Contain("by x 6, difference 4"));
    }

    [Test]
    public void ShowPrintsDerivatives()
    {
        var (code, output, errors) = Run("show", _assembly, "-m", "Pricing.Value");
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(output, Does.Contain("ValueGradient(double spot, double rate, int years)"));
        Assert.That(output, Does.Contain("Math.Exp"));
    }

    [TestCase(new[] { "weave", "Shop.dll" }, "no method is named")]
    [TestCase(new[] { "weave", "Shop.dll", "-m", "Pricing.Squared" }, "Candidates: Shop.Pricing.")]
    [TestCase(new[] { "weave", "Shop.dll", "-m", "Pricing.Square(int)" }, "Shop.Pricing.Square(double, double)")]
    [TestCase(new[] { "weave", "Shop.dll", "-m", "Price.Square" }, "has no type 'Price'")]
    [TestCase(new[] { "weave", "Shop.dll", "-m", "Square" }, "names no method")]
    [TestCase(new[] { "check", "Shop.dll", "-m", "Pricing.Square", "--low", "3", "--high", "2" }, "--low")]
    [TestCase(new[] { "show", "None.dll", "-m", "Pricing.Square" }, "there is no file")]
    [TestCase(new[] { "weave", "Shop.dll", "-m", "Pricing.Square", "--references", "nowhere" }, "nowhere")]
    [TestCase(new[] { "weave", "Shop.dll", "--unknown" }, "--unknown")]
    [TestCase(new[] { "explain", "Shop.pdb" }, "no .NET assembly")]
    public void WhatIsNotUnderstoodIsSaid(string[] arguments, string expected)
    {
        string[] inFolder = [.. arguments.Select(a => a.StartsWith("Shop.", StringComparison.Ordinal) && a.Length == 8 ? Path.Combine(_folder, a) : a)];
        var (code, _, errors) = Run(inFolder);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(errors, Does.Contain(expected));
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = CommandLine.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private static Assembly Load(string file) => new AssemblyLoadContext("woven", isCollectible: true)
        .LoadFromStream(new MemoryStream(File.ReadAllBytes(file)));

    private static object Call(Type type, string method, params object[] arguments) => type.GetMethod(method)!.Invoke(null, arguments)!;

    private static (object Value, object Derivative) Pair(object result) => (((ITuple)result)[0]!, ((ITuple)result)[1]!);
}

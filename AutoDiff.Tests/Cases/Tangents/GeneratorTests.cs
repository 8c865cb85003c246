using AutoDiff.Generators;
using AutoDiff.Tests.Support;
using AutoDiff.Tests.WhileTyping;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Tests.Cases.Tangents;

/// <summary>The generator of tangent types: what it says, and that it works only where something changed.</summary>
public sealed class GeneratorTests
{
    /// <summary>What is said where a tangent type cannot be made, by an analyzer: editors offer fixes for what those say.</summary>
    public static readonly string[] Codes = ["AD4001", "AD4002"];

    private const string Layer = """
        using AutoDiff;
        [Differentiable] public partial struct Layer { public double Weight; public float Bias; public bool UseBias; }
        """;

    [Test]
    public void ATangentHasWhatVaries()
    {
        string text = Run(Layer).Generated.Single();
        Assert.That(text, Does.Contain("record struct TangentVector(double Weight, float Bias)"));
        Assert.That(text, Does.Contain("operator *(double by, TangentVector a) => new(by * a.Weight, (float)(by * a.Bias))"));
        Assert.That(text, Does.Not.Contain("UseBias"));
    }

    [TestCase("[Differentiable] public struct S { public double A; }", "AD4001")]
    [TestCase("public struct Outer { [Differentiable] public partial struct S { public double A; } }", "AD4001")]
    [TestCase("[Differentiable] public partial struct S { public double A; public double[] B; }", "AD4002")]
    [TestCase("[Differentiable] public partial struct S { public double A; public Other B; } public struct Other { public double C; }", "AD4002")]
    [TestCase("[Differentiable] public partial struct S { public double A; public readonly double B; }", "AD4002")]
    [TestCase("[Differentiable] public partial struct S { public double A; public double B { get; } }", "AD4002")]
    public void WhatHasNoPlaceIsSaid(string code, string expected) =>
        Assert.That(Run("using AutoDiff; " + code).Said, Is.EqualTo(new[] { expected }));

    [TestCase("[Differentiable] public partial struct S { public double A; [NoDerivative] public double[] B; public string? C; public int D; static double "
        + "E; }")]
    [TestCase("[Differentiable] public partial struct S { public double A; public Other B; } "
        + "[Differentiable] public partial struct Other { public double C; }")]
    [TestCase("namespace N.M; public partial class Outer<T> { [Differentiable] public partial record struct S(double A); }")]
    [TestCase("[Differentiable] public partial class C { public double A; }")]
    [TestCase("public interface I { [Differentiable] double F(double x); }")]
    [TestCase("""
        [Differentiable] public partial struct S : IDifferentiable<S, S.T> { public double A; public S Moved(T t) => this;
        public record struct T(double A) : System.Numerics.IAdditionOperators<T, T, T>, System.Numerics.IAdditiveIdentity<T, T> {
        public static T AdditiveIdentity => default; public static T operator +(T a, T b) => new(a.A + b.A); } }
        """)]
    public void WhatIsInOrderCompiles(string code) => Assert.That(Run("using AutoDiff; " + code).Said, Is.Empty);

    [Test]
    public void AnEditElsewhereGeneratesNothing()
    {
        var compilation = Compile(Layer, "class Elsewhere { int F() => 1; }");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TangentGenerator().AsSourceGenerator()], driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Last(),
            CSharpSyntaxTree.ParseText("class Elsewhere { int F() => 2; int G() => 3; }"));
        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();
        Assert.That(result.TrackedSteps[TangentGenerator.TypesStep].SelectMany(s => s.Outputs).Select(o => o.Reason),
            Is.All.EqualTo(IncrementalStepRunReason.Cached).Or.EqualTo(IncrementalStepRunReason.Unchanged));
        Assert.That(result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason),
            Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    private static (string[] Generated, string[] Said) Run(string code)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new TangentGenerator());
        driver = driver.RunGeneratorsAndUpdateCompilation(Compile(code), out var compilation, out _);
        Assert.That(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()), Is.Empty);
        return ([.. driver.GetRunResult().GeneratedTrees.Select(t => t.ToString())], [.. Typed.Say(Compile(code)).Select(d => d.Id)]);
    }

    private static CSharpCompilation Compile(params string[] code) => CSharpCompilation.Create(
        "Generated", code.Select(c => CSharpSyntaxTree.ParseText(c)), References.Files.Select(f => MetadataReference.CreateFromFile(f)),
        new(OutputKind.DynamicallyLinkedLibrary));
}

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>Target frameworks and languages beside the usual ones.</summary>
[Category("Build"), Parallelizable(ParallelScope.Children)]
internal sealed class FrameworkTests
{
    private const string Reason =
        "'AutoDiff needs .NET 8 or later: this target framework is left as it is, so use the operators for newer ones only, inside #if NET8_0_OR_GREATER'";

    private static LocalPackage Package => SharedPackage.Instance;

    [Test]
    public void Older_targets_beside_others_are_left_alone()
    {
        var app = Package.NewProject("App").MakeLibrary(isPrivate: false);
        app.Edit("App.csproj", "<TargetFramework>net10.0</TargetFramework>",
            "<TargetFrameworks>netstandard2.0;net8.0;net10.0</TargetFrameworks><LangVersion>latest</LangVersion>");
        app.Write("Model.cs", $"#if NET\n{Sources.Library}\n#else\npublic static class Nothing;\n#endif");
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.SourceTree, Is.EquivalentTo(new[] { "App.csproj", "Model.cs" }));
        Assert.That(app.Build(), Is.Empty, "again");
    }

    [TestCase("using static AutoDiff.DifferentialOperators; class C { double F() => 1; }", "(1,14)", "DifferentialOperators")]
    [TestCase("class C { [AutoDiff.Differentiable] double F(double x) => x; }", "(1,12)", "DifferentiableAttribute")]
    [TestCase("class C { [AutoDiff.Pullback(typeof(C), \"F\")] static double F(double x) => x; }", "(1,12)", "PullbackAttribute")]
    [TestCase("class C { AutoDiff.DifferentiableFunc<double, double> f = x => x; }", "(1,11)", "DifferentiableFunc<double, double>")]
    [Support.Raises("AD0005")]
    public void Uses_in_older_targets_are_told_why(string source, string place, string name)
    {
        var app = Package.NewProject("App");
        app.Edit("App.csproj", "<TargetFramework>net10.0</TargetFramework>", "<TargetFramework>netstandard2.0</TargetFramework>");
        app.Edit("App.csproj", "<OutputType>Exe</OutputType>", "");
        app.Write("C.cs", source);
        Assert.That(app.Build(), Has.Some.StartsWith($"C.cs{place}: error AD0005: '{name}' is obsolete: {Reason}"));
    }

    [Test]
    public void Visual_Basic()
    {
        var app = Package.NewProject("App", "vbproj");
        app.Write(
            "Program.vb",
            """
            Imports AutoDiff.DifferentialOperators
            Module Program
                Sub Main()
                    System.Console.WriteLine(Gradient(at:=3.0, [of]:=Function(x) x * x))
                End Sub
            End Module
            """);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("6"));
        Assert.That(app.PublishAndRun(), Is.EqualTo("6"));
    }

    [Test]
    public void FSharp()
    {
        var app = Package.NewProject("App", "fsproj");
        app.Edit("App.fsproj", "<ItemGroup>", """<ItemGroup><Compile Include="Program.fs" />""");
        app.Write("Program.fs", "printfn \"%g\" (AutoDiff.DifferentialOperators.Gradient(3.0, fun x -> x * x))");
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("6"));
        Assert.That(app.PublishAndRun(), Is.EqualTo("6"));
    }

    [Test]
    public void Names_of_the_library_beside_those_of_Math_NET()
    {
        var app = Package.NewProject("App");
        app.Edit("App.csproj", "<ItemGroup>", """<ItemGroup><PackageReference Include="MathNet.Numerics" Version="5.0.0" />""");
        app.Write(
            "Program.cs",
            """
            using AutoDiff;
            using AutoDiff.Mathematics;
            using MathNet.Numerics;
            using static AutoDiff.DifferentialOperators;
            System.Console.WriteLine($"{Gradient(at: 2.0, of: x => SpecialFunctions.Erf(x)):F6} {Gradient(at: 2.0, of: x => SpecialMath.Erf(x)):F6}");
            """);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("0.020667 0.020667"));
    }
}

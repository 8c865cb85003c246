using System.Diagnostics;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>The package in the hands of <c>dotnet build</c>. Slow, so outside the ordinary run; <c>.ci/run</c> runs them.</summary>
[Category("Build"), Parallelizable(ParallelScope.Children)]
internal sealed class BuildTests
{
    private const string Good =
        """
        using AutoDiff;
        using static AutoDiff.DifferentialOperators;

        public static class Program
        {
            public static double Slope() => Gradient(at: 3.0, of: x => x * x);

            public static void Main() => System.Console.WriteLine(Slope());
        }
        """;

    private const string Bad =
        """
        using AutoDiff;
        using static AutoDiff.DifferentialOperators;

        public static class Program
        {
            [System.Runtime.InteropServices.DllImport("special")]
            static extern double Cdf(double x);

            [Differentiable]
            static double Loss(double x)
            {
                return x * Cdf(x);
            }

            public static void Main() => System.Console.WriteLine(Gradient(at: 3.0, of: x => x * x));
        }
        """;

    private static LocalPackage Package => SharedPackage.Instance;

    [Test]
    public void One_package_reference_weaves_and_leaves_no_file_in_the_tree()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Good);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("6"));
        Assert.That(app.SourceTree, Is.EquivalentTo(new[] { "App.csproj", "Program.cs" }));
        Assert.That(app.ReadIntermediate("autodiff.diagnostics.txt"), Is.Empty);

        Assert.That(app.Build(), Is.Empty, "nothing to do");
        Assert.That(app.Run(), Is.EqualTo("6"));

        app.Edit("Program.cs", "x * x", "x * x * x");
        Assert.That(app.Build(), Is.Empty, "edited");
        Assert.That(app.Run(), Is.EqualTo("27"));
    }

    [Test, Raises("AD0005")]
    public void A_weavers_file_is_obeyed_and_not_rewritten()
    {
        const string weavers = "<Weavers>\n  <AutoDiff StrongZero=\"true\" />\n</Weavers>\n";
        var app = Package.NewProject("App");
        app.Write("Program.cs", Good);
        app.Write("FodyWeavers.xml", weavers);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("6"));
        Assert.That(app.SourceTree, Is.EquivalentTo(new[] { "App.csproj", "Program.cs", "FodyWeavers.xml" }));

        app.Write("FodyWeavers.xml", weavers.Replace("Strong", "Strnog", StringComparison.Ordinal));
        Assert.That(app.Build(),
            Is.EqualTo(new[] { "FodyWeavers.xml(2,13): error AD0002: unknown attribute 'StrnogZero' of AutoDiff: known are StrongZero, Report and Dump." }));

        app.Write("FodyWeavers.xml", "<Weavers>\n</Weavers>\n");
        const string notRun =
            "App.csproj : error AD0005: the package AutoDiff.Fody is referenced but was not run: add <AutoDiff /> to FodyWeavers.xml or to the property "
            + "WeaverConfiguration.";
        Assert.That(app.Build(), Does.Contain(notRun));
        Assert.That(app.Build(), Does.Contain(notRun), "again");
    }

    [Test]
    public void A_failed_build_stays_failed_until_the_source_is_mended()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Bad);
        var first = app.Build();
        Assert.That(first, Has.Count.EqualTo(1));
        Assert.That(first[0], Does.StartWith("Program.cs(12,9): error AD1003: cannot differentiate 'Program.Cdf'"));
        Assert.That(app.HasOutput, Is.False, "nothing that looks finished may be copied");

        Assert.That(app.Build(), Is.EqualTo(first), "again");
        Assert.That(app.HasOutput, Is.False);
        Assert.That(app.ReadIntermediate("autodiff.sarif"), Does.Contain("\"ruleId\": \"AD1003\"").And.Contain("\"uri\": \"Program.cs\""));

        app.Edit("Program.cs", "x * Cdf(x)", "x * x");
        Assert.That(app.Build(), Is.Empty, "mended");
        Assert.That(app.Run(), Is.EqualTo("6"));
    }

    [Test]
    public void Weaving_that_was_interrupted_starts_again()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Bad);
        var first = app.Build();
        app.DeleteIntermediate("autodiff.diagnostics.txt");
        Assert.That(app.Build(), Is.EqualTo(first));
    }

    [Test]
    public void Paths_of_reproducible_builds_are_mapped_back()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Bad);
        using (var git = Process.Start(new ProcessStartInfo("git", ["init", "-q", "."]) { WorkingDirectory = app.Directory })!)
            git.WaitForExit();
        var lines = app.Build("-p:ContinuousIntegrationBuild=true");
        Assert.That(lines.Single(), Does.StartWith("Program.cs(12,9): error AD1003:"));
        lines = app.Build("-p:PathMap=" + app.Directory + "=/_/elsewhere");
        Assert.That(lines.Single(), Does.StartWith("Program.cs(12,9): error AD1003:"));
    }

    [Test]
    public void A_project_that_refers_to_a_woven_library_runs()
    {
        var library = Package.NewProject("Library");
        library.Edit("Library.csproj", "<OutputType>Exe</OutputType>", "");
        library.Write("Slopes.cs", Good.Replace("public static class Program", "namespace Woven;\n\npublic static class Slopes", StringComparison.Ordinal));
        var app = Package.NewProject("App");
        app.Edit(
            "App.csproj",
            $"<PackageReference Include=\"AutoDiff.Fody\" Version=\"{Package.Version}\" PrivateAssets=\"all\" />",
            "<ProjectReference Include=\"../Library/Library.csproj\" />");
        app.Write("App.cs", "System.Console.WriteLine(Woven.Slopes.Slope() + 1);");
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("7"));
    }
}

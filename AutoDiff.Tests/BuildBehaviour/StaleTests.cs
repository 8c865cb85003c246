namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>What the weaver has read in other assemblies is part of the result: when it changes, the result does.</summary>
[Category("Build"), Parallelizable(ParallelScope.Children)]
internal sealed class StaleTests
{
    private const string Lib = "namespace Lib; public static class L { public static double K(double x) => Inner(x); static double Inner(double x) => x * x; }";

    private const string App =
        """
        using static AutoDiff.DifferentialOperators;
        System.Console.WriteLine($"{Lib.L.K(3)} {Gradient(at: 3.0, of: x => Lib.L.K(x))}");
        """;

    private static LocalPackage Package => SharedPackage.Instance;

    [Test]
    public void A_changed_body_in_a_referenced_project_is_woven_again()
    {
        var (lib, app) = Projects();
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("9 6"));

        lib.Edit("L.cs", "=> x * x", "=> x * x * x");
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("27 27"));

        var compiled = app.Compiled;
        Assert.That(app.Build(), Is.Empty, "nothing to do");
        Assert.That(app.Compiled, Is.EqualTo(compiled));
    }

    [Test]
    public void An_error_that_lies_in_a_referenced_project_can_be_mended_there()
    {
        var (lib, app) = Projects();
        lib.Edit("L.cs", "=> x * x", "=> Native(x); [System.Runtime.InteropServices.DllImport(\"special\")] static extern double Native(double x)");
        Assert.That(app.Build(), Has.Some.Contains(": error AD"));
        lib.Write("L.cs", Lib);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("9 6"));
    }

    [Test]
    public void Another_assembly_in_a_package_of_the_same_version_is_woven_again()
    {
        var lib = NewLibrary("Dependency");
        Assert.That(lib.Pack(Package.Feed), Is.Empty);
        var app = Package.NewProject("App");
        app.Edit("App.csproj", "<ItemGroup>", """<ItemGroup><PackageReference Include="Dependency" Version="1.0.0" />""");
        app.Write("App.cs", App);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("9 6"));

        lib.Edit("L.cs", "=> x * x", "=> x * x * x");
        Assert.That(lib.Build("-c", "Release"), Is.Empty);
        var unpacked = Path.Combine(Package.Cache, "dependency", "1.0.0", "lib", "net10.0", "Dependency.dll");
        File.Copy(Path.Combine(lib.Directory, "bin", "Release", "net10.0", "Dependency.dll"), unpacked, overwrite: true);
        File.SetLastWriteTimeUtc(unpacked, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.That(app.Build(), Is.Empty, "older than what was built with it");
        Assert.That(app.Run(), Is.EqualTo("27 27"));
    }

    private static (Project Lib, Project App) Projects()
    {
        var lib = NewLibrary("Lib");
        var app = Package.NewProject("App");
        app.Edit("App.csproj", "<ItemGroup>", """<ItemGroup><ProjectReference Include="../Lib/Lib.csproj" />""");
        app.Write("App.cs", App);
        return (lib, app);
    }

    private static Project NewLibrary(string name)
    {
        var lib = Package.NewProject(name).Refer("");
        lib.Edit($"{name}.csproj", "<OutputType>Exe</OutputType>", "");
        lib.Write("L.cs", Lib);
        return lib;
    }
}

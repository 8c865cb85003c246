using System.IO.Compression;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>The analyzers in a build: what is refused is said once, and nothing where the weaver would not say it.</summary>
[Category("Build"), Parallelizable(ParallelScope.Children)]
internal sealed class TypingTests
{
    private const string Truncates =
        """
        using static AutoDiff.DifferentialOperators;
        System.Console.WriteLine(Gradient(at: 3.5, of: x => x * (int)x));
        """;

    private static LocalPackage Package => SharedPackage.Instance;

    [Test]
    public void The_package_has_analyzers_and_fixes()
    {
        using var package = ZipFile.OpenRead(Path.Combine(Package.Feed, $"AutoDiff.Fody.{Package.Version}.nupkg"));
        Assert.That(
            package.Entries.Select(e => e.FullName).Where(n => n.StartsWith("analyzers/", StringComparison.Ordinal)),
            Is.EquivalentTo(new[] { "analyzers/dotnet/cs/AutoDiff.Generators.dll", "analyzers/dotnet/cs/AutoDiff.CodeFixes.dll" }));
    }

    [Test]
    public void What_the_source_tells_is_said_once_and_what_is_left_by_the_weaver()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Truncates);
        Assert.That(app.Build().Single(), Does.StartWith("Program.cs(2,57): error AD1004: cannot differentiate the lambda: "));
        app.Edit("Program.cs", "using static", "#pragma warning disable AD1004\nusing static");
        Assert.That(app.Build().Single(), Does.StartWith("Program.cs(3,53): error AD1004: cannot differentiate 'lambda in Program.Main': "));
        app.Edit("Program.cs", "(int)x", "(int)WithoutDerivative(x)");
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("3"));
    }

    [Test]
    public void Nothing_is_said_where_the_weaver_would_accept_it_or_does_not_run()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Truncates);
        app.Write("FodyWeavers.xml", "<Weavers><AutoDiff><PiecewiseConstant Assembly=\"App\" /></AutoDiff></Weavers>");
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("3"));
        var other = Package.NewProject("Other");
        other.Write("Program.cs", Truncates);
        Assert.That(other.Build("-p:DisableFody=true"), Is.Empty);
    }
}

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>The switches that builds have for warnings and for reproducible output, and the schema of the settings.</summary>
[Category("Build"), Parallelizable(ParallelScope.Children)]
internal sealed class SwitchTests
{
    private const string Warns =
        """
        using static AutoDiff.DifferentialOperators;
        System.Console.WriteLine(Gradient(at: 3.0, of: x => 4.0));
        """;

    private static LocalPackage Package => SharedPackage.Instance;

    [Test]
    public void Warnings_obey_the_switches_of_the_compiler()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Warns);
        foreach (var (arguments, expected) in new (string[], string?)[]
        {
            ([], "warning"),
            (["-p:TreatWarningsAsErrors=true"], "error"),
            (["-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=CS0618%3bAD2001"], "warning"),
            (["-p:TreatWarningsAsErrors=true", "-p:NoWarn=AD2001"], null),
            (["-p:NoWarn=AD2001"], null),
            (["-p:WarningsAsErrors=AD2001"], "error"),
            (["-warnaserror"], "error"),
            (["-warnaserror", "-p:WarningsNotAsErrors=AD2001"], "warning"),
            (["-warnaserror:AD2001", "-p:NoWarn=AD2001"], null),
        })
        {
            var lines = app.Build(arguments);
            if (expected is null)
                Assert.That(lines, Is.Empty, string.Join(" ", arguments));
            else
                Assert.That(lines.Single(), Does.Contain($": {expected} AD2001: "), string.Join(" ", arguments));
        }
    }

    [Test]
    public void A_refused_build_has_no_message_beside_the_reason()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Warns.Replace("4.0", "System.Math.Floor(Native(x)) + Native(x)", StringComparison.Ordinal)
            + "\npartial class Program { [System.Runtime.InteropServices.DllImport(\"special\")] static extern double Native(double x); }");
        var (exitCode, output) = Dotnet.Run(app.Directory, "build", "-nologo", "-v:n");
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain(": error AD").And.Not.Contain("MSB4181").And.Not.Contain("error MSB"));
    }

    [TestCase("-p:Configuration=Debug")]
    [TestCase("-p:Configuration=Release")]
    public void Output_is_the_same_in_another_folder(string configuration)
    {
        var one = Package.NewProject("App");
        var other = Package.NewProject(Path.Combine("another", "and", "deeper", "App"));
        foreach (var app in new[] { one, other })
        {
            app.Write("Program.cs", Sources.App);
            Assert.That(app.Build(configuration, $"-p:PathMap={app.Directory}=/_/", "-o", Path.Combine(app.Directory, "out")), Is.Empty);
        }
        foreach (var file in new[] { "App.dll", "App.pdb" })
            Assert.That(File.ReadAllBytes(Path.Combine(one.Directory, "out", file)), Is.EqualTo(File.ReadAllBytes(Path.Combine(other.Directory, "out", file))),
                file);
        var text = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(one.Directory, "out", "App.dll")));
        Assert.That(text, Does.Contain("/_/obj/").And.Not.Contain(one.Directory));
    }

    [Test]
    public void The_schema_of_FodyWeavers_knows_the_settings()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Warns.Replace("4.0", "x", StringComparison.Ordinal));
        app.Write("FodyWeavers.xml", "<Weavers>\n  <AutoDiff Report=\"true\" />\n</Weavers>\n");
        Assert.That(app.Build("-p:FodyGenerateXsd=true"), Is.Empty);
        var schema = File.ReadAllText(Path.Combine(app.Directory, "FodyWeavers.xsd"));
        Assert.That(schema, Does.Contain("\"Report\"").And.Contain("\"Dump\"").And.Contain("\"Differentiate\""));
    }
}

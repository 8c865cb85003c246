using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>
/// A program with every kind of argument prints the same however it is published, without a warning: nothing needs code that is generated at run time, and the
/// trimmer is told what is needed. Slow, and native compilation needs a linker: <c>.ci/run</c> runs them.
/// </summary>
[Category("Ahead")]
internal sealed class AheadOfTimeTests
{
    private DirectoryInfo? output;
    private string? expected;

    [OneTimeSetUp]
    public void Build()
    {
        output = Directory.CreateTempSubdirectory("autodiff-ahead-");
        var project = Repository.File("AutoDiff.Tests", "Publishing", "Kinds", "Kinds.csproj");
        var built = Dotnet.Run(Repository.Root, "build", project, "-c", "Release", "-nologo", "-v:q", "-o", Path.Combine(output.FullName, "jit"));
        Assert.That(built.ExitCode, Is.Zero, built.Output);
        var ran = Dotnet.Run(output.FullName, Path.Combine(output.FullName, "jit", "Kinds.dll"));
        Assert.That(ran.ExitCode, Is.Zero, ran.Output);
        expected = ran.Output;
    }

    [OneTimeTearDown]
    public void Delete() => output?.Delete(recursive: true);

    [Test]
    public void Values_are_right()
    {
        Assert.That(expected, Does.StartWith("class: 7 8 p 7 moved -1.5 -1 p 7 zero 0 0 p 7 add 9 11 p 7 scale 14 16 p 7 dot 38 norm 10.63014581273465"));
        Assert.That(expected, Does.Contain("array of structs: Sample { A = 6, B = 0, Count = 4 },Sample { A = 4, B = 2, Count = 7 } moved"));
        Assert.That(expected, Does.Contain("class of another assembly: 2 28 0.5 16 16.25576820700886 10.875 29"));
        Assert.That(expected, Does.Contain("class derived from a container: 18 12 6 16 24 22.44994432064365 28 4 0 4"));
        Assert.That(expected!.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(29));
    }

    [Test]
    public void Without_code_generated_at_run_time()
    {
        var settings = Path.Combine(output!.FullName, "jit", "Kinds.runtimeconfig.json");
        var original = File.ReadAllText(settings);
        try
        {
            File.WriteAllText(
                settings,
                original.Replace("\"configProperties\": {",
                    "\"configProperties\": { \"System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported\": false,", StringComparison.Ordinal));
            Assert.That(Dotnet.Run(output.FullName, Path.Combine(output.FullName, "jit", "Kinds.dll")), Is.EqualTo((0, expected)));
        }
        finally
        {
            File.WriteAllText(settings, original);
        }
    }

    [TestCase("-p:PublishTrimmed=true", "-p:TrimMode=full", "-p:PublishSingleFile=true", "-p:PublishReadyToRun=true")]
    [TestCase("-p:PublishAot=true")]
    public void Published(params string[] how)
    {
        Publish("AutoDiff.Tests/Publishing/Kinds", how);
        var ran = Dotnet.RunProgram(output!.FullName, Path.Combine(output.FullName, "Kinds", "Kinds"));
        Assert.That(ran, Is.EqualTo((0, expected)));
    }

    [TestCase("Attitude")]
    [TestCase("CurveFit")]
    [TestCase("DigitalTwin")]
    [TestCase("Digits")]
    [TestCase("Hamiltonian")]
    [TestCase("Perceptron")]
    [TestCase("ThirdParty")]
    [TestCase("TrustRegion")]
    public void The_sample(string name)
    {
        Publish("samples/" + name, "-p:PublishAot=true", "-p:InvariantGlobalization=true");
        var ran = Dotnet.RunProgram(output!.FullName, Path.Combine(output.FullName, name, name));
        Assert.That(ran.ExitCode, Is.Zero, ran.Output);
    }

    private void Publish(string project, params string[] how)
    {
        var folder = Path.Combine(output!.FullName, Path.GetFileName(project));
        var published = Dotnet.Run(
            Repository.Root, ["publish", project, "-c", "Release", "-r", Dotnet.Platform, "--self-contained", "-nologo", "-v:q", "-p:TrimmerSingleWarn=false",
                "-o", folder, .. how]);
        Assert.That(published.ExitCode, Is.Zero, published.Output);
        // What a package of others warns of is theirs.
        var warnings = published.Output.Split('\n').Where(l => l.Contains(": warning ", StringComparison.Ordinal));
        Assert.That(project.StartsWith("samples/", StringComparison.Ordinal)
            ? warnings.Where(l => l.Contains("AutoDiff", StringComparison.Ordinal))
            : warnings, Is.Empty);
    }
}

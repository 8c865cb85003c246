using System.Globalization;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>The package as <c>dotnet pack</c> makes it, in a folder that serves as the only package source, under a version of its own.</summary>
internal sealed class LocalPackage : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("autodiff-build-");

    public LocalPackage()
    {
        // The assemblies keep their version: only the package is new to every cache.
        Version = "0.0.0-test." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);
        var packed = Dotnet.Run(
            Repository.Root, "pack", Repository.File("build", "AutoDiff.Fody.csproj"), "--no-build", "-c", Configuration, "-o", Path.Combine(root.FullName, "feed"), $"-p:PackageVersion={Version}");
        Assert.That(packed.ExitCode, Is.Zero, packed.Output);

        var global = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(
            Path.Combine(root.FullName, "nuget.config"),
            $"""
            <configuration>
              <packageSources><clear /><add key="local" value="feed" /></packageSources>
              <fallbackPackageFolders><add key="global" value="{global}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="cache" /></config>
            </configuration>
            """);
        // Nothing of the machine's or of a checkout's above may reach in.
        File.WriteAllText(Path.Combine(root.FullName, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(root.FullName, "Directory.Build.targets"), "<Project />");
    }

    public string Version { get; }

    public Project NewProject(string name) => new(this, Path.Combine(root.FullName, TestContext.CurrentContext.Test.ID, name));

    public void Dispose() => root.Delete(recursive: true);
}

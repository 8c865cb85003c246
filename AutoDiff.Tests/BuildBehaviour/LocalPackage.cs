using System.Globalization;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>The packages as <c>dotnet pack</c> makes them, in a folder that serves as the only package source, under a version of their own.</summary>
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
        foreach (var project in new[] { Repository.File("build", "AutoDiff.Fody.csproj"), Repository.File("AutoDiff.MathNet", "AutoDiff.MathNet.csproj") })
        {
            var packed = Dotnet.Run(Repository.Root, "pack", project, "--no-build", "-c", Configuration, "-o", Feed, $"-p:PackageVersion={Version}");
            Assert.That(packed.ExitCode, Is.Zero, packed.Output);
        }

        Configure("offline", "<clear />", $"""<fallbackPackageFolders><add key="global" value="{Global}" /></fallbackPackageFolders>""", "../cache");
        Configure("online", "", "", Global);
    }

    private static string Global { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Where packages are served from; what tests pack goes there too.</summary>
    public string Feed => Path.Combine(root.FullName, "feed");

    /// <summary>Where packages of the feed are unpacked to.</summary>
    public string Cache => Path.Combine(root.FullName, "cache");

    public string Version { get; }

    public Project NewProject(string name, string extension = "csproj") => new(this, Folder("offline", name), extension);

    /// <summary>A project for which parts of the platform may have to be fetched from where this machine gets its packages.</summary>
    public Project NewPlatformProject(string name) => new(this, Folder("online", name), "csproj");

    public void Dispose()
    {
        root.Delete(recursive: true);
        string[] packages = ["autodiff.fody", "autodiff.runtime", "autodiff.mathnet"];
        foreach (var unpacked in packages.Select(p => Path.Combine(Global, p, Version)).Where(Directory.Exists))
            Directory.Delete(unpacked, recursive: true);
    }

    private string Folder(string kind, string name) => Path.Combine(root.FullName, kind, TestContext.CurrentContext.Test.ID, name);

    private void Configure(string folder, string sources, string fallback, string cache)
    {
        var directory = root.CreateSubdirectory(folder).FullName;
        File.WriteAllText(
            Path.Combine(directory, "nuget.config"),
            $"""
            <configuration>
              <packageSources>{sources}<add key="local" value="../feed" /></packageSources>
              {fallback}
              <config><add key="globalPackagesFolder" value="{cache}" /></config>
            </configuration>
            """);
        // Nothing of the machine's or of a checkout's above may reach in.
        File.WriteAllText(Path.Combine(directory, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(directory, "Directory.Build.targets"), "<Project />");
    }
}

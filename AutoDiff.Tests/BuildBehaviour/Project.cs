using System.Text.RegularExpressions;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>A small project that refers to the package and to nothing else.</summary>
internal sealed partial class Project
{
    public Project(LocalPackage package, string directory, string extension)
    {
        Directory = directory;
        Name = Path.GetFileName(directory);
        Write(
            $"{Name}.{extension}",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AutoDiff.Fody" Version="{package.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
    }

    public string Name { get; }

    public string Directory { get; }

    public IEnumerable<string> SourceTree =>
        System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Directory, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("bin/", StringComparison.Ordinal));

    public bool HasOutput => File.Exists(Output);

    private string Output => Path.Combine(Directory, "bin", "Debug", "net10.0", $"{Name}.dll");

    public void Write(string file, string text)
    {
        System.IO.Directory.CreateDirectory(Directory);
        File.WriteAllText(Path.Combine(Directory, file), text);
    }

    public void Edit(string file, string old, string replacement) =>
        Write(file, File.ReadAllText(Path.Combine(Directory, file)).Replace(old, replacement, StringComparison.Ordinal));

    public string ReadIntermediate(string file) => File.ReadAllText(Path.Combine(Directory, "obj", "Debug", "net10.0", file));

    public bool HasIntermediate(string file) => File.Exists(Path.Combine(Directory, "obj", "Debug", "net10.0", file));

    /// <summary>When the assembly was compiled last.</summary>
    public DateTime Compiled => File.GetLastWriteTimeUtc(Path.Combine(Directory, "obj", "Debug", "net10.0", $"{Name}.dll"));

    public byte[] ReadOutput(string file) => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Output)!, file));

    public void DeleteIntermediate(string file) => File.Delete(Path.Combine(Directory, "obj", "Debug", "net10.0", file));

    /// <summary>Builds and gives the errors and warnings in the order they were printed, paths relative to the project.</summary>
    public IReadOnlyList<string> Build(params string[] arguments) => Invoke("build", arguments);

    public IReadOnlyList<string> Pack(string feed, params string[] arguments) => Invoke("pack", ["-o", feed, .. arguments]);

    /// <summary>Publishes, runs the result, and gives what that prints.</summary>
    public string PublishAndRun(params string[] arguments)
    {
        Assert.That(Invoke("publish", ["-o", Path.Combine(Directory, "bin", "published"), .. arguments]), Is.Empty);
        var program = Path.Combine(Directory, "bin", "published", Name);
        var assembly = $"{program}.dll";
        var (exitCode, output) = File.Exists(assembly) && !arguments.Contains("-r") ? Dotnet.Run(Directory, assembly) : Dotnet.RunProgram(Directory, program);
        Assert.That(exitCode, Is.Zero, output);
        return output.Trim();
    }

    private List<string> Invoke(string command, string[] arguments)
    {
        var (exitCode, output) = Dotnet.Run(Directory, [command, "-nologo", "-v:q", .. arguments]);
        // The summary says everything once more.
        var lines = output.Split("\nBuild ")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => Diagnostic().IsMatch(l))
            .Select(l => ProjectSuffix().Replace(l, "").Replace(Directory + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))
            .ToList();
        Assert.That(exitCode == 0, Is.EqualTo(!lines.Any(l => Error().IsMatch(l))), output);
        return lines;
    }

    public string Run()
    {
        var (exitCode, output) = Dotnet.Run(Directory, Output);
        Assert.That(exitCode, Is.Zero, output);
        return output.Trim();
    }

    [GeneratedRegex(@": (error|warning) ")]
    private static partial Regex Diagnostic();

    [GeneratedRegex(": error ")]
    private static partial Regex Error();

    [GeneratedRegex(@" \[[^\]]*proj\]$")]
    private static partial Regex ProjectSuffix();
}

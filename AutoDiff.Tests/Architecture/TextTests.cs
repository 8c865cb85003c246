using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Architecture;

/// <summary>What every source file keeps to.</summary>
public sealed class TextTests
{
    private const int Longest = 160;

    [Test]
    public void No_line_is_longer_than_a_reader_takes_in()
    {
        string[] folders =
        [
            "AutoDiff.Weaver", "AutoDiff.Runtime", "AutoDiff.MathNet", "AutoDiff.Tests", "AutoDiff.Tool", "AutoDiff.Generators", "AutoDiff.CodeFixes",
            "build", "perf", "samples",
        ];
        var files = folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));
        var tooLong = files.SelectMany(file => File.ReadLines(file).Select((line, i) => (line.Length, Place: $"{file}({i + 1})")))
            .Where(line => line.Length > Longest).Select(line => line.Place);
        Assert.That(tooLong, Is.Empty);
    }
}

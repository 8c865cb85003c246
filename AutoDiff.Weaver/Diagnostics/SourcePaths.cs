namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// Paths of debug information to paths of this machine and back to paths of the repository. Reproducible builds replace a leading part of
/// every path (<c>/_/</c> for the repository's root); it is found again as the folder above the project that makes the rest of the path exist.
/// </summary>
internal sealed class SourcePaths(string projectDirectory)
{
    private readonly Dictionary<string, string> known = [];

    /// <summary>The file on this machine, or the path unchanged when there is none.</summary>
    public string ToLocal(string path)
    {
        if (!known.TryGetValue(path, out var local))
            known.Add(path, local = File.Exists(path) ? path : FindMapped(path) ?? path);
        return local;
    }

    /// <summary>The path below the root of the repository, with forward slashes; unchanged when it lies elsewhere.</summary>
    public string ToRepositoryRelative(string path)
    {
        var root = RepositoryRoot.TrimEnd('/', '\\') + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(projectDirectory, path));
        return (full.StartsWith(root, StringComparison.Ordinal) ? full.Substring(root.Length) : path).Replace('\\', '/');
    }

    private string RepositoryRoot =>
        Ancestors().FirstOrDefault(d => Directory.Exists(Path.Combine(d, ".git")) || File.Exists(Path.Combine(d, ".git")))
            ?? Path.GetFullPath(projectDirectory);

    private string? FindMapped(string path)
    {
        var parts = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        for (var skipped = 1; skipped < parts.Length; skipped++)
        {
            var rest = Path.Combine(parts.Skip(skipped).ToArray());
            if (Ancestors().Select(d => Path.Combine(d, rest)).FirstOrDefault(File.Exists) is { } found)
                return found;
        }
        return null;
    }

    private IEnumerable<string> Ancestors()
    {
        for (var directory = new DirectoryInfo(Path.GetFullPath(projectDirectory)); directory is not null; directory = directory.Parent)
            yield return directory.FullName;
    }
}

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// What a project says about single warnings where the compiler would look for it: <c>#pragma warning</c> in the source, <c>dotnet_diagnostic.….severity</c> in
/// the
/// <c>.editorconfig</c> and <c>.globalconfig</c> files above it. Errors of the weaver stay errors: there is no derivative to go on with.
/// </summary>
internal sealed class SourceSettings
{
    private readonly Dictionary<string, PragmaWarnings> pragmas = [];
    private readonly Dictionary<string, IReadOnlyList<EditorConfig>> configurations = [];

    /// <summary>How a diagnostic is to be reported; null where it is not.</summary>
    public Severity? SeverityOf(Diagnostic diagnostic)
    {
        var declared = diagnostic.Descriptor.Severity;
        if (declared == Severity.Error)
            return declared;
        var position = diagnostic.Position;
        if (PragmasOf(position.File).Disables(diagnostic.Descriptor.Code, position.Line))
            return null;
        foreach (var configuration in Above(Path.GetDirectoryName(position.File) ?? ""))
        {
            switch (configuration.SeverityOf(diagnostic.Descriptor.Code, position.File))
            {
                case "error":
                    return Severity.Error;
                case "warning":
                    return Severity.Warning;
                case "suggestion":
                    return Severity.Hint;
                case "none" or "silent":
                    return null;
                case "default":
                    return declared;
            }
        }
        return declared;
    }

    private PragmaWarnings PragmasOf(string file)
    {
        if (!pragmas.TryGetValue(file, out var known))
            pragmas.Add(file, known = new PragmaWarnings(Read(file)));
        return known;
    }

    /// <summary>The files that speak of sources in a folder, the one that has the last word first.</summary>
    private IReadOnlyList<EditorConfig> Above(string folder)
    {
        if (configurations.TryGetValue(folder, out var known))
            return known;
        List<EditorConfig> local = [], global = [];
        var isRooted = false;
        if (Path.IsPathRooted(folder) && Directory.Exists(folder))
        {
            for (var directory = new DirectoryInfo(folder); directory is not null; directory = directory.Parent)
            {
                if (!isRooted && Open(directory, ".editorconfig") is { } configuration)
                {
                    local.Add(configuration);
                    isRooted = configuration.IsRoot;
                }
                if (Open(directory, ".globalconfig") is { } everywhere)
                    global.Add(everywhere);
            }
        }
        return configurations[folder] = [.. local, .. global];
    }

    private static EditorConfig? Open(DirectoryInfo directory, string name)
    {
        var lines = Read(Path.Combine(directory.FullName, name));
        return lines.Length == 0 ? null : new EditorConfig(directory.FullName, lines);
    }

    private static string[] Read(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }
}

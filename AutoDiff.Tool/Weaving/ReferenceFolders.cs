using System.Runtime.InteropServices;
using Mono.Cecil;

namespace AutoDiff.Tool.Weaving;

/// <summary>
/// Finds assemblies by name: beside the assembly, in the folders and files that were given, the runtime library beside this tool, and the framework's
/// reference assemblies. Those, not what is installed to run programs: a build shows the weaver no bodies of the framework.
/// </summary>
internal sealed class ReferenceFolders : IAssemblyResolver
{
    private readonly Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, AssemblyDefinition> read = new(StringComparer.OrdinalIgnoreCase);

    public ReferenceFolders(string assembly, IEnumerable<string> given)
    {
        Add(RuntimeLibrary);
        foreach (var path in given)
        {
            if (Directory.Exists(path))
                AddFolder(path);
            else if (File.Exists(path))
                Add(path);
            else
                throw new UsageException($"there is no file or folder '{path}' to refer to.");
        }
        AddFolder(Path.GetDirectoryName(assembly)!);
        if (!files.ContainsKey("System.Runtime"))
            AddFolder(FrameworkFolder());
    }

    /// <summary>The file of the runtime library.</summary>
    public static string RuntimeLibrary => typeof(DifferentialOperators).Assembly.Location;

    /// <summary>All files that may be referred to.</summary>
    public IReadOnlyCollection<string> Files => files.Values;

    /// <summary>The file of an assembly, or null.</summary>
    public string? FileOf(string name) => files.GetValueOrDefault(name);

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters());

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (read.TryGetValue(name.Name, out var assembly))
            return assembly;
        parameters.AssemblyResolver = this;
        parameters.InMemory = true;
        assembly = FileOf(name.Name) is { } file ? AssemblyDefinition.ReadAssembly(file, parameters) : throw new AssemblyResolutionException(name);
        read.Add(name.Name, assembly);
        return assembly;
    }

    public void Dispose()
    {
        foreach (var assembly in read.Values)
            assembly.Dispose();
    }

    private void Add(string file) => files.TryAdd(Path.GetFileNameWithoutExtension(file), Path.GetFullPath(file));

    private void AddFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            Add(file);
    }

    /// <summary>The reference assemblies of the framework that this tool runs on, as the SDK brings them.</summary>
    private static string FrameworkFolder()
    {
        var root = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent!.Parent!.Parent!.FullName;
        var packs = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        var framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        return (Directory.Exists(packs) ? Directory.GetDirectories(packs) : [])
            .Select(d => Path.Combine(d, "ref", framework)).Where(Directory.Exists)
            .OrderBy(d => d, StringComparer.Ordinal).LastOrDefault()
            ?? throw new UsageException($"the reference assemblies of .NET are not in '{packs}': install the SDK, or name their folder with --references.");
    }
}

using Mono.Cecil;

namespace AutoDiff.Tests.Support;

/// <summary>
/// The references of a build, found again by name: the framework's reference assemblies, whose list MSBuild wrote when these tests were
/// built, and the runtime library. Implementations of the framework would show the weaver bodies that no build shows it.
/// </summary>
internal sealed class References(IEnumerable<CompiledAssembly> others, bool withLibrary) : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> known = [];

    public static IReadOnlyList<string> Files { get; } =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "framework-references.txt")),
        Library,
    ];

    /// <summary>Gets what programs of F# refer to, besides.</summary>
    public static string FSharpCore => typeof(Microsoft.FSharp.Core.Unit).Assembly.Location;

    private static string Library => typeof(DifferentialOperators).Assembly.Location;

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters());

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (known.TryGetValue(name.Name, out var assembly))
            return assembly;
        parameters.AssemblyResolver = this;
        parameters.InMemory = true;
        assembly = others.FirstOrDefault(o => o.Name == name.Name) is { } other
            ? AssemblyDefinition.ReadAssembly(new MemoryStream(other.Image), parameters)
            : Files.Append(FSharpCore).FirstOrDefault(f => Path.GetFileNameWithoutExtension(f) == name.Name && (withLibrary || f != Library)) is { } file
                ? AssemblyDefinition.ReadAssembly(file, parameters)
                : throw new AssemblyResolutionException(name);
        known.Add(name.Name, assembly);
        return assembly;
    }

    public void Dispose()
    {
        foreach (var assembly in known.Values)
            assembly.Dispose();
    }
}

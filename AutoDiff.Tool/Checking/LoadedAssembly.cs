using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Tool.Weaving;
using Mono.Cecil;

namespace AutoDiff.Tool.Checking;

/// <summary>A woven assembly that can be called. The runtime library is the tool's own.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext context = new("autodiff check", isCollectible: true);
    private readonly ReferenceFolders references;
    private readonly Assembly assembly;

    /// <param name="file">The woven file.</param>
    /// <param name="original">The file it was made of, beside which others are.</param>
    /// <param name="given">Folders and files.</param>
    public LoadedAssembly(string file, string original, IReadOnlyList<string> given)
    {
        references = new ReferenceFolders(original, given);
        context.Resolving += (_, name) =>
            references.FileOf(name.Name!) is { } found && !IsReferenceAssembly(found) ? context.LoadFromAssemblyPath(found) : null;
        using var stream = new MemoryStream(File.ReadAllBytes(file));
        assembly = context.LoadFromStream(stream);
    }

    /// <summary>The method, by the number it has been given when the assembly was written.</summary>
    public MethodInfo Find(MethodDefinition method) => (MethodInfo)assembly.ManifestModule.ResolveMethod(method.MetadataToken.ToInt32())!;

    public void Dispose()
    {
        references.Dispose();
        context.Unload();
    }

    private static bool IsReferenceAssembly(string file) =>
        file.Contains($"{Path.DirectorySeparatorChar}ref{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}

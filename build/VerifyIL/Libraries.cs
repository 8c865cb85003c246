using Mono.Cecil;

namespace AutoDiff.VerifyIL;

/// <summary>The class libraries of the verifier's framework: which of them has a type.</summary>
internal sealed class Libraries(string folder) : DefaultAssemblyResolver
{
    private readonly List<ModuleDefinition> modules =
    [
        .. new[] { "mscorlib", "System", "System.Core", "System.Numerics" }
            .Select(name => Path.Combine(folder, name + ".dll")).Where(File.Exists).Select(file => ModuleDefinition.ReadModule(file)),
    ];

    public AssemblyNameDefinition? Home(string typeName) => modules.FirstOrDefault(m => m.GetType(typeName) is not null)?.Assembly.Name;
}

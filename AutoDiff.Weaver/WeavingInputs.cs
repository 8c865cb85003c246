using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving;

/// <summary>
/// The assemblies whose implementation took part in the result. The compiler would not notice that one of them changed: it compares
/// reference assemblies, in which bodies and private members do not appear.
/// </summary>
internal static class WeavingInputs
{
    public const string FileName = "autodiff.inputs.txt";

    public static void Write(IEnumerable<string> files, string directory) =>
        File.WriteAllText(Path.Combine(directory, FileName), string.Concat(files.OrderBy(f => f, StringComparer.Ordinal).Select(f => f + "\n")));

    /// <summary>The files of what was read: what the module refers to, where rules and overrides are looked for, and what that led to.</summary>
    public static IReadOnlyCollection<string> Of(TypeContext types) =>
        [.. types.Module.AssemblyReferences.Select(r => Find(types.Module, r)).OfType<ModuleDefinition>().Concat(types.ModulesRead)
            .Where(m => !StructShapes.IsFramework(m.Assembly)).Select(m => m.FileName).Where(f => !string.IsNullOrEmpty(f)).Distinct()];

    private static ModuleDefinition? Find(ModuleDefinition module, AssemblyNameReference reference)
    {
        try
        {
            return module.AssemblyResolver.Resolve(reference)?.MainModule;
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }
}

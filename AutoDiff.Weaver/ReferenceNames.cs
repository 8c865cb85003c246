using Mono.Cecil;

namespace AutoDiff.Weaving;

/// <summary>What a project refers to, beside the framework, whether or not the compiler found a use for it.</summary>
internal static class ReferenceNames
{
    private static readonly string[] Framework = ["System", "Microsoft", "mscorlib", "netstandard", "WindowsBase"];

    /// <param name="files">The files, one after the other with semicolons between them, as Fody hands them on.</param>
    public static IReadOnlyList<AssemblyNameReference> Of(string? files) =>
        [.. (files ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries)
            .Where(f => !IsFramework(Path.GetFileNameWithoutExtension(f))).Select(NameOf).OfType<AssemblyNameReference>()];

    private static bool IsFramework(string name) => Framework.Any(n => name == n || name.StartsWith(n + ".", StringComparison.Ordinal));

    private static AssemblyNameReference? NameOf(string file)
    {
        try
        {
            using var module = ModuleDefinition.ReadModule(file);
            return AssemblyNameReference.Parse(module.Assembly.FullName);
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // What cannot be read has no rules.
            return null;
        }
    }
}

using System.Reflection.Metadata.Ecma335;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.Metadata;

namespace AutoDiff.Weaving;

/// <summary>Writes the code generated for the methods that <c>Dump</c> names as C#, one file a method, next to their intermediate forms.</summary>
internal static class DecompiledCode
{
    /// <param name="assembly">The woven assembly.</param>
    /// <param name="references">The files of the assemblies it references.</param>
    /// <param name="wanted">The name of a method, alone or after its type's.</param>
    /// <param name="directory">Where the files go.</param>
    public static void Write(string assembly, IEnumerable<string> references, string wanted, string directory)
    {
        using var file = new PEFile(assembly);
        var resolver = new UniversalAssemblyResolver(assembly, false, file.DetectTargetFrameworkId());
        foreach (var folder in references.Select(Path.GetDirectoryName).Distinct())
            resolver.AddSearchDirectory(folder);
        var decompiler = new CSharpDecompiler(file, resolver, new DecompilerSettings { ThrowOnAssemblyResolveErrors = false });
        var name = wanted.Substring(wanted.LastIndexOf('.') + 1);
        foreach (var type in decompiler.TypeSystem.MainModule.TypeDefinitions.Where(t => t.Name == "<AutoDiff>").ToList())
        {
            foreach (var method in type.Methods.Where(m => m.Name.StartsWith(name + "__", StringComparison.Ordinal) || m.Name.Contains("g__" + name + "|")))
            {
                var number = MetadataTokens.GetRowNumber(method.MetadataToken).ToString(System.Globalization.CultureInfo.InvariantCulture);
                Directory.CreateDirectory(directory);
                File.WriteAllText(Path.Combine(directory, IntermediateForms.Safe(method.Name) + "." + number + ".cs"),
                    decompiler.DecompileAsString(method.MetadataToken));
            }
        }
    }
}

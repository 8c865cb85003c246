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
        var name = wanted.Substring(wanted.LastIndexOf('.') + 1);
        foreach (var (method, code) in Of(assembly, references, (type, m) => type == "<AutoDiff>" && IsMadeOf(name, m)))
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, IntermediateForms.Safe(method) + ".cs"), code);
        }
    }

    /// <summary>Whether a generated method is made of the one with this name.</summary>
    public static bool IsMadeOf(string name, string generated) =>
        generated.StartsWith(name + "__", StringComparison.Ordinal) || generated.Contains("g__" + name + "|");

    /// <summary>Methods as C#, with their names, each followed by its number in the assembly.</summary>
    /// <param name="assembly">The woven assembly.</param>
    /// <param name="references">The files of the assemblies it references.</param>
    /// <param name="isWanted">Says of the names of a type and of a method of it whether that is wanted.</param>
    public static IEnumerable<(string Name, string Code)> Of(string assembly, IEnumerable<string> references, Func<string, string, bool> isWanted)
    {
        using var file = new PEFile(assembly);
        var resolver = new UniversalAssemblyResolver(assembly, false, file.DetectTargetFrameworkId());
        foreach (var folder in references.Select(Path.GetDirectoryName).Distinct())
            resolver.AddSearchDirectory(folder);
        var decompiler = new CSharpDecompiler(file, resolver, new DecompilerSettings { ThrowOnAssemblyResolveErrors = false });
        foreach (var type in decompiler.TypeSystem.MainModule.TypeDefinitions.ToList())
        {
            foreach (var method in type.Methods.Where(m => isWanted(type.Name, m.Name)))
            {
                var number = MetadataTokens.GetRowNumber(method.MetadataToken).ToString(System.Globalization.CultureInfo.InvariantCulture);
                yield return (method.Name + "." + number, decompiler.DecompileAsString(method.MetadataToken));
            }
        }
    }
}

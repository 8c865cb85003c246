using AutoDiff.Tests.BuildBehaviour;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Languages;

/// <summary>Compiles F# and Visual Basic with the compilers of the SDK, as a build in either configuration does.</summary>
internal static class SdkCompiler
{
    private static string Sdk { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sdk-directory.txt")).Trim();

    public static CompiledAssembly FSharp(string source, bool release, string name = "Test")
    {
        string[] options =
        [
            "--target:library", "--noframework", "--simpleresolution", "--targetprofile:netcore", "--nocopyfsharpcore", "--debug:portable", "--deterministic+",
            "--nologo", "--nowarn:64", release ? "--optimize+" : "--optimize-", release ? "--tailcalls+" : "--tailcalls-",
            .. References.Files.Append(References.FSharpCore).Select(r => "-r:" + r),
        ];
        return Compile("FSharp/fsc.dll", source, name + ".fs", name, path => [.. options, "-o:" + path]);
    }

    public static CompiledAssembly VisualBasic(string source, bool release, string name = "Test")
    {
        var runtime = References.Files.First(f => Path.GetFileName(f) == "Microsoft.VisualBasic.Core.dll");
        string[] options =
        [
            "/target:library", "/nostdlib", "/nosdkpath", "/debug:portable", "/deterministic", "/nologo", "/optionstrict+", "/optioninfer+",
            "/define:_MYTYPE=\\\"Empty\\\"", release ? "/optimize+" : "/optimize-", "/vbruntime:" + runtime,
            .. References.Files.Select(r => "/reference:" + r),
        ];
        return Compile("Roslyn/bincore/vbc.dll", source, name + ".vb", name, path => [.. options, "/out:" + path]);
    }

    private static CompiledAssembly Compile(string compiler, string source, string file, string name, Func<string, IEnumerable<string>> options)
    {
        var folder = Directory.CreateTempSubdirectory("autodiff-languages-");
        try
        {
            var path = Path.Combine(folder.FullName, name + ".dll");
            File.WriteAllText(Path.Combine(folder.FullName, file), source);
            File.WriteAllLines(Path.Combine(folder.FullName, "options.rsp"), options(path).Append(file));
            var (code, output) = Dotnet.Run(folder.FullName, Path.Combine(Sdk, compiler), "@options.rsp");
            Assert.That(code, Is.Zero, output);
            return new(name, File.ReadAllBytes(path), File.ReadAllBytes(Path.ChangeExtension(path, ".pdb")), []);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

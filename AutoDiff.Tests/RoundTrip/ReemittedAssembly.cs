using System.Reflection;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>An assembly whose every method went to IR and back; those that the importer refuses keep their code.</summary>
internal sealed class ReemittedAssembly
{
    private readonly SortedDictionary<string, List<string>> refusals = [];

    private ReemittedAssembly(ModuleDefinition module, bool symbols)
    {
        var types = new TypeContext(module);
        foreach (var method in module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody && !IsAccessor(m)).ToList())
        {
            MethodIR ir;
            try
            {
                ir = MethodImporter.Import(types, method);
            }
            catch (UnsupportedConstructException e)
            {
                if (!refusals.TryGetValue($"{e.Code}: {e.Message}", out var list))
                    refusals.Add($"{e.Code}: {e.Message}", list = []);
                list.Add(method.FullName);
                continue;
            }
            Verifier.Verify(ir, "import");
            MethodEmitter.Emit(ir, method);
            Accepted++;
        }
        using var image = new MemoryStream();
        using var debug = new MemoryStream();
        module.Write(
            image,
            new WriterParameters { WriteSymbols = symbols, SymbolStream = symbols ? debug : null, SymbolWriterProvider = symbols
                ? new PortablePdbWriterProvider()
                : null });
        (Image, Symbols) = (image.ToArray(), symbols ? debug.ToArray() : null);
    }

    public byte[] Image { get; }

    public byte[]? Symbols { get; }

    /// <summary>The runtime provides the body.</summary>
    private static bool IsAccessor(MethodDefinition method) => method.CustomAttributes.Any(a => a.AttributeType.Name == "UnsafeAccessorAttribute");

    public int Accepted { get; }

    public int Refused => refusals.Values.Sum(l => l.Count);

    public static ReemittedAssembly Of(byte[] image, byte[]? symbols = null, params string[] directories)
    {
        using var resolver = new DefaultAssemblyResolver();
        foreach (var directory in directories.Append(Path.GetDirectoryName(typeof(object).Assembly.Location)!))
            resolver.AddSearchDirectory(directory);
        using var module = ModuleDefinition.ReadModule(
            new MemoryStream(image),
            new ReaderParameters
            {
                AssemblyResolver = resolver,
                ReadSymbols = symbols is not null,
                SymbolReaderProvider = symbols is null ? null : new PortablePdbReaderProvider(),
                SymbolStream = symbols is null ? null : new MemoryStream(symbols),
            });
        return new(module, symbols is not null);
    }

    public static ReemittedAssembly Of(Assembly assembly) =>
        Of(File.ReadAllBytes(assembly.Location), null, Path.GetDirectoryName(assembly.Location)!);

    /// <summary>How many methods were taken, and why the others were not.</summary>
    public void Report(string name)
    {
        TestContext.Out.WriteLine($"{name}: {Accepted} methods accepted, {Refused} not");
        foreach (var (reason, methods) in refusals)
            TestContext.Out.WriteLine($"  {methods.Count} x {reason} ({methods[0]})");
    }
}

using AutoDiff.Tool.Methods;
using AutoDiff.Weaving;
using AutoDiff.Weaving.Configuration;
using AutoDiff.Weaving.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Tool.Weaving;

/// <summary>An assembly with derivatives of some of its methods, and what there was to say about each.</summary>
internal sealed class WovenModule : IDisposable
{
    private readonly ModuleDefinition module;
    private readonly ReferenceFolders references;

    private WovenModule(ModuleDefinition module, ReferenceFolders references, IReadOnlyList<MethodResult> methods, IReadOnlyList<Finding> others)
    {
        this.module = module;
        this.references = references;
        Methods = methods;
        Others = others;
    }

    public IReadOnlyList<MethodResult> Methods { get; }

    /// <summary>What belongs to no method that was asked for.</summary>
    public IReadOnlyList<Finding> Others { get; }

    public bool IsRefused => Methods.Any(m => m.IsRefused) || Others.Any(f => f.IsError);

    /// <summary>The assembly had a strong name, which it only keeps with a key.</summary>
    public bool IsSigned => module.Assembly.Name.HasPublicKey;

    public string Name => module.Assembly.Name.Name;

    public IReadOnlyCollection<string> References => references.Files;

    /// <summary>Differentiates.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="began">Is told of each method.</param>
    public static WovenModule Weave(WeavingRequest request, Action<string, int, int>? began = null)
    {
        var references = new ReferenceFolders(request.Assembly, request.References);
        try
        {
            return Weave(request, references, Read(request.Assembly, references), began);
        }
        catch
        {
            references.Dispose();
            throw;
        }
    }

    /// <summary>Writes the assembly with its symbols, and the runtime library beside it.</summary>
    /// <param name="file">Where to; the assembly itself may be meant.</param>
    /// <param name="key">The file of a strong-name key, or null.</param>
    public void Write(string file, string? key)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var parameters = new WriterParameters { StrongNameKeyBlob = key is null ? null : File.ReadAllBytes(key) };
        if (module.HasSymbols)
        {
            parameters.WriteSymbols = true;
            parameters.SymbolWriterProvider = module.SymbolReader.GetWriterProvider();
        }
        module.Write(file, parameters);
        var library = Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(ReferenceFolders.RuntimeLibrary));
        if (!string.Equals(library, ReferenceFolders.RuntimeLibrary, StringComparison.Ordinal))
            File.Copy(ReferenceFolders.RuntimeLibrary, library, overwrite: true);
    }

    public void Dispose()
    {
        module.Dispose();
        references.Dispose();
    }

    private static WovenModule Weave(WeavingRequest request, ReferenceFolders references, ModuleDefinition module, Action<string, int, int>? began)
    {
        var targets = request.Methods.Count == 0 ? TargetMethods.Candidates(module) : TargetMethods.Find(module, request.Methods);
        if (targets.Count == 0)
            throw new UsageException($"'{module.Assembly.Name.Name}' has no public method that takes and returns numbers.");
        var refused = targets.Where(m => request.Without.Contains(TargetMethods.Display(m))).ToHashSet();
        var library = references.Resolve(new AssemblyNameReference("AutoDiff.Runtime", null)).MainModule;
        var classes = new DerivativeClasses(module, library, request.WithForward);
        var askers = new Dictionary<MethodDefinition, MethodDefinition>();
        var written = new Dictionary<MethodDefinition, IReadOnlyList<MethodDefinition>>();
        foreach (var target in targets.Where(t => !refused.Contains(t) && TargetMethods.Problem(t) is null))
        {
            written.Add(target, classes.Add(target));
            foreach (var derivative in written[target])
                askers.Add(derivative, target);
        }

        var locator = new Locator(request.Assembly, new SourcePaths(Path.GetDirectoryName(request.Assembly)!));
        var diagnostics = new DiagnosticBag(locator);
        if (written.Count > 0)
        {
            var begun = new HashSet<MethodDefinition>();
            var session = new WeavingSession(module, new WeaverConfiguration(Path.GetTempPath()), diagnostics, _ => { })
            {
                HasAddedCalls = true,
                Began = m =>
                {
                    if (askers.TryGetValue(m, out var target) && begun.Add(target))
                        began?.Invoke(TargetMethods.Display(target), begun.Count, written.Count);
                },
            };
            ModuleWeaver.RunOnDeepStack(session.Run);
        }

        var byTarget = diagnostics.All.ToLookup(d => d.Asker is { } asker ? askers.GetValueOrDefault(asker) : null);
        return new(module, references, [.. targets.Where(t => !refused.Contains(t)).Select(t => Result(t, written.GetValueOrDefault(t), byTarget[t], locator))],
            [.. byTarget[null].Select(d => Finding.Of(d, locator)).Distinct()]);
    }

    private static MethodResult Result(
        MethodDefinition target, IReadOnlyList<MethodDefinition>? derivatives, IEnumerable<Diagnostic> found, Locator locator)
    {
        var name = TargetMethods.Display(target);
        if (TargetMethods.Problem(target) is { } problem)
        {
            var refusal = new Diagnostic(Catalogue.UnsupportedConstruct, locator.Locate(target), $"cannot differentiate '{name}': {problem}.", []);
            return new(name, target, [], [Finding.Of(refusal, locator)]);
        }
        var findings = found.Select(d => Finding.Of(d, locator)).Distinct().ToList();
        // That it is not differentiable is said where it is asked for, which is nowhere here; the cause is enough.
        if (findings.Any(f => f.IsError && f.Code != Catalogue.NotDifferentiable.Code))
            findings.RemoveAll(f => f.Code == Catalogue.NotDifferentiable.Code);
        return new(name, target, derivatives!, findings);
    }

    private static ModuleDefinition Read(string file, ReferenceFolders references)
    {
        try
        {
            var parameters = new ReaderParameters { AssemblyResolver = references, InMemory = true };
            var module = ModuleDefinition.ReadModule(file, parameters);
            if ((module.Attributes & ModuleAttributes.ILOnly) == 0)
                throw new UsageException($"'{file}' contains native code.");
            ReadSymbols(module);
            return module;
        }
        catch (BadImageFormatException)
        {
            throw new UsageException($"'{file}' is no .NET assembly.");
        }
    }

    /// <summary>Symbols are kept where there are portable ones; others are of no use here.</summary>
    private static void ReadSymbols(ModuleDefinition module)
    {
        try
        {
            if (SymbolsOf(module) is { } reader)
                module.ReadSymbols(reader);
            SymbolPath.Keep(module);
        }
        catch (SymbolsNotMatchingException)
        {
            // They are those of another build.
            return;
        }
    }

    /// <summary>Read into memory: the assembly may be written to where it comes from.</summary>
    private static ISymbolReader? SymbolsOf(ModuleDefinition module)
    {
        if (module.HasDebugHeader && module.GetDebugHeader().Entries.Any(e => e.Directory.Type == ImageDebugType.EmbeddedPortablePdb))
            return new EmbeddedPortablePdbReaderProvider().GetSymbolReader(module, module.FileName);
        var file = Path.ChangeExtension(module.FileName, ".pdb");
        var symbols = File.Exists(file) ? File.ReadAllBytes(file) : [];
        return symbols.AsSpan().StartsWith("BSJB"u8) ? new PortablePdbReaderProvider().GetSymbolReader(module, new MemoryStream(symbols)) : null;
    }
}

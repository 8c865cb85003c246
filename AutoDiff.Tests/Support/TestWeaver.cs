using System.Text;
using System.Xml.Linq;
using AutoDiff.Weaving;
using AutoDiff.Weaving.Configuration;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Tests.Support;

/// <summary>Compiles C# with the references a build would use and weaves it, all in memory.</summary>
internal static class TestWeaver
{
    /// <summary>The name under which the source appears in diagnostics.</summary>
    public const string SourceName = "Test.cs";

    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Runtime.CompilerServices;
        global using System.Runtime.InteropServices;
        global using System.Threading.Tasks;
        global using AutoDiff;
        global using static AutoDiff.DifferentialOperators;
        """;

    /// <summary>Compiles a library with debug information. The usual namespaces, <c>AutoDiff</c> and its operators are imported.</summary>
    public static CompiledAssembly Compile(string source, bool release = true, string name = "Test", params CompiledAssembly[] references)
    {
        var compilation = Compilation(source, release, name, references);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            embeddedTexts: [EmbeddedText.FromSource(SourceName, SourceText.From(source, Encoding.UTF8))]);
        Assert.That(result.Success, Is.True,
            () => "The source does not compile:\n" + string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        return new(name, image.ToArray(), symbols.ToArray(), references);
    }

    /// <summary>The lines of the source, counted from zero, that do not compile.</summary>
    public static IReadOnlySet<int> LinesWithErrors(string source) =>
        Compilation(source).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => d.Location.GetLineSpan().StartLinePosition.Line).ToHashSet();

    public static WovenAssembly CompileAndWeave(string source, bool release = true, string configuration = "<AutoDiff />") =>
        Weave(Compile(source, release), configuration);

    /// <summary>Runs the weaver as Fody's door does, except that an exception of the weaver fails the test.</summary>
    /// <param name="configuration">The element as it would stand in FodyWeavers.xml.</param>
    /// <param name="intermediateDirectory">Where dumps go.</param>
    /// <param name="withLibrary">Whether the runtime library can be found.</param>
    /// <param name="verifyEveryPass">Whether the IR is checked after every pass.</param>
    /// <param name="without">Optimisations to leave out.</param>
    public static WovenAssembly Weave(
        CompiledAssembly compiled, string configuration = "<AutoDiff />", string? intermediateDirectory = null, bool withLibrary = true,
        bool verifyEveryPass = true,
        Optimisations without = Optimisations.None)
    {
        using var resolver = new References(compiled.References, withLibrary);
        using var module = ModuleDefinition.ReadModule(
            new MemoryStream(compiled.Image),
            new ReaderParameters
            {
                AssemblyResolver = resolver,
                ReadSymbols = true,
                SymbolReaderProvider = new PortablePdbReaderProvider(),
                SymbolStream = new MemoryStream(compiled.Symbols),
            });
        var log = new List<string>();
        var diagnostics = new DiagnosticBag(new Locator("Test.csproj", new SourcePaths(Path.GetTempPath())));
        var settings = new ConfigurationReader(XElement.Parse(configuration), null, diagnostics)
            .Read(intermediateDirectory ?? Path.GetTempPath()) with
        {
            VerifyEveryPass = verifyEveryPass,
            Without = without,
            References = [.. compiled.References.Select(r => new AssemblyNameReference(r.Name, new Version()))],
        };
        var session = new WeavingSession(module, settings, diagnostics, log.Add);
        ModuleWeaver.RunOnDeepStack(session.Run);

        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        module.Write(image, new WriterParameters
        {
            WriteSymbols = true,
            SymbolWriterProvider = new PortablePdbWriterProvider(),
            SymbolStream = symbols,
        });
        return new(compiled, image.ToArray(), symbols.ToArray(), MSBuildWriter.Lines(diagnostics.ToSortedList()).ToList(), log)
        {
            Accounts = session.Accounts,
            Report = session.Accounts is { } accounts
                ? HtmlReport.Of(compiled.Name, accounts, diagnostics.ToSortedList(), new SourceTexts(new SourcePaths(Path.GetTempPath())))
                : null,
            Hints = [.. diagnostics.ToSortedList().Where(d => d.Severity == Severity.Hint).Select(d => $"{d.Position.Line}: {d.Descriptor.Code}: {d.Text}")],
        };
    }

    /// <summary>The source with the references and imports that all of these programs have.</summary>
    public static CSharpCompilation Compilation(string source, bool release = true, string name = "Test", params CompiledAssembly[] references)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        return CSharpCompilation.Create(
            name,
            [Parse(Usings, "Usings.cs"), Parse(source, SourceName)],
            [
                .. References.Files.Select(file => (MetadataReference)MetadataReference.CreateFromFile(file)),
                .. references.Select(r => MetadataReference.CreateFromImage(r.Image)),
            ],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: release ? OptimizationLevel.Release : OptimizationLevel.Debug,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true));

        SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), parse, path);
    }
}

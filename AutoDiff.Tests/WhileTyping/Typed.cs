using System.Collections.Immutable;
using AutoDiff.CodeFixes;
using AutoDiff.Generators;
using AutoDiff.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Tests.WhileTyping;

/// <summary>Runs analyzers and code fixes as an editor does: on what has been typed, with what the generator adds.</summary>
internal static class Typed
{
    private static readonly CodeFixProvider[] s_fixes = [new WithoutDerivativeFix(), new MakePartialFix(), new RuleSignatureFix(), new MakeRuleFix()];

    /// <summary>Gets the analyzers of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [new OperatorAnalyzer(), new DifferentiableAnalyzer(), new RuleAnalyzer(), new TangentAnalyzer()];

    /// <summary>What the analyzers say, in order.</summary>
    public static IReadOnlyList<Diagnostic> Say(Compilation compilation, params (string Name, string Value)[] properties)
    {
        CSharpGeneratorDriver.Create(new TangentGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        var options = new AnalyzerOptions([], new Options(properties));
        var said = generated.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return [.. said.OrderBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>What the analyzers say of a source, as line and code.</summary>
    public static IReadOnlyList<string> Say(string source, params (string Name, string Value)[] properties) =>
        [.. Say(TestWeaver.Compilation(source), properties).Select(d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Id}").Distinct()];

    /// <summary>Whatever analyzers say of a program that is refused, the weaver has said: each of their codes is among the expected.</summary>
    public static void AgreesWithTheWeaver(string source, IEnumerable<string> expected)
    {
        var said = Say(TestWeaver.Compilation(source)).Where(d => d.Severity != DiagnosticSeverity.Warning);
        Assert.That(said.Where(d => !expected.Any(e => e.Contains(d.Id, StringComparison.Ordinal))), Is.Empty);
    }

    /// <summary>The source after the one fix of a kind for the first diagnostic that it fits.</summary>
    public static string Fix(string source, string fix)
    {
        using var workspace = new AdhocWorkspace();
        var compilation = TestWeaver.Compilation(source);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Test", "Test", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: compilation.SyntaxTrees[0].Options, metadataReferences: compilation.References));
        var documents = compilation.SyntaxTrees.Select(tree => project = project.AddDocument(tree.FilePath, tree.GetText()).Project).ToList();
        var document = project.Documents.Single(d => d.Name == TestWeaver.SourceName);
        var actions = new List<CodeAction>();
        foreach (var diagnostic in Say(project.GetCompilationAsync().GetAwaiter().GetResult()!))
        {
            var provider = s_fixes.Single(f => f.GetType().Name == fix);
            if (provider.FixableDiagnosticIds.Contains(diagnostic.Id))
                provider.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), default)).GetAwaiter().GetResult();
        }
        Assert.That(actions, Is.Not.Empty, $"no {fix}");
        var changed = actions[0].GetOperationsAsync(default).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single()
            .ChangedSolution.GetDocument(document.Id)!;
        changed = Simplifier.ReduceAsync(changed, Simplifier.Annotation).GetAwaiter().GetResult();
        changed = Formatter.FormatAsync(changed, Formatter.Annotation).GetAwaiter().GetResult();
        return changed.GetTextAsync().GetAwaiter().GetResult().ToString().ReplaceLineEndings("\n");
    }

    private sealed class Options((string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Properties((string Name, string Value)[] properties) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = properties.FirstOrDefault(p => "build_property." + p.Name == key).Value;
            return value is not null;
        }
    }
}

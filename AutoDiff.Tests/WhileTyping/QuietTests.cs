using System.Diagnostics;
using System.Text;
using AutoDiff.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Tests.WhileTyping;

/// <summary>The analyzers say nothing of what is in order, and cost next to nothing.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class QuietTests
{
    private static readonly string[] s_subjects = Directory.GetFiles(Repository.File("AutoDiff.Tests", "Cases", "Memory", "Subjects"), "*.cs")
        .Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n != "Prelude").Order(StringComparer.Ordinal).ToArray();

    /// <summary>Samples, benchmarks and these tests are compiled with the analyzers; these programs are not.</summary>
    [TestCaseSource(nameof(s_subjects))]
    public void Of_what_is_differentiated_nothing_is_said(string subject)
    {
        var prelude = string.Join('\n', Read("Prelude").Split('\n').Where(line => !line.StartsWith("namespace", StringComparison.Ordinal)));
        Assert.That(Typed.Say(TestWeaver.Compilation(Read(subject) + prelude)), Is.Empty);
    }

    /// <summary>The time in the analyzers, against that of compiling the files; the least of several runs, since this machine has other things to do.</summary>
    [Test, NonParallelizable]
    public void A_build_of_500_files_takes_less_than_a_twentieth_longer()
    {
        var shares = Enumerable.Range(0, 3).Select(_ =>
        {
            var (compiling, analyzing) = Times();
            TestContext.Out.WriteLine($"compiling {compiling.TotalMilliseconds:F0} ms, analyzing {analyzing.TotalMilliseconds:F1} ms");
            return analyzing / compiling;
        });
        Assert.That(shares.Min(), Is.LessThan(0.05));
    }

    private static (TimeSpan Compiling, TimeSpan Analyzing) Times()
    {
        var references = TestWeaver.Compilation("").References;
        var watch = Stopwatch.StartNew();
        var compilation = CSharpCompilation.Create(
            "Large", Enumerable.Range(0, 500).Select(i => CSharpSyntaxTree.ParseText(File(i), path: $"F{i}.cs")), references,
            new(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        var compiling = watch.Elapsed;
        // A compilation of its own, as the compiler gives analyzers models that have to bind again.
        var analyzed = compilation.Clone().WithAnalyzers(
            Typed.Analyzers, new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var result = analyzed.GetAnalysisResultAsync(default).GetAwaiter().GetResult();
        return (compiling, result.AnalyzerTelemetryInfo.Values.Aggregate(TimeSpan.Zero, (sum, t) => sum + t.ExecutionTime));
    }

    /// <summary>A file of a program in which every fifth has to do with derivatives.</summary>
    private static string File(int number)
    {
        var text = new StringBuilder($"using System; using System.Collections.Generic; using AutoDiff; using static AutoDiff.DifferentialOperators;\n"
            + $"namespace Large {{ public class C{number} {{\n");
        for (var i = 0; i < 6; i++)
        {
            text.AppendLine(
                $$"""
                    private readonly Dictionary<string, double> prices{{i}} = new();

                    public double Total{{i}}(IReadOnlyList<string> names, double discount)
                    {
                        double total = 0;
                        foreach (var name in names)
                        {
                            if (prices{{i}}.TryGetValue(name, out var price) && price > 0)
                                total += price * (1 - discount) * Math.Max(0, names.Count - {{i}});
                            else
                                Console.WriteLine($"{name} has no price: {total:F2} so far, " + string.Join(", ", names));
                        }
                        return Math.Round(total, 2);
                    }
                """);
            if (number % 5 == 0 && i % 3 == 0)
            {
                text.AppendLine(
                    $$"""
                        [Differentiable]
                        public static double Loss{{i}}(double x, double y) { int n = (int)x; double t = x - n; return t * y + Math.Sin(x); }

                        public static double Slope{{i}}(double y) => Gradient(at: y, of: z => Loss{{i}}(2, z) * z);
                    """);
            }
        }
        return text.Append("}}").ToString();
    }

    private static string Read(string name) => System.IO.File.ReadAllText(Repository.File("AutoDiff.Tests", "Cases", "Memory", "Subjects", name + ".cs"));
}

using System.Collections.Concurrent;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Passes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Tests.Cases.Memory;

/// <summary>
/// A file of programs under <c>Subjects</c>: a static class of the file's name, whose methods are compiled and woven here, all together, or, if any of
/// them is refused, each by itself, so that the others are tested all the same. <c>T_Name</c> is a function to differentiate, <c>G_Name</c>
/// its gradient in closed form, <c>C_Name</c> a program that calls operators and judges the results itself.
/// </summary>
internal sealed class Theme
{
    private const string Function = "T_", Program = "C_", Package = "MathNetFunctions";
    private static readonly string[] PackageSubjects = ["MathNet", "Subjects.cs.txt"];
    private static readonly Lazy<CompiledAssembly> s_package = new(() =>
        new("MathNet.Numerics", File.ReadAllBytes(typeof(global::MathNet.Numerics.SpecialFunctions).Assembly.Location), [], []));
    private static readonly ConcurrentDictionary<(string, bool, Optimisations), Theme> s_themes = [];
    private static readonly ConcurrentQueue<string> s_order = [];
    private readonly Lazy<WovenAssembly?> _all;
    private readonly Lazy<WovenAssembly?> _accepted;
    private readonly string _text;

    private Theme(string name, bool release, Optimisations without)
    {
        (Name, Release, Without) = (name, release, without);
        _text = Read(name);
        Methods = Parse(_text, name);
        _all = new(() => IsClean(Weave(_text, [.. Methods.Where(IsFunction)])));
        _accepted = new(() => Methods.Any(MayBeRefused) ? IsClean(Weave(_text, [.. Methods.Where(m => IsFunction(m) && !MayBeRefused(m))])) : null);
    }

    public string Name { get; }

    public bool Release { get; }

    /// <summary>What the weaver leaves out.</summary>
    public Optimisations Without { get; }

    public IReadOnlyList<MethodDeclarationSyntax> Methods { get; }

    /// <summary>A test case for each function, optimised by the compiler and, in thorough runs, not.</summary>
    public static IEnumerable<TestCaseData> Functions(string name) => Cases(name, Function);

    /// <summary>A test case for each program that judges itself.</summary>
    public static IEnumerable<TestCaseData> Programs(string name) => Cases(name, Program);

    public static Theme Get(string name, bool release, Optimisations without = Optimisations.None) =>
        s_themes.GetOrAdd((name, release, without), key => new(key.Item1, key.Item2, key.Item3));

    /// <summary>The woven assembly that holds a method of this theme, with its entry points if it is a function.</summary>
    public WovenAssembly Woven(MethodDeclarationSyntax method)
    {
        if (!_all.IsValueCreated)
            WeaveNext();
        // Functions that may be refused must not make each of the others be woven alone.
        if (_all.Value is { } clean)
            return clean;
        if (!MayBeRefused(method) && _accepted.Value is { } accepted)
            return accepted;
        char[] text = _text.ToCharArray();
        foreach (var other in Methods.Where(m => m != method && m.Identifier.Text.StartsWith(Program, StringComparison.Ordinal)))
        {
            // Line breaks stay, so that diagnostics name the lines of the file.
            for (int i = other.SpanStart; i < other.Span.End; i++)
                text[i] = text[i] == '\n' ? '\n' : ' ';
        }

        return Weave(new(text), IsFunction(method) ? [method] : []);
    }

    /// <summary>All tests of a theme wait until it is woven: the one that comes next is woven meanwhile.</summary>
    private void WeaveNext()
    {
        var next = s_order.SkipWhile(n => n != Name).ElementAtOrDefault(1);
        if (next is not null && Without == Optimisations.None && !s_themes.ContainsKey((next, Release, Without)))
            _ = Task.Run(() => Get(next, Release)._all.Value);
    }

    private static IEnumerable<TestCaseData> Cases(string name, string prefix)
    {
        if (!s_order.Contains(name))
            s_order.Enqueue(name);
        return Described(name, prefix);
    }

    private static IEnumerable<TestCaseData> Described(string name, string prefix) =>
        from method in Parse(Read(name), name)
        where method.Identifier.Text.StartsWith(prefix, StringComparison.Ordinal)
        from release in new[] { true, false }
        let test = new TestCaseData(name, method.Identifier.Text, release).SetName($"{{m}}.{method.Identifier.Text[2..]}{(release ? "" : "(debug)")}")
        select test.SetCategory(release ? "Memory" : "Thorough");

    private static bool IsFunction(MethodDeclarationSyntax method) => method.Identifier.Text.StartsWith(Function, StringComparison.Ordinal);

    private static bool MayBeRefused(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() == "MayBeRefused");

    private static WovenAssembly? IsClean(WovenAssembly woven) =>
        woven.Diagnostics.Any(d => d.Contains(": error ", StringComparison.Ordinal)) ? null : woven;

    private static string Read(string name) =>
        File.ReadAllText(Repository.File(["AutoDiff.Tests", "Cases", .. name == Package ? PackageSubjects : ["Memory", "Subjects", name + ".cs"]]));

    private static IReadOnlyList<MethodDeclarationSyntax> Parse(string text, string name) =>
    [
        .. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First(c => c.Identifier.Text == name)
            .Members.OfType<MethodDeclarationSyntax>(),
    ];

    /// <summary>
    /// One source: the subject, what all subjects use, and the entry points. The first two are in one namespace, which only the subject declares.
    /// </summary>
    private WovenAssembly Weave(string text, IReadOnlyList<MethodDeclarationSyntax> functions)
    {
        string prelude = string.Join('\n', Read("Prelude").Split('\n').Where(line => !line.StartsWith("namespace", StringComparison.Ordinal)));
        return TestWeaver.Weave(TestWeaver.Compile(text + prelude + EntryPoints.For(Name, functions), Release, references: Name == Package
            ? [s_package.Value]
            : []), without: Without);
    }
}

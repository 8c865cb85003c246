using System.Reflection;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.Everyday;

/// <summary>
/// Programs of many fields, each in the style of its own, that were written without a look at what is supported: they give what their objectives give, and the
/// derivatives that differences give. Those that are not differentiated yet are refused, not wrong.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class EverydayPrograms
{
    private static readonly HashSet<string> s_everyRun = ["Battery", "CreditRules", "NeuralNet", "Orbit"];

    /// <summary>What stands in the way of a program, and what would have to be done.</summary>
    private static readonly Dictionary<string, string> s_refused = new()
    {
        // An object with numbers that depend on the parameters is the key of a dictionary.
        ["ChemicalKinetics"] = "AD1004",
        ["Distillation"] = "AD1006",
        ["Traffic"] = "AD1006",

        // A span is made over a rectangular array by MemoryMarshal.CreateSpan.
        ["ImageProcessing"] = "AD1006",

        // A query over an iterator with effects that does not run to the end of it at once.
        ["Circuit"] = "AD1006",
        ["Garch"] = "AD1006",
        ["Pharmacokinetics"] = "AD1006",

        // A query is kept, or given to a constructor that is not looked into.
        ["Portfolio"] = "AD1006",
        ["Taxes"] = "AD1006",
        ["Truss"] = "AD1006",
    };

    private static IEnumerable<TestCaseData> All() =>
        from file in Directory.GetFiles(Folder, "*.cs").Order(StringComparer.Ordinal)
        let name = Path.GetFileNameWithoutExtension(file)
        where name != "Prelude"
        from release in new[] { true, false }
        select new TestCaseData(name, release).SetName($"{{m}}.{name}{(release ? "" : "(debug)")}")
            .SetCategory(!release ? "Long" : s_everyRun.Contains(name) ? "Everyday" : "Thorough");

    private static string Folder => Repository.File("AutoDiff.Tests", "Cases", "Everyday", "Subjects");

    [TestCaseSource(nameof(All))]
    public void Program(string name, bool release)
    {
        string source = "using System.Numerics;\n" + File.ReadAllText(Path.Combine(Folder, name + ".cs")).Replace($"namespace Everyday.{name};",
            $"namespace Everyday.{name}\n{{", StringComparison.Ordinal) + "\n}\n" + File.ReadAllText(Path.Combine(Folder, "Prelude.cs"));
        var woven = TestWeaver.Weave(TestWeaver.Compile(source, release), verifyEveryPass: s_everyRun.Contains(name));
        string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
        if (!s_refused.TryGetValue(name, out string? why))
        {
            Assert.That(errors, Is.Empty);
            Go(woven, name);
            return;
        }

        Assert.That(errors, Has.All.StartsWith($"{TestWeaver.SourceName}("));
        Assert.That(() => Go(woven, name), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains(why), "refused until now");
    }

    private static void Go(WovenAssembly woven, string name) => woven.Load().GetType($"Everyday.{name}.Program", throwOnError: true)!.GetMethod("Go")!
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
}

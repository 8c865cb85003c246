using System.Text;
using System.Text.RegularExpressions;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Supported;

/// <summary><c>docs/supported.md</c> is what the library's tables say, and what the weaver does.</summary>
internal sealed class SupportedTests
{
    private const string Write = "AUTODIFF_WRITE_PAGES";

    /// <summary>To write the page anew, run this test with <c>AUTODIFF_WRITE_PAGES=1</c>.</summary>
    [Test]
    public void The_page_is_what_the_tables_say()
    {
        using var members = new FrameworkMembers();
        var text = SupportedPage.Text(members);
        var page = Repository.File("docs", "supported.md");
        if (Environment.GetEnvironmentVariable(Write) == "1")
            File.WriteAllText(page, text);
        Assert.That(File.ReadAllText(page).ReplaceLineEndings("\n"), Is.EqualTo(text), $"run this test with {Write}=1");
    }

    [Test]
    public void The_weaver_does_what_the_page_says()
    {
        using var members = new FrameworkMembers();
        var calls = members.All().SelectMany(t => t.Members).Select(m => (Member: m, Call: SampleCall.Of(m))).Where(c => c.Call is not null).ToList();
        var bad = TestWeaver.LinesWithErrors(Program(calls.Select(c => c.Call!)));
        calls = [.. calls.Where((_, i) => !bad.Contains(i + 1))];
        Assert.That(calls, Has.Count.GreaterThan(400));
        var woven = TestWeaver.CompileAndWeave(Program(calls.Select(c => c.Call!)));
        var refused = woven.Diagnostics.Where(d => d.Contains(": error AD", StringComparison.Ordinal))
            .Select(d => int.Parse(Regex.Match(d, @"^Test\.cs\((\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) - 2).ToHashSet();
        var wrong = calls.Where((c, i) => refused.Contains(i) != (c.Member.Outcome == Outcome.Refused))
            .Select(c => $"{c.Member.Method.FullName} is said to be {c.Member.Outcome}: {c.Call}");
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }

    private static string Program(IEnumerable<string> calls)
    {
        var text = new StringBuilder("static class Members {\n");
        var number = 0;
        foreach (var call in calls)
        {
            text.Append($"static double F{number}(double x) {{ {SampleCall.Given} {call} }} ");
            text.Append($"static double G{number}(double x) => Gradient(at: x, of: F{number});\n");
            number++;
        }
        return text.Append("}\n").ToString();
    }
}

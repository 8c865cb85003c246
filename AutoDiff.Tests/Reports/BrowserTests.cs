using System.Globalization;
using System.Text.RegularExpressions;
using AutoDiff.Tests.BuildBehaviour;
using AutoDiff.Tests.Support;
using Mono.Cecil;

namespace AutoDiff.Tests.Reports;

/// <summary>What a browser shows of the report of a sample, beside what is in its assembly.</summary>
[Category("Browser")]
public sealed partial class BrowserTests
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private static string Sample(string folder, string file) =>
        Directory.GetFiles(Repository.File("samples", "DigitalTwin", folder), file, SearchOption.AllDirectories)
            .Where(f => !f.Contains("ref" + Path.DirectorySeparatorChar, StringComparison.Ordinal)).MaxBy(File.GetLastWriteTimeUtc)!;

    [Test]
    public void Every_derivative_that_was_generated_is_shown()
    {
        using var module = ModuleDefinition.ReadModule(Sample("bin", "DigitalTwin.dll"));
        var generated = module.GetTypes().Where(t => t.Name == "<AutoDiff>").SelectMany(t => t.Methods)
            .Where(m => Generated().IsMatch(m.Name)).ToList();
        var page = Shown("");
        var sizes = Sizes().Matches(page).Select(m => int.Parse(m.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToList();
        Assert.That(generated, Is.Not.Empty);
        Assert.That(sizes, Is.EquivalentTo(generated.Select(m => m.Body.Instructions.Count)));
    }

    [Test]
    public void The_loop_over_time_is_shown_with_what_it_stores()
    {
        var page = Shown("");
        var loops = Loops().Matches(page).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.That(loops, Has.Some.GreaterThan(0));
        Assert.That(page, Does.Contain($"stores {loops.Max()} bytes a trip").And.Contain("building = Step(building);").And.Contain("needed by the reverse of"));
        Assert.That(Numbers(page, "storing"), Is.EqualTo(loops.Count(l => l > 0)));
    }

    [Test]
    public void A_search_leaves_what_it_finds()
    {
        var all = Shown("");
        var found = Shown("#search=calibrator stores");
        Assert.That(all, Does.Contain($">{Numbers(all, "methods")} of {Numbers(all, "methods")} methods</output>"));
        Assert.That(found, Does.Contain($">1 of {Numbers(found, "methods")} methods</output>"));
        Assert.That(Hidden().Matches(found), Has.Count.EqualTo(Numbers(found, "methods") - 1));
        Assert.That(Shown("#search=nothing-like-that"), Does.Contain(">0 of "));
    }

    private static int Numbers(string page, string id) =>
        int.Parse(Regex.Match(page, $"id=\"count-{id}\">(\\d+)<").Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>The page as it is when its script has run.</summary>
    private static string Shown(string fragment)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var browser = s_names.SelectMany(n => path.Select(p => Path.Combine(p, n))).FirstOrDefault(File.Exists);
        if (browser is null)
            Assert.Ignore("There is no browser here (Debian: chromium).");
        var profile = Directory.CreateTempSubdirectory("report").FullName;
        var page = new Uri(Sample("obj", "autodiff.report.html")).AbsoluteUri + fragment;
        var (exitCode, output) = Dotnet.RunProgram(
            profile, browser!, "--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={profile}", "--virtual-time-budget=2000", "--dump-dom", page);
        Directory.Delete(profile, recursive: true);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }

    [GeneratedRegex("__(gradient|valueWithGradient|gradientRepeated|valueWithGradientRepeated|augmented|pullback|differential|derivative)\\d*$")]
    private static partial Regex Generated();

    [GeneratedRegex("(?:gradient|tests|form|pullback|differential) ([\\d,]+) IL instructions")]
    private static partial Regex Sizes();

    [GeneratedRegex("class=\"loop\" data-stores=\"(\\d+)\"")]
    private static partial Regex Loops();

    [GeneratedRegex("<details class=\"method\"[^>]* hidden=\"\"")]
    private static partial Regex Hidden();
}

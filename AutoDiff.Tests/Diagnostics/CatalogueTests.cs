using System.Reflection;
using AutoDiff.Tests.Cases.Tangents;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>No code without a page and a test that raises it, and none used twice.</summary>
internal sealed class CatalogueTests
{
    /// <summary>Codes whose situation cannot arise yet; the list may only shrink.</summary>
    private static readonly string[] NotRaisedYet = ["AD3001"];

    /// <summary>Raised through a defect only, so there is nothing to compile that would raise it.</summary>
    private static readonly string[] RaisedByDefects = ["AD0001"];

    private static IEnumerable<string> Codes => Catalogue.All.Select(d => d.Code);

    [Test]
    public void Every_descriptor_is_listed_once()
    {
        var fields = typeof(Catalogue).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().Select(d => d.Code);
        Assert.That(Codes, Is.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(Codes, Is.EquivalentTo(fields));
        Assert.That(Codes, Has.All.Match("^AD[0-3][0-9]{3}$"));
    }

    [Test]
    public void Every_code_has_its_page_and_every_page_its_code()
    {
        var pages = Directory.GetFiles(Repository.File("docs"), "AD*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.That(pages, Is.EquivalentTo([.. Codes, .. GeneratorTests.Codes]));
    }

    [TestCaseSource(nameof(Codes))]
    public void A_page_has_title_example_reason_and_fix(string code)
    {
        var descriptor = Catalogue.Find(code);
        var page = File.ReadAllLines(Repository.File(descriptor.HelpPage));
        Assert.That(page[0], Is.EqualTo($"# {code}: {descriptor.Title}"));
        Assert.That(page, Has.Some.EqualTo("## Example").And.Some.EqualTo("## Why").And.Some.EqualTo("## What to do"));
    }

    [Test]
    public void Every_code_that_can_be_raised_has_a_test_that_raises_it()
    {
        var raised = typeof(CatalogueTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public))
            .SelectMany(m => m.GetCustomAttributes<RaisesAttribute>())
            .Select(a => a.Code).Distinct();
        Assert.That(raised, Is.EquivalentTo(Codes.Except(NotRaisedYet).Except(RaisedByDefects)));
    }

    [Test]
    public void The_switch_for_all_warnings_reaches_every_code_that_is_not_an_error()
    {
        var targets = File.ReadAllText(Repository.File("build", "AutoDiff.Fody.targets"));
        var warnings = Catalogue.All.Where(d => d.Severity != Severity.Error).Select(d => d.Code);
        Assert.That(targets, Does.Contain($"<_AutoDiffWarnings>{string.Join(';', warnings)}<"));
    }
}

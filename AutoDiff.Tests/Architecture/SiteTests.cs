using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Architecture;

/// <summary>The site leads to every page; that the pages' links lead somewhere, docfx checks.</summary>
public sealed class SiteTests
{
    [Test]
    public void The_contents_name_every_page_once()
    {
        const string Reference = "href: ";
        var named = File.ReadLines(Repository.File("docs", "toc.yml")).Select(l => l.Trim()).Where(l => l.StartsWith(Reference, StringComparison.Ordinal))
            .Select(l => Path.GetFullPath(Path.Combine(Repository.Root, "docs", l[Reference.Length..]))).ToList();
        Assert.That(named, Is.Unique);
        Assert.That(Directory.GetFiles(Repository.File("docs"), "*.md").Except(named), Is.Empty);
        Assert.That(Directory.GetDirectories(Repository.File("samples")).Select(s => Path.Combine(s, "README.md")).Except(named), Is.Empty);
    }
}

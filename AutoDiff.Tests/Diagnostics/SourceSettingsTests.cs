using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>Warnings are what the source and the project make of them; errors stay errors.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SourceSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autodiff");

    public void Dispose() => folder.Delete(recursive: true);

    [TestCase("#pragma warning disable AD2001\nx", false)]
    [TestCase("#pragma warning disable\nx", false)]
    [TestCase("  #pragma  warning  disable  CS0168, AD2001 // known\nx", false)]
    [TestCase("#pragma warning disable CS0168\nx", true)]
    [TestCase("#pragma warning disable AD2001\n#pragma warning restore AD2001\nx", true)]
    [TestCase("#pragma warning disable AD2001\n#pragma warning restore\nx", true)]
    [TestCase("#pragma warning disable\n#pragma warning restore AD2001\nx", true)]
    [TestCase("x\n#pragma warning disable AD2001", true)]
    [TestCase("#Disable Warning AD2001\nx", false)]
    [TestCase("#Disable Warning AD2001\n#Enable Warning AD2001\nx", true)]
    [TestCase("// #pragma warning disable AD2001\nx", true)]
    [TestCase("#nullable disable\nx", true)]
    public void Pragmas(string text, bool isReported)
    {
        var line = Array.IndexOf(text.Split('\n'), "x") + 1;
        Assert.That(SeverityAt(Write("A.cs", text), line) is not null, Is.EqualTo(isReported));
    }

    [TestCase("[*.cs]\ndotnet_diagnostic.AD2001.severity = error", "error")]
    [TestCase("[*.cs]\ndotnet_diagnostic.ad2001.severity=none", null)]
    [TestCase("[*.cs]\ndotnet_diagnostic.AD2001.severity = silent", null)]
    [TestCase("[*.cs]\ndotnet_diagnostic.AD2001.severity = suggestion", "hint")]
    [TestCase("[*.cs]\ndotnet_diagnostic.AD2001.severity = default", "warning")]
    [TestCase("[*.vb]\ndotnet_diagnostic.AD2001.severity = error", "warning")]
    [TestCase("[*.{vb,cs}]\ndotnet_diagnostic.AD2001.severity = error", "error")]
    [TestCase("[A.cs]\ndotnet_diagnostic.AD2001.severity = error", "error")]
    [TestCase("[sub/**.cs]\ndotnet_diagnostic.AD2001.severity = error", "error")]
    [TestCase("[sub/**/A.cs]\ndotnet_diagnostic.AD2001.severity = error", "error")]
    [TestCase("[other/*.cs]\ndotnet_diagnostic.AD2001.severity = error", "warning")]
    [TestCase("[?.cs]\ndotnet_diagnostic.AD2001.severity = error # why", "error")]
    [TestCase("[[A-C].cs]\ndotnet_diagnostic.AD2001.severity = error", "error")]
    [TestCase("[*]\ndotnet_diagnostic.AD2001.severity = none\n[*.cs]\ndotnet_diagnostic.AD2001.severity = error", "error")]
    [TestCase("dotnet_diagnostic.AD2001.severity = error", "warning")]
    [TestCase("; comment\n[*.cs]\ndotnet_diagnostic.CA1000.severity = error", "warning")]
    public void EditorConfigs(string text, string? expected)
    {
        Write(".editorconfig", "root = true\n" + text);
        Assert.That(SeverityAt(Write("sub/A.cs", "x"), 1)?.ToString().ToLowerInvariant(), Is.EqualTo(expected));
    }

    [Test]
    public void The_nearer_file_has_the_last_word_and_a_root_is_the_last_that_is_asked()
    {
        Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.AD2001.severity = error\n");
        var file = Write("sub/A.cs", "x");
        Assert.That(SeverityAt(file, 1), Is.EqualTo(Severity.Error));
        Write("sub/.editorconfig", "[*.cs]\ndotnet_diagnostic.AD2001.severity = none\n");
        Assert.That(SeverityAt(file, 1), Is.Null);
        Write("sub/.editorconfig", "root = true\n[*.cs]\nindent_size = 4\n");
        Assert.That(SeverityAt(file, 1), Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void A_global_configuration_counts_where_no_other_says_anything()
    {
        Write(".globalconfig", "is_global = true\ndotnet_diagnostic.AD2001.severity = error\n");
        var file = Write("A.cs", "x");
        Assert.That(SeverityAt(file, 1), Is.EqualTo(Severity.Error));
        Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.AD2001.severity = none\n");
        Assert.That(SeverityAt(file, 1), Is.Null);
    }

    [Test]
    public void Errors_stay_errors()
    {
        Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.AD1003.severity = none\n");
        var file = Write("A.cs", "#pragma warning disable\nx");
        var diagnostic = new Diagnostic(Catalogue.NoManagedBody, new(file, 2, 1), "no IL.", []);
        Assert.That(new SourceSettings().SeverityOf(diagnostic), Is.EqualTo(Severity.Error));
    }

    [Test]
    public void What_is_printed_has_the_severity_that_was_set()
    {
        Write(".editorconfig", "root = true\n[A.cs]\ndotnet_diagnostic.AD2001.severity = error\n[B.cs]\ndotnet_diagnostic.AD2001.severity = none\n");
        var bag = new DiagnosticBag(new Locator("App.csproj", new SourcePaths(folder.FullName)));
        bag.Report(Catalogue.AlwaysZero, new SourcePosition(Write("A.cs", "x"), 1, 1), "zero");
        bag.Report(Catalogue.AlwaysZero, new SourcePosition(Write("B.cs", "x"), 1, 1), "zero");
        Assert.That(MSBuildWriter.Lines(bag.ToSortedList()).Single(), Does.EndWith("A.cs(1,1): error AD2001: zero"));
    }

    private static Severity? SeverityAt(string file, int line) =>
        new SourceSettings().SeverityOf(new Diagnostic(Catalogue.AlwaysZero, new(file, line, 1), "zero", []));

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}

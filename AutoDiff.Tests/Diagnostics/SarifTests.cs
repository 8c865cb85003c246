using System.Text.Json;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Tests.Diagnostics;

internal sealed class SarifTests
{
    [Test]
    public void Results_have_rules_help_and_places_relative_to_the_repository()
    {
        var source = Repository.File("AutoDiff.Tests", "Diagnostics", "A file.cs");
        var diagnostic = new Diagnostic(
            Catalogue.NoManagedBody, new(source, 4, 9, 4, 30), "a \"quoted\"\ttext\\",
            [new("A.Loss", new(source, 7, 1), "A file.cs:7"), new("B.F", null, "N.B::F")])
        {
            Repeats = [new(source, 8, 1)],
        };
        var writer = new SarifWriter(new SourcePaths(Repository.File("AutoDiff.Tests")));

        var run = JsonDocument.Parse(writer.Write([diagnostic])).RootElement.GetProperty("runs")[0];

        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];
        Assert.That(rule.GetProperty("id").GetString(), Is.EqualTo("AD1003"));
        Assert.That(rule.GetProperty("helpUri").GetString(), Is.EqualTo("https://github.com/autodiff-net/autodiff/blob/main/docs/AD1003.md"));
        var result = run.GetProperty("results")[0];
        Assert.That(result.GetProperty("level").GetString(), Is.EqualTo("error"));
        Assert.That(result.GetProperty("message").GetProperty("text").GetString(), Is.EqualTo(diagnostic.Text));
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.That(place.GetProperty("region").GetProperty("endColumn").GetInt32(), Is.EqualTo(30));
        Assert.That(result.GetProperty("relatedLocations").GetArrayLength(), Is.EqualTo(3));
        // In a checkout without .git the project's folder stands for the root.
        Assert.That(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), Does.EndWith("Diagnostics/A%20file.cs"));
        Assert.That(place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString(), Is.EqualTo("%SRCROOT%"));
    }

    [Test]
    public void No_diagnostics_make_a_valid_empty_run()
    {
        var run = JsonDocument.Parse(new SarifWriter(new SourcePaths(".")).Write([])).RootElement.GetProperty("runs")[0];
        Assert.That(run.GetProperty("results").GetArrayLength(), Is.Zero);
    }
}

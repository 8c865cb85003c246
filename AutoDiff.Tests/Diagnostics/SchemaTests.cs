using System.Xml.Linq;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Configuration;
using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>The schema of the settings and the reader of the settings know the same ones.</summary>
internal sealed class SchemaTests
{
    private static readonly XNamespace s_schema = "http://www.w3.org/2001/XMLSchema";

    private static XElement Schema { get; } = XElement.Load(Repository.File("build", "AutoDiff.Fody.xcf"));

    [Test]
    public void What_the_schema_has_is_read()
    {
        var settings = new XElement("AutoDiff", Values(Schema),
            Schema.Descendants(s_schema + "element").Select(e => new XElement(e.Attribute("name")!.Value, Values(e.Element(s_schema + "complexType")!))));
        Assert.That(settings.Attributes().Count() + settings.Elements().Count(), Is.GreaterThanOrEqualTo(3));
        Assert.That(Read(settings), Is.Empty);
    }

    [Test]
    public void What_is_read_the_schema_has()
    {
        var attributes = Read(new XElement("AutoDiff", new XAttribute("Unknown", "x"))).Single();
        foreach (var name in Schema.Elements(s_schema + "attribute").Select(a => a.Attribute("name")!.Value))
            Assert.That(attributes, Does.Contain(name));
        Assert.That(Known(attributes), Is.EquivalentTo(Schema.Elements(s_schema + "attribute").Select(a => a.Attribute("name")!.Value)));
    }

    private static IEnumerable<string> Known(string message) =>
        message[(message.IndexOf("known are ", StringComparison.Ordinal) + 10)..].TrimEnd('.').Split([", ", " and "], StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<XAttribute> Values(XElement type) =>
        type.Elements(s_schema + "attribute")
            .Select(a => new XAttribute(a.Attribute("name")!.Value, a.Attribute("type")!.Value == "xs:boolean" ? "true" : "A::B"));

    private static List<string> Read(XElement settings)
    {
        var diagnostics = new DiagnosticBag(new Locator("App.csproj", new SourcePaths(".")));
        new ConfigurationReader(settings, null, diagnostics).Read("obj");
        return [.. diagnostics.ToSortedList().Select(d => d.Text)];
    }
}

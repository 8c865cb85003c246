using System.Xml.Linq;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Configuration;
using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Tests.Diagnostics;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConfigurationTests
{
    private readonly DiagnosticBag bag = new(new Locator("App.csproj", new SourcePaths(Path.GetTempPath())));

    [Test]
    public void Everything_known_is_read()
    {
        var read = Read("""<AutoDiff StrongZero="false" Report="1" Dump="Loss"><Differentiate Assembly="Third" Method="A.B::C" /></AutoDiff>""");
        Assert.That(bag.ToSortedList(), Is.Empty);
        Assert.That(read, Is.EqualTo(new WeaverConfiguration("obj")
        {
            StrongZero = false,
            Report = true,
            Dump = "Loss",
            Differentiate = read.Differentiate,
            PiecewiseConstant = read.PiecewiseConstant
        }));
        var method = read.Differentiate.Single();
        Assert.That((method.Assembly, method.TypeName, method.MethodName), Is.EqualTo(("Third", "A.B", "C")));
    }

    [Test]
    public void Defaults()
    {
        var read = Read("<AutoDiff />");
        Assert.That((read.StrongZero, read.Report, read.Dump, read.Differentiate.Count), Is.EqualTo((true, false, (string?)null, 0)));
    }

    [Raises("AD0002")]
    [TestCase("""<AutoDiff StrongZeros="true" />""", "unknown attribute 'StrongZeros' of AutoDiff: known are StrongZero, Report and Dump.")]
    [TestCase("""<AutoDiff Report="yes" />""", """attribute 'Report' is "yes", but has to be "true" or "false".""")]
    [TestCase("<AutoDiff><Derive /></AutoDiff>", "unknown element 'Derive' in AutoDiff: known are Differentiate and PiecewiseConstant.")]
    [TestCase("<AutoDiff><PiecewiseConstant /></AutoDiff>", """PiecewiseConstant needs Assembly="Name", Method="Namespace.Type::Method", or both.""")]
    [TestCase("""<AutoDiff><PiecewiseConstant Type="A.B" Assembly="A" /></AutoDiff>""", "unknown attribute 'Type' of PiecewiseConstant: known are Assembly "
        + "and Method.")]
    [TestCase("""<AutoDiff><Differentiate Method="A.B::C" Mode="x" /></AutoDiff>""", "unknown attribute 'Mode' of Differentiate: known are Assembly and "
        + "Method.")]
    [TestCase("""<AutoDiff><Differentiate Method="A.B.C" /></AutoDiff>""", """Differentiate needs Method="Namespace.Type::Method", but has "A.B.C".""")]
    public void Anything_else_is_an_error(string element, string message)
    {
        Read(element);
        Assert.That(MSBuildWriter.Lines(bag.ToSortedList()), Is.EqualTo(new[] { $"App.csproj(1,1): error AD0002: {message}" }));
    }

    [Test]
    public void The_error_is_at_its_line_of_the_file()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "FodyWeavers.test.xml");
        File.WriteAllText(file, "<Weavers>\n  <AutoDiff>\n    <Derive />\n  </AutoDiff>\n</Weavers>\n");
        new ConfigurationReader(XDocument.Load(file).Root!.Element("AutoDiff")!, file, bag).Read("obj");
        Assert.That(bag.ToSortedList().Single().Position, Is.EqualTo(new SourcePosition(file, 3, 6)));
    }

    private WeaverConfiguration Read(string element) => new ConfigurationReader(XElement.Parse(element), null, bag).Read("obj");
}

using System.Xml;
using System.Xml.Linq;
using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Weaving.Configuration;

/// <summary>Reads the <c>AutoDiff</c> element strictly: a misspelt setting that is silently ignored is worse than an error.</summary>
internal sealed class ConfigurationReader(XElement element, string? file, DiagnosticBag diagnostics)
{
    private readonly XElement? original = Original(element, file);

    public WeaverConfiguration Read(string intermediateDirectory)
    {
        var configuration = new WeaverConfiguration(intermediateDirectory);
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            configuration = attribute.Name.ToString() switch
            {
                "StrongZero" => configuration with { StrongZero = Flag(attribute) },
                "Report" => configuration with { Report = Flag(attribute) },
                "Dump" => configuration with { Dump = attribute.Value },
                _ => Unknown(configuration, attribute, $"unknown attribute '{attribute.Name}' of AutoDiff: known are StrongZero, Report and Dump."),
            };
        }
        foreach (var child in element.Elements())
        {
            if (child.Name.ToString() == "PiecewiseConstant")
                configuration = configuration with { PiecewiseConstant = [.. configuration.PiecewiseConstant, ReadPiecewiseConstant(child)] };
            else if (child.Name.ToString() != "Differentiate")
                Unknown(configuration, child, $"unknown element '{child.Name}' in AutoDiff: known are Differentiate and PiecewiseConstant.");
            else if (ReadMethod(child) is { } method)
                configuration = configuration with { Differentiate = [.. configuration.Differentiate, method] };
        }
        return configuration;
    }

    private PiecewiseConstant ReadPiecewiseConstant(XElement child)
    {
        CheckPlace(child);
        var read = new PiecewiseConstant(child.Attribute("Assembly")?.Value, child.Attribute("Method")?.Value);
        return read is { Assembly: null, Method: null }
            ? Unknown(read, child, "PiecewiseConstant needs Assembly=\"Name\", Method=\"Namespace.Type::Method\", or both.")
            : read;
    }

    private void CheckPlace(XElement child)
    {
        foreach (var attribute in child.Attributes().Where(a => a.Name.ToString() is not ("Assembly" or "Method")))
            Unknown(0, attribute, $"unknown attribute '{attribute.Name}' of {child.Name}: known are Assembly and Method.");
        foreach (var inner in child.Elements())
            Unknown(0, inner, $"unknown element '{inner.Name}' in {child.Name}, which has no content.");
    }

    private ConfiguredMethod? ReadMethod(XElement child)
    {
        CheckPlace(child);
        var name = child.Attribute("Method")?.Value ?? "";
        var separator = name.IndexOf("::", StringComparison.Ordinal);
        if (separator > 0 && separator + 2 < name.Length)
            return new(child.Attribute("Assembly")?.Value, name.Substring(0, separator), name.Substring(separator + 2), PositionOf(child));
        return Unknown<ConfiguredMethod?>(null, child, $"Differentiate needs Method=\"Namespace.Type::Method\", but has \"{name}\".");
    }

    private bool Flag(XAttribute attribute) => attribute.Value.Trim().ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => Unknown(false, attribute, $"attribute '{attribute.Name}' is \"{attribute.Value}\", but has to be \"true\" or \"false\"."),
    };

    private T Unknown<T>(T result, XObject culprit, string message)
    {
        diagnostics.Report(Catalogue.InvalidConfiguration, PositionOf(culprit), message);
        return result;
    }

    /// <summary>Fody hands over the element without line numbers; its original in the file has them.</summary>
    private SourcePosition PositionOf(XObject culprit)
    {
        XObject? there = culprit switch
        {
            XAttribute { Parent: { } parent } attribute => Counterpart(parent)?.Attribute(attribute.Name),
            XElement child => Counterpart(child),
            _ => null,
        };
        return there is IXmlLineInfo line && line.HasLineInfo()
            ? new(file!, line.LineNumber, line.LinePosition)
            : diagnostics.Locator.ProjectFile;
    }

    private XElement? Counterpart(XElement node) =>
        node == element ? original : original?.Elements().ElementAtOrDefault(node.ElementsBeforeSelf().Count());

    private static XElement? Original(XElement element, string? file)
    {
        if (file is null || !File.Exists(file))
            return null;
        try
        {
            var found = XDocument.Load(file, LoadOptions.SetLineInfo).Root?.Element(element.Name);
            return XNode.DeepEquals(found, element) ? found : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}

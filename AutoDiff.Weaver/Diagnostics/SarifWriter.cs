namespace AutoDiff.Weaving.Diagnostics;

/// <summary>SARIF 2.1.0 (OASIS, 2020), the form in which code-scanning services and editors take results. Paths are relative to the repository.</summary>
internal sealed class SarifWriter(SourcePaths paths)
{
    private const string Pages = "https://github.com/autodiff-net/autodiff/blob/main/";

    public string Write(IReadOnlyList<Diagnostic> diagnostics)
    {
        var rules = diagnostics.Select(d => d.Descriptor).Distinct().OrderBy(d => d.Code, StringComparer.Ordinal).ToList();
        return Json.Write(Json.Object(
            ("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"),
            ("version", "2.1.0"),
            ("runs", new object[]
            {
                Json.Object(
                    ("tool", Json.Object(("driver", Json.Object(
                        ("name", "AutoDiff.Fody"),
                        ("semanticVersion", typeof(SarifWriter).Assembly.GetName().Version.ToString(3)),
                        ("rules", rules.Select(Rule).ToArray()))))),
                    ("columnKind", "utf16CodeUnits"),
                    ("results", diagnostics.Select(d => Result(d, rules.IndexOf(d.Descriptor))).ToArray())),
            })));
    }

    private static object Rule(DiagnosticDescriptor descriptor) => Json.Object(
        ("id", descriptor.Code),
        ("shortDescription", Text(descriptor.Title)),
        ("helpUri", Pages + descriptor.HelpPage),
        ("help", Text($"See {descriptor.HelpPage} in the package AutoDiff.Fody.")),
        ("defaultConfiguration", Json.Object(("level", Level(descriptor.Severity)))));

    private object Result(Diagnostic diagnostic, int ruleIndex)
    {
        var related = diagnostic.Chain
            .Select(note => Location(note.Position, $"while differentiating {note}"))
            .Concat(diagnostic.Repeats.Select(position => Location(position, "also reached from here")))
            .ToArray();
        return Json.Object(
            ("ruleId", diagnostic.Descriptor.Code),
            ("ruleIndex", ruleIndex),
            ("level", Level(diagnostic.Severity)),
            ("message", Text(diagnostic.Text)),
            ("locations", new[] { Location(diagnostic.Position, null) }),
            ("relatedLocations", related.Length == 0 ? null : related));
    }

    private object Location(SourcePosition? position, string? message) => Json.Object(
        ("physicalLocation", position is null ? null : Json.Object(
            ("artifactLocation", Artifact(position.File)),
            ("region", Json.Object(
                ("startLine", position.Line),
                ("startColumn", position.Column),
                ("endLine", position.EndLine),
                ("endColumn", position.EndColumn))))),
        ("message", message is null ? null : Text(message)));

    private object Artifact(string file)
    {
        var path = paths.ToRepositoryRelative(file);
        return Path.IsPathRooted(path)
            ? Json.Object(("uri", new Uri(path).AbsoluteUri))
            : Json.Object(("uri", Uri.EscapeUriString(path)), ("uriBaseId", "%SRCROOT%"));
    }

    private static object Text(string text) => Json.Object(("text", text));

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}

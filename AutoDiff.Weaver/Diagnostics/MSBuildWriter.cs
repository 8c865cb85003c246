namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// MSBuild's canonical form, <c>file(line,col): error AD1003: text</c>: the only one that keeps code and place on the way through a build,
/// and that CI services and editors recognise.
/// </summary>
internal static class MSBuildWriter
{
    public static IEnumerable<string> Lines(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(d => d.Severity != Severity.Hint).Select(Line);

    public static string Line(Diagnostic diagnostic)
    {
        var severity = diagnostic.Severity == Severity.Error ? "error" : "warning";
        return $"{diagnostic.Position}: {severity} {diagnostic.Descriptor.Code}: {diagnostic.Text}";
    }
}

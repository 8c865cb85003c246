namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// The lines of a source file on which warnings are switched off: <c>#pragma warning disable</c> in C#, <c>#Disable Warning</c> in Visual Basic.
/// </summary>
/// <param name="lines">The lines of the file.</param>
internal sealed class PragmaWarnings(string[] lines)
{
    private readonly List<(int Line, bool Disables, HashSet<string> Codes)> directives = [.. Directives(lines)];

    public bool Disables(string code, int line)
    {
        var isDisabled = false;
        foreach (var directive in directives.TakeWhile(d => d.Line < line))
        {
            if (directive.Codes.Count == 0 || directive.Codes.Contains(code))
                isDisabled = directive.Disables;
        }
        return isDisabled;
    }

    private static IEnumerable<(int Line, bool Disables, HashSet<string> Codes)> Directives(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimStart();
            if (!line.StartsWith("#", StringComparison.Ordinal))
                continue;
            var comment = line.IndexOf("//", StringComparison.Ordinal);
            var words = (comment < 0 ? line : line.Substring(0, comment)).Substring(1).Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
            var (verb, skipped) = words switch
            {
                ["pragma", "warning", var action, ..] => (action, 3),
                [var action, var warning, ..] when warning.Equals("Warning", StringComparison.OrdinalIgnoreCase) => (action, 2),
                _ => ("", 0),
            };
            switch (verb.ToLowerInvariant())
            {
                case "disable":
                    yield return (i + 1, true, [.. words.Skip(skipped)]);
                    break;
                case "restore" or "enable":
                    yield return (i + 1, false, [.. words.Skip(skipped)]);
                    break;
            }
        }
    }
}

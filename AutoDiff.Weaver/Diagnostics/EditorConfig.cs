using System.Text;
using System.Text.RegularExpressions;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>The severities in one <c>.editorconfig</c> or <c>.globalconfig</c> file. See https://editorconfig.org for the format and its patterns.</summary>
internal sealed class EditorConfig
{
    private const string Before = "dotnet_diagnostic.";
    private const string After = ".severity";

    private readonly string folder;
    private readonly List<(Regex? Files, string Code, string Severity)> settings = [];

    public EditorConfig(string folder, string[] lines)
    {
        this.folder = folder.Replace('\\', '/').TrimEnd('/') + "/";
        Regex? files = null;
        var isInSection = false;
        var isGlobal = false;
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] is not ('#' or ';')))
        {
            if (line[0] == '[' && line[line.Length - 1] == ']')
            {
                isInSection = true;
                files = Pattern(line.Substring(1, line.Length - 2));
                continue;
            }
            var equals = line.IndexOf('=');
            if (equals < 0)
                continue;
            var key = line.Substring(0, equals).Trim().ToLowerInvariant();
            var value = line.Substring(equals + 1).Split(['#', ';'])[0].Trim().ToLowerInvariant();
            if (!isInSection && key == "root")
                IsRoot = value == "true";
            else if (!isInSection && key == "is_global")
                isGlobal = value == "true";
            else if ((isInSection || isGlobal) && key.StartsWith(Before, StringComparison.Ordinal) && key.EndsWith(After, StringComparison.Ordinal)
                && key.Length > Before.Length + After.Length)
                settings.Add((files, key.Substring(Before.Length, key.Length - Before.Length - After.Length), value.Split(':')[0].Trim()));
        }
    }

    /// <summary>Gets a value indicating whether files further up do not count.</summary>
    public bool IsRoot { get; }

    /// <summary>What is said last of a code in a file, or null.</summary>
    public string? SeverityOf(string code, string file)
    {
        var path = file.Replace('\\', '/');
        var inside = path.StartsWith(folder, StringComparison.Ordinal) ? path.Substring(folder.Length) : path;
        return settings.LastOrDefault(s => string.Equals(s.Code, code, StringComparison.OrdinalIgnoreCase) && s.Files?.IsMatch(inside) != false).Severity;
    }

    private static Regex Pattern(string glob)
    {
        var pattern = new StringBuilder(glob.Contains('/') ? "^" : "^(.*/)?");
        var depth = 0;
        for (var i = glob.StartsWith("/", StringComparison.Ordinal) ? 1 : 0; i < glob.Length; i++)
        {
            switch (glob[i])
            {
                case '*' when i + 1 < glob.Length && glob[i + 1] == '*':
                    i++;
                    // Any number of folders, none included.
                    if (i + 1 < glob.Length && glob[i + 1] == '/')
                        (i, pattern) = (i + 1, pattern.Append("(.*/)?"));
                    else
                        pattern.Append(".*");
                    break;
                case '*':
                    pattern.Append("[^/]*");
                    break;
                case '?':
                    pattern.Append("[^/]");
                    break;
                case '[' when glob.IndexOf(']', i) is > 0 and var end:
                    pattern.Append('[').Append(glob[i + 1] == '!'
                        ? "^" + Regex.Escape(glob.Substring(i + 2, end - i - 2))
                        : Regex.Escape(glob.Substring(i + 1, end - i - 1)).Replace("\\-", "-")).Append(']');
                    i = end;
                    break;
                case '{' when glob.IndexOf('}', i) > 0:
                    depth++;
                    pattern.Append("(?:");
                    break;
                case '}' when depth > 0:
                    depth--;
                    pattern.Append(')');
                    break;
                case ',' when depth > 0:
                    pattern.Append('|');
                    break;
                default:
                    pattern.Append(Regex.Escape(glob[i].ToString()));
                    break;
            }
        }
        return new Regex(pattern.Append('$').ToString());
    }
}

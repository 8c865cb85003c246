using System.Globalization;
using System.Text;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>As much JSON as the SARIF file needs; the weaver cannot bring a library into Fody's process. Members without value are left out.</summary>
internal static class Json
{
    public static object Object(params (string Name, object? Value)[] members) => members;

    public static string Write(object value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, object value, int depth)
    {
        switch (value)
        {
            case (string Name, object? Value)[] members:
                WriteItems(text, '{', '}', members.Where(m => m.Value is not null).ToList(), depth, member =>
                {
                    WriteString(text, member.Name);
                    text.Append(": ");
                    Write(text, member.Value!, depth + 1);
                });
                break;
            case object[] items:
                WriteItems(text, '[', ']', items, depth, item => Write(text, item, depth + 1));
                break;
            case string s:
                WriteString(text, s);
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteItems<T>(StringBuilder text, char open, char close, IReadOnlyCollection<T> items, int depth, Action<T> write)
    {
        text.Append(open);
        var separator = "\n";
        foreach (var item in items)
        {
            text.Append(separator).Append(' ', 2 * (depth + 1));
            write(item);
            separator = ",\n";
        }
        if (items.Count > 0)
            text.Append('\n').Append(' ', 2 * depth);
        text.Append(close);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                text.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)c);
            else
                text.Append(c);
        }
        text.Append('"');
    }
}

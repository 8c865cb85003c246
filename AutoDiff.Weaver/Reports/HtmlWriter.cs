using System.Globalization;
using System.Text;

namespace AutoDiff.Weaving.Reports;

/// <summary>Writes elements one inside the other; whatever comes from a program is escaped here and nowhere else.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder text = new();

    /// <summary>An element with content.</summary>
    /// <param name="tag">Its name, with a class after a dot: <c>td.number</c>.</param>
    /// <param name="content">Writes what is in it.</param>
    /// <param name="attributes">Its attributes; those without a value are left out.</param>
    public HtmlWriter Element(string tag, Action content, params (string Name, string? Value)[] attributes)
    {
        var dot = tag.IndexOf('.');
        var name = dot < 0 ? tag : tag.Substring(0, dot);
        text.Append('<').Append(name);
        if (dot >= 0)
            text.Append(" class=\"").Append(tag.Substring(dot + 1).Replace('.', ' ')).Append('"');
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
                text.Append(' ').Append(attribute).Append("=\"").Append(Escape(value)).Append('"');
        }
        text.Append('>');
        content();
        text.Append("</").Append(name).Append('>');
        if (name is not ("span" or "a" or "code" or "b" or "td" or "th"))
            text.Append('\n');
        return this;
    }

    public HtmlWriter Element(string tag, string content, params (string Name, string? Value)[] attributes) =>
        Element(tag, () => Text(content), attributes);

    public HtmlWriter Text(string content)
    {
        text.Append(Escape(content));
        return this;
    }

    /// <summary>Text of the page itself, which is HTML already.</summary>
    public HtmlWriter Raw(string html)
    {
        text.Append(html);
        return this;
    }

    public override string ToString() => text.ToString();

    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Escape(string content)
    {
        var result = new StringBuilder(content.Length);
        foreach (var character in content)
        {
            _ = character switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                // Not allowed in HTML, however they are written.
                < ' ' and not '\t' and not '\n' => result.Append('\uFFFD'),
                _ => result.Append(character),
            };
        }
        return result.ToString();
    }
}

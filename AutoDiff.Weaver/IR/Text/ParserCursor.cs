using System.Globalization;
using System.Text;

namespace AutoDiff.Weaving.IR.Text;

/// <summary>Reads the words, names and literals of one line of IR text.</summary>
internal sealed class ParserCursor(string line)
{
    private int at;

    public string Line { get; } = line;

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return at >= Line.Length;
        }
    }

    public char Peek
    {
        get
        {
            SkipSpace();
            return at < Line.Length ? Line[at] : '\0';
        }
    }

    public bool Accept(string token)
    {
        SkipSpace();
        if (string.CompareOrdinal(Line, at, token, 0, token.Length) != 0)
            return false;
        at += token.Length;
        return true;
    }

    /// <summary>Accepts a word that is not the beginning of a longer one.</summary>
    public bool AcceptWord(string word)
    {
        var start = at;
        if (Accept(word) && (at >= Line.Length || Line[at] is ' ' or ',' or ')'))
            return true;
        at = start;
        return false;
    }

    public void Expect(string token)
    {
        if (!Accept(token))
            throw Error($"'{token}' expected");
    }

    /// <summary>
    /// A name of a value, block, type or member: up to a space, comma, parenthesis or single colon outside angle brackets. Array brackets belong to
    /// it, other square brackets do not.
    /// </summary>
    public string Name()
    {
        SkipSpace();
        var start = at;
        var depth = 0;
        for (; at < Line.Length; at++)
        {
            var c = Line[at];
            if (c == '<')
                depth++;
            else if (c == '>' && (at == 0 || Line[at - 1] != '-'))
                depth--;
            else if (depth > 0)
                continue;
            else if (c == '[' && at + 1 < Line.Length && Line[at + 1] is ']' or ',' or '0')
                at = Line.IndexOf(']', at);
            else if (c == ':' && at + 1 < Line.Length && Line[at + 1] == ':')
                at++;
            else if (c is ' ' or ',' or '(' or ')' or '[' or ']' or ':' || (c == '-' && at + 1 < Line.Length && Line[at + 1] == '>'))
                break;
        }
        return at > start ? Line.Substring(start, at - start) : throw Error("a name expected");
    }

    /// <summary>
    /// The content of a constant: an <see cref="int"/>, <see cref="long"/>, <see cref="float"/>, <see cref="double"/> or <see cref="string"/>, or null.
    /// </summary>
    public object? Literal()
    {
        if (Peek == '"')
            return Text();
        var word = Name();
        var body = word.TrimEnd('f', 'L');
        if (word == "null")
            return null;
        if (word.EndsWith("L", StringComparison.Ordinal))
            return long.Parse(body, CultureInfo.InvariantCulture);
        if (body.IndexOfAny(['.', 'E', 'e', 'N', 'I']) < 0)
            return int.Parse(word, CultureInfo.InvariantCulture);
        var number = body switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ when word != body => float.Parse(body, CultureInfo.InvariantCulture),
            _ => double.Parse(body, CultureInfo.InvariantCulture),
        };
        // Older runtimes parse the sign of zero away.
        if (number == 0 && body[0] == '-')
            number = -0.0;
        return word == body ? number : (object)(float)number;
    }

    public FormatException Error(string message) => new($"{message} at column {at + 1} of '{Line}'");

    private string Text()
    {
        var text = new StringBuilder();
        for (at++; at < Line.Length && Line[at] != '"'; at++)
        {
            if (Line[at] == '\\')
                at++;
            text.Append(Line[at - 1] != '\\' ? Line[at] : Line[at] switch { 'n' => '\n', 'r' => '\r', var c => c });
        }
        Expect("\"");
        return text.ToString();
    }

    private void SkipSpace()
    {
        while (at < Line.Length && Line[at] == ' ')
            at++;
    }
}

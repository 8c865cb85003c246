using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reports;

/// <summary>A piece of a line.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Statement">What is known of what the statement computes that it belongs to; null outside statements.</param>
/// <param name="Name">What is known of the variable that it is the name of; null for anything else.</param>
internal sealed record MarkedPiece(string Text, Dependence? Statement, Dependence? Name);

/// <param name="Number">The number of the line.</param>
/// <param name="Pieces">Its text.</param>
/// <param name="Operations">What is computed by the statements that begin there.</param>
internal sealed record MarkedLine(int Number, IReadOnlyList<MarkedPiece> Pieces, IReadOnlyList<OperationAccount> Operations)
{
    /// <summary>What is known of all that the line computes.</summary>
    public Dependence State => Operations.Select(o => o.State).DefaultIfEmpty().Aggregate(MarkedSource.Join);
}

/// <summary>The source of a method, with what is known of its statements and of the variables in them.</summary>
internal sealed class MarkedSource
{
    // How far above the first statement the line is sought that names the method.
    private const int Longest = 12;

    private MarkedSource(string file, IReadOnlyList<MarkedLine> lines) => (File, Lines) = (file, lines);

    public string File { get; }

    public IReadOnlyList<MarkedLine> Lines { get; }

    /// <summary>The marks of two things that stand in one place: one that is varied and another that is useful are not active together.</summary>
    public static Dependence Join(Dependence a, Dependence b) => a == Dependence.Active || b == Dependence.Active ? Dependence.Active : a | b;

    /// <returns>Null where the source is not at hand.</returns>
    public static MarkedSource? Of(Inlining inlining, SourceTexts texts)
    {
        if (inlining.Method is not { } method || VisiblePoints(method) is not { Count: > 0 } points)
            return null;
        var document = points[0].Document;
        if (texts.LinesOf(document) is not { } lines)
            return null;
        points = [.. points.Where(p => p.Document.Url == document.Url && p.EndLine <= lines.Count)];
        if (points.Count == 0)
            return null;
        var first = BeginOf(method, lines, points.Min(p => p.StartLine));
        var last = points.Max(p => p.EndLine);
        if (last < lines.Count && lines[last].Trim() == "}" && IndentOf(lines[last]) == IndentOf(lines[first - 1]))
            last++;
        var operations = inlining.Operations.Where(o => o.Point?.Document.Url == document.Url).ToLookup(o => Key(o.Point!), o => o.Operation);
        var statements = points.GroupBy(Key).Select(g => new Statement(g.First(), [.. operations[g.Key]], inlining)).OrderByDescending(s => s.Length).ToList();
        return new(
            texts.PathOf(document),
            [.. Enumerable.Range(first, last - first + 1).Select(n => new MarkedLine(n, PiecesOf(lines[n - 1], n, statements),
                [.. statements.Where(s => s.Point.StartLine == n).OrderBy(s => s.Point.StartColumn).SelectMany(s => s.Operations)]))]);
    }

    public static IReadOnlyList<SequencePoint> VisiblePoints(MethodDefinition method) =>
        [.. method.DebugInformation.SequencePoints.Where(p => !p.IsHidden)];

    public static int IndentOf(string line) => line.TakeWhile(char.IsWhiteSpace).Count();

    private static (int, int, int, int) Key(SequencePoint point) => (point.StartLine, point.StartColumn, point.EndLine, point.EndColumn);

    private static int BeginOf(MethodDefinition method, IReadOnlyList<string> lines, int first)
    {
        // A lambda has no line of its own that names it.
        if (method.Name.StartsWith("<", StringComparison.Ordinal) && !method.Name.Contains("g__"))
            return first;
        var name = UserNames.Alone(method).Split('.', ' ').Last();
        for (var line = first; line >= Math.Max(1, first - Longest); line--)
        {
            if (Words(lines[line - 1]).Any(w => w.IsName && w.Text == name))
                return line;
        }
        return first;
    }

    private static List<MarkedPiece> PiecesOf(string line, int number, IReadOnlyList<Statement> statements)
    {
        // The smallest statement around a character is the one that it belongs to.
        var owner = new Statement?[line.Length];
        foreach (var statement in statements.Where(s => s.Point.StartLine <= number && number <= s.Point.EndLine))
        {
            var from = statement.Point.StartLine == number ? statement.Point.StartColumn - 1 : IndentOf(line);
            var to = statement.Point.EndLine == number ? Math.Min(statement.Point.EndColumn - 1, line.Length) : line.Length;
            for (var i = from; i < to; i++)
                owner[i] = statement;
        }
        var pieces = new List<MarkedPiece>();
        var at = 0;
        foreach (var (text, isName) in Words(line))
        {
            for (var start = at; start < at + text.Length;)
            {
                var statement = owner[start];
                var length = 1;
                while (start + length < at + text.Length && owner[start + length] == statement)
                    length++;
                var part = line.Substring(start, length);
                Add(pieces, new(part, statement?.State, isName && statement?.Names.TryGetValue(part, out var state) == true ? state : null));
                start += length;
            }
            at += text.Length;
        }
        return pieces;
    }

    private static void Add(List<MarkedPiece> pieces, MarkedPiece piece)
    {
        if (pieces.Count > 0 && pieces[pieces.Count - 1] is { Name: null } last && piece.Name is null && last.Statement == piece.Statement)
            pieces[pieces.Count - 1] = last with { Text = last.Text + piece.Text };
        else
            pieces.Add(piece);
    }

    private static IEnumerable<(string Text, bool IsName)> Words(string line)
    {
        for (var start = 0; start < line.Length;)
        {
            var isName = IsOfName(line[start]);
            var length = 1;
            while (start + length < line.Length && IsOfName(line[start + length]) == isName)
                length++;
            yield return (line.Substring(start, length), isName);
            start += length;
        }

        static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c == '_';
    }

    private sealed record Statement(SequencePoint Point, IReadOnlyList<OperationAccount> Operations, Inlining Inlining)
    {
        public int Length { get; } = (Point.EndLine - Point.StartLine) * 10000 + Point.EndColumn - Point.StartColumn;

        public Dependence State { get; } = Operations.Select(o => o.State).DefaultIfEmpty().Aggregate(Join);

        public IReadOnlyDictionary<string, Dependence> Names { get; } = Operations.SelectMany(o => o.Variables)
            .Where(v => v.Method is null ? Inlining.Call is null : v.Method == Inlining.Method).GroupBy(n => n.Name)
            .ToDictionary(g => g.Key, g => g.Select(n => n.State).Aggregate(Join));
    }
}

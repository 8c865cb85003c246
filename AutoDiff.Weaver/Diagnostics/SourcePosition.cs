using System.Globalization;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>A place in a file, as people and MSBuild count: lines and columns from one.</summary>
internal sealed record SourcePosition(string File, int Line, int Column, int EndLine, int EndColumn)
{
    public SourcePosition(string file, int line, int column)
        : this(file, line, column, line, column)
    {
    }

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}({1},{2})", File, Line, Column);
}

using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Emit;

/// <summary>A set of positions as disjoint, ascending, half-open segments.</summary>
internal sealed class LiveRange
{
    private List<(int Start, int End)> segments;

    private LiveRange(List<(int Start, int End)> segments) => this.segments = segments;

    public int Start => segments[0].Start;

    public int End => segments[segments.Count - 1].End;

    public static LiveRange Of(IEnumerable<(int Start, int End)> segments) => new(Join(segments.OrderBy(s => s.Start)));

    public bool Overlaps(LiveRange other)
    {
        var (few, many) = segments.Count <= other.segments.Count ? (segments, other.segments) : (other.segments, segments);
        foreach (var (start, end) in few)
        {
            // The first segment that ends after the start is the only one that can be the first to overlap.
            var candidate = CountBefore(many, start);
            if (candidate < many.Count && many[candidate].Start < end)
                return true;
        }
        return false;
    }

    public void Add(LiveRange other)
    {
        if (other.segments.Count > segments.Count)
            (segments, other.segments) = (other.segments, segments);
        if (other.segments.Count < segments.Count / 8)
        {
            foreach (var segment in other.segments)
                Insert(segment);
            return;
        }
        var all = new List<(int Start, int End)>(segments.Count + other.segments.Count);
        int a = 0, b = 0;
        while (a < segments.Count || b < other.segments.Count)
            all.Add(b == other.segments.Count || (a < segments.Count && segments[a].Start <= other.segments[b].Start) ? segments[a++] : other.segments[b++]);
        segments = Join(all);
    }

    /// <summary>The number of segments that end at or before the position.</summary>
    private static int CountBefore(List<(int Start, int End)> segments, int position)
    {
        int low = 0, high = segments.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (segments[middle].End > position)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    private void Insert((int Start, int End) segment)
    {
        var first = CountBefore(segments, segment.Start - 1);
        var after = first;
        for (; after < segments.Count && segments[after].Start <= segment.End; after++)
            segment = (Math.Min(segment.Start, segments[after].Start), Math.Max(segment.End, segments[after].End));
        if (after == first)
        {
            segments.Insert(first, segment);
            return;
        }
        segments[first] = segment;
        segments.RemoveRange(first + 1, after - first - 1);
    }

    private static List<(int Start, int End)> Join(IEnumerable<(int Start, int End)> ascending)
    {
        var result = new List<(int Start, int End)>();
        foreach (var (start, end) in ascending)
        {
            if (result.Count > 0 && result[result.Count - 1] is var last && last.End >= start)
                result[result.Count - 1] = (last.Start, Math.Max(last.End, end));
            else
                result.Add((start, end));
        }
        return result;
    }
}

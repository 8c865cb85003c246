namespace AutoDiff.Weaving.Emit;

/// <summary>A set of positions as disjoint, ascending, half-open segments.</summary>
internal sealed class LiveRange
{
    private readonly List<(int Start, int End)> segments;

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
            int low = 0, high = many.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (many[middle].End > start)
                    high = middle;
                else
                    low = middle + 1;
            }
            if (low < many.Count && many[low].Start < end)
                return true;
        }
        return false;
    }

    public LiveRange With(LiveRange other)
    {
        var all = new List<(int Start, int End)>(segments.Count + other.segments.Count);
        int a = 0, b = 0;
        while (a < segments.Count || b < other.segments.Count)
            all.Add(b == other.segments.Count || (a < segments.Count && segments[a].Start <= other.segments[b].Start) ? segments[a++] : other.segments[b++]);
        return new LiveRange(Join(all));
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

namespace AutoDiff.Tests.Cases.Memory;

/// <summary>The numbers in arguments and results: scalars, arrays of any rank and nesting, lists.</summary>
internal static class Numbers
{
    public static double[] Of(IEnumerable<object> items)
    {
        var numbers = new List<double>();
        foreach (object item in items)
            Map(item, Note);
        return [.. numbers];

        double Note(double x)
        {
            numbers.Add(x);
            return x;
        }
    }

    public static object[] Copy(object[] items) => [.. items.Select(item => Map(item, x => x))];

    /// <summary>Copies of the items that hold these numbers.</summary>
    public static object[] With(object[] items, double[] numbers)
    {
        int next = 0;
        return [.. items.Select(item => Map(item, _ => numbers[next++]))];
    }

    /// <summary>A copy in which every number is replaced; they are visited in order.</summary>
    public static object Map(object item, Func<double, double> map) => item switch
    {
        double x => map(x),
        float x => (float)map(x),
        List<double> list => list.ConvertAll(x => map(x)),
        Array array => Map(array, map),
        _ => throw new ArgumentException($"{item.GetType()} holds numbers that are not known here"),
    };

    private static Array Map(Array array, Func<double, double> map)
    {
        var copy = (Array)array.Clone();
        int[] index = new int[array.Rank];
        for (int flat = 0; flat < array.Length; flat++)
        {
            for (int d = array.Rank - 1, rest = flat; d >= 0; rest /= array.GetLength(d--))
                index[d] = rest % array.GetLength(d);
            copy.SetValue(Map(array.GetValue(index)!, map), index);
        }

        return copy;
    }
}

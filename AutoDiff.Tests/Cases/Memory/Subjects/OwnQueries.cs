namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Chains of iterators that a program writes itself, as extension methods of sequences of anything.</summary>
public static class OwnQueries
{
    public static double T_MadeAndTaken(double x) => Some(x).Made(v => v * v).Taken(3).Sum();

    public static double T_Looped(double x)
    {
        double sum = 0;
        foreach (double v in Some(x).Made(v => Math.Sin(v)).Taken(3))
            sum += v * v;
        return sum;
    }

    public static double T_OfAnArray(double x, double y) => new[] { x, x * y, 3 }.Made(v => v * v).Taken(2).Sum();

    public static double T_WithoutEnd(double x) => Forever(x).Made(v => v * v).Taken(3).Sum();

    public static double T_TakenBefore(double x) => Forever(x).Taken(4).Made(v => v * v).Sum();

    public static double T_Scanned(double x) => Forever(x).Scanned(0.0, (sum, v) => (sum * 0.5) + v).Chosen(v => v > 2).Taken(4).Sum();

    public static double T_Zipped(double x) => Some(x).Zipped(Some(x * x), (a, b) => a * b).Taken(3).Sum();

    public static double T_Repeated(double x) => Forever(x).Made(v => v + 1).Made(v => v * v).Made(v => v / 2).Taken(3).Sum();

    private static IEnumerable<TResult> Made<T, TResult>(this IEnumerable<T> source, Func<T, TResult> function)
    {
        foreach (var item in source)
            yield return function(item);
    }

    private static IEnumerable<T> Taken<T>(this IEnumerable<T> source, int count)
    {
        foreach (var item in source)
        {
            yield return item;
            if (--count == 0)
                yield break;
        }
    }

    private static IEnumerable<T> Chosen<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var item in source)
        {
            if (predicate(item))
                yield return item;
        }
    }

    private static IEnumerable<TState> Scanned<T, TState>(this IEnumerable<T> source, TState start, Func<TState, T, TState> next)
    {
        var state = start;
        foreach (var item in source)
        {
            state = next(state, item);
            yield return state;
        }
    }

    private static IEnumerable<TResult> Zipped<T, TOther, TResult>(this IEnumerable<T> source, IEnumerable<TOther> other, Func<T, TOther, TResult> function)
    {
        using var second = other.GetEnumerator();
        foreach (var item in source)
        {
            if (!second.MoveNext())
                yield break;
            yield return function(item, second.Current);
        }
    }

    private static IEnumerable<double> Some(double x)
    {
        for (double k = 1; k < 6; k++)
            yield return x * k;
    }

    private static IEnumerable<double> Forever(double x)
    {
        for (double k = 1; ; k++)
            yield return Math.Abs(x) * k;
    }
}

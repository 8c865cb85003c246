using System.Collections.Immutable;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Objects that the framework hands out more than once, for programs that ask whether two are the same.</summary>
public static class SharedOnes
{
    public static double T_EmptyLists(double x) => ImmutableList<double>.Empty == ImmutableList<double>.Empty ? x * x : x;

    public static double T_ListWithoutItsElement(double x)
    {
        var one = ImmutableList.Create(x);
        return one.RemoveAt(0) == ImmutableList<double>.Empty && one.Clear() == ImmutableList<double>.Empty ? x * one[0] : x;
    }

    public static double T_ListMadeOfAList(double x)
    {
        var one = ImmutableList.Create(x);
        return one.ToImmutableList() == one && one.AddRange([]) == one ? x * one[0] : x;
    }

    public static double T_EmptyDictionaries(double x)
    {
        var none = ImmutableDictionary<string, double>.Empty;
        return none == ImmutableDictionary<string, double>.Empty && none == ImmutableDictionary.Create<string, double>() ? x * x : x;
    }

    public static double T_DictionaryWithoutItsPair(double x)
    {
        var none = ImmutableDictionary<string, double>.Empty;
        var one = none.Add("a", x * x);
        return one.Remove("a") == none && one.Clear() == none && one.Remove("b") == one ? x * one["a"] : x;
    }

    public static double T_ClearedWithItsComparer(double x)
    {
        var all = ImmutableDictionary.CreateRange(new Dictionary<string, double> { ["a"] = x });
        var cleared = all.Clear().Add("a", x * x);
        return cleared["a"] + (all.Clear() == cleared ? 1 : all["a"] * x);
    }

    public static double T_EmptyArrays(double x)
    {
        double[] none = [];
        return none == Array.Empty<double>() && new List<double>().ToArray() != none ? x * x : x;
    }

    public static double T_EmptySequences(double x) => Enumerable.Empty<double>() == Enumerable.Empty<double>() ? x * x : x;

    public static double T_QueryWithoutElements(double x)
    {
        var few = new[] { x, 2 * x }.Where(v => v > 1000).ToArray();
        return few == Array.Empty<double>() ? x * x : few[0];
    }

    public static double T_EmptyImmutableArrays(double x) =>
        ImmutableArray.Create(x).RemoveAt(0) == ImmutableArray<double>.Empty && ImmutableArray<double>.Empty == ImmutableArray<double>.Empty ? x * x : x;

    public static double T_NothingAtFirst(double x)
    {
        double[] all = [];
        for (var i = 0; i < 3; i++)
            all = [.. all, x * i];
        return all.Sum() * all.Length;
    }
}

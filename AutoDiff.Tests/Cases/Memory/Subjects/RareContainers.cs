using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Containers that fewer programs have: those that can be watched, that only let read, that never change, that several threads use.</summary>
public static class RareContainers
{
    [Shape("3")]
    public static double T_Collection(double[] x)
    {
        Collection<double> all = [x[0], x[1] * x[1]];
        all.Add(3 * x[2]);
        double sum = 0;
        foreach (double value in all)
            sum += value * value;
        all.RemoveAt(0);
        all[1] = 5;
        all.Insert(0, x[0] * 2);
        all.Remove(5);
        return sum + all[0] * all[1] + all.Sum(v => v * x[2]) + all.Count;
    }

    [Shape("3")]
    public static double T_Observable(double[] x)
    {
        ObservableCollection<double> all = new(x);
        all.Add(x[0] * x[1]);
        all.Move(0, 2);
        double sum = 0;
        for (int i = 0; i < all.Count; i++)
            sum += all[i] * (i + 1);
        all.Clear();
        all.Add(x[2]);
        return sum * all[0] + all.Sum();
    }

    [Shape("3")]
    public static double T_BehindAnInterface(double[] x) =>
        Filled(new Collection<double> { x[0] }, x[1]) + Filled(new ObservableCollection<double> { x[1] * 2 }, x[2]) + Filled(new List<double> { x[2] }, x[0]);

    [Shape("3")]
    public static double T_RemovedByValue(double[] x)
    {
        List<Part> parts = [new(x[0]), new(x[1] * x[1]), new(3 * x[2])];
        Part second = parts[1];
        bool wasThere = parts.Remove(second);
        bool isThere = parts.Remove(second);
        ICollection<Part> rest = parts;
        rest.Remove(parts[0]);
        return rest.Sum(p => p.Mass * p.Mass) * (wasThere ? x[0] : 1) * (isThere ? 1 : x[1]) + second.Mass;
    }

    [Shape("3")]
    public static double T_ReadOnlyDictionary(double[] x)
    {
        Dictionary<string, double> own = new() { ["a"] = x[0], ["b"] = x[1] * x[1] };
        ReadOnlyDictionary<string, double> view = new(own);
        own["a"] = x[2] * 3;
        double sum = view["a"] * view["b"];
        foreach (var (key, value) in view)
            sum += value * value * key.Length;
        foreach (double value in view.Values)
            sum += value * x[0];
        if (view.TryGetValue("b", out double found) && !view.ContainsKey("c"))
            sum += found;
        IReadOnlyDictionary<string, double> again = view;
        return sum + again["a"] * view.Keys.Count + view.Sum(p => p.Value * x[1]) + view.Values.Sum();
    }

    [Shape("3")]
    public static double T_ConcurrentDictionary(double[] x)
    {
        ConcurrentDictionary<string, double> all = new();
        all["a"] = x[0];
        all.TryAdd("b", x[1] * x[1]);
        all["a"] += 2 * x[2];
        double sum = all["a"] * all["b"] + all.GetOrAdd("c", _ => x[0] * x[1]) + all.GetOrAdd("c", _ => 5 * x[2]) + all.GetOrAdd("d", x[2]);
        all.AddOrUpdate("a", x[1], (_, old) => old * x[2]);
        if (all.TryRemove("c", out double removed) && all.TryGetValue("a", out double a))
            sum += removed * a;
        foreach (var (key, value) in all)
            sum += value * value * key.Length;
        return sum + all.Values.Sum() * all.Count + all.Sum(p => p.Value * x[0]);
    }

    [Shape("2")]
    public static double T_Memoised(double[] x)
    {
        ConcurrentDictionary<int, double> known = new();
        return Term(7);

        double Term(int n) => n < 2 ? x[n] : known.GetOrAdd(n, k => Term(k - 1) * x[0] + Term(k - 2));
    }

    [Shape("3")]
    public static double T_ImmutableList(double[] x)
    {
        var list = ImmutableList<double>.Empty.Add(x[0]).Add(x[1] * x[1]);
        var other = list.SetItem(0, 3 * x[2]).Add(x[0]);
        var third = other.RemoveAt(1).Insert(0, x[1] * x[2]).AddRange([x[0], 2 * x[1]]);
        double sum = 0;
        foreach (double value in list)
            sum += value * value;
        for (int i = 0; i < other.Count; i++)
            sum += other[i] * i * x[2];
        return sum + third.Sum(v => v * x[0]) * third[0] + x.ToImmutableList()[1] + ImmutableList.Create(x[0], x[1]).Max();
    }

    [Shape("2")]
    public static double T_StateOfRecords(double[] x)
    {
        State state = new([], x[0]);
        for (int i = 0; i < 4; i++)
            state = state with { Past = state.Past.Add(state.Now * i), Now = state.Now * x[1] };
        return state.Past.Sum() * state.Now;
    }

    [Shape("3")]
    public static double T_ImmutableDictionary(double[] x)
    {
        var one = ImmutableDictionary<string, double>.Empty.Add("a", x[0]).SetItem("b", x[1] * x[1]);
        var other = one.SetItem("a", 3 * x[2]).Remove("b");
        double sum = one["a"] * one["b"] + other["a"] * other.Count;
        foreach (var (key, value) in one)
            sum += value * value * key.Length;
        foreach (double value in one.Values)
            sum += value * x[2];
        return one.TryGetValue("b", out double found) ? sum * found + one.Sum(p => p.Value) : 0;
    }

    private static double Filled(IList<double> list, double x)
    {
        list.Add(x * x);
        list[0] *= x;
        list.Insert(0, 2 * x);
        double sum = 0;
        for (int i = 0; i < list.Count; i++)
            sum += list[i] * list[i];
        list.RemoveAt(1);
        foreach (double value in list)
            sum += value * x;
        list.Clear();
        return sum + list.Count;
    }

    private sealed record State(ImmutableList<double> Past, double Now);

    private sealed class Part(double mass)
    {
        public double Mass = mass;
    }
}

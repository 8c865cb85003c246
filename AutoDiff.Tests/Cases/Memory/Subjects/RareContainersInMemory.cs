using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Containers that fewer programs have, in fields, arguments and results.</summary>
public static class RareContainersInMemory
{
    public static void C_Fields()
    {
        Store store = new();
        var gradient = Gradient(at: store, of: Worth);
        Check.Near(gradient.Named["a"].Mass, 90);
        Check.Near(gradient.Row[0].Mass, 60);
        Check.Near(gradient.Shared[1][0], 36);
        Check.Near(gradient.Lists["q"][1], 60);
        Check.Near(gradient.View["u"], 90);
        Check.Near(gradient.Parts[1].Mass, 2 * 2 + 2);
        Check.Near(gradient.Watched[0].Mass, 7);
        Check.Near(store.Row[0].Mass, 3);
        var pull = Pullback(at: store, of: Worth);
        Check.Near(pull(2).Row[0].Mass, 120);
        Check.Near(pull(-1.5).Named["a"].Mass, -135);
    }

    public static void C_ImmutableArguments()
    {
        var pull = Pullback(at: ImmutableList.Create(2.0, 3), of: Changed);
        for (int i = 0; i < 2; i++)
        {
            var list = pull([1, 10, 100]);
            Check.Near(list[0], 300);
            Check.Near(list[1], 211);
        }

        var at = ImmutableDictionary<string, double>.Empty.Add("a", 2).Add("b", 3);
        var given = ImmutableDictionary<string, double>.Empty.Add("a", 1).Add("b", 10).Add("c", 100);
        var pullOfPairs = Pullback(at: at, of: Changed);
        for (int i = 0; i < 2; i++)
        {
            var pairs = pullOfPairs(given);
            Check.Near(pairs["a"], 300);
            Check.Near(pairs["b"], 211);
        }

        Check.Near(at["a"], 2);
        Check.Near(given["c"], 100);
    }

    public static void C_ChangedArgument()
    {
        ConcurrentDictionary<string, double> at = new(new Dictionary<string, double> { ["a"] = 2, ["b"] = 3 });
        ConcurrentDictionary<string, double> given = new(new Dictionary<string, double> { ["a"] = 1, ["c"] = 10 });
        var pull = Pullback(at: at, of: Changed);
        for (int i = 0; i < 2; i++)
        {
            var pairs = pull(given);
            Check.Near(pairs["a"], 3);
            Check.Near(pairs["b"], 62);
        }
    }

    public static void C_WhoWatchesIsNotLeftOut()
    {
        ObservableCollection<double> watched = [1, 2];
        Check.Near(Gradient(at: watched, of: Grown)[0], 3);
        int count = 0;
        watched.CollectionChanged += (_, _) => count++;
        try
        {
            Gradient(at: watched, of: Grown);
            throw new InvalidOperationException("Nothing was thrown.");
        }
        catch (NotDifferentiableException)
        {
            Check.Near(count, 0);
        }
    }

    private static double Grown(ObservableCollection<double> all)
    {
        all.Add(all[0] * all[0]);
        return all.Sum();
    }

    private static double Worth(Store store) =>
        store.Named["a"].Mass * store.Row[0].Mass * store.Shared[1][0] * store.Lists["q"][1] * store.View["u"]
            + store.Parts.Sum(p => p.Mass * p.Mass) + store.Parts[1].Mass * store.Parts.Count + store.Watched[0].Mass * (store.Watched[0].Mass + 1);

    private static ImmutableList<double> Changed(ImmutableList<double> list) => list.Add(list[0] * list[1]).SetItem(0, list[1]);

    private static ImmutableDictionary<string, double> Changed(ImmutableDictionary<string, double> pairs) =>
        pairs.Add("c", pairs["a"] * pairs["b"]).SetItem("a", pairs["b"]);

    private static ConcurrentDictionary<string, double> Changed(ConcurrentDictionary<string, double> pairs)
    {
        pairs["a"] = pairs["a"] * pairs["b"];
        pairs.TryRemove("b", out double removed);
        pairs["c"] = removed * removed;
        return pairs;
    }

    private sealed class Part(double mass)
    {
        public double Mass = mass;
    }

    private sealed class Store
    {
        public ImmutableDictionary<string, Part> Named = ImmutableDictionary<string, Part>.Empty.Add("a", new(2));
        public ImmutableList<Part> Row = [new Part(3)];
        public ConcurrentDictionary<int, double[]> Shared = new(new Dictionary<int, double[]> { [1] = [5] });
        public Dictionary<string, ImmutableList<double>> Lists = new() { ["q"] = [2, 3] };
        public ReadOnlyDictionary<string, double> View = new(new Dictionary<string, double> { ["u"] = 2 });
        public Collection<Part> Parts = [new(1), new(2)];
        public ObservableCollection<Part> Watched = [new(3)];
    }
}

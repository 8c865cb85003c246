using AutoDiff.Implementations;

namespace AutoDiff.Tests.Shadows;

internal sealed class EnumerableImplementationTests
{
    private static readonly double[] s_array = [3, 1, 4, 1, 5, 9, 2, 6];

    private static IEnumerable<IEnumerable<double>> Sources() =>
        [s_array, new List<double>(s_array), new Stack<double>(s_array), new Queue<double>(s_array), new LinkedList<double>(s_array), Iterator(),
            OrderImplementations.OrderBy(Iterator(), x => 0), new double[] { 7 }];

    private static IEnumerable<double> Iterator()
    {
        foreach (double x in s_array)
            yield return x;
    }

    [TestCaseSource(nameof(Sources))]
    public void Reductions(IEnumerable<double> s) => Assert.Multiple(() =>
    {
        IEnumerable<float> f = s.Select(x => (float)x / 3).ToList();
        Assert.That(SumImplementations.Sum(s), Is.EqualTo(s.Sum()));
        Assert.That(SumImplementations.Sum(f), Is.EqualTo(f.Sum()));
        Assert.That(SumImplementations.Sum(s, x => x * x), Is.EqualTo(s.Sum(x => x * x)));
        Assert.That(SumImplementations.Sum(s, x => (float)x / 7), Is.EqualTo(s.Sum(x => (float)x / 7)));
        Assert.That(SumImplementations.Average(s), Is.EqualTo(s.Average()));
        Assert.That(SumImplementations.Average(f), Is.EqualTo(f.Average()));
        Assert.That(SumImplementations.Average(s, x => x / 3), Is.EqualTo(s.Average(x => x / 3)));
        Assert.That(SumImplementations.Average(s, x => (float)x / 3), Is.EqualTo(s.Average(x => (float)x / 3)));
        Assert.That(ExtremeImplementations.Max(s), Is.EqualTo(s.Max()));
        Assert.That(ExtremeImplementations.Min(f), Is.EqualTo(f.Min()));
        Assert.That(ExtremeImplementations.Max(s, x => -x), Is.EqualTo(s.Max(x => -x)));
        Assert.That(ExtremeImplementations.Min(s, x => (float)-x), Is.EqualTo(s.Min(x => (float)-x)));
        Assert.That(AggregateImplementations.Aggregate(s, (a, b) => a - b), Is.EqualTo(s.Aggregate((a, b) => a - b)));
        Assert.That(AggregateImplementations.Aggregate(s, 2f, (a, b) => a - (float)b), Is.EqualTo(s.Aggregate(2f, (a, b) => a - (float)b)));
        Assert.That(AggregateImplementations.Aggregate(s, 2.0, (a, b) => a - b, a => 2 * a), Is.EqualTo(s.Aggregate(2.0, (a, b) => a - b, a => 2 * a)));
        Assert.That(AggregateImplementations.Count(s, x => x > 2), Is.EqualTo(s.Count(x => x > 2)));
        Assert.That(AggregateImplementations.Any(s, x => x > 8), Is.EqualTo(s.Any(x => x > 8)));
        Assert.That(AggregateImplementations.All(s, x => x > 1), Is.EqualTo(s.All(x => x > 1)));
        Assert.That(AggregateImplementations.Count(s), Is.EqualTo(s.Count()));
        Assert.That(AggregateImplementations.Any(s), Is.True);
    });

    [TestCaseSource(nameof(Sources))]
    public void Sequence_operators(IEnumerable<double> s) => Assert.Multiple(() =>
    {
        double[] other = [1, 2, 3];
        Assert.That(ProjectionImplementations.Select(s, x => (float)x), Is.EqualTo(s.Select(x => (float)x)));
        Assert.That(ProjectionImplementations.Select(s, (x, i) => x * i), Is.EqualTo(s.Select((x, i) => x * i)));
        Assert.That(ProjectionImplementations.SelectMany(s, x => other), Is.EqualTo(s.SelectMany(x => other)));
        Assert.That(ProjectionImplementations.SelectMany(s, x => other, (x, y) => x * y), Is.EqualTo(s.SelectMany(x => other, (x, y) => x * y)));
        Assert.That(ProjectionImplementations.Zip(s, other, s), Is.EqualTo(s.Zip(other, s)));
        Assert.That(ProjectionImplementations.Zip(s, other), Is.EqualTo(s.Zip(other)));
        Assert.That(ProjectionImplementations.Zip(s, other, (x, y) => x * y), Is.EqualTo(s.Zip(other, (x, y) => x * y)));
        Assert.That(PartImplementations.Where(s, x => x > 2), Is.EqualTo(s.Where(x => x > 2)));
        Assert.That(PartImplementations.Where(s, (x, i) => i % 2 == 0), Is.EqualTo(s.Where((x, i) => i % 2 == 0)));
        Assert.That(PartImplementations.TakeWhile(s, x => x < 5), Is.EqualTo(s.TakeWhile(x => x < 5)));
        Assert.That(PartImplementations.SkipWhile(s, x => x < 5), Is.EqualTo(s.SkipWhile(x => x < 5)));
        Assert.That(PartImplementations.Reverse(s), Is.EqualTo(s.Reverse()));
        Assert.That(ProjectionImplementations.SelectMany(s, (x, i) => other.Take(i % 4)), Is.EqualTo(s.SelectMany((x, i) => other.Take(i % 4))));
        Assert.That(PartImplementations.DefaultIfEmpty(s), Is.EqualTo(s.DefaultIfEmpty()));
        Assert.That(PartImplementations.DefaultIfEmpty(s.Where(x => x > 40), 3), Is.EqualTo(s.Where(x => x > 40).DefaultIfEmpty(3)));
        Assert.That(PartImplementations.DefaultIfEmpty(s.Where(x => x > 40)), Is.EqualTo(s.Where(x => x > 40).DefaultIfEmpty()));
        Assert.That(PartImplementations.Chunk(s, 3), Is.EqualTo(s.Chunk(3)));
        Assert.That(PartImplementations.Cast<double>(s), Is.EqualTo(s));
        Assert.That(PartImplementations.Cast<double>(s.Cast<object>().ToArray()), Is.EqualTo(s));
        Assert.That(SequenceImplementations.Concat(s, other), Is.EqualTo(s.Concat(other)));
        Assert.That(SequenceImplementations.Append(s, 8), Is.EqualTo(s.Append(8)));
        Assert.That(SequenceImplementations.Prepend(s, 8), Is.EqualTo(s.Prepend(8)));
        Assert.That(SequenceImplementations.ToArray(s), Is.EqualTo(s).And.Not.SameAs(s));
        Assert.That(SequenceImplementations.ToList(s), Is.EqualTo(s).And.Not.SameAs(s));
        foreach (int count in new[] { -1, 0, 2, 20 })
        {
            Assert.That(PartImplementations.Take(s, count), Is.EqualTo(s.Take(count)));
            Assert.That(PartImplementations.Skip(s, count), Is.EqualTo(s.Skip(count)));
            Assert.That(PartImplementations.TakeLast(s, count), Is.EqualTo(s.TakeLast(count)));
            Assert.That(PartImplementations.SkipLast(s, count), Is.EqualTo(s.SkipLast(count)));
            Assert.That(ElementImplementations.ElementAtOrDefault(s, count), Is.EqualTo(s.ElementAtOrDefault(count)));
        }
    });

    [TestCaseSource(nameof(Sources))]
    public void Elements(IEnumerable<double> s) => Assert.Multiple(() =>
    {
        Assert.That(ElementImplementations.First(s), Is.EqualTo(s.First()));
        Assert.That(ElementImplementations.Last(s), Is.EqualTo(s.Last()));
        Assert.That(ElementImplementations.First(s, x => x > 4), Is.EqualTo(s.First(x => x > 4)));
        Assert.That(ElementImplementations.Last(s, x => x > 4), Is.EqualTo(s.Last(x => x > 4)));
        Assert.That(ElementImplementations.FirstOrDefault(s, 5), Is.EqualTo(s.First()));
        Assert.That(ElementImplementations.LastOrDefault(s, 5), Is.EqualTo(s.Last()));
        Assert.That(ElementImplementations.FirstOrDefault(s, x => x > 40, 5), Is.EqualTo(5));
        Assert.That(ElementImplementations.LastOrDefault(s, x => x > 40, 5), Is.EqualTo(5));
        Assert.That(ElementImplementations.LastOrDefault(s, x => x > 4, 5), Is.EqualTo(s.Last(x => x > 4)));
        Assert.That(ElementImplementations.FirstOrDefault(s, x => x > 40), Is.Zero);
        Assert.That(ElementImplementations.LastOrDefault(s, x => x > 40), Is.Zero);
        Assert.That(ElementImplementations.ElementAt(s, 0), Is.EqualTo(s.First()));
        Assert.That(ElementImplementations.SingleOrDefault(s, x => x == 9), Is.EqualTo(s.SingleOrDefault(x => x == 9)));
    });

    [TestCaseSource(nameof(Sources))]
    public void Orders(IEnumerable<double> s) => Assert.Multiple(() =>
    {
        var down = Comparer<double>.Create((a, b) => b.CompareTo(a));
        Assert.That(OrderImplementations.OrderBy(s, x => x % 3), Is.EqualTo(s.OrderBy(x => x % 3)));
        Assert.That(OrderImplementations.OrderBy(s, x => x, down), Is.EqualTo(s.OrderBy(x => x, down)));
        Assert.That(OrderImplementations.OrderByDescending(s, x => x % 3), Is.EqualTo(s.OrderByDescending(x => x % 3)));
        Assert.That(OrderImplementations.Order(s), Is.EqualTo(s.Order()));
        Assert.That(OrderImplementations.OrderDescending(s), Is.EqualTo(s.OrderDescending()));
        Assert.That(OrderImplementations.ThenBy(OrderImplementations.OrderByDescending(s, x => x % 3), x => x),
            Is.EqualTo(s.OrderByDescending(x => x % 3).ThenBy(x => x)));
        Assert.That(OrderImplementations.ThenByDescending(OrderImplementations.OrderBy(s, x => x % 3), x => x),
            Is.EqualTo(s.OrderBy(x => x % 3).ThenByDescending(x => x)));
        Assert.That(OrderImplementations.ThenBy(s.OrderBy(x => x % 3), x => x, down), Is.EqualTo(s.OrderBy(x => x % 3).ThenBy(x => x, down)));
        Assert.That(OrderImplementations.OrderBy(s, x => x % 3).ThenBy(x => x), Is.EqualTo(s.OrderBy(x => x % 3).ThenBy(x => x)));
        Assert.That(OrderImplementations.MaxBy(s, x => x % 4), Is.EqualTo(s.MaxBy(x => x % 4)));
        Assert.That(OrderImplementations.MinBy(s, x => x % 4), Is.EqualTo(s.MinBy(x => x % 4)));
        Assert.That(OrderImplementations.MinBy(s, x => x > 3 ? "a" : null), Is.EqualTo(s.MinBy(x => x > 3 ? "a" : null)));
        Assert.That(OrderImplementations.MaxBy(s, x => double.NaN), Is.EqualTo(s.MaxBy(x => double.NaN)));
    });

    [Test]
    public void Objects_that_implement_sequences_have_shadows()
    {
        var ordered = (OrderedArray<double>)OrderImplementations.OrderBy(s_array, x => x);
        var shadow = (OrderedArray<double>)Shadow.Like<object>(ordered);
        Assert.That(shadow, Is.Not.SameAs(ordered));
        Assert.That(shadow.Items, Is.EqualTo(new double[s_array.Length]));
    }

    [Test]
    public void Dictionaries()
    {
        string[] names = ["a", "b", "C"];
        double[] empty = [];
        Assert.That(DictionaryMakingImplementations.ToDictionary(names, x => x), Is.EquivalentTo(names.ToDictionary(x => x)));
        Assert.That(DictionaryMakingImplementations.ToDictionary(names, x => x, x => (double)x[0]),
            Is.EquivalentTo(names.ToDictionary(x => x, x => (double)x[0])));
        Assert.That(DictionaryMakingImplementations.ToDictionary(names, x => x, StringComparer.OrdinalIgnoreCase)["c"], Is.EqualTo("C"));
        ArrayImplementationTests.SameException(() => names.ToDictionary(x => 1), () => DictionaryMakingImplementations.ToDictionary(names, x => 1));
        ArrayImplementationTests.SameException(() => empty.MaxBy(x => x), () => OrderImplementations.MaxBy(empty, x => x));
        Assert.That(OrderImplementations.MaxBy(Array.Empty<string>(), x => x), Is.Null);
    }

    [TestCaseSource(nameof(Sources))]
    public void Enumerators(IEnumerable<double> s)
    {
        List<double> seen = [];
        using var enumerator = InterfaceImplementations.GetEnumerator(s);
        while (enumerator.MoveNext())
            seen.Add(enumerator.Current);
        Assert.That(seen, Is.EqualTo(s));
        Assert.That(enumerator.Other is null, Is.EqualTo(Sequences.IsKnown(s)));
    }

    [Test]
    public void Endless_iterators_are_enumerated_as_they_are()
    {
        using var enumerator = InterfaceImplementations.GetEnumerator(Endless());
        Assert.That(enumerator.MoveNext(), Is.True);
        Assert.That(enumerator.Current, Is.EqualTo(1));

        static IEnumerable<double> Endless()
        {
            while (true)
                yield return 1;
        }
    }

    [Test]
    public void Lists_behind_interfaces()
    {
        foreach (IList<double> list in new IList<double>[] { new double[] { 1, 2, 3 }, new List<double> { 1, 2, 3 },
            new System.Collections.ObjectModel.Collection<double> { 1, 2, 3 } })
        {
            InterfaceImplementations.Set(list, 1, 5);
            Assert.That(InterfaceImplementations.Get(list, 1), Is.EqualTo(5));
            Assert.That(InterfaceImplementations.Get((IReadOnlyList<double>)list, 2), Is.EqualTo(3));
            Assert.That(InterfaceImplementations.Count(list), Is.EqualTo(3));
            Assert.That(InterfaceImplementations.Count((IReadOnlyCollection<double>)list), Is.EqualTo(3));
            ArrayImplementationTests.SameException(() => list[3].ToString(), () => InterfaceImplementations.Get(list, 3));
            ArrayImplementationTests.SameException(() => list[-1] = 0, () => InterfaceImplementations.Set(list, -1, 0));
            if (list is double[])
                ArrayImplementationTests.SameException(() => list.Add(1), () => InterfaceImplementations.Add(list, 1));
            else
                InterfaceImplementations.Add(list, 1);
        }

        Assert.That(InterfaceImplementations.Count((IReadOnlyCollection<double>)new Stack<double>([1, 2])), Is.EqualTo(2));
    }

    [Test]
    public void Unknown_sequences_are_refused_by_name() =>
        Assert.That(() => Sequences.Refuse(Iterator(), 1),
            Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("Iterator").And.Message.Contains("ToArray()"));

    [Test]
    public void NaN_is_smaller_than_all_numbers()
    {
        double[][] cases = [[double.NaN, 1, 2], [1, double.NaN, 2], [double.NaN, double.NaN], [0.0, -0.0]];
        foreach (double[] numbers in cases)
        {
            float[] floats = [.. numbers.Select(x => (float)x)];
            Assert.That(ExtremeImplementations.Max(numbers), Is.EqualTo(numbers.Max()));
            Assert.That(ExtremeImplementations.Min(numbers), Is.EqualTo(numbers.Min()));
            Assert.That(ExtremeImplementations.Max(floats), Is.EqualTo(floats.Max()));
            Assert.That(ExtremeImplementations.Min(floats, x => x), Is.EqualTo(floats.Min(x => x)));
        }
    }

    [Test]
    public void Exceptions()
    {
        double[] empty = [];
        double[] two = [1, 2];
        IEnumerable<double> none = null!;
        Same(() => empty.First(), () => ElementImplementations.First(empty));
        Same(() => two.First(x => x > 2), () => ElementImplementations.First(two, x => x > 2));
        Same(() => two.Single(), () => ElementImplementations.Single(two));
        Same(() => two.Single(x => x > 0), () => ElementImplementations.Single(two, x => x > 0));
        Same(() => two.ElementAt(2), () => ElementImplementations.ElementAt(two, 2));
        Same(() => empty.Average(), () => SumImplementations.Average(empty));
        Same(() => empty.Max(), () => ExtremeImplementations.Max(empty));
        Same(() => empty.Aggregate((x, y) => x), () => AggregateImplementations.Aggregate(empty, (x, y) => x));
        Same(() => none.Sum(), () => SumImplementations.Sum(none));
        Same(() => two.Select((Func<double, double>)null!), () => ProjectionImplementations.Select(two, (Func<double, double>)null!));
        Same(() => Enumerable.Repeat(1.0, -1), () => SequenceImplementations.Repeat(1.0, -1));
        Assert.That(ElementImplementations.FirstOrDefault(empty), Is.Zero);
        Assert.That(SequenceImplementations.Repeat(1.5, 3), Is.EqualTo(Enumerable.Repeat(1.5, 3)));

        static void Same(Func<object?> framework, Func<object?> ours) => ArrayImplementationTests.SameException(() => framework(), () => ours());
    }
}

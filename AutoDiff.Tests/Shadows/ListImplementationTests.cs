using System.Runtime.InteropServices;
using AutoDiff.Implementations;

namespace AutoDiff.Tests.Shadows;

internal sealed class ListImplementationTests
{
    [Test]
    public void Changes()
    {
        Same(l => l.Add(9), l => ListImplementations.Add(l, 9));
        Same(l => l.AddRange([8, 9]), l => ListImplementations.AddRange(l, [8, 9]));
        Same(l => l.AddRange(l), l => ListImplementations.AddRange(l, l));
        Same(l => l[2] = 9, l => ListImplementations.Set(l, 2, 9));
        Same(l => l.InsertRange(2, [8, 9]), l => ListImplementations.InsertRange(l, 2, [8, 9]));
        Same(l => l.InsertRange(1, l), l => ListImplementations.InsertRange(l, 1, l));
        Same(l => l.Insert(5, 9), l => ListImplementations.Insert(l, 5, 9));
        Same(l => l.RemoveAt(1), l => ListImplementations.RemoveAt(l, 1));
        Same(l => l.RemoveRange(1, 3), l => ListImplementations.RemoveRange(l, 1, 3));
        Same(l => l.RemoveAll(x => x > 2), l => ListImplementations.RemoveAll(l, x => x > 2));
        Same(l => l.Clear(), ListImplementations.Clear);
        Same(l => l.Reverse(), ListImplementations.Reverse);
        Same(l => l.Reverse(1, 3), l => ListImplementations.Reverse(l, 1, 3));
        Same(l => l.Sort(), SortImplementations.Sort);
        Same(l => l.Sort((x, y) => y.CompareTo(x)), l => SortImplementations.Sort(l, (x, y) => y.CompareTo(x)));
        Same(l => l.Sort(Comparer<double>.Default), l => SortImplementations.Sort(l, Comparer<double>.Default));
    }

    [Test]
    public void Results()
    {
        List<double> list = Make();
        double[] target = new double[7];
        double[] part = new double[2];
        double sum = 0;
        ListImplementations.CopyTo(list, target, 1);
        ListImplementations.CopyTo(list, 3, part, 0, 2);
        ListImplementations.ForEach(list, x => sum += x);
        Assert.Multiple(() =>
        {
            Assert.That(ListImplementations.Get(list, 1), Is.EqualTo(list[1]));
            Assert.That(ListImplementations.ToArray(list), Is.EqualTo(list));
            Assert.That(ListImplementations.GetRange(list, 1, 2), Is.EqualTo(list.GetRange(1, 2)));
            Assert.That(ListImplementations.ConvertAll(list, x => (float)x), Is.EqualTo(list.ConvertAll(x => (float)x)));
            Assert.That(ListImplementations.Find(list, x => x > 2), Is.EqualTo(list.Find(x => x > 2)));
            Assert.That(ListImplementations.Find(list, x => x > 20), Is.Zero);
            Assert.That(ListImplementations.FindIndex(list, x => x > 3), Is.EqualTo(list.FindIndex(x => x > 3)));
            Assert.That(ListImplementations.Exists(list, x => x > 30), Is.False);
            Assert.That(ListImplementations.Create<double>(), Is.Empty);
            Assert.That(ListImplementations.Create<double>(7).Capacity, Is.EqualTo(7));
            Assert.That(ListImplementations.Create(list), Is.EqualTo(list).And.Not.SameAs(list));
            Assert.That(target, Is.EqualTo(new double[] { 0, 3, 1, 4, 1, 5, 0 }));
            Assert.That(part, Is.EqualTo(new double[] { 1, 5 }));
            Assert.That(sum, Is.EqualTo(14));
        });
    }

    [Test]
    public void Capacity()
    {
        for (int start = 0; start < 6; start++)
        {
            foreach (int count in new[] { 0, 2, 5, 9, 20 })
            {
                SameCapacity(start, l => CollectionsMarshal.SetCount(l, count), l => CapacityImplementations.SetCount(l, count));
                SameCapacity(start, l => l.EnsureCapacity(count), l => CapacityImplementations.EnsureCapacity(l, count));
                SameCapacity(start, l => { l.EnsureCapacity(count); l.TrimExcess(); },
                    l => { l.EnsureCapacity(count); CapacityImplementations.TrimExcess(l); });
                SameCapacity(start, l => { for (int i = 0; i < count; i++) l.Add(i); },
                    l => { for (int i = 0; i < count; i++) ListImplementations.Add(l, i); });
                SameCapacity(start, l => l.AddRange(new double[count]), l => ListImplementations.AddRange(l, new double[count]));
            }
        }

        SameException(l => l.Capacity = 4, l => CapacityImplementations.SetCapacity(l, 4));
        SameException(l => CollectionsMarshal.SetCount(l, -1), l => CapacityImplementations.SetCount(l, -1));
        SameException(l => l.EnsureCapacity(-1), l => CapacityImplementations.EnsureCapacity(l, -1));

        static void SameCapacity(int start, Action<List<double>> framework, Action<List<double>> ours)
        {
            List<double> expected = [.. new double[start]];
            List<double> actual = [.. new double[start]];
            framework(expected);
            ours(actual);
            Assert.That((actual, actual.Capacity), Is.EqualTo((expected, expected.Capacity)));
        }
    }

    [Test]
    public void Spans_are_views()
    {
        List<double> list = Make();
        var span = CapacityImplementations.AsSpan(list);
        span[1] = 7;
        Assert.That(list, Is.EqualTo(new double[] { 3, 7, 4, 1, 5 }).And.EqualTo(span.ToArray()));
        Assert.That(CapacityImplementations.AsSpan<double>(null).IsEmpty, Is.True);
        CapacityImplementations.SetCount(list, 1);
        CapacityImplementations.SetCount(list, 3);
        Assert.That(list, Is.EqualTo(new double[] { 3, 0, 0 }));
    }

    [Test]
    public void Is_enumerated()
    {
        List<double> list = Make();
        List<double> seen = [];
        foreach (double x in new Enumeration<ListEnumerator<double>>(ListImplementations.GetEnumerator(list)))
            seen.Add(x);
        Assert.That(seen, Is.EqualTo(list));
        Assert.That(
            () =>
            {
                var enumerator = ListImplementations.GetEnumerator(list);
                enumerator.MoveNext();
                list.Add(1);
                enumerator.MoveNext();
            },
            Throws.InvalidOperationException);
    }

    [Test]
    public void Exceptions()
    {
        SameException(l => l[5].ToString(), l => ListImplementations.Get(l, 5));
        SameException(l => l[-1] = 0, l => ListImplementations.Set(l, -1, 0));
        SameException(l => l.Insert(6, 0), l => ListImplementations.Insert(l, 6, 0));
        SameException(l => l.RemoveAt(5), l => ListImplementations.RemoveAt(l, 5));
        SameException(l => l.RemoveRange(4, 2), l => ListImplementations.RemoveRange(l, 4, 2));
        SameException(l => l.RemoveRange(-1, 2), l => ListImplementations.RemoveRange(l, -1, 2));
        SameException(l => l.InsertRange(6, []), l => ListImplementations.InsertRange(l, 6, []));
        SameException(l => l.InsertRange(6, null!), l => ListImplementations.InsertRange(l, 6, null!));
        SameException(l => l.AddRange(null!), l => ListImplementations.AddRange(l, null!));
        SameException(l => l.GetRange(4, 2), l => ListImplementations.GetRange(l, 4, 2));
        SameException(l => l.ForEach(null!), l => ListImplementations.ForEach(l, null!));
        SameException(l => l.CopyTo(new double[2]), l => ListImplementations.CopyTo(l, new double[2]));
        SameException(_ => new List<double>(-1), _ => ListImplementations.Create<double>(-1));
        SameException(_ => ((List<double>)null!)[0].ToString(), _ => ListImplementations.Get<double>(null!, 0));
    }

    private static List<double> Make() => [3, 1, 4, 1, 5];

    private static void Same(Action<List<double>> framework, Action<List<double>> ours)
    {
        var (expected, actual) = (Make(), Make());
        framework(expected);
        ours(actual);
        Assert.That(actual, Is.EqualTo(expected));
    }

    private static void SameException(Action<List<double>> framework, Action<List<double>> ours) =>
        ArrayImplementationTests.SameException(() => framework(Make()), () => ours(Make()));
}

/// <summary>Lets <c>foreach</c> run over a model of an enumerator.</summary>
internal readonly struct Enumeration<TEnumerator>(TEnumerator enumerator)
{
    public TEnumerator GetEnumerator() => enumerator;
}

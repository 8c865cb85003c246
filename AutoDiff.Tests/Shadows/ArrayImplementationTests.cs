using AutoDiff.Implementations;

namespace AutoDiff.Tests.Shadows;

internal sealed class ArrayImplementationTests
{
    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => (double)((i * 7) % 5))];

    [TestCase(0, 2, 5)]
    [TestCase(2, 0, 5)]
    [TestCase(1, 1, 3)]
    [TestCase(0, 0, 8)]
    public void Overlapping_copies(int from, int to, int count) => Same(
        a => Array.Copy(a, from, a, to, count),
        a => ArrayImplementations.Copy(a, from, a, to, count));

    [TestCase(-1, 0, 1)]
    [TestCase(0, -1, 1)]
    [TestCase(0, 0, -1)]
    [TestCase(0, 0, 9)]
    [TestCase(7, 0, 2)]
    [TestCase(0, 7, 2)]
    public void Copies_out_of_range(int from, int to, int count) => SameException(
        () => Array.Copy(Numbers(8), from, Numbers(8), to, count),
        () => ArrayImplementations.Copy(Numbers(8), from, Numbers(8), to, count));

    [Test]
    public void Changes_in_place()
    {
        Same(a => Array.Copy(a, Numbers(3), 3), a => ArrayImplementations.Copy(a, Numbers(3), 3));
        Same(a => Array.Fill(a, 4), a => ArrayImplementations.Fill(a, 4));
        Same(a => Array.Fill(a, 4, 2, 3), a => ArrayImplementations.Fill(a, 4, 2, 3));
        Same(Array.Clear, ArrayImplementations.Clear);
        Same(a => Array.Clear(a, 1, 2), a => ArrayImplementations.Clear(a, 1, 2));
        Same(a => Array.Reverse(a), ArrayImplementations.Reverse);
        Same(a => Array.Reverse(a, 1, 4), a => ArrayImplementations.Reverse(a, 1, 4));
        Same(a => a.CopyTo(a, 0), a => ArrayImplementations.CopyTo(a, a, 0));
        Same(Array.Sort, SortImplementations.Sort);
        Same(a => Array.Sort(a, 2, 4), a => SortImplementations.Sort(a, 2, 4));
        Same(a => Array.Sort(a, (x, y) => y.CompareTo(x)), a => SortImplementations.Sort(a, (x, y) => y.CompareTo(x)));
        Same(a => Array.Sort(a, Comparer<double>.Default), a => SortImplementations.Sort(a, Comparer<double>.Default));
    }

    [Test]
    public void Results()
    {
        double[] numbers = Numbers(8);
        double[]? none = null;
        double[]? longer = numbers;
        double[]? shorter = numbers;
        ArrayImplementations.Resize(ref none, 3);
        ArrayImplementations.Resize(ref longer, 10);
        ArrayImplementations.Resize(ref shorter, 2);
        double sum = 0;
        ArrayImplementations.ForEach(numbers, x => sum += x);
        Assert.Multiple(() =>
        {
            Assert.That(none, Is.EqualTo(new double[3]));
            Assert.That(longer, Is.EqualTo(numbers.Concat([0, 0])));
            Assert.That(shorter, Is.EqualTo(numbers[..2]));
            Assert.That(ArrayImplementations.Clone(numbers), Is.EqualTo(numbers).And.Not.SameAs(numbers));
            Assert.That(ArrayImplementations.Empty<double>(), Is.Empty);
            Assert.That(ArrayImplementations.ConvertAll(numbers, x => x + 1), Is.EqualTo(numbers.Select(x => x + 1)));
            Assert.That(sum, Is.EqualTo(numbers.Sum()));
        });
    }

    [TestCase(7)]
    [TestCase(100)]
    public void Sorting_treats_ties_as_the_framework_does(int count)
    {
        (double Key, int Index)[] expected = [.. Enumerable.Range(0, count).Select(i => ((double)(i * 13 % 4), i))];
        (double Key, int Index)[] actual = [.. expected];
        Array.Sort(expected, (x, y) => x.Key.CompareTo(y.Key));
        SortImplementations.Sort(actual, (x, y) => x.Key.CompareTo(y.Key));
        Assert.That(actual, Is.EqualTo(expected));

        double[] keys = [3, double.NaN, -1, 2];
        int[] items = [0, 1, 2, 3];
        SortImplementations.Sort(keys, items);
        Assert.That(keys, Is.EqualTo(new[] { double.NaN, -1, 2, 3 }));
        Assert.That(items, Is.EqualTo(new[] { 1, 2, 3, 0 }));
    }

    [Test]
    public void Null_and_ranges_are_checked()
    {
        SameException(() => Array.Fill(null!, 1.0), () => ArrayImplementations.Fill(null!, 1.0));
        SameException(() => Array.Fill(Numbers(2), 1.0, 1, 2), () => ArrayImplementations.Fill(Numbers(2), 1.0, 1, 2));
        SameException(() => Array.Clear(Numbers(2), 1, 2), () => ArrayImplementations.Clear(Numbers(2), 1, 2));
        SameException(() => Array.Reverse(Numbers(2), 1, 2), () => ArrayImplementations.Reverse(Numbers(2), 1, 2));
        SameException(() => Array.Sort((double[])null!), () => SortImplementations.Sort((double[])null!));
        double[]? array = null;
        SameException(() => Array.Resize(ref array, -1), () => ArrayImplementations.Resize(ref array, -1));
    }

    private static void Same(Action<double[]> framework, Action<double[]> ours)
    {
        double[] expected = Numbers(8);
        double[] actual = Numbers(8);
        framework(expected);
        ours(actual);
        Assert.That(actual, Is.EqualTo(expected));
    }

    internal static void SameException(Action framework, Action ours)
    {
        var expected = Assert.Catch(() => framework());
        Assert.That(() => ours(), Throws.TypeOf(expected!.GetType()));
    }
}

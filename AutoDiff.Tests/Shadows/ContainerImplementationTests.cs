using AutoDiff.Implementations;

namespace AutoDiff.Tests.Shadows;

internal sealed class ContainerImplementationTests
{
    [Test]
    public void Dictionaries_change_as_the_framework_s()
    {
        var dictionary = DictionaryImplementations.Create<string, double>(StringComparer.OrdinalIgnoreCase);
        DictionaryImplementations.Add(dictionary, "a", 1);
        DictionaryImplementations.Set(dictionary, "A", 2);
        DictionaryImplementations.Set(dictionary, "b", 3);
        bool added = DictionaryImplementations.TryAdd(dictionary, "c", 4);
        bool again = DictionaryImplementations.TryAdd(dictionary, "c", 5);
        bool found = DictionaryImplementations.TryGetValue(dictionary, "B", out double value);
        bool missing = DictionaryImplementations.TryGetValue(dictionary, "x", out double none);
        bool removed = DictionaryImplementations.Remove(dictionary, "b");
        bool gone = DictionaryImplementations.Remove(dictionary, "b", out _);
        bool taken = DictionaryImplementations.Remove(dictionary, "c", out double was);
        DictionaryImplementations.GetValueRefOrAddDefault(dictionary, "d", out bool exists) += 6;
        Assert.Multiple(() =>
        {
            Assert.That((added, again, found, missing, removed, gone, taken, exists), Is.EqualTo((true, false, true, false, true, false, true, false)));
            Assert.That((value, none, was), Is.EqualTo((3.0, 0.0, 4.0)));
            Assert.That(dictionary, Is.EquivalentTo(new KeyValuePair<string, double>[] { new("a", 2), new("d", 6) }));
            Assert.That(DictionaryImplementations.GetValueOrDefault(dictionary, "d"), Is.EqualTo(6));
            Assert.That(DictionaryImplementations.GetValueOrDefault(dictionary, "x"), Is.Zero);
            Assert.That(DictionaryImplementations.GetValueOrDefault(new SortedList<string, double> { ["d"] = 1 }, "d", 9), Is.EqualTo(1));
            Assert.That(DictionaryImplementations.Create(dictionary), Is.EquivalentTo(dictionary));
        });
        DictionaryImplementations.Clear(dictionary);
        Assert.That(dictionary, Is.Empty);
    }

    [Test]
    public void Dictionaries_are_enumerated_in_order()
    {
        var dictionary = new Dictionary<string, double> { ["b"] = 1, ["a"] = 2 };
        List<KeyValuePair<string, double>> pairs = [];
        List<string> keys = [];
        List<double> values = [];
        foreach (var pair in new Enumeration<DictionaryEnumerator<string, double>>(DictionaryImplementations.GetEnumerator(dictionary)))
            pairs.Add(new KeyValuePair<string, double>(pair.Key, pair.Value));
        foreach (string key in DictionaryImplementations.GetKeys(dictionary))
            keys.Add(key);
        foreach (double value in DictionaryImplementations.GetValues(dictionary))
            values.Add(value);
        Assert.Multiple(() =>
        {
            Assert.That(pairs, Is.EqualTo(dictionary));
            Assert.That(keys, Is.EqualTo(dictionary.Keys));
            Assert.That(values, Is.EqualTo(dictionary.Values));
            Assert.That(DictionaryImplementations.GetValues(dictionary).ToArray(), Is.EqualTo(dictionary.Values));
            Assert.That(DictionaryImplementations.GetKeys(dictionary).Count, Is.EqualTo(2));
        });
    }

    [Test]
    public void Parts_of_pairs_are_reached_in_place()
    {
        var pair = Pairs.Create("a", 1.5);
        Pairs.Value(ref pair) *= 2;
        Pairs.Key(ref pair) += "b";
        Assert.That(pair, Is.EqualTo(KeyValuePair.Create("ab", 3.0)));
        var wide = new KeyValuePair<byte, (double, string)>(1, (2, "c"));
        Pairs.Value(ref wide).Item1 = 5;
        Pairs.Key(ref wide) = 7;
        Assert.That(wide, Is.EqualTo(KeyValuePair.Create((byte)7, (5.0, "c"))));
    }

    [Test]
    public void Dictionaries_throw_as_the_framework_s()
    {
        Dictionary<string, double> dictionary = new() { ["a"] = 1 };
        ArrayImplementationTests.SameException(() => dictionary["x"].ToString(), () => DictionaryImplementations.Get(dictionary, "x"));
        ArrayImplementationTests.SameException(() => dictionary.Add("a", 1), () => DictionaryImplementations.Add(dictionary, "a", 1));
        ArrayImplementationTests.SameException(() => dictionary.Add(null!, 1), () => DictionaryImplementations.Add(dictionary, null!, 1));
        ArrayImplementationTests.SameException(() => dictionary[null!].ToString(), () => DictionaryImplementations.Get(dictionary, null!));
    }

    [Test]
    public void Sorted_dictionaries()
    {
        var sorted = SortedDictionaryImplementations.Create(new Dictionary<string, double> { ["c"] = 3, ["a"] = 1 });
        SortedDictionaryImplementations.Add(sorted, "b", 5);
        SortedDictionaryImplementations.Set(sorted, "b", 2);
        SortedDictionaryImplementations.Set(sorted, "d", 4);
        bool removed = SortedDictionaryImplementations.Remove(sorted, "a");
        bool found = SortedDictionaryImplementations.TryGetValue(sorted, "c", out double three);
        List<KeyValuePair<string, double>> pairs = [];
        List<string> keys = [];
        foreach (var pair in new Enumeration<SortedDictionaryEnumerator<string, double>>(SortedDictionaryImplementations.GetEnumerator(sorted)))
            pairs.Add(new KeyValuePair<string, double>(pair.Key, pair.Value));
        foreach (string key in SortedDictionaryImplementations.GetKeys(sorted))
            keys.Add(key);
        Assert.Multiple(() =>
        {
            Assert.That((removed, found, three), Is.EqualTo((true, true, 3.0)));
            Assert.That(pairs, Is.EqualTo(sorted).And.EqualTo(new KeyValuePair<string, double>[] { new("b", 2), new("c", 3), new("d", 4) }));
            Assert.That(keys, Is.EqualTo(sorted.Keys));
            Assert.That(SortedDictionaryImplementations.GetValues(sorted).ToArray(), Is.EqualTo(sorted.Values));
            Assert.That(SortedDictionaryImplementations.Create(sorted), Is.EqualTo(sorted));
            Assert.That(SortedDictionaryImplementations.Get(sorted, "b"), Is.EqualTo(2));
        });
        ArrayImplementationTests.SameException(() => sorted["x"].ToString(), () => SortedDictionaryImplementations.Get(sorted, "x"));
        ArrayImplementationTests.SameException(() => sorted.Add("b", 1), () => SortedDictionaryImplementations.Add(sorted, "b", 1));
        ArrayImplementationTests.SameException(() => sorted.Add(null!, 1), () => SortedDictionaryImplementations.Add(sorted, null!, 1));
        SortedDictionaryImplementations.Clear(sorted);
        Assert.That(sorted, Is.Empty);
    }

    [Test]
    public void Sorted_lists()
    {
        var sorted = SortedListImplementations.Create<string, double>(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)));
        SortedListImplementations.Set(sorted, "a", 1);
        SortedListImplementations.Set(sorted, "c", 3);
        SortedListImplementations.Add(sorted, "b", 2);
        SortedListImplementations.SetValueAtIndex(sorted, 0, 9);
        Assert.Multiple(() =>
        {
            Assert.That(SortedListImplementations.GetKeys(sorted), Is.EqualTo(new[] { "c", "b", "a" }));
            Assert.That(SortedListImplementations.GetValues(sorted), Is.EqualTo(new double[] { 9, 2, 1 }));
            Assert.That(SortedListImplementations.GetValueAtIndex(sorted, 1), Is.EqualTo(2));
            Assert.That(SortedListImplementations.TryGetValue(sorted, "x", out _), Is.False);
        });
        SortedListImplementations.RemoveAt(sorted, 1);
        Assert.That(sorted.Keys, Is.EqualTo(new[] { "c", "a" }));
        ArrayImplementationTests.SameException(() => sorted.RemoveAt(2), () => SortedListImplementations.RemoveAt(sorted, 2));
        ArrayImplementationTests.SameException(() => sorted.GetValueAtIndex(2), () => SortedListImplementations.GetValueAtIndex(sorted, 2));
        SortedListImplementations.Clear(sorted);
        Assert.That(sorted, Is.Empty);
    }

    [Test]
    public void Stacks()
    {
        double[] source = [1, 2, 3];
        var stack = StackImplementations.Create(source);
        StackImplementations.Push(stack, 4);
        bool any = StackImplementations.TryPop(stack, out double four);
        bool top = StackImplementations.TryPeek(stack, out double three);
        List<double> seen = [];
        foreach (double x in new Enumeration<StackEnumerator<double>>(StackImplementations.GetEnumerator(stack)))
            seen.Add(x);
        double[] copy = new double[4];
        StackImplementations.CopyTo(stack, copy, 1);
        Assert.Multiple(() =>
        {
            Assert.That((any, four, top, three), Is.EqualTo((true, 4.0, true, 3.0)));
            Assert.That(seen, Is.EqualTo(new Stack<double>(source)));
            Assert.That(copy, Is.EqualTo(new double[] { 0, 3, 2, 1 }));
            Assert.That(StackImplementations.ToArray(stack), Is.EqualTo(stack.ToArray()));
            Assert.That(StackImplementations.Peek(stack), Is.EqualTo(3));
            Assert.That(StackImplementations.Pop(stack), Is.EqualTo(3));
        });
        StackImplementations.Clear(stack);
        Assert.That((stack.Count, StackImplementations.TryPop(stack, out _), StackImplementations.TryPeek(stack, out _)), Is.EqualTo((0, false, false)));
        ArrayImplementationTests.SameException(() => stack.Pop(), () => StackImplementations.Pop(stack));
        ArrayImplementationTests.SameException(() => stack.Peek(), () => StackImplementations.Peek(stack));
    }

    [Test]
    public void Queues()
    {
        double[] source = [1, 2, 3];
        var queue = QueueImplementations.Create(source);
        QueueImplementations.Enqueue(queue, 4);
        bool any = QueueImplementations.TryDequeue(queue, out double one);
        bool top = QueueImplementations.TryPeek(queue, out double two);
        List<double> seen = [];
        foreach (double x in new Enumeration<QueueEnumerator<double>>(QueueImplementations.GetEnumerator(queue)))
            seen.Add(x);
        Assert.Multiple(() =>
        {
            Assert.That((any, one, top, two), Is.EqualTo((true, 1.0, true, 2.0)));
            Assert.That(seen, Is.EqualTo(new double[] { 2, 3, 4 }));
            Assert.That(QueueImplementations.ToArray(queue), Is.EqualTo(queue.ToArray()));
            Assert.That(QueueImplementations.Peek(queue), Is.EqualTo(2));
            Assert.That(QueueImplementations.Dequeue(queue), Is.EqualTo(2));
        });
        QueueImplementations.Clear(queue);
        Assert.That((queue.Count, QueueImplementations.TryDequeue(queue, out _), QueueImplementations.TryPeek(queue, out _)), Is.EqualTo((0, false, false)));
        ArrayImplementationTests.SameException(() => queue.Dequeue(), () => QueueImplementations.Dequeue(queue));
    }

    [Test]
    public void Linked_lists()
    {
        double[] source = [2, 3];
        var list = LinkedListImplementations.Create(source);
        LinkedListImplementations.AddFirst(list, 1);
        var last = LinkedListImplementations.AddLast(list, 5);
        var four = LinkedListImplementations.AddBefore(list, last, 4);
        LinkedListImplementations.AddAfter(list, last, LinkedListImplementations.CreateNode(6.0));
        LinkedListImplementations.SetValue(four, 4.5);
        bool removed = LinkedListImplementations.Remove(list, 3);
        bool missing = LinkedListImplementations.Remove(list, 30);
        List<double> seen = [];
        foreach (double x in new Enumeration<LinkedListEnumerator<double>>(LinkedListImplementations.GetEnumerator(list)))
            seen.Add(x);
        Assert.Multiple(() =>
        {
            Assert.That((removed, missing), Is.EqualTo((true, false)));
            Assert.That(seen, Is.EqualTo(new[] { 1, 2, 4.5, 5, 6 }).And.EqualTo(list));
            Assert.That(LinkedListImplementations.ToArray(list), Is.EqualTo(list));
            Assert.That(LinkedListImplementations.GetValue(LinkedListImplementations.Previous(last)!), Is.EqualTo(4.5));
            Assert.That(LinkedListImplementations.ListOf(last), Is.SameAs(list));
        });
        LinkedListImplementations.RemoveFirst(list);
        LinkedListImplementations.RemoveLast(list);
        LinkedListImplementations.Remove(list, four);
        Assert.That(list, Is.EqualTo(new double[] { 2, 5 }));
        ArrayImplementationTests.SameException(() => list.Remove(four), () => LinkedListImplementations.Remove(list, four));
        ArrayImplementationTests.SameException(() => list.AddLast(last), () => LinkedListImplementations.AddLast(list, last));
        LinkedListImplementations.Clear(list);
        Assert.That(list, Is.Empty);
        ArrayImplementationTests.SameException(list.RemoveFirst, () => LinkedListImplementations.RemoveFirst(list));
    }

    [Test]
    public void Sets_are_enumerated_in_order()
    {
        HashSet<int> set = [3, 1, 2];
        List<int> seen = [];
        foreach (int x in new Enumeration<HashSetEnumerator<int>>(HashSetImplementations.GetEnumerator(set)))
            seen.Add(x);
        Assert.That(seen, Is.EqualTo(set));
    }
}

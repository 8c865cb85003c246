using System.Reflection;
using AutoDiff.Implementations;

namespace AutoDiff.Tests.Shadows;

/// <summary>Every primitive is undone by its reverse, and redone after the pullback.</summary>
internal sealed class PrimitiveTests
{
    private readonly Tape tape = Tape.CreateOwned();

    [Test]
    public void Reverses_have_the_signatures_that_the_weaver_expects()
    {
        var methods = typeof(PrimitiveAttribute).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(PrimitiveAttribute)))
            .ToArray();
        Assert.That(methods, Has.Length.GreaterThan(20));
        foreach (var method in methods)
        {
            var reverse = method.DeclaringType!.GetMethod(method.GetCustomAttribute<PrimitiveAttribute>()!.Reverse)!;
            Assert.That(reverse, Is.Not.Null, method.Name);
            IEnumerable<string> expected = method.GetParameters().Select(p => p.ParameterType.ToString());
            if (method.ReturnType != typeof(void))
                expected = expected.Append(method.ReturnType.ToString());
            Assert.That(reverse.GetParameters().Select(p => p.ParameterType.ToString()), Is.EqualTo(expected.Append(typeof(Tape).ToString())), method.Name);
            var item = method.GetParameters().Where(p => p.ParameterType.IsGenericParameter && !p.IsDefined(typeof(NoDerivativeAttribute))).ToArray();
            Assert.That(reverse.ReturnType.ToString(), Is.EqualTo(item.Length == 1 ? item[0].ParameterType.ToString() : typeof(void).ToString()), method.Name);
        }
    }

    [Test]
    public void Lists()
    {
        var list = new List<double> { 1, 2, 3 };
        Check(list, () => Assert.That(ListPrimitives.AppendReverse(list, 0, tape), Is.EqualTo(3)), [1.0, 2], [1, 2, 0]);
        list = [1, 2, 3];
        Check(list, () => Assert.That(ListPrimitives.InsertAtReverse(list, 1, 0, tape), Is.EqualTo(2)), [1.0, 3], [1, 0, 3]);
        list = [1, 2, 3];
        Check(list, () => ListPrimitives.RemoveAtReverse(list, 1, 9, tape), [1.0, 9, 2, 3], [1, 2, 3]);
        Assert.That(ListPrimitives.RemoveAt(list, 0), Is.EqualTo(1));
    }

    [Test]
    public void Lists_of_default_items()
    {
        var list = new List<double> { 1, 2, 3 };
        Check(list, () => ListPrimitives.LengthenReverse(list, 2, tape), [1.0], [1, 0, 0]);
    }

    /// <summary><c>List l = [x, y]; l.Add(z);</c>: what is added to the elements after the list moved arrives where the span took them in.</summary>
    [Test]
    public void Lists_that_move_take_adjoints_along()
    {
        var list = ListPrimitives.New<double>(2);
        ListPrimitives.Lengthen(list, 2);
        double[] filled = ListPrimitives.Items(list, 2);
        double[] before = ListPrimitives.Move(list, 4);
        double[] after = ListPrimitives.Items(list, 4);
        ListPrimitives.Append(list, 0);
        Assert.That(before, Is.SameAs(filled));
        Assert.That(after, Is.Not.SameAs(filled));
        for (int call = 0; call < 3; call++)
        {
            list[0] = 1;
            list[1] = 2;
            list[2] = 3;
            filled[1] = 10;
            Check(
                list,
                () =>
                {
                    Assert.That(ListPrimitives.AppendReverse(list, 0, tape), Is.EqualTo(3));
                    Assert.That(ListPrimitives.Items(list, 4), Is.SameAs(after));
                    ListPrimitives.MoveReverse(list, 4, before, tape);
                    Assert.That(ListPrimitives.Items(list, 0), Is.SameAs(filled));
                    Assert.That(after[..2], Is.EqualTo(new double[2]));
                },
                [1.0, 12],
                [0, 0, 0]);
            Assert.That(filled, Is.EqualTo(new double[2]));
            Assert.That(ListPrimitives.Items(list, 4), Is.SameAs(after));
        }
    }

    [Test]
    public void The_array_behind_a_list_stays_while_elements_come_and_go()
    {
        List<double> shadow = Shadow.Like(new List<double>(8) { 1, 2 });
        double[] items = ListPrimitives.Items(shadow, 8);
        Assert.That(items, Has.Length.GreaterThanOrEqualTo(8));
        ListPrimitives.Append(shadow, 0);
        Check(
            shadow,
            () =>
            {
                items[2] = 5;
                Assert.That(ListPrimitives.AppendReverse(shadow, 0, tape), Is.EqualTo(5));
                ListPrimitives.RemoveAtReverse(shadow, 1, 7, tape);
                Assert.That(ListPrimitives.Items(shadow, 8), Is.SameAs(items));
            },
            [0.0, 7, 0],
            [0, 0, 0]);
        Assert.That(ListPrimitives.Items(shadow, 8), Is.SameAs(items));
    }

    [Test]
    public void References_are_put_back()
    {
        double[] shadow = [5];
        List<double[]?> list = [shadow, null];
        Check(list, () => Assert.That(ListPrimitives.AppendReverse(list, null, tape), Is.Null), [shadow], [shadow, null]);
        Check(list, () => Assert.That(ListPrimitives.InsertAtReverse(list, 0, shadow, tape), Is.SameAs(shadow)), [null], [shadow, null]);
        Assert.That(list[0], Is.SameAs(shadow));
    }

    [Test]
    public void Dictionaries()
    {
        var dictionary = new Dictionary<string, double> { ["a"] = 1, ["b"] = 2 };
        Check(dictionary, () => Assert.That(DictionaryPrimitives.AddKeyReverse(dictionary, "b", 0, tape), Is.EqualTo(2)), [new("a", 1.0)],
            [new("a", 1), new("b", 0)]);
        Check(dictionary, () => DictionaryPrimitives.RemoveKeyReverse(dictionary, "c", 3, tape), [new("a", 1.0), new("b", 0), new("c", 3)],
            [new("a", 1), new("b", 0)]);
    }

    [Test]
    public void Sorted_dictionaries()
    {
        var dictionary = new SortedDictionary<string, double> { ["a"] = 1, ["b"] = 2 };
        Check(dictionary, () => Assert.That(SortedDictionaryPrimitives.AddKeyReverse(dictionary, "b", 0, tape), Is.EqualTo(2)), [new("a", 1.0)],
            [new("a", 1), new("b", 0)]);
        Check(dictionary, () => SortedDictionaryPrimitives.RemoveKeyReverse(dictionary, "c", 3, tape), [new("a", 1.0), new("b", 0), new("c", 3)],
            [new("a", 1), new("b", 0)]);
        Check(dictionary, () => SortedDictionaryPrimitives.GetReverse(dictionary, "a", 4, tape), [new("a", 5.0), new("b", 0)], [new("a", 5), new("b", 0)]);
        Check(dictionary, () => Assert.That(SortedDictionaryPrimitives.ExchangeReverse(dictionary, "a", 0, 7, tape), Is.EqualTo(5)),
            [new("a", 7.0), new("b", 0)], [new("a", 0), new("b", 0)]);
    }

    [Test]
    public void Sorted_lists_of_references()
    {
        double[] shadow = [1];
        double[] other = [2];
        var list = new SortedList<string, double[]> { ["a"] = shadow };
        Check(list, () => Assert.That(SortedListPrimitives.ExchangeReverse(list, "a", null!, other, tape), Is.SameAs(shadow)), [new("a", other)],
            [new("a", shadow)]);
        Check(list, () => Assert.That(SortedListPrimitives.AddKeyReverse(list, "a", null!, tape), Is.SameAs(shadow)), [], [new("a", shadow)]);
        Check(list, () => SortedListPrimitives.RemoveKeyReverse(list, "b", other, tape), [new("a", shadow), new("b", other)], [new("a", shadow)]);
        Check(list, () => SortedListPrimitives.GetReverse(list, "a", shadow, tape), [new("a", shadow)], [new("a", shadow)]);
    }

    [Test]
    public void Stacks()
    {
        var stack = new Stack<double>([3, 2, 1]);
        Check(stack, () => Assert.That(StackPrimitives.PushReverse(stack, 0, tape), Is.EqualTo(1)), [2.0, 3], [0, 2, 3]);
        Check(stack, () => StackPrimitives.PopReverse(stack, 9, tape), [9.0, 0, 2, 3], [0, 2, 3]);
        Check(stack, () => StackPrimitives.PeekReverse(stack, 5, tape), [5.0, 2, 3], [5, 2, 3]);
        double[] items = [1, 2, 3];
        Check(stack, () => StackPrimitives.ItemsReverse(stack, items, tape), [6.0, 4, 6], [6, 4, 6]);
        Assert.That(items, Is.EqualTo(new double[3]));
    }

    [Test]
    public void Queues()
    {
        var queue = new Queue<double>([1, 2, 3]);
        Check(queue, () => Assert.That(QueuePrimitives.EnqueueReverse(queue, 0, tape), Is.EqualTo(3)), [1.0, 2], [1, 2, 0]);
        Check(queue, () => QueuePrimitives.DequeueReverse(queue, 9, tape), [9.0, 1, 2, 0], [1, 2, 0]);
        Check(queue, () => QueuePrimitives.PeekReverse(queue, 5, tape), [6.0, 2, 0], [6, 2, 0]);
        double[] items = [1, 2, 3];
        Check(queue, () => QueuePrimitives.ItemsReverse(queue, items, tape), [7.0, 4, 3], [7, 4, 3]);
        Assert.That(items, Is.EqualTo(new double[3]));
    }

    [Test]
    public void Linked_lists()
    {
        var list = new LinkedList<double>([1, 2, 3]);
        var middle = list.First!.Next!;
        Check(list, () => LinkedListPrimitives.LinkReverse(list, middle.Next, middle, tape), [1.0, 3], [1, 2, 3]);
        var next = LinkedListPrimitives.Unlink(list, middle);
        Check(list, () => LinkedListPrimitives.UnlinkReverse(list, middle, next, tape), [1.0, 2, 3], [1, 3]);
        Assert.That(LinkedListPrimitives.NewNodeReverse(0, middle, tape), Is.EqualTo(2));
        Assert.That(middle.Value, Is.Zero);
    }

    private void Check<T>(IEnumerable<T> shadow, Action reverse, T[] undone, T[] redone)
    {
        new PullbackStateTests.State(tape).Run(() =>
        {
            reverse();
            Assert.That(shadow, Is.EqualTo(undone));
        });
        Assert.That(shadow, Is.EqualTo(redone));
    }
}

using System.Collections.ObjectModel;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoDiff.Tests.Shadows;

internal sealed class LikeTests
{
    [Test]
    public void Scalars_are_zero_and_the_rest_is_kept()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Shadow.Like(3.0), Is.Zero);
            Assert.That(Shadow.Like(3f), Is.Zero);
            Assert.That(Shadow.Like((Half)3), Is.EqualTo(Half.Zero));
            Assert.That(Shadow.Like(new Complex(1, 2)), Is.EqualTo(Complex.Zero));
            Assert.That(Shadow.Like(Vector128.Create(1.0, 2.0)), Is.EqualTo(Vector128<double>.Zero));
            Assert.That(Shadow.Like(Matrix4x4.Identity), Is.EqualTo(default(Matrix4x4)));
            Assert.That(Shadow.Like((double?)3), Is.EqualTo(0.0));
            Assert.That(Shadow.Like(((double, int))(2, 3)), Is.EqualTo((0.0, 3)));
            Assert.That(Shadow.Like(3), Is.EqualTo(3));
            Assert.That(Shadow.Like("text"), Is.EqualTo("text"));
            Assert.That(Shadow.Like<double[]?>(null), Is.Null);
            Assert.That(Shadow.Like<object?>(2.5), Is.EqualTo(0.0));
            Assert.That(Shadow.Like<object?>(2), Is.EqualTo(2));
        });
    }

    [Test]
    public void Arrays_have_the_same_type_and_lengths()
    {
        double[][] jagged = [[1, 2], [], null!, [3]];
        var shadow = Shadow.Like(jagged);
        var rectangular = Shadow.Like(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        object covariant = Shadow.Like<object[]>(new Body[] { new("a", 1) });
        Assert.Multiple(() =>
        {
            Assert.That(shadow, Is.EqualTo(new double[]?[] { [0, 0], [], null, [0] }));
            Assert.That(rectangular, Is.EqualTo(new float[2, 3]));
            Assert.That(covariant, Is.TypeOf<Body[]>());
            Assert.That(Shadow.Like(new[] { 1, 2 }), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(Shadow.Like(new Plain[] { new() { Number = 1, Index = 5 } })[0], Is.EqualTo(new Plain { Index = 5 }));
            Assert.That(Shadow.Like(new Vector3[] { new(1, 2, 3) }), Is.EqualTo(new Vector3[1]));
            Assert.That(Shadow.Like(new[] { Vector256.Create(1f) }), Is.EqualTo(new Vector256<float>[1]));
        });
    }

    [Test]
    public void Repeated_fields_are_cleared_throughout()
    {
        Triple triple = default;
        triple[0] = 1;
        triple[2] = 2;
        Buffer buffer = default;
        buffer.Count = 4;
        float third;
        unsafe
        {
            buffer.Values[3] = 5;
            buffer = Shadow.Like(buffer);
            third = buffer.Values[3];
        }

        triple = Shadow.Like(triple);
        Assert.That((triple[0], triple[2], third, buffer.Count), Is.EqualTo((0.0, 0.0, 0f, 4)));
    }

    [Test]
    public void Shared_rows_stay_shared()
    {
        double[] row = [1, 2];
        var shadow = Shadow.Like(new[] { row, row });
        Assert.That(shadow[0], Is.SameAs(shadow[1]).And.Not.SameAs(row));
    }

    [Test]
    public void Classes_are_copied_with_their_private_fields()
    {
        double[] constant = [1];
        var body = new Body("a", 2) { Law = x => x, Reference = constant };
        body.Other = body;
        var shadow = Shadow.Like(body);
        Assert.Multiple(() =>
        {
            Assert.That(shadow, Is.Not.SameAs(body));
            Assert.That(shadow.Other, Is.SameAs(shadow));
            Assert.That(shadow.Law, Is.SameAs(body.Law));
            Assert.That(shadow.Reference, Is.SameAs(constant));
            Assert.That((shadow.Name, shadow.Mass, shadow.Count, shadow.Fixed), Is.EqualTo(("a", 0.0, 3, 7.0)));
            Assert.That(shadow.History, Is.EqualTo(new double[2]).And.Not.SameAs(body.History));
            Assert.That(body.History, Is.EqualTo(new[] { 2.0, 4.0 }));
        });
    }

    [Test]
    public void Base_classes_records_and_boxes()
    {
        var derived = Shadow.Like(new Derived());
        var point = Shadow.Like(new Point(1, 2));
        var box = Shadow.Like<object>(new Mixed { Number = 1, Index = 2, Values = [3] });
        var mixed = (Mixed)box;
        Assert.Multiple(() =>
        {
            Assert.That((derived.Hidden, derived.Own), Is.EqualTo((0.0, 0f)));
            Assert.That(point, Is.EqualTo(new Point(0, 2)));
            Assert.That((mixed.Number, mixed.Index), Is.EqualTo((0.0, 2)));
            Assert.That(mixed.Values, Is.EqualTo(new double[1]));
            Assert.That(Shadow.Like(Tuple.Create(1.0, "x")), Is.EqualTo(Tuple.Create(0.0, "x")));
        });
    }

    [Test]
    public void Long_chains_do_not_overflow_the_stack()
    {
        var first = new Link { Value = 1 };
        var last = first;
        for (int i = 0; i < 100_000; i++)
            last = last.Next = new Link { Value = i };
        last.Next = first;

        int count = 0;
        var shadow = Shadow.Like(first);
        for (var link = shadow; count == 0 || link != shadow; link = link.Next!)
        {
            Assert.That(link.Value, Is.Zero);
            count++;
        }

        Shadow.Clear(first);
        Assert.That((count, first.Next!.Value), Is.EqualTo((100_001, 0.0)));
    }

    [Test]
    public void Containers_keep_keys_comparers_and_order()
    {
        var dictionary = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase) { ["b"] = 1, ["x"] = 2, ["a"] = 3 };
        dictionary.Remove("x");
        var descending = Comparer<int>.Create((x, y) => y.CompareTo(x));
        var sorted = new SortedDictionary<int, double[]>(descending) { [1] = [1], [2] = [2] };
        var shadow = Shadow.Like(dictionary);
        var sortedShadow = Shadow.Like(sorted);
        Assert.Multiple(() =>
        {
            Assert.That(shadow.Keys, Is.EqualTo(new[] { "b", "a" }));
            Assert.That(shadow["A"], Is.Zero);
            Assert.That(sortedShadow.Keys, Is.EqualTo(new[] { 2, 1 }));
            Assert.That(sortedShadow[1], Is.EqualTo(new[] { 0.0 }));
            Assert.That(Shadow.Like(new SortedList<string, float> { ["a"] = 1 }), Is.EqualTo(new SortedList<string, float> { ["a"] = 0 }));
            Assert.That(Shadow.Like(new HashSet<double> { 1, 2 }), Is.EqualTo(new HashSet<double> { 1, 2 }));
            Assert.That(Shadow.Like(new SortedSet<int>(descending) { 1, 2 }), Is.EqualTo(new[] { 2, 1 }));
            Assert.That(Shadow.Like(new List<double> { 1, 2 }), Is.EqualTo(new[] { 0.0, 0.0 }));
            Assert.That(Shadow.Like(new List<double[]?> { new[] { 1.0 }, null }), Is.EqualTo(new List<double[]?> { new[] { 0.0 }, null }));
            Assert.That(Shadow.Like(new Collection<double> { 1 }), Is.EqualTo(new[] { 0.0 }));
        });
    }

    [Test]
    public void Stacks_and_queues_keep_their_order()
    {
        var stack = new Stack<Plain>([new() { Number = 1, Index = 1 }, new() { Number = 2, Index = 2 }]);
        var queue = new Queue<Plain>(stack);
        Assert.Multiple(() =>
        {
            Assert.That(Shadow.Like(stack).Select(p => (p.Number, p.Index)), Is.EqualTo(new[] { (0.0, 2), (0.0, 1) }));
            Assert.That(Shadow.Like(queue).Select(p => (p.Number, p.Index)), Is.EqualTo(new[] { (0.0, 2), (0.0, 1) }));
        });
    }

    [Test]
    public void Nodes_of_linked_lists_are_the_nodes_of_the_copy()
    {
        var list = new LinkedList<double>([1, 2, 3]);
        var (node, shadow) = Shadow.Like((list.First!.Next!, list));
        Assert.Multiple(() =>
        {
            Assert.That(node, Is.SameAs(shadow.First!.Next));
            Assert.That(shadow, Is.EqualTo(new double[3]));
            Assert.That(Shadow.Like(new LinkedListNode<double>(4)).Value, Is.Zero);
        });
    }

    [Test]
    public void Keys_keep_their_identity()
    {
        var key = new Body("key", 1);
        Assert.That(Shadow.Like(new Dictionary<Body, double> { [key] = 2 })[key], Is.Zero);
    }

    [Test]
    public void Framework_objects_stand_for_themselves()
    {
        object[] objects = [typeof(int), new Random(1), Task.CompletedTask, Stream.Null, System.Globalization.CultureInfo.InvariantCulture,
            (Action)(() => { })];
        Assert.That(Shadow.Like(objects), Is.EqualTo(objects));
    }

    [Test]
    public void Copies_are_not_finalised()
    {
        Make();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(Finalized.Finalizations, Is.LessThanOrEqualTo(1));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Make()
        {
            var shadow = Shadow.Like(new Finalized());
            Assert.That(shadow.Value, Is.Zero);
        }
    }
}

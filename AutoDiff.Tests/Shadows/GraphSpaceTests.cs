using System.Numerics;

namespace AutoDiff.Tests.Shadows;

internal sealed class GraphSpaceTests
{
    [Test]
    public void Moved_is_a_copy_with_shared_parts_and_cycles()
    {
        var x = new Body("a", 1) { Other = new Body("b", 2), Reference = [9] };
        x.Other.Other = x;
        var moved = GraphSpace.Moved(x, Shadow.Copy(x), -0.5);
        Assert.Multiple(() =>
        {
            Assert.That(moved, Is.Not.SameAs(x));
            Assert.That(moved.Other!.Other, Is.SameAs(moved));
            Assert.That((moved.Mass, moved.Other.Mass, moved.Fixed, moved.Count, moved.Name), Is.EqualTo((0.5, 1.0, 7.0, 3, "a")));
            Assert.That(moved.History, Is.EqualTo(new[] { 0.5, 1 }));
            Assert.That(moved.Reference, Is.SameAs(x.Reference), "members without derivative are those of the point");
            Assert.That((x.Mass, x.Other.Mass, x.History[1]), Is.EqualTo((1.0, 2.0, 2.0)));
        });
    }

    [Test]
    public void Move_changes_the_same_objects()
    {
        var x = new Body("a", 1);
        var (same, history) = (x, x.History);
        GraphSpace.Move(ref x, Shadow.Copy(x), 2);
        Assert.That(x, Is.SameAs(same));
        Assert.That((x.Mass, history[1]), Is.EqualTo((3.0, 6.0)));

        var mixed = new Mixed { Number = 1, Index = 4, Values = [1, 2] };
        var values = mixed.Values;
        GraphSpace.Move(ref mixed, new Mixed { Number = 10, Index = 9, Values = [10, 20] }, 0.5);
        Assert.That((mixed.Number, mixed.Index), Is.EqualTo((6.0, 4)));
        Assert.That(values, Is.EqualTo(new[] { 6.0, 12 }));
    }

    [Test]
    public void Arrays_of_any_length()
    {
        for (int n = 0; n < 20; n++)
        {
            double[] x = [.. Enumerable.Range(0, n).Select(i => i - 3.5)], y = [.. x.Select(v => v * v)];
            float[] f = [.. x.Select(v => (float)v)], g = [.. y.Select(v => (float)v)];
            Assert.Multiple(() =>
            {
                Assert.That(GraphSpace.Moved(x, y, 0.1), Is.EqualTo(x.Zip(y, (a, b) => a + (0.1 * b))));
                Assert.That(GraphSpace.Moved(f, g, 0.1), Is.EqualTo(f.Zip(g, (a, b) => a + (0.1f * b))));
                Assert.That(GraphSpace.Add(x, y), Is.EqualTo(x.Zip(y, (a, b) => a + b)));
                Assert.That(GraphSpace.Scale(x, 0.1), Is.EqualTo(x.Select(v => v * 0.1)));
                Assert.That(GraphSpace.Scale(f, 0.1), Is.EqualTo(f.Select(v => v * 0.1f)));
                Assert.That(GraphSpace.Zero(x), Is.EqualTo(new double[n]));
                Assert.That(GraphSpace.Dot(x, y), Is.EqualTo(x.Zip(y, (a, b) => a * b).Sum()).Within(1e-12).Percent.Or.EqualTo(0));
                Assert.That(GraphSpace.Dot(f, g), Is.EqualTo(x.Zip(y, (a, b) => a * b).Sum()).Within(1e-4).Percent.Or.EqualTo(0));
                Assert.That(GraphSpace.Norm(x), Is.EqualTo(Math.Sqrt(y.Sum())).Within(1e-12));
            });
        }
    }

    [Test]
    public void All_containers()
    {
        object[] Make(double k) =>
        [
            new double[] { k }, new float[,] { { (float)k } }, new double[]?[] { [k], null }, new List<double> { k }, new Dictionary<int, double> { [1] = k },
            new SortedDictionary<int, double> { [1] = k }, new SortedList<int, double> { [1] = k }, new Stack<double>([k, 2 * k]),
            new Queue<double>([k, 2 * k]),
            new LinkedList<double>([k]), new HashSet<double> { 1 }, new[] { new Vector2((float)k) }, new Plain[] { new() { Number = k, Index = 2 } }, k,
            (Half)k, "text",
        ];
        object[] x = Make(1), y = Make(2);
        Assert.Multiple(() =>
        {
            Assert.That(GraphSpace.Moved(x, y, 3), Is.EqualTo(Make(7)));
            Assert.That(GraphSpace.Add(x, y), Is.EqualTo(Make(3)));
            Assert.That(GraphSpace.Scale(y, -2), Is.EqualTo(Make(-4)));
            Assert.That(GraphSpace.Zero(y), Is.EqualTo(Make(0)));
            Assert.That(GraphSpace.Dot(x, y), Is.EqualTo(2 * (8 + 5 + 5 + 2 + 1 + 1 + 1)), "eight of one number, stack and queue, vector, struct, boxes");
            Assert.That(x, Is.EqualTo(Make(1)), "operands stay");
            Assert.That(y, Is.EqualTo(Make(2)), "operands stay");
        });
    }

    [Test]
    public void Shared_parts_change_once_and_pairs_count_once()
    {
        double[] shared = [1, 2], a = [10, 20], b = [100, 200];
        double[][] moved = GraphSpace.Moved<double[][]>([shared, shared], [a, a], 1);
        Assert.Multiple(() =>
        {
            Assert.That(moved[0], Is.SameAs(moved[1]));
            Assert.That(moved[0], Is.EqualTo(new double[] { 11, 22 }));
            Assert.That(GraphSpace.Scale<double[][]>([shared, shared], 3)[1], Is.EqualTo(new double[] { 3, 6 }));
            Assert.That(GraphSpace.Dot<double[][]>([shared, shared], [a, a]), Is.EqualTo(50), "one pair");
            Assert.That(GraphSpace.Dot<double[][]>([shared, shared], [a, b]), Is.EqualTo(550), "two pairs");
            Assert.That(GraphSpace.Dot<double[][]>([a, b], [shared, shared]), Is.EqualTo(550), "two pairs");
        });
    }

    [Test]
    public void Zeros_keep_their_sign()
    {
        Assert.That(GraphSpace.Scale(new double[] { 0 }, -1)[0], Is.EqualTo(0).And.Matches<double>(double.IsNegative));
        Assert.That(GraphSpace.Scale(new List<double> { 1 }, double.NaN)[0], Is.NaN);
    }

    [Test]
    public void Null_has_the_shape_of_null()
    {
        Assert.That(GraphSpace.Moved<double[]?>(null, null, 1), Is.Null);
        Assert.That(GraphSpace.Dot<Body?>(null, null), Is.Zero);
        Assert.That(GraphSpace.Moved<double[]?>([1], null, 1), Is.EqualTo(new double[] { 1 }));
    }

    [Test]
    public void Long_chains_do_not_overflow_the_stack()
    {
        Link? head = null;
        for (int i = 0; i < 100_000; i++)
            head = new Link { Value = 1, Next = head };
        Assert.That(GraphSpace.Dot(head, GraphSpace.Scale(head, 2)), Is.EqualTo(200_000));
    }

    [Test]
    public void Differences_of_shape_are_named()
    {
        Assert.Multiple(() =>
        {
            Check(new double[4], new double[3], "3 elements", "4");
            Check(new double[2, 3], new double[3, 2], "3 x 2 elements", "2 x 3");
            Check(new Dictionary<string, double>(), new() { ["k"] = 1 }, "the key k", "none");
            Check<object>(new double[1], new float[1], "a System.Single[]", "a System.Double[]");
            Check(new double[]?[] { null }, new double[]?[] { [] }, "a System.Double[]", "null");
        });

        static void Check<T>(T x, T y, string right, string left)
        {
            Throws(() => GraphSpace.Moved(x, y, 1), $"the tangent has {right} where the point has {left}");
            Throws(() => GraphSpace.Move(ref x, y, 1), $"the tangent has {right} where the point has {left}");
            Throws(() => GraphSpace.Add(x, y), $"the second tangent has {right} where the first tangent has {left}");
            Throws(() => GraphSpace.Dot(x, y), $"the second tangent has {right} where the first tangent has {left}");
        }

        static void Throws(Action act, string message) => Assert.That(Assert.Throws<ArgumentException>(() => act())!.Message, Is.EqualTo(message));
    }

    [Test]
    public void Operators_reach_what_structs_and_tuples_refer_to()
    {
        var x = (Weights: new double[] { 1, 2 }, Bias: 3.0);
        var moved = DifferentialOperators.Moved(x, along: (new double[] { 10, 20 }, 30.0), by: 0.1);
        Assert.That(moved.Item1, Is.EqualTo(new double[] { 2, 4 }));
        Assert.That(moved.Item2, Is.EqualTo(6));
        Assert.That(x.Weights, Is.EqualTo(new double[] { 1, 2 }));
        Assert.That(DifferentialOperators.Dot(x, x), Is.EqualTo(14));
        Assert.That(DifferentialOperators.Add(new float[] { 1 }, [2]), Is.EqualTo(new float[] { 3 }));
        Assert.That(DifferentialOperators.Zero(new double[,] { { 1 } })[0, 0], Is.Zero);
    }
}

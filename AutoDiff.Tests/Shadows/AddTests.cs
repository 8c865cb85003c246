using System.Numerics;

namespace AutoDiff.Tests.Shadows;

internal sealed class AddTests
{
    [Test]
    public void Objects_are_added_once_each()
    {
        var into = new Body("a", 1) { Other = new Body("b", 2) };
        into.Other.Other = into;
        var amount = Shadow.Copy(into);
        Shadow.Add(into, amount);
        Assert.Multiple(() =>
        {
            Assert.That((into.Mass, into.Other.Mass, into.Fixed, into.Count), Is.EqualTo((2.0, 4.0, 7.0, 3)));
            Assert.That(into.History, Is.EqualTo(new[] { 2.0, 4.0 }));
        });
    }

    [Test]
    public void Arrays_of_any_length_are_added()
    {
        for (int n = 0; n < 20; n++)
        {
            double[] into = [.. Enumerable.Range(0, n).Select(i => (double)i)];
            float[] floats = [.. into.Select(x => (float)x)];
            Shadow.Add(into, [.. into]);
            Shadow.Add(floats, [.. floats]);
            Assert.That(into, Is.EqualTo(Enumerable.Range(0, n).Select(i => 2.0 * i)));
            Assert.That(floats, Is.EqualTo(Enumerable.Range(0, n).Select(i => 2f * i)));
        }
    }

    [Test]
    public void All_containers_can_be_added()
    {
        object[] Make() =>
        [
            new double[] { 1 }, new double[,] { { 1 } }, new double[]?[] { [1], null }, new List<double> { 1 }, new Dictionary<int, double> { [1] = 1 },
            new SortedDictionary<int, double> { [1] = 1 }, new SortedList<int, double> { [1] = 1 }, new Stack<double>([1, 2]), new Queue<double>([1, 2]),
            new LinkedList<double>([1]), new HashSet<double> { 1 }, new Vector3[] { new(1, 2, 3) }, new Plain[] { new() { Number = 1, Index = 2 } }, 1.5,
            "text",
        ];
        var into = Make();
        Shadow.Add(into, Make());
        object[] expected =
        [
            new double[] { 2 }, new double[,] { { 2 } }, new double[]?[] { [2], null }, new List<double> { 2 }, new Dictionary<int, double> { [1] = 2 },
            new SortedDictionary<int, double> { [1] = 2 }, new SortedList<int, double> { [1] = 2 }, new Stack<double>([2, 4]), new Queue<double>([2, 4]),
            new LinkedList<double>([2]), new HashSet<double> { 1 }, new Vector3[] { new(2, 4, 6) }, new Plain[] { new() { Number = 2, Index = 2 } }, 3.0,
            "text",
        ];
        Assert.That(into, Is.EqualTo(expected));
    }

    [Test]
    public void Missing_parts_add_nothing()
    {
        var dictionary = new Dictionary<string, double> { ["a"] = 1, ["b"] = 2 };
        var rows = new double[]?[] { [1], [2] };
        Shadow.Add(dictionary, new Dictionary<string, double> { ["b"] = 3 });
        Shadow.Add(rows, [null, [5]]);
        Shadow.Add(rows, null);
        Assert.Multiple(() =>
        {
            Assert.That(dictionary["b"], Is.EqualTo(5));
            Assert.That(rows, Is.EqualTo(new double[][] { [1], [7] }));
        });
    }

    [Test]
    public void Only_references_of_a_struct_are_added()
    {
        var mixed = new Mixed { Number = 1, Values = [1] };
        Shadow.Add(mixed, new Mixed { Number = 5, Values = [2] });
        Assert.That((mixed.Number, mixed.Values[0]), Is.EqualTo((1.0, 3.0)));
    }

    [Test]
    public void Differences_of_shape_are_named()
    {
        Assert.Multiple(() =>
        {
            Check(new double[4], new double[3], "the cotangent has 3 elements where the result has 4");
            Check(new List<double>(), [1], "the cotangent has 1 element where the result has 0");
            Check(new double[2, 3], new double[3, 2], "the cotangent has 3 x 2 elements where the result has 2 x 3");
            Check(new Dictionary<string, double>(), new() { ["k"] = 1 }, "the cotangent has the key k where the result has none");
            Check<object>(new double[1], new float[1], "the cotangent has a System.Single[] where the result has a System.Double[]");
            Check(new double[]?[] { null }, new double[]?[] { [] }, "the cotangent has a System.Double[] where the result has null");
        });

        static void Check<T>(T into, T amount, string message) =>
            Assert.That(Assert.Throws<ArgumentException>(() => Shadow.Add(into, amount))!.Message, Is.EqualTo(message));
    }

    [Test]
    public void Sums_are_by_value()
    {
        double[] shared = [1];
        Assert.Multiple(() =>
        {
            Assert.That(Shadow.Sum(1.5, 2), Is.EqualTo(3.5));
            Assert.That(Shadow.Sum((Half)1, (Half)2), Is.EqualTo((Half)3));
            Assert.That(Shadow.Sum(new Vector4(1), new Vector4(2)), Is.EqualTo(new Vector4(3)));
            Assert.That(Shadow.Sum(new Matrix3x2(1, 2, 3, 4, 5, 6), new Matrix3x2(1, 2, 3, 4, 5, 6)).M32, Is.EqualTo(12));
            Assert.That(Shadow.Sum((1.0, 2f, 3), (1.0, 2f, 4)), Is.EqualTo((2.0, 4f, 3)));
            Assert.That(Shadow.Sum(1, 2), Is.EqualTo(1));
            Assert.That(Shadow.Sum<double[]?>(shared, shared), Is.SameAs(shared));
            Assert.That(shared[0], Is.EqualTo(1));
            Assert.That(Shadow.Sum<double[]?>(null, null), Is.Null);
            Assert.That(Shadow.Sum(new Mixed { Number = 1, Values = shared }, new Mixed { Number = 2 }).Number, Is.EqualTo(3));
        });
    }
}

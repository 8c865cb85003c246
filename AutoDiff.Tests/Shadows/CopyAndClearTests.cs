namespace AutoDiff.Tests.Shadows;

internal sealed class CopyAndClearTests
{
    [Test]
    public void A_copy_has_the_numbers_and_shares_nothing()
    {
        var body = new Body("a", 2) { Other = new Body("b", 3) };
        var copy = Shadow.Copy(body);
        copy.History[0] = -1;
        double[] numbers = [1, 2];
        Assert.Multiple(() =>
        {
            Assert.That((copy.Mass, copy.Other!.Mass, body.History[0]), Is.EqualTo((2.0, 3.0, 2.0)));
            Assert.That(Shadow.Copy(numbers), Is.EqualTo(numbers).And.Not.SameAs(numbers));
            Assert.That(Shadow.Copy(new List<float> { 1 }), Is.EqualTo(new[] { 1f }));
            Assert.That(Shadow.Copy(new Stack<double>([1, 2])), Is.EqualTo(new[] { 2.0, 1.0 }));
            Assert.That(Shadow.Copy(new double[,] { { 1, 2 } }), Is.EqualTo(new double[,] { { 1, 2 } }));
            Assert.That(Shadow.Copy(4.0), Is.EqualTo(4));
            Assert.That(Shadow.Copy<Body?>(null), Is.Null);
        });
    }

    [Test]
    public void Clearing_is_deep_and_leaves_structure_and_constants()
    {
        double[] constant = [1];
        var body = new Body("a", 2) { Reference = constant, Other = new Body("b", 3) };
        Shadow.Clear(body);
        Assert.That((body.Mass, body.Other.Mass, body.History[1], body.Fixed, body.Count, constant[0]), Is.EqualTo((0.0, 0.0, 0.0, 7.0, 3, 1.0)));
    }

    [Test]
    public void All_containers_can_be_cleared()
    {
        var row = new double[] { 1 };
        object[] containers =
        [
            new double[] { 1 }, new float[] { 1 }, new double[,] { { 1 } }, new[] { row, row }, new List<double> { 1 }, new Dictionary<int, double> { [1] = 1 },
            new SortedDictionary<int, double> { [1] = 1 }, new SortedList<int, double> { [1] = 1 }, new Stack<double>([1]), new Queue<double>([1]),
            new LinkedList<double>([1]),
        ];
        Shadow.Clear(containers);
        object[] expected =
        [
            new double[] { 0 }, new float[] { 0 }, new double[,] { { 0 } }, new double[][] { [0], [0] }, new List<double> { 0 },
            new Dictionary<int, double> { [1] = 0 },
            new SortedDictionary<int, double> { [1] = 0 }, new SortedList<int, double> { [1] = 0 }, new Stack<double>([0]), new Queue<double>([0]),
            new LinkedList<double>([0]),
        ];
        Assert.That(containers, Is.EqualTo(expected));
        var single = new List<double> { 1 };
        Shadow.Clear(single);
        Assert.That(single, Is.EqualTo(new[] { 0.0 }));
    }

    [Test]
    public void What_a_struct_refers_to_is_cleared()
    {
        var mixed = new Mixed { Number = 1, Values = [1, 2] };
        Shadow.Clear(mixed);
        Assert.That(mixed.Values, Is.EqualTo(new double[2]));
    }
}

using System.Numerics;
using System.Reflection;

namespace AutoDiff.Tests.Shadows;

/// <summary>What happens to fields where no code can be generated at run time. The types are of this test only: visitors are made once for a type.</summary>
internal sealed class FieldReflectionTests
{
    private static readonly PropertyInfo s_reflectionOnly =
        typeof(Shadow).Assembly.GetType("AutoDiff.FieldVisitors", throwOnError: true)!.GetProperty("ReflectionOnly",
            BindingFlags.Static | BindingFlags.NonPublic)!;

    [SetUp]
    public void Forbid() => s_reflectionOnly.SetValue(null, true);

    [TearDown]
    public void Allow() => s_reflectionOnly.SetValue(null, false);

    [Test]
    public void No_code_is_generated()
    {
        var visitor = typeof(Shadow).Assembly.GetType("AutoDiff.FieldVisitors")!.GetMethod("Transform")!.Invoke(null, [typeof(Untouched)]);
        Assert.That(((Delegate)visitor!).Method.DeclaringType!.FullName, Does.StartWith("AutoDiff.FieldReflection"));
    }

    [Test]
    public void Objects_are_copied_cleared_and_added()
    {
        var x = Station.Make();
        var like = Shadow.Like(x);
        var copy = Shadow.Copy(x);
        Shadow.Add(copy, x);
        Assert.Multiple(() =>
        {
            Expect(like, 0);
            Expect(copy, 2);
            Expect(x, 1);
        });
        Shadow.Clear(copy);
        Expect(copy, 0);
    }

    [Test]
    public void Vector_space()
    {
        var x = Station.Make();
        var moved = GraphSpace.Moved(x, GraphSpace.Scale(x, 4), 0.5);
        Assert.Multiple(() =>
        {
            Expect(moved, 3);
            Expect(x, 1);
            Assert.That(GraphSpace.Dot(x, moved), Is.EqualTo(3 * (1 + 4 + 9 + 16 + 25 + 36 + 1 + 1 + 4 + 49 + 64 + 81)));
        });
        GraphSpace.Move(ref moved, x, -2);
        Expect(moved, 1);
    }

    [Test]
    public void Structs_by_value_and_in_arrays()
    {
        var x = new Inner { A = 1, Index = 5, Values = [2] };
        Inner[] many = [x, new() { A = 3 }];
        var like = Shadow.Like(many);
        Assert.Multiple(() =>
        {
            Assert.That((Shadow.Sum(x, x).A, Shadow.Sum(x, x).Index), Is.EqualTo((2.0, 5)));
            Assert.That((like[0].A, like[0].Index, like[0].Values![0], like[1].A, like[1].Values), Is.EqualTo((0.0, 5, 0.0, 0.0, default(double[]))));
            Assert.That((many[0].A, many[0].Values![0]), Is.EqualTo((1.0, 2.0)));
            Assert.That(GraphSpace.Dot(many, many), Is.EqualTo(14));
        });
    }

    [Test]
    public void Boxes_that_share_are_not_torn_apart()
    {
        var x = Station.Make();
        var both = new[] { x, x };
        var moved = GraphSpace.Moved(both, both, 1);
        Assert.That(moved[0], Is.SameAs(moved[1]));
        Expect(moved[0], 2);
    }

    private static void Expect(Station s, double k)
    {
        Assert.That((s.D, s.F, s.H), Is.EqualTo((k, (float)(2 * k), (Half)(3 * k))));
        Assert.That((s.Struct.A, s.Struct.Index, s.Struct.Values![0]), Is.EqualTo((4 * k, 5, 5 * k)));
        Assert.That((s.Maybe, s.Nothing), Is.EqualTo(((double?)(6 * k), default(double?))));
        Assert.That(s.Vector, Is.EqualTo(new Vector3((float)k, (float)k, (float)(2 * k))));
        Assert.That((s.Row[0], s.Row[1]), Is.EqualTo((7 * k, 8 * k)));
        Assert.That(((double)s.Box, s.Name, s.Rate), Is.EqualTo((9 * k, "s", 10.0)));
        Assert.That(s.Itself, Is.SameAs(s));
    }

    private sealed class Untouched
    {
        public double Value { get; set; }
    }

    private struct Inner
    {
        public double A;
        public int Index;
        public double[]? Values;
    }

    [System.Runtime.CompilerServices.InlineArray(2)]
    private struct Row
    {
        public double First;
    }

    private sealed class Station
    {
        public readonly double D = 1;
        public float F = 2;
        public Half H = (Half)3;
        public Inner Struct = new() { A = 4, Index = 5, Values = [5] };
        public double? Maybe = 6;
        public double? Nothing { get; set; }
        public Vector3 Vector = new(1, 1, 2);
        public Row Row;
        public object Box = 9.0;
        public string Name = "s";
        public Station? Itself;

        [NoDerivative]
        public double Rate = 10;

        public static Station Make()
        {
            var s = new Station();
            (s.Row[0], s.Row[1], s.Itself) = (7, 8, s);
            return s;
        }
    }
}

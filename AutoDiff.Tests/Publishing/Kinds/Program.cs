using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Numerics;
using AutoDiff;
using Third;
using static AutoDiff.DifferentialOperators;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var failed = 0;

void Show(string name, Func<string> kind)
{
    try
    {
        Console.WriteLine($"{name}: {kind()}");
    }
    catch (Exception error)
    {
        failed++;
        Console.WriteLine($"{name}: {error.GetType().Name}: {error.Message}");
    }
}

// Every vector-space operation, and a pullback called twice.
string All<T>(T x, T g, Func<T, string> show) =>
    $"{show(g)} moved {show(Moved(x, along: g, by: -0.5))} zero {show(Zero(x))} add {show(Add(x, g))} scale {show(Scale(g, 2))} dot {Dot(x, g):R} norm "
    + $"{Norm(g):R}";

Show("class", () =>
{
    var x = new Point(2, 3);
    return All(x, Gradient(at: x, of: p => p.X * p.Y + p.Length), p => $"{p.X:R} {p.Y:R} {p.Name} {p.Calls}");
});
Show("record class", () =>
{
    var x = new Reading(2, 3, "a") { Offset = 1 };
    return All(x, Gradient(at: x, of: r => r.A * r.B * r.Offset), r => r.ToString());
});
Show("array of structs", () =>
{
    Sample[] x = [new(2, 3, 4), new(5, 6, 7)];
    return All(x, Gradient(at: x, of: s => s[0].A * s[1].B + s[1].A * s[0].Count), s => string.Join(",", s));
});
Show("array of structs with objects", () =>
{
    Holder[] x = [new() { Weight = 2, Point = new(3, 4) }, new() { Weight = 5, Point = new(6, 7), Values = [8, 9] }];
    return All(
        x, Gradient(at: x, of: h => h[0].Weight * h[1].Point!.X + h[1].Values![1] * h[0].Point!.Y),
        h => string.Join(",", h.Select(s => $"{s.Weight:R} {s.Point!.X:R} {s.Point.Y:R} {string.Join("/", s.Values ?? [])}")));
});
Show("struct with class", () =>
{
    var x = new Holder { Weight = 2, Point = new(3, 4) };
    return All(x, Gradient(at: x, of: h => h.Weight * h.Point!.X * h.Point.Y), h => $"{h.Weight:R} {h.Point!.X:R} {h.Point.Y:R}");
});
Show("list of records", () =>
{
    List<Reading> x = [new(2, 3, "a"), new(4, 5, "b")];
    return All(x, Gradient(at: x, of: l => l.Sum(r => r.A * r.B)), l => string.Join(",", l));
});
Show("dictionary of classes", () =>
{
    var x = new Dictionary<string, Point> { ["p"] = new(2, 3), ["q"] = new(4, 5) };
    return All(x, Gradient(at: x, of: d => d["p"].X * d["q"].Y),
        d => string.Join(",", d.OrderBy(e => e.Key).Select(e => $"{e.Key} {e.Value.X:R} {e.Value.Y:R}")));
});
Show("dictionary of structs", () =>
{
    var x = new Dictionary<int, Sample> { [1] = new(2, 3, 4), [2] = new(5, 6, 7) };
    return All(x, Gradient(at: x, of: d => d[1].A * d[2].B), d => string.Join(",", d.OrderBy(e => e.Key).Select(e => $"{e.Key} {e.Value}")));
});
Show("jagged arrays", () =>
{
    double[][] x = [[1, 2], [3]];
    return All(x, Gradient(at: x, of: r => r[0][1] * r[1][0]), r => string.Join(",", r.SelectMany(v => v)));
});
Show("jagged arrays of structs, matrix of classes", () =>
{
    Sample[][] x = [[new(1, 2, 3)], [new(4, 5, 6), new(7, 8, 9)]];
    var y = new Point[2, 1];
    (y[0, 0], y[1, 0]) = (new(2, 3), new(4, 5));
    var g = Gradient(at: y, of: m => m[0, 0].X * m[1, 0].Y);
    var numbers = Gradient(at: new double[,] { { 1, 2 }, { 3, 4 } }, of: m => m[0, 0] * m[1, 1] * m[0, 1]);
    return All(x, Gradient(at: x, of: r => r[0][0].A * r[1][1].B), r => string.Join(",", r.SelectMany(v => v)))
        + $" {g[0, 0].X:R} {g[1, 0].Y:R} {numbers[1, 1]:R}";
});
Show("class hierarchy", () =>
{
    Shape[] x = [new Circle { Radius = 2 }, new Box { Width = 3, Height = 4, Corner = new(5, 6) }, new Nothing()];
    return All(x, Gradient(at: x, of: s => s.Sum(e => e.Area())), s => string.Join(",", s.Select(e => e.ToString())));
});
Show("generics", () =>
{
    var x = new Pair<Sample, Pair<double, Point>> { First = new(2, 3, 4), Second = new() { First = 5, Second = new(6, 7) } };
    return All(x, Gradient(at: x, of: p => p.First.A * p.Second!.First * p.Second.Second!.Y),
        p => $"{p.First} {p.Second!.First:R} {p.Second.Second!.X:R} {p.Second.Second.Y:R}");
});
Show("generic code",
    () => Slopes.Of(new Pair<double, Point> { First = 2, Second = new(3, 4) }, p => p.First * p.Second!.X, p => $"{p.First:R} {p.Second!.X:R}"));
Show("delegates in fields", () =>
{
    var k = 3.0;
    var x = new Filter { Gain = 2, Response = v => k * v * v, Bias = new Point(5, 6).Times };
    var g = Gradient(at: x, of: f => f.Gain * f.Response(2) + f.Bias(3));
    return $"{g.Gain:R} {x.Response(1):R} {Moved(x, along: g, by: 1).Gain:R} {Dot(g, g):R}";
});
Show("interface fields", () =>
{
    var x = new Station { Law = new Linear { Slope = 2 }, Laws = [new Linear { Slope = 3 }, new Cubic { C = 4 }], Readings = new List<double> { 5, 6 },
        Boxed = new Cubic { C = 7 } };
    var g = Gradient(at: x, of: s => s.Law.At(2) + s.Laws[0].At(3) * s.Laws[1].At(1) + s.Readings[1] * s.Readings[0]);
    return All(x, g, s => $"{((Linear)s.Law).Slope:R} {((Linear)s.Laws[0]).Slope:R} {((Cubic)s.Laws[1]).C:R} {s.Readings[0]:R} {((Cubic)s.Boxed!).C:R}");
});
Show("class of another assembly", () =>
{
    var x = new Spring(2, 1);
    var g = Gradient(at: x, of: s => s.Energy(3));
    var y = new Stiffening(2, 1, 0.25);
    var h = Gradient(at: (Spring)y, of: s => s.Energy(2));
    return $"{g.Stiffness:R} {g.Energy(1):R} {h.Stiffness:R} {((Stiffening)h).Quartic:R} {Norm(h):R} {Moved(y, along: (Stiffening)h, by: 0.5).Energy(1):R} "
        + $"{Dot(g, g):R}";
});
Show("generic class of another assembly", () =>
{
    var x = new Chain<Spring>();
    x.Add(new(2, 1));
    x.Add(new Stiffening(3, 1, 0.5));
    var g = Gradient(at: x, of: c => c[0].Energy(2) * c[1].Energy(2) * c.Weight);
    return $"{g[0].Stiffness:R} {((Stiffening)g[1]).Quartic:R} {g.Weight:R} {Norm(g):R} {Scale(g, 2).Weight:R}";
});
Show("struct of another assembly", () =>
{
    Probe[] x = [new(2, 3), new(4, 5)];
    var g = Gradient(at: x, of: p => p[0].Read(2) * p[1].Read(1));
    return $"{g[0].Read(1):R} {g[1].Read(1):R} {Norm(g):R} {Moved(x, along: g, by: 0.1)[1].Read(1):R}";
});
Show("linked list", () =>
{
    var x = new LinkedList<Point>([new(2, 3), new(4, 5)]);
    var g = Gradient(at: x, of: l => l.First!.Value.X * l.Last!.Value.Y);
    var numbers = Gradient(at: new LinkedList<double>([2, 3]), of: l => l.First!.Value * l.Last!.Value);
    return All(x, g, l => string.Join(",", l.Select(p => $"{p.X:R} {p.Y:R}"))) + $" {numbers.First!.Value:R}";
});
Show("own list with cycles", () =>
{
    var x = new Node { Value = 2, Next = new() { Value = 3 } };
    x.Next.Next = x;
    var g = Gradient(at: x, of: n => n.Value * n.Next!.Value * n.Next.Next!.Value);
    return $"{g.Value:R} {g.Next!.Value:R} {ReferenceEquals(g.Next.Next, g)} {Norm(g):R} {Moved(x, along: g, by: 1).Next!.Value:R}";
});
Show("tuples and nullables", () =>
{
    var x = (new Point(2, 3), (double?)4, (Key: "k", Value: new Point(6, 7)), new Maybe { Some = new Sample(8, 9, 1), None = null });
    var g = Gradient(at: x, of: t => t.Item1.X * t.Item2!.Value + t.Item3.Value.X * t.Item3.Value.Y + t.Item4.Some!.Value.A * t.Item4.Some.Value.B);
    return $"{g.Item1.X:R} {g.Item2:R} {g.Item3.Key} {g.Item3.Value.Y:R} {g.Item4.Some} {g.Item4.None} {Norm(g):R} {Moved(x, along: g, by: 1).Item3.Value.Y:R}";
});
Show("class derived from a container", () =>
{
    var x = new Polyline { Scale = 2 };
    x.Add(new(3, 4));
    x.Add(new(5, 6));
    var y = new Weights { Factor = 3 };
    y["a"] = 4;
    var z = new Checked { Unit = 2 };
    z.Add(5);
    var g = Gradient(at: x, of: p => p.Scale * p[0].X * p[1].Y);
    var h = Gradient(at: y, of: w => w.Factor * w["a"] * w["a"]);
    var c = Gradient(at: z, of: w => w.Unit * w.Unit);
    return $"{g.Scale:R} {g[0].X:R} {g[1].Y:R} {h.Factor:R} {h["a"]:R} {Norm(g):R} {Moved(y, along: h, by: 1)["a"]:R} {c.Unit:R} {c[0]:R} {Norm(c):R}";
});
Show("other containers", () =>
{
    var x = new Depot();
    x.Stack.Push(new(2, 3, 1));
    x.Queue.Enqueue(new(4, 5));
    x.Sorted["k"] = 6;
    x.SortedList[1] = new(7, 8);
    x.Set.Add("s");
    var g = Gradient(at: x, of: d => d.Stack.Peek().A * d.Queue.Peek().Y + d.Sorted["k"] * d.SortedList[1].X);
    return $"{g.Stack.Peek()} {g.Queue.Peek().Y:R} {g.Sorted["k"]:R} {g.SortedList[1].X:R} {g.Set.Count} {Norm(g):R} {Add(g, g).Sorted["k"]:R}";
});
Show("numbers of the framework", () =>
{
    var x = new Frame { Place = new(1, 2, 3), Turn = Matrix4x4.Identity, Root = new(4, 5), When = new(2026, 1, 2), Half = (Half)2 };
    x.Row[1] = 3;
    x.Points[0] = new(7, 8, 9);
    var g = Gradient(at: x, of: f => f.Place.X * f.Place.Y + f.Turn.M11 * f.Root.Real + f.Row[1] * f.Row[1] + f.Points[0].A * f.Points[0].B);
    return $"{g.Place} {g.Turn.M11:R} {g.Root} {g.Row[1]:R} {g.When:yyyy} {g.Points[0]} {Norm(g):R} {Moved(x, along: g, by: 1).Place}";
});
Show("inheritance with private fields of the same name", () =>
{
    var x = new Derived(2, 3);
    var g = Gradient(at: x, of: d => d.Product());
    return $"{g} {Norm(g):R} {Moved(x, along: g, by: 1)}";
});
Show("pullbacks", () =>
{
    var x = new Point(2, 3);
    var (value, pullback) = ValueWithPullback(at: x, of: p => new Reading(p.X * p.Y, p.X, "r"));
    var first = pullback(new Reading(1, 0, "r"));
    var second = pullback(new Reading(0, 2, "r"));
    var (rows, back) = ValueWithPullback(at: new Sample[] { new(2, 3, 1) }, of: s => s.Select(e => new Sample(e.A * e.B, e.A, e.Count)).ToArray());
    var rowsBack = back([new(1, 1, 0)]);
    return $"{value} {first.X:R} {first.Y:R} {second.X:R} {second.Y:R} {rows[0]} {rowsBack[0]} {back([new(2, 0, 0)])[0]}";
});
Show("results that are graphs", () =>
{
    var (value, pullback) = ValueWithPullback(at: 3.0, of: v => new Node { Value = v * v, Next = new() { Value = 2 * v } });
    var once = pullback(new Node { Value = 1, Next = new() { Value = 1 } });
    return $"{value.Value:R} {value.Next!.Value:R} {once:R} {pullback(new Node { Value = 2 }):R}";
});
Show("anonymous and boxed", () =>
{
    var x = new Bag { Number = 3, Tuple = Tuple.Create(5.0, new Point(6, 7)), Items = new([2.0, 3]), Any = new Sample(2, 3, 4),
        More = [5.0, new Point(6, 7), new KeyValuePair<string, Point>("k", new(8, 9))] };
    var g = Gradient(at: x, of: b => b.Number * b.Number);
    return $"{g.Number:R} {g.Any} {((Point)g.More[1]).X:R} {g.More[0]} {g.Items[0]} {Norm(g):R} {((Sample)Moved(x, along: x, by: 1).Any).A:R} "
        + $"{((Tuple<double, Point>)Scale(x, 2).Tuple).Item2.X:R}";
});
Show("closures", () =>
{
    var inner = new Point(3, 4);
    var scale = 2.0;
    Func<double, double> law = v => scale * v * inner.X;
    return $"{Gradient(at: law, of: f => f(2) * f(3)).Target is not null} {Gradient(at: 2.0, of: v => law(v)):R}";
});
return failed;

internal sealed class Point(double x, double y)
{
    private double x = x;

    [NoDerivative]
    public double Calls { get; set; } = 7;

    public string Name { get; } = "p";

    public double X => x;

    public double Y { get; set; } = y;

    public double Length => x * x + Y * Y;

    public double Times(double v) => v * x;
}

internal record Reading(double A, double B, string Unit)
{
    public double Offset { get; init; }
}

internal record struct Sample(double A, double B, int Count);

internal struct Holder
{
    public double Weight;
    public Point? Point;
    public double[]? Values;
}

internal abstract class Shape
{
    public abstract double Area();
}

internal sealed class Circle : Shape
{
    public double Radius { get; set; }

    public override double Area() => Radius * Radius;

    public override string ToString() => $"circle {Radius:R}";
}

internal class Box : Shape
{
    public double Width, Height;
    public Point? Corner;

    public override double Area() => Width * Height + Corner!.X;

    public override string ToString() => $"box {Width:R} {Height:R} {Corner!.X:R}";
}

internal sealed class Nothing : Shape
{
    public override double Area() => 1;

    public override string ToString() => "nothing";
}

internal sealed class Pair<TFirst, TSecond>
{
    public TFirst? First;
    public TSecond? Second { get; set; }
}

internal static class Slopes
{
    public static string Of<T>(T x, DifferentiableFunc<T, double> f, Func<T, string> show)
        where T : class => show(Gradient(at: x, of: f)) + " " + show(Moved(x, along: x, by: 0.5));
}

internal sealed class Filter
{
    public double Gain;
    public required Func<double, double> Response;
    public required Func<double, double> Bias;
}

internal interface ILaw
{
    double At(double x);
}

internal sealed class Linear : ILaw
{
    public double Slope { get; set; }

    public double At(double x) => Slope * x;
}

internal struct Cubic : ILaw
{
    public double C { get; set; }

    public readonly double At(double x) => C * x * x * x;
}

internal sealed class Station
{
    public required ILaw Law;
    public required ILaw[] Laws;
    public required IList<double> Readings;
    public object? Boxed;
}

internal sealed class Node
{
    public double Value;
    public Node? Next;
}

internal sealed class Maybe
{
    public Sample? Some;
    public double? None;
}

internal sealed class Polyline : List<Point>
{
    public double Scale;
}

internal sealed class Weights : Dictionary<string, double>
{
    public double Factor { get; set; }
}

internal sealed class Checked : Collection<double>
{
    public double Unit;
}

internal sealed class Depot
{
    public Stack<Sample> Stack = new();
    public Queue<Point> Queue = new();
    public SortedDictionary<string, double> Sorted = [];
    public SortedList<int, Point> SortedList = [];
    public HashSet<string> Set = [];
}

[System.Runtime.CompilerServices.InlineArray(2)]
internal struct Row
{
    private double first;
}

[System.Runtime.CompilerServices.InlineArray(2)]
internal struct Samples
{
    private Sample first;
}

internal sealed class Frame
{
    public Vector3 Place;
    public Matrix4x4 Turn;
    public Complex Root;
    public Row Row;
    public Samples Points;
    public DateTime When;
    public DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public Half Half;
    public Guid Id = Guid.Empty;
    public decimal Price = 1.5m;
    public DayOfWeek[] Days = [DayOfWeek.Friday];
}

internal class Base(double a)
{
    private readonly double hidden = a;

    public double Hidden => hidden;
}

internal sealed class Derived(double a, double b) : Base(a)
{
    private readonly double hidden = b;

    public double Product() => hidden * Hidden * Hidden;

    public override string ToString() => $"{Hidden:R} {hidden:R}";
}

internal sealed class Bag
{
    public double Number;
    public required object Tuple;
    public required ReadOnlyCollection<double> Items;
    public required object Any;
    public required object[] More;
}

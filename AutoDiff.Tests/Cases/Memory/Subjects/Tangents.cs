using System.Numerics;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Types whose tangent is of another type.</summary>
public static class Tangents
{
    /// <summary>The third form of the property rule in the Swift suite: seven times y at zero.</summary>
    public static void C_AnotherTangentType()
    {
        Place.Tangent gradient = Gradient(at: new Place(0, 0), of: p => 7 * p.Y);
        Check.Equal(gradient, new Place.Tangent(0, 7));
        gradient = Gradient(at: new Place(2, 3), of: p => 7 * p.Upwards * p.Constant * p.X);
        Check.Equal(gradient, new Place.Tangent(147, 98));
    }

    /// <summary>A tangent with some of the members only, and a cotangent of zero.</summary>
    public static void C_SubsetOfMembers()
    {
        Partial.Tangent gradient = Gradient(at: new Partial(2, 3), of: s => s.Weight * s.Weight);
        Check.Near(gradient.Weight, 4);
        Check.Near(Gradient(at: new Partial(2, 3), of: s => s.Weight * s.Hidden).Weight, 203);
        var pullback = Pullback(at: new Partial(2, 3), of: s => s.Weight * s.Weight);
        Check.Bits(pullback(0).Weight, 0);
        Check.Near(pullback(-2).Weight, -8);
        Check.Near(pullback(1).Weight, 4);
    }

    public static void C_NestedLayers()
    {
        var layer = new Layer(1, 2, new Place(2, 3));
        var (value, gradient) = ValueWithGradient(at: layer, of: Loss);
        Check.Bits(value, 58);
        Check.Equal(gradient, new Layer.Tangent(44, 36, new(29, 0)));
        var pullback = Pullback(at: layer, of: Loss);
        Check.Equal(pullback(2), new Layer.Tangent(88, 72, new(58, 0)));
        Check.Equal(pullback(-1), new Layer.Tangent(-44, -36, new(-29, 0)));
        Check.Equal(pullback(2), new Layer.Tangent(88, 72, new(58, 0)));
    }

    public static void C_VectorSpace()
    {
        var layer = new Layer(1, 2, new Place(2, 3));
        var gradient = Gradient(at: layer, of: Loss);
        layer = Moved(layer, along: gradient);
        Check.Bits(layer.Weight, 45);
        Move(ref layer, along: Scale(gradient, -1));
        Check.Bits(layer.Weight, 1);
        Check.Equal(Zero(layer), default(Layer.Tangent));
        Check.Equal(Add(gradient, gradient), Scale(gradient, 2));
    }

    public static void C_StoredFunctions()
    {
        var layer = new Layer(1, 2, new Place(2, 3));
        DifferentiableFunc<Layer, double> stored = Loss;
        Check.Equal(Gradient(at: layer, of: stored), new Layer.Tangent(44, 36, new(29, 0)));
        var (value, pullback) = ValueWithPullback(at: layer, of: stored);
        Check.Bits(value, 58);
        Check.Bits(pullback(-2).Weight, -88);
        var turn = Turn.Of(0.3);
        Check.Near(OfStored<Turn, Omega>(turn, Chain).Rate, Slope(Chain, turn), Tolerance);
    }

    public static void C_ArraysAndControlFlow()
    {
        var gradient = Gradient(at: new Place(2, 3), of: Several);
        Check.Near(gradient.X, 147);
        Check.Near(gradient.Y, 98);
    }

    /// <summary>A rotation, whose tangent has one number and which has two, by rules.</summary>
    public static void C_RotationsByRules()
    {
        var turn = Turn.Of(0.3);
        Check.Near(Gradient(at: turn, of: Across).Rate, Slope(Across, turn), Tolerance);
        Check.Near(Gradient(at: turn, of: Chain).Rate, Slope(Chain, turn), Tolerance);
        Check.Near(Gradient(at: turn, of: t => OneOrTwo(t, true)).Rate, Slope(t => OneOrTwo(t, true), turn), Tolerance);
        Check.Near(Gradient(at: turn, of: t => OneOrTwo(t, false)).Rate, Slope(t => OneOrTwo(t, false), turn), Tolerance);
        Check.Near(Gradient(at: turn, of: t => Recursive(t, 3)).Rate, Slope(t => Recursive(t, 3), turn), Tolerance);
        Check.Near(Gradient(at: 0.3, of: a => Chain(Turn.Of(a * a))), 0.6 * Slope(Chain, Turn.Of(0.09)), Tolerance);
        Check.Near(OfGeneric(turn, 1).Rate, Slope(Across, turn), Tolerance);
        double k = 3;
        Check.Near(Gradient(at: turn, of: t => k * Across(t)).Rate, 3 * Slope(Across, turn), Tolerance);
        Check.Near(Gradient(of: t => k * Across(t), at: turn).Rate, 3 * Slope(Across, turn), Tolerance);
    }

    public static void C_PullbacksOfRotations()
    {
        var turn = Turn.Of(0.3);
        double slope = Slope(Chain, turn);
        var pullback = Pullback(at: turn, of: Chain);
        Check.Near(pullback(2).Rate, 2 * slope, Tolerance);
        Check.Near(pullback(-1).Rate, -slope, Tolerance);
        Check.Near(pullback(2).Rate, 2 * slope, Tolerance);
        var ofVector = Pullback(at: turn, of: t => t.Apply(new Arrow(2, 1)));
        Check.Near(ofVector(new Arrow(1, 0)).Rate, Slope(Across, turn), Tolerance);
        Check.Near(ofVector(new Arrow(0, -2)).Rate, -2 * Slope(t => t.Apply(new Arrow(2, 1)).Y, turn), Tolerance);
    }

    /// <summary>In a tuple that does not leave the function.</summary>
    public static void C_InTuples()
    {
        var turn = Turn.Of(0.3);
        double slope = Gradient(at: 0.3, of: a =>
        {
            var pair = (Turn: Turn.Of(a), a);
            return Across(pair.Turn) * pair.a;
        });
        Check.Near(slope, (0.3 * Slope(Across, turn)) + Across(turn), Tolerance);
    }

    /// <summary>The call is replaced: the point is not boxed.</summary>
    public static void C_NothingIsBoxed()
    {
        var layer = new Layer(1, 2, new Place(2, 3));
        Gradient(at: layer, of: Loss);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Gradient(at: layer, of: Loss);
        Check.Equal(GC.GetAllocatedBytesForCurrentThread() - before, 0);
    }

    private const double Tolerance = 1e-8;

    private static double Loss(Layer layer)
    {
        float sum = 0;
        for (int i = 0; i < 3; i++)
            sum += layer.Apply(i) * layer.Apply(i);
        return sum * layer.Inner.X;
    }

    private static Place Wider(Place p, double factor)
    {
        if (factor > 2)
            return new Place(p.X * factor, p.Y);
        Place wider = p;
        wider.X *= 2;
        wider.Count = 5;
        return wider;
    }

    private static double Several(Place p)
    {
        var places = new Place[3];
        for (int i = 0; i < 3; i++)
            places[i] = Wider(p, i + 1);
        double sum = 0;
        foreach (var each in places)
            sum += each.X * each.Y * each.Constant;
        return sum;
    }

    private static double Across(Turn turn) => turn.Apply(new Arrow(2, 1)).X;

    private static double Chain(Turn turn)
    {
        for (int i = 0; i < 3; i++)
            turn = turn * Turn.Of(0.1 * i);
        return Across(turn);
    }

    private static double OneOrTwo(Turn turn, bool two)
    {
        Turn chosen = two ? turn * turn : turn;
        return Across(chosen);
    }

    private static double Recursive(Turn turn, int n) => n == 0 ? Across(turn) : Recursive(turn * turn, n - 1) + 1;

    private static Omega OfGeneric<T>(Turn turn, T tag) => Gradient(at: turn, of: t => tag is null ? 0 : Across(t));

    private static TTangent OfStored<T, TTangent>(T at, DifferentiableFunc<T, double> of)
        where T : IDifferentiable<T, TTangent>
        where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent> => Gradient(at: at, of: of);

    private static double Slope(Func<Turn, double> f, Turn at)
    {
        const double Step = 1e-5;
        return (f(at.Moved(new() { Rate = Step })) - f(at.Moved(new() { Rate = -Step }))) / (2 * Step);
    }
}

public struct Place(double x, double y) : IDifferentiable<Place, Place.Tangent>
{
    public double X = x, Y = y;
    public int Count = 1;

    [NoDerivative]
    public double Constant = 7;

    public readonly double Upwards => Y;

    public readonly Place Moved(Tangent along) => new(X + along.X, Y + along.Y);

    public record struct Tangent(double X, double Y) : IAdditionOperators<Tangent, Tangent, Tangent>, IAdditiveIdentity<Tangent, Tangent>
    {
        public static Tangent AdditiveIdentity => default;

        public static Tangent operator +(Tangent a, Tangent b) => new(a.X + b.X, a.Y + b.Y);
    }
}

public struct Partial(double weight, double hidden) : IDifferentiable<Partial, Partial.Tangent>
{
    private readonly double hidden = hidden;

    public double Weight { get; set; } = weight;

    public readonly double Hidden => hidden;

    [Pullback(typeof(Partial), nameof(Hidden))]
    public static Tangent HiddenPullback(Partial self, double result, double cotangent) => new() { Weight = 100 * cotangent };

    public readonly Partial Moved(Tangent along) => new(Weight + along.Weight, hidden);

    public struct Tangent : IAdditionOperators<Tangent, Tangent, Tangent>, IAdditiveIdentity<Tangent, Tangent>
    {
        public double Weight;

        public static Tangent AdditiveIdentity => default;

        public static Tangent operator +(Tangent a, Tangent b) => new() { Weight = a.Weight + b.Weight };
    }
}

public record struct Layer(float Weight, float Bias, Place Inner) : IDifferentiable<Layer, Layer.Tangent>
{
    public readonly float Apply(float x) => (Weight * x) + Bias;

    public readonly Layer Moved(Tangent along) => new(Weight + along.Weight, Bias + along.Bias, Inner.Moved(along.Inner));

    public record struct Tangent(float Weight, float Bias, Place.Tangent Inner)
        : IAdditionOperators<Tangent, Tangent, Tangent>, IAdditiveIdentity<Tangent, Tangent>
    {
        public static Tangent AdditiveIdentity => default;

        public static Tangent operator +(Tangent a, Tangent b) => new(a.Weight + b.Weight, a.Bias + b.Bias, a.Inner + b.Inner);
    }
}

public record struct Arrow(double X, double Y);

public struct Omega : IAdditionOperators<Omega, Omega, Omega>, IAdditiveIdentity<Omega, Omega>
{
    public double Rate;

    public static Omega AdditiveIdentity => default;

    public static Omega operator +(Omega a, Omega b) => new() { Rate = a.Rate + b.Rate };
}

public readonly struct Turn : IDifferentiable<Turn, Omega>
{
    private readonly double cosine, sine;

    private Turn(double cosine, double sine) => (this.cosine, this.sine) = (cosine, sine);

    public static Turn operator *(Turn a, Turn b) => new((a.cosine * b.cosine) - (a.sine * b.sine), (a.sine * b.cosine) + (a.cosine * b.sine));

    public static Turn Of(double angle) => new(Math.Cos(angle), Math.Sin(angle));

    [Pullback(typeof(Turn), nameof(Of))]
    public static double OfPullback(double angle, Turn result, Omega cotangent) => cotangent.Rate;

    [Pullback(typeof(Turn), "op_Multiply")]
    public static (Omega, Omega) MultiplyPullback(Turn a, Turn b, Turn result, Omega cotangent) => (cotangent, cotangent);

    [Pullback(typeof(Turn), nameof(Apply))]
    public static (Omega, Arrow) ApplyPullback(Turn self, Arrow v, Arrow result, Arrow cotangent) => (
        new Omega { Rate = (result.X * cotangent.Y) - (result.Y * cotangent.X) },
        new Arrow((self.cosine * cotangent.X) + (self.sine * cotangent.Y), (self.cosine * cotangent.Y) - (self.sine * cotangent.X)));

    public Arrow Apply(Arrow v) => new((cosine * v.X) - (sine * v.Y), (sine * v.X) + (cosine * v.Y));

    public Turn Moved(Omega along) => this * Of(along.Rate);
}

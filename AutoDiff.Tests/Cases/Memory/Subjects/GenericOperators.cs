using System.Numerics;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Operators in generic methods and types: on functions that have to do with the type parameters, and on such that have not.</summary>
public static class GenericOperators
{
    public static void C_LambdasWithoutTheTypeParameter()
    {
        Check.Near(Slope("a"), 6);
        Check.Near(Slope(1), 6);
        Check.Near(SlopeOfLocalFunction(1), Math.Cos(0.5));
        Check.Near(Curried<int>()(2), 12);
        Check.Near(Hidden<int>("Never", 2), 12);
        Check.Near(Hidden<int>("NeverCaptured", 2), 45);
        Check.Near(Hidden<string>("NeverCaptured", 2), 45);
    }

    public static void C_Closures()
    {
        Check.Near(Captured("a", 5), 30);
        Check.Near(Captured(1, 5), 30);
        Check.Near(CapturedTag(0, 5), 31);
        Check.Near(CapturedTag(1.5, 5), 30);
        Check.Near(Counting("a"), 11);
        Check.Near(Sum(new string[2], [1, 2, 3]), 2, 4, 0);
        Check.Near(Sum(new int[2], [1, 2, 3]), 2, 4, 0);
        Check.Equal(Held<string, int>(2, 1, "s"), (9, 6));
        Check.Equal(Held<object, string>(2, "e", "s"), (9, 6));
        Check.Near(EachOf("x").Sum(), 12);
    }

    public static void C_DifferentiableFunctions()
    {
        Check.Near(Gradient(at: 2.0, of: Cube("x")), 12);
        Check.Bits(Cube(1)(2), 8);
        Check.Near(Gradient(at: 2.0, of: CubeTimes("x", 2)), 24);
        Check.Near(Gradient(at: 2.0, of: CubeTimes(1, 2)), 24);
        Check.Bits(CubeTimes(1, 2)(2), 16);
        Check.Near(new Holder<int>().Slope(2), 4);
        Check.Near(Twice(new Point(1, 2)).A, 8);
    }

    public static void C_Pullbacks()
    {
        var pullback = PullbackOf(new object(), 3);
        Check.Near(pullback(2), 36);
        Check.Near(pullback(-1), -18);
        Check.Near(pullback(2), 36);
        var both = PullbackAt(new Point(1, 2));
        Check.Near(both(2).Item1.B, 24);
        Check.Near(both(-1).Item2, -5);
        Check.Near(both(2).Item1.B, 24);
    }

    public static void C_FunctionsOfTheTypeParameter()
    {
        Check.Near(OfGroup<int>(3), 6);
        Check.Near(OfGroup<double>(3), 6);
        Check.Near(OfLambda<int>(3), 108);
        Check.Near(Own(new Point(1, 2)).B, 8);
        Check.Near(Own(new Single(3)).Z, 24);
        Check.Near(SineOf(2.0), Math.Cos(2));
        Check.Near(SineOf(2.0f), Math.Cos(2), 1e-6);
        Check.Near(Deeper<int>(1), 12);
    }

    public static void C_GenericTypes()
    {
        Check.Near(new Optimiser<string>(2).OfField(3), 12);
        Check.Near(new Optimiser<int>(2).Plain(3), 6);
        Check.Near(new Optimiser<int>(2).Generic<long>(3), 6);
        Check.Near(new Optimiser<int>.Inner<byte>().Slope(3), 6);
        Check.Near(Optimiser<char>.Static(3), 6);
        Check.Near(new Box<Point>(new(1, 2)).Slope(2), 20);
        Check.Near(new Box<Single>(new(1)).Slope(2), 8);
        Check.Near(new Scale<string>(3).Slope(2), 6);
        Check.Near(((IWithBody<int>)new Implementation()).Slope(2), 12);
        Check.Near(((IRunner)new Runner()).Slope<short>(2), 4);
    }

    public static void C_VectorSpaces()
    {
        var point = new Point(1, 2);
        MoveIt(ref point, new Point(1, 1));
        Check.Near(point.B, 3);
        Check.Near(Stepped(new Point(1, 2), new Point(1, 1)).B, 4);
        Check.Near(Stepped(1.0, 1.0), 3);
        double[] numbers = [1, 2];
        MoveIt(ref numbers, [1, 1]);
        Check.Near(numbers, 2, 3);
        Check.Near(Length(new Point(3, 4)), 5);
    }

    /// <summary>An operator in generic code that is itself differentiated.</summary>
    public static void C_Nested() => Check.Near(Gradient(at: 2.0, of: y => y * SlopeAt<int>(y)), 8);

    public static void C_InstantiationsThatAreNotInReach()
    {
        try
        {
            Hidden<ulong>("TaggedLater", 2);
        }
        catch (NotDifferentiableException e)
        {
            Check.That(e.Message.Contains("GenericOperators.Tagged", StringComparison.Ordinal), e.Message);
            Check.Near(Tagged(2, 1), 4);
            return;
        }

        Check.That(false, "an instantiation nobody could know of");
    }

    private static double Hidden<T>(string name, double x) =>
        ((Func<double, double>)typeof(GenericOperators).GetMethod(name, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(typeof(T)).Invoke(null, null)!)(x);

    private static Func<double, double> Never<T>() => x => NeverCalled<T>(x);

    private static Func<double, double> NeverCaptured<T>() => x =>
    {
        double k = x, calls = 0;
        T? tag = default;
        Func<T?> other = () => tag;
        DifferentiableFunc<double, double> f = y =>
        {
            calls++;
            return k * y * y;
        };
        k = 3;
        double slope = Gradient(at: x, of: f);
        return slope + Gradient(at: x, of: y => k * y * calls) + (10 * f(calls)) + (other() is null ? 0 : 0);
    };

    private static double NeverCalled<T>(double x) => Gradient(at: x, of: static y =>
    {
        double product = 1;
        try
        {
            for (int i = 0; i < 3; i++)
                product *= y;
        }
        finally
        {
            product += 0;
        }

        return product;
    });

    private static Func<double, double> TaggedLater<T>() => x => Tagged(x, default(T));

    private static double Tagged<T>(double x, T tag) => Gradient(at: x, of: y => tag is null ? 0 : y * y);

    private static double Slope<T>(T tag) => Gradient(at: 3.0, of: x => x * x);

    private static double SlopeAt<T>(double y) => Gradient(at: y, of: x => x * x);

    private static Func<double, double> Curried<T>() => Gradient(of: (double x) => x * x * x);

    private static double SlopeOfLocalFunction<T>(T tag)
    {
        static double F(double x) => Math.Sin(x);
        return Gradient(at: 0.5, of: F);
    }

    private static double Captured<T>(T tag, double k) => Gradient(at: 3.0, of: x => k * x * x);

    private static double CapturedTag<T>(T tag, double k)
        where T : struct => Gradient(at: 3.0, of: x => (k * x * x) + (tag.Equals(default(T)) ? x : 0));

    private static double Counting<T>(T tag)
    {
        int calls = 0;
        double slope = Gradient(at: 3.0, of: x =>
        {
            calls++;
            return x * calls;
        });
        return slope + (10 * calls);
    }

    private static double[] Sum<T>(T[] tags, double[] xs) => Gradient(at: xs, of: a =>
    {
        double sum = 0;
        for (int i = 0; i < tags.Length; i++)
            sum += a[i] * a[i];
        return sum;
    });

    private static (double, double) Held<T, TKey>(double a, TKey key, T tag)
        where T : class
        where TKey : notnull, IEquatable<TKey>
    {
        double k = a + 1;
        Dictionary<TKey, T> held = new() { [key] = tag };
        return ValueWithGradient(at: (a, k), of: (x, y) =>
        {
            double sum = 0;
            foreach (var each in held)
                sum += x * y * k;
            return sum;
        }).Gradient;
    }

    private static IEnumerable<double> EachOf<T>(T tag)
    {
        for (int i = 0; i < 3; i++)
        {
            double k = i;
            yield return Gradient(at: 2.0, of: x => k * x * x);
        }
    }

    private static DifferentiableFunc<double, double> Cube<T>(T tag) => x => x * x * x;

    private static DifferentiableFunc<double, double> CubeTimes<T>(T tag, double k) => x => k * x * x * x;

    private static T Twice<T>(T at)
        where T : unmanaged, INorm<T>
    {
        var f = (DifferentiableFunc<T, double>)(x => x.Norm() * 2);
        Check.Bits(f(at), at.Norm() * 2);
        var first = Gradient(at: at, of: f);
        return Add(first, Gradient(at: at, of: f));
    }

    private static Pullback<double, double> PullbackOf<T>(T tag, double k) => Pullback(at: k, of: x => k * x * x);

    private static Pullback<double, (T, double)> PullbackAt<T>(T at)
        where T : INorm<T> => Pullback(at: (at, 3.0), of: (T p, double s) => p.Norm() * s);

    private static double Square<T>(double x)
        where T : INumber<T> => x * x * double.CreateChecked(T.One);

    private static double OfGroup<T>(double at)
        where T : INumber<T> => Gradient(at: at, of: Square<T>);

    private static double OfLambda<T>(double at)
        where T : INumber<T> => Gradient(at: at, of: x => Square<T>(x) * Square<T>(x));

    private static T Own<T>(T at)
        where T : INorm<T> => Gradient(at: at, of: x => T.Double(x.Norm()));

    private static double SineOf<T>(T at)
        where T : IFloatingPointIeee754<T> => double.CreateChecked(Gradient(at: at, of: x => double.CreateChecked(T.Sin(x))));

    private static double Deeper<T>(double x) => x > 3 ? 0 : Gradient(at: x, of: z => typeof(T) == typeof(int) ? z * z : z * z) + Deeper<T[]>(x + 1);

    private static void MoveIt<T>(ref T at, T along) => Move(ref at, along: along);

    private static T Stepped<T>(T at, T along) => Moved(at, along: along, by: 2);

    private static double Length<T>(T of) => Norm(of);
}

public interface INorm<T>
{
    double Norm();

    static abstract double Double(double x);
}

public record struct Point(double A, double B) : INorm<Point>
{
    public static double Double(double x) => 2 * x;

    public double Norm() => (A * A) + (B * B);
}

public record struct Single(float Z) : INorm<Single>
{
    public static double Double(double x) => x + x;

    public double Norm() => 2.0 * Z * Z;
}

public sealed class Optimiser<T>(double k)
{
    private readonly double factor = k;

    public static double Static(double x) => Gradient(at: x, of: y => y * y);

    public double OfField(double x) => Gradient(at: x, of: y => factor * y * y);

    public double Plain(double x) => Gradient(at: x, of: y => y * y);

    public double Generic<TOther>(double x)
    {
        TOther? other = default;
        return Gradient(at: x, of: y => other is null ? y : y * y);
    }

    public sealed class Inner<TInner>
    {
        private readonly TInner? content = default;

        public double Slope(double x) => Gradient(at: x, of: y => content is null ? y : y * y);
    }
}

public sealed class Box<T>(T content)
    where T : INorm<T>
{
    public double Slope(double x) => Gradient(at: x, of: y => y * y * content.Norm());
}

public sealed class Holder<T>
{
    private static readonly DifferentiableFunc<double, double> Shared = x => default(T) is null ? x : x * x;

    public DifferentiableFunc<double, double> Own { get; } = x => x * x;

    public double Slope(double x) => (Gradient(at: x, of: Own) + Gradient(at: x, of: Shared)) / 2;
}

public readonly struct Scale<T>(double k)
{
    public double Slope(double x)
    {
        double factor = k;
        return Gradient(at: x, of: y => (factor * y * y / 2) + (typeof(T) == typeof(int) ? y : 0));
    }
}

public interface IWithBody<T>
{
    double Slope(double x) => Gradient(at: x, of: y => y * y * y * (default(T) is null ? 0 : 1));
}

public sealed class Implementation : IWithBody<int>;

public interface IRunner
{
    double Slope<T>(double x);
}

public sealed class Runner : IRunner
{
    public double Slope<T>(double x)
    {
        T? tag = default;
        return Gradient(at: x, of: y => tag is null ? y : y * y);
    }
}

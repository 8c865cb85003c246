using System.Numerics;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Generic methods, generic structs, generic mathematics.</summary>
public sealed class Generics
{
    [Test]
    public void Identity()
    {
        static T Id<T>(T x) => x;

        static double F(double x) => Id(x) * Id((x, 1)).x * Id(new Box<double> { Content = x }).Content;

        Numeric.Agrees(ValueWithGradient(at: 1.7, of: F), F, 1.7);
        Numeric.Agrees(ValueWithPullback(at: 1.7, of: F), F, 1.7);
    }

    [Test]
    public void GenericMathematics()
    {
        static T Horner<T>(T x)
            where T : INumber<T>
        {
            T sum = T.Zero;
            for (int i = 1; i <= 5; i++)
                sum = (sum * x) + T.CreateChecked(i);
            return sum - (x / (T.One + T.One));
        }

        Numeric.Agrees(ValueWithGradient(at: 1.7, of: Horner<double>), Horner<double>, 1.7);
        Numeric.Agrees(ValueWithPullback(at: 1.7, of: Horner<double>), Horner<double>, 1.7);
        Numeric.Agrees(ValueWithGradient(at: 1.7f, of: Horner<float>), Horner<float>, 1.7f);
    }

    [Test]
    public void GenericFunctions()
    {
        static T Wave<T>(T x, T y)
            where T : IFloatingPointIeee754<T> => (T.Sin(x) * T.Exp(-y)) + T.Sqrt(T.Abs(x - y)) + T.Max(x, y);

        Numeric.Agrees(ValueWithGradient(at: (1.7, 0.3), of: Wave<double>), Wave<double>, (1.7, 0.3));
        Numeric.Agrees(ValueWithGradient(at: (1.7f, 0.3f), of: Wave<float>), Wave<float>, (1.7f, 0.3f));
    }

    [Test]
    public void OwnStaticAbstractMembers()
    {
        static double F(double x) => Apply<Square>(x) + Apply<Sine>(x * x);

        Numeric.Agrees(ValueWithGradient(at: 0.6, of: F), F, 0.6);
        Numeric.Agrees(ValueWithPullback(at: 0.6, of: F), F, 0.6);
    }

    [Test]
    public void ConstrainedCallsOnStructs()
    {
        static double Twice<TFunction>(TFunction f, double x)
            where TFunction : struct, IFunction => f.Of(f.Of(x));

        static double F(double x, double k) => Twice(new Scaled { Factor = k * x }, x);

        Numeric.Agrees(ValueWithGradient(at: (0.6, 2.0), of: F), F, (0.6, 2));
        Numeric.Agrees(ValueWithPullback(at: (0.6, 2.0), of: F), F, (0.6, 2));
    }

    [Test]
    public void GenericStructWithOperators()
    {
        static double F(double x, double y)
        {
            var a = new Pair<double>(x, y);
            var b = (a + a) * x;
            return b.First * b.Second;
        }

        Numeric.Agrees(ValueWithGradient(at: (0.6, 2.0), of: F), F, (0.6, 2));
    }

    private static double Apply<TShape>(double x)
        where TShape : IShape => TShape.At(x) * TShape.Weight;

    private interface IShape
    {
        static abstract double Weight { get; }

        static abstract double At(double x);
    }

    private interface IFunction
    {
        double Of(double x);
    }

    private readonly struct Square : IShape
    {
        public static double Weight => 3;

        public static double At(double x) => x * x;
    }

    private readonly struct Sine : IShape
    {
        public static double Weight => 0.5;

        public static double At(double x) => Math.Sin(x);
    }

    private struct Scaled : IFunction
    {
        public double Factor;

        public readonly double Of(double x) => (Factor * x) + 1;
    }

    private struct Box<T>
    {
        public T Content;
    }

    private readonly record struct Pair<T>(T First, T Second)
        where T : INumber<T>
    {
        public static Pair<T> operator +(Pair<T> a, Pair<T> b) => new(a.First + b.First, a.Second + b.Second);

        public static Pair<T> operator *(Pair<T> a, T by) => new(a.First * by, a.Second * by);
    }
}

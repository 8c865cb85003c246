using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Delegate types of the user's own that are marked differentiable.</summary>
public static class OwnDelegates
{
    private static readonly Loss Stored = m => m.A * m.B;

    public static void C_ConvertedForOperators()
    {
        var m = new Model(3, 5);
        Check.Equal(Slopes(Square, m), new Model(6, 1));
        Check.Equal(SlopesOfInvoke(Square, m), new Model(6, 1));
        Check.Equal(Slopes(x => x.A * x.A * x.A, m), new Model(27, 0));
        Check.Equal(SlopesOfInvoke(Stored, m), new Model(5, 3));
        Check.Bits(Stored(m), 15);
    }

    public static void C_CapturedVariables()
    {
        double k = 2;
        Loss loss = x => x.A * x.A * k;
        Check.Near(Slopes(loss, new Model(3, 5)).A, 12);
        k = 3;
        Check.Near(Slopes(loss, new Model(3, 5)).A, 18);
    }

    public static void C_ThereAndBack()
    {
        Product product = (x, y) => x * y * y;
        DifferentiableFunc<double, double, double> function = new(product);
        Product back = new(function);
        Check.Equal(Gradient(at: (2.0, 3.0), of: function), (9, 12));
        Check.Equal(Gradient(at: (2.0, 3.0), of: new DifferentiableFunc<double, double, double>(back)), (9, 12));
        var pullback = Pullback(at: (2.0, 3.0), of: new DifferentiableFunc<double, double, double>(back));
        Check.Equal(pullback(-2), (-18, -24));
        Check.Equal(pullback(1), (9, 12));
    }

    public static void C_CalledInDifferentiatedCode()
    {
        Product product = (x, y) => x * y;
        Check.Near(Gradient(at: 2.0, of: x => Twice(product, x)), 24);
    }

    public static void C_Generic()
    {
        Check.Near(SlopeOf(Make(2.0), 3.0), 12);
        Check.Near(SlopeOf(Make(2f), 3f), 12);
    }

    private static double Twice(Product f, double x) => f(x, x * x) * 2;

    private static double Square(Model m) => (m.A * m.A) + m.B;

    private static Model Slopes(Loss loss, Model m) => Gradient(at: m, of: new DifferentiableFunc<Model, double>(loss));

    private static Model SlopesOfInvoke(Loss loss, Model m) => Gradient(at: m, of: loss.Invoke);

    private static Map<T> Make<T>(T factor)
        where T : System.Numerics.INumber<T> => x => x * x * factor;

    private static T SlopeOf<T>(Map<T> map, T at)
        where T : System.Numerics.INumber<T>
    {
        DifferentiableFunc<T, T> function = map.Invoke;
        return Pullback(at: at, of: function)(T.One);
    }
}

[Differentiable]
public delegate double Loss(Model m);

[Differentiable]
public delegate double Product(double x, double y);

[Differentiable]
public delegate T Map<T>(T x);

public record struct Model(double A, double B);

using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Group K of the cases restated from differentiable Swift: classes, as far as no rule is registered.</summary>
public static class SwiftClasses
{
    public static void C_K1_Constructors()
    {
        var (value, pullback) = ValueWithPullback(at: 3.0, of: x => new C(x));
        Check.Bits(value.Stored, 3);
        Check.Near(pullback(new C(10)), 10);
        var (other, convenience) = ValueWithPullback(at: 3.0, of: x => new C(x, 2));
        Check.Bits(other.Stored, 3);
        Check.Near(convenience(new C(10)), 10);
    }

    public static void C_K3_MemberWithoutDerivative()
    {
        static double F(D d) => d.Constant * 2;
        static double G(D d) => (d.Constant * 2) + (d.Stored * d.Constant);
        var (value, g) = ValueWithGradient(at: new D { Constant = 3, Stored = 5 }, of: G);
        Check.Bits(value, 21);
        Check.Near(g.Stored, 3);
        Check.That(g.Constant is 0 or 3, $"{g.Constant}");
        static double Through(double x) => F(new D { Constant = x }) + (0 * x);
        Check.Near(Gradient(at: 4.0, of: Through), 0);
    }

    public static void C_K5_Overriding()
    {
        static double Call(Base b, double x) => b.F(x);
        foreach (var (receiver, value, slope) in new (Base, double, double)[] { (new Base(), 2, 2), (new Sub(), 3, 3) })
        {
            var (v, g) = ValueWithGradient(at: 1.0, of: x => Call(receiver, x));
            Check.Bits(v, value);
            Check.Near(g, slope);
        }
    }

    public static void C_K7_ConstructorOfBase()
    {
        var (super, first) = ValueWithPullback(at: 1337.0, of: x => new Super(x));
        Check.Bits(super.Base, 1337);
        Check.Near(first(new Super(100)), 100);
        var (sub, second) = ValueWithPullback(at: 1337.0, of: x => new SubOfSuper(x));
        Check.Bits(sub.Base, 1337);
        Check.Near(second(new SubOfSuper(100)), 100);
    }

    public static void C_K9_MutatedAfterTheCall()
    {
        var coefficient = new Coefficient { Value = 10 };
        var (value, pullback) = ValueWithPullback(at: 1.0, of: x => coefficient.Times(x));
        Check.Bits(value, 10);
        coefficient.Value += 1;
        Check.Near(pullback(1), 10);
        Check.Near(Gradient(at: 1.0, of: x => coefficient.Times(x)), 11);
    }

    public static void C_K11_FinalClassMethod()
    {
        var f = new Final();
        for (int x = -5; x <= 5; x++)
            Check.Near(Gradient(at: (double)x, of: f.Square), 2 * x);
    }

    private sealed class C(double stored)
    {
        public C(double stored, int ignored)
            : this(stored) => Count = ignored;

        public double Stored { get; } = stored;

        public int Count { get; }
    }

    private sealed class D
    {
        [NoDerivative]
        public double Constant;
        public double Stored;
    }

    private class Base
    {
        public virtual double F(double x) => 2 * x;
    }

    private sealed class Sub : Base
    {
        public override double F(double x) => 3 * x;
    }

    private class Super(double value)
    {
        public double Base { get; } = value;
    }

    private sealed class SubOfSuper(double value) : Super(value);

    private sealed class Coefficient
    {
        public double Value;

        public double Times(double x) => Value * x;
    }

    private sealed class Final
    {
        public double Square(double x) => x * x;
    }
}

using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Group K of the cases restated from differentiable Swift: classes with registered rules.</summary>
public static class SwiftClassRules
{
    public static void C_K5_OverrideWithRule()
    {
        static double Call(Base b, double x) => b.F(x);
        var receiver = new Ruled();
        var (v, g) = ValueWithGradient(at: 1.0, of: x => Call(receiver, x));
        Check.Bits(v, 3);
        Check.Near(g, 3);
    }

    public static void C_K7_ConstructorWithRule()
    {
        var (sub, pullback) = ValueWithPullback(at: 1337.0, of: x => new Doubling(x));
        Check.Bits(sub.Base, 1337);
        Check.Near(pullback(new Doubling(100)), 200);
    }

    public static void C_K9_RulesThatCapture()
    {
        var coefficient = new Coefficient { Value = 10 };
        var (_, self) = ValueWithPullback(at: 1.0, of: x => coefficient.TimesCapturingSelf(x));
        var (_, value) = ValueWithPullback(at: 1.0, of: x => coefficient.TimesCapturingValue(x));
        coefficient.Value += 1;
        Check.Near(self(1), 11);
        Check.Near(value(1), 10);
    }

    [Derivative(typeof(Ruled), nameof(Ruled.F), WithRespectTo = ["x"])]
    internal static (double Value, Func<double, double> Pullback) RuledF(Ruled self, double x) => (self.F(x), d => 3 * d);

    [Derivative(typeof(Doubling), ".ctor")]
    internal static (Doubling Value, Func<Doubling, double> Pullback) MakeDoubling(double value) => (new Doubling(value), d => 2 * d.Base);

    [Derivative(typeof(Coefficient), nameof(Coefficient.TimesCapturingSelf), WithRespectTo = ["x"])]
    internal static (double Value, Func<double, double> Pullback) CapturingSelf(Coefficient self, double x) => (self.Value * x, d => d * self.Value);

    [Derivative(typeof(Coefficient), nameof(Coefficient.TimesCapturingValue), WithRespectTo = ["x"])]
    internal static (double Value, Func<double, double> Pullback) CapturingValue(Coefficient self, double x)
    {
        double value = self.Value;
        return (value * x, d => d * value);
    }

    internal class Base
    {
        public virtual double F(double x) => 2 * x;
    }

    internal sealed class Ruled : Base
    {
        public override double F(double x) => 3 * x;
    }

    internal class Super(double value)
    {
        public double Base { get; } = value;
    }

    internal sealed class Doubling(double value) : Super(value);

    internal sealed class Coefficient
    {
        public double Value;

        public double TimesCapturingSelf(double x) => Value * x;

        public double TimesCapturingValue(double x) => Value * x;
    }
}

// A number and its derivative in one direction, by forward mode. Programs compiled with it in place of double are the reference at kinks and singular points,
// where differences say nothing. A constant has no derivative, whatever the slope; a derivative of zero times an infinite slope is NaN, which the comparison
// leaves out.
public readonly struct Dual : IComparable<Dual>
{
    public readonly double Value;
    public readonly double Tangent;
    private readonly bool _varied;

    public Dual(double value, double tangent, bool varied) { Value = value; Tangent = tangent; _varied = varied; }

    public static Dual[] At(double[] at, int direction) => at.Select((v, i) => new Dual(v, i == direction ? 1 : 0, i == direction)).ToArray();

    public static implicit operator Dual(double value) => new(value, 0, false);

    public static Dual operator +(Dual a, Dual b) => Of(a.Value + b.Value, a, 1, b, 1);
    public static Dual operator -(Dual a, Dual b) => Of(a.Value - b.Value, a, 1, b, -1);
    public static Dual operator *(Dual a, Dual b) => Of(a.Value * b.Value, a, b.Value, b, a.Value);
    public static Dual operator /(Dual a, Dual b) => Of(a.Value / b.Value, a, 1 / b.Value, b, -(a.Value / b.Value) / b.Value);
    public static Dual operator -(Dual a) => Of(-a.Value, a, -1);
    public static bool operator <(Dual a, Dual b) => a.Value < b.Value;
    public static bool operator >(Dual a, Dual b) => a.Value > b.Value;
    public static bool operator <=(Dual a, Dual b) => a.Value <= b.Value;
    public static bool operator >=(Dual a, Dual b) => a.Value >= b.Value;
    public static bool operator ==(Dual a, Dual b) => a.Value == b.Value;
    public static bool operator !=(Dual a, Dual b) => a.Value != b.Value;

    public static Dual Of(double value, Dual a, double slope) => a._varied ? new Dual(value, a.Tangent * slope, true) : value;

    public static Dual Of(double value, Dual a, double slopeA, Dual b, double slopeB) =>
        !b._varied ? Of(value, a, slopeA) : !a._varied ? Of(value, b, slopeB) : new(value, (a.Tangent * slopeA) + (b.Tangent * slopeB), true);

    public int CompareTo(Dual other) => Value.CompareTo(other.Value);
    public override bool Equals(object? other) => other is Dual dual && Value.Equals(dual.Value);
    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>The functions that programs call, with the conventions of docs/differentiation.md.</summary>
public static class DualMath
{
    public const double PI = Math.PI;

    public static Dual Sin(Dual x) => Dual.Of(Math.Sin(x.Value), x, Math.Cos(x.Value));
    public static Dual Cos(Dual x) => Dual.Of(Math.Cos(x.Value), x, -Math.Sin(x.Value));
    public static Dual Exp(Dual x) => Dual.Of(Math.Exp(x.Value), x, Math.Exp(x.Value));
    public static Dual Log(Dual x) => Dual.Of(Math.Log(x.Value), x, 1 / x.Value);
    public static Dual Sqrt(Dual x) => Dual.Of(Math.Sqrt(x.Value), x, 0.5 / Math.Sqrt(x.Value));
    public static Dual Atan(Dual x) => Dual.Of(Math.Atan(x.Value), x, 1 / (1 + (x.Value * x.Value)));
    public static Dual Acos(Dual x) => Dual.Of(Math.Acos(x.Value), x, -1 / Math.Sqrt(1 - (x.Value * x.Value)));
    public static Dual Abs(Dual x) => Dual.Of(Math.Abs(x.Value), x, Math.Sign(x.Value));
    public static Dual Max(Dual x, Dual y) => Chosen(Math.Max(x.Value, y.Value), x, y, x.Value > y.Value);
    public static Dual Min(Dual x, Dual y) => Chosen(Math.Min(x.Value, y.Value), x, y, x.Value < y.Value);

    public static Dual Tanh(Dual x)
    {
        double tanh = Math.Tanh(x.Value);
        return Dual.Of(tanh, x, 1 - (tanh * tanh));
    }

    public static Dual Atan2(Dual y, Dual x)
    {
        double square = (x.Value * x.Value) + (y.Value * y.Value);
        return Dual.Of(Math.Atan2(y.Value, x.Value), y, x.Value / square, x, -y.Value / square);
    }

    public static Dual Pow(Dual x, Dual y)
    {
        double power = Math.Pow(x.Value, y.Value);
        double byBase = y.Value == 0 ? 0 : y.Value * Math.Pow(x.Value, y.Value - 1);
        double byExponent = x.Value > 0 ? power * Math.Log(x.Value) : x.Value == 0 && y.Value >= 0 ? 0 : y.Value == Math.Floor(y.Value) ? 0 : double.NaN;
        return Dual.Of(power, x, byBase, y, byExponent);
    }

    private static Dual Chosen(double value, Dual x, Dual y, bool first) =>
        x.Value == y.Value ? Dual.Of(value, x, 0.5, y, 0.5) : first ? x : y;
}

/// <summary>What the framework has for sequences of double only.</summary>
public static class DualSequences
{
    public static Dual Sum(this IEnumerable<Dual> source) => source.Aggregate((Dual)0, (a, b) => a + b);
    public static Dual Sum<T>(this IEnumerable<T> source, Func<T, Dual> selector) => source.Select(selector).Sum();
    public static Dual Average(this IEnumerable<Dual> source) { var all = source.ToArray(); return all.Sum() / all.Length; }
    public static Dual Average<T>(this IEnumerable<T> source, Func<T, Dual> selector) => source.Select(selector).Average();
}

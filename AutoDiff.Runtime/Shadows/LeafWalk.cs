using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// Goes through the numbers of a value in the order in which a reader meets them: fields as declared, elements by index, what a reference leads to where
/// the reference stands. What is shared counts where it is met first.
/// </summary>
internal abstract class LeafWalk() : PairWalk("value", "tangent")
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets a value indicating whether the second graph has nothing where the walk is: its numbers are zero.</summary>
    protected bool IsLeftOut { get; private set; }

    public sealed override void Follow(object? left, object? right)
    {
        if (left is null)
            return;
        var shape = Shape.Of(left.GetType());
        if (shape is SharedShape || !_seen.Add(left))
            return;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        bool before = IsLeftOut;
        IsLeftOut |= right is null;
        shape.Combine(left, right ?? left, this);
        IsLeftOut = before;
    }
}

/// <summary>The numbers of a tangent, which has the shape of a value or leaves out parts.</summary>
internal sealed class LeafReader : LeafWalk
{
    private readonly List<double> _numbers = [];

    public override bool Writes => false;

    /// <summary>The numbers of a value itself.</summary>
    public static List<double> Of<T>(T value) => Of(value, value);

    public static List<double> Of<T>(T value, T tangent)
    {
        var walk = new LeafReader();
        walk.Through(ref value, ref tangent);
        return walk._numbers;
    }

    public override void Combine(ref double left, double right) => _numbers.Add(IsLeftOut ? 0 : right);

    public override void Combine(ref float left, float right) => _numbers.Add(IsLeftOut ? 0 : right);

    public override void Combine(Span<double> left, ReadOnlySpan<double> right)
    {
        foreach (double number in right)
            _numbers.Add(IsLeftOut ? 0 : number);
    }

    public override void Combine(Span<float> left, ReadOnlySpan<float> right)
    {
        foreach (float number in right)
            _numbers.Add(IsLeftOut ? 0 : number);
    }
}

/// <summary>Makes a value a unit direction: one number is one, all others are zero.</summary>
internal sealed class UnitWriter : LeafWalk
{
    private int _left;

    public static void Write<T>(ref T value, int leaf)
    {
        var walk = new UnitWriter { _left = leaf };
        T same = value;
        walk.Through(ref value, ref same);
    }

    public override void Combine(ref double left, double right) => left = Next();

    public override void Combine(ref float left, float right) => left = Next();

    public override void Combine(Span<double> left, ReadOnlySpan<double> right)
    {
        foreach (ref double number in left)
            number = Next();
    }

    public override void Combine(Span<float> left, ReadOnlySpan<float> right)
    {
        foreach (ref float number in left)
            number = Next();
    }

    private int Next() => _left-- == 0 ? 1 : 0;
}

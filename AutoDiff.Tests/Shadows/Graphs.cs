namespace AutoDiff.Tests.Shadows;

/// <summary>Objects of the kinds that programs make.</summary>
internal sealed class Body(string name, double mass)
{
    private readonly double[] history = [mass, 2 * mass];

    public string Name { get; } = name;

    public double Mass { get; set; } = mass;

    public int Count { get; set; } = 3;

    [NoDerivative]
    public double Fixed { get; set; } = 7;

    [NoDerivative]
    public double[]? Reference { get; set; }

    public Body? Other { get; set; }

    public Func<double, double>? Law { get; set; }

    public double[] History => history;
}

internal class Base
{
#pragma warning disable CA1823, IDE0051, CS0414 // Only reflection sees it.
    private double hidden = 1;
#pragma warning restore CA1823, IDE0051, CS0414

    public double Hidden => hidden;
}

internal sealed class Derived : Base
{
    public float Own { get; init; } = 2;
}

internal sealed record Point(double X, [NoDerivative] double Weight);

internal struct Mixed
{
    public double Number;
    public int Index;
    public double[]? Values;
}

internal struct Plain
{
    public double Number;
    public int Index;
}

internal sealed class Link
{
    public double Value { get; set; }

    public Link? Next { get; set; }
}

internal sealed class Finalized
{
    public static int Finalizations;

    public double Value { get; set; } = 1;

    ~Finalized() => Interlocked.Increment(ref Finalizations);
}

[System.Runtime.CompilerServices.InlineArray(3)]
internal struct Triple
{
    public double First;
}

internal unsafe struct Buffer
{
    public fixed float Values[4];
    public int Count;
}

using System.Collections;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>
/// Loops over what is known by an interface and was made elsewhere: collection expressions, whose classes the compiler makes, and the program's own.
/// </summary>
public static class BehindInterfaces
{
    public static void C_ReadOnlyListOfRecords()
    {
        Farm farm = new();
        (Farm gradient, double wind) = Gradient(at: (farm, 0.3), of: Yield);
        AreEqual(wind, farm.Turbines.Sum(t => t.Power * t.Power * t.Height * Math.Cos(t.Height * 0.3)));
        AreEqual(gradient.Turbines[0].Power, 2 * Math.Sin(0.6));
        AreEqual(gradient.Turbines[1].Height, 9 * 0.3 * Math.Cos(0.45));
        AreEqual(Gradient(at: 0.3, of: k => Yield(farm, k)), wind);
        var pull = Pullback(at: 0.3, of: k => Yield(farm, k));
        AreEqual(pull(2), 2 * wind);
        AreEqual(pull(-1.5), -1.5 * wind);
        AreEqual(Derivative(at: 0.3, of: k => Yield(farm, k)), wind);
    }

    public static void C_OneElement()
    {
        Single single = new();
        AreEqual(Gradient(at: single, of: s => Squares(s.Values)).Values[0], 14);
    }

    public static void C_ReadOnlyListOfStructs()
    {
        Cells cells = new();
        Cells gradient = Gradient(at: cells, of: Volume);
        AreEqual(gradient.All[1].Width, 2 * 4 * 5);
        AreEqual(gradient.All[1].Height, 16);
    }

    public static void C_Collections()
    {
        Mixed mixed = new([1, 2], [3, 4], [5, 6], [7, 8]);
        Mixed gradient = Gradient(at: mixed, of: m => Squares(m.Sequence) + 2 * Squares(m.Collection) + 3 * Squares(m.Counted) + 4 * Squares(m.List));
        AreEqual(gradient.Sequence.Last(), 4);
        AreEqual(gradient.Collection.Last(), 16);
        AreEqual(gradient.Counted.Last(), 36);
        AreEqual(gradient.List.Last(), 64);
    }

    public static void C_OwnList()
    {
        Fleet fleet = new([2, 3]);
        Depot depot = new(fleet);
        Depot gradient = Gradient(at: depot, of: d => Squares(d.Lengths));
        AreEqual(gradient.Lengths[1], 6);
        AreEqual(Gradient(at: 0.5, of: k => k * Squares(depot.Lengths)), 13);
    }

    public static void C_Spread()
    {
        double[] values = [0.5, 1.5];
        AreEqual(Gradient(at: values, of: Scaled)[1], 2 * 1.5 * 4 + 2 * 1.5 * 9);
    }

    private static double Scaled(double[] values)
    {
        Holder holder = new([.. values.Select(v => 2 * v), .. values.Select(v => 3 * v)]);
        double sum = 0;
        foreach (double value in holder.Values)
            sum += value * value;
        return sum;
    }

    private static double Yield(Farm farm, double wind)
    {
        double sum = 0;
        foreach (Turbine turbine in farm.Turbines)
            sum += turbine.Power * turbine.Power * Math.Sin(turbine.Height * wind);
        return sum;
    }

    private static double Volume(Cells cells)
    {
        double sum = 0;
        foreach (Cell cell in cells.All)
            sum += cell.Width * cell.Width * cell.Height;
        return sum;
    }

    private static double Squares(IEnumerable<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value * value;
        return sum;
    }

    private static double Squares(IReadOnlyList<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value * value;
        return sum;
    }

    private static void AreEqual(double actual, double expected)
    {
        if (Math.Abs(actual - expected) > 1e-12 * Math.Max(1, Math.Abs(expected)))
            throw new InvalidOperationException($"{actual} instead of {expected}");
    }

    private sealed record Turbine(double Power, double Height);

    private sealed record Farm
    {
        public IReadOnlyList<Turbine> Turbines { get; init; } = [new(1, 2), new(3, 1.5)];
    }

    private sealed class Single
    {
        public IReadOnlyList<double> Values = [7.0];
    }

    private struct Cell(double width, double height)
    {
        public double Width = width, Height = height;
    }

    private sealed class Cells
    {
        public IReadOnlyList<Cell> All = [new(2, 3), new(4, 5)];
    }

    private sealed record Mixed(IEnumerable<double> Sequence, ICollection<double> Collection, IReadOnlyCollection<double> Counted, IList<double> List);

    private sealed record Holder(IReadOnlyList<double> Values);

    private sealed record Depot(IReadOnlyList<double> Lengths);

    private sealed class Fleet(double[] lengths) : IReadOnlyList<double>
    {
        public int Count => lengths.Length;

        public double this[int index] => lengths[index];

        public IEnumerator<double> GetEnumerator()
        {
            for (int i = 0; i < lengths.Length; i++)
                yield return lengths[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

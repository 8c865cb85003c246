using System.Globalization;
using DigitalTwin.Model;

namespace DigitalTwin.Calibration;

/// <summary>A measured series: slab and tank temperature once a second.</summary>
internal sealed class Measurements(double[] slab, double[] tank)
{
    /// <summary>Simulated steps between two samples.</summary>
    public const int StepsPerSample = 10;

    /// <summary>Standard deviation of the slab sensor, K.</summary>
    public const double SlabNoise = 0.15;

    /// <summary>Standard deviation of the tank sensor, K.</summary>
    public const double TankNoise = 0.03;

    private const string Header = "time_s,slab_C,tank_C";

    public double[] Slab { get; } = slab;

    public double[] Tank { get; } = tank;

    public int Count => Slab.Length;

    /// <summary>Seconds from the start to a sample.</summary>
    public static double Time(int sample) => (sample + 1) * StepsPerSample * Simulation.TimeStep;

    /// <summary>Simulates a building and adds Gaussian noise of the sensors' standard deviations.</summary>
    public static Measurements Simulate(Parameters building, int samples, int seed)
    {
        var random = new Random(seed);
        var slab = new double[samples];
        var tank = new double[samples];
        building = Simulation.Start(building);
        for (int sample = 0; sample < samples; sample++)
        {
            for (int i = 0; i < StepsPerSample; i++)
                building = Simulation.Step(building);
            slab[sample] = building.Slab.Temperature + (SlabNoise * Gaussian(random));
            tank[sample] = building.Tank.Temperature + (TankNoise * Gaussian(random));
        }

        return new(slab, tank);
    }

    /// <exception cref="FormatException">The file is not a series in the format of <see cref="Write"/>.</exception>
    public static Measurements Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length < 2 || lines[0] != Header)
            throw new FormatException($"{path}: expected a first line '{Header}' and at least one sample.");

        var slab = new double[lines.Length - 1];
        var tank = new double[lines.Length - 1];
        for (int i = 0; i < slab.Length; i++)
        {
            string[] cells = lines[i + 1].Split(',');
            if (cells.Length != 3 || !TryNumber(cells[1], out slab[i]) || !TryNumber(cells[2], out tank[i]))
                throw new FormatException($"{path}({i + 2}): expected three numbers, found '{lines[i + 1]}'.");
        }

        return new(slab, tank);
    }

    public void Write(string path)
    {
        var lines = Enumerable.Range(0, Count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{Time(i):F1},{Slab[i]:F4},{Tank[i]:F4}"));
        File.WriteAllLines(path, lines.Prepend(Header));
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    private static double Gaussian(Random random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}

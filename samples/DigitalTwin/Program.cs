using System.Globalization;
using DigitalTwin.Calibration;
using DigitalTwin.Model;

namespace DigitalTwin;

internal static class Program
{
    private const int Seed = 20240229;
    private const int Samples = 90;

    private const string Usage = """
        usage: DigitalTwin [command] [options]

        commands
          all           everything below except generate (default)
          derivatives   the loss and its 20 derivatives next to central differences
          calibrate     find three parameters from a measured series and plot the result
          time          gradient time over loss time, bytes allocated per gradient
          generate      make the measured series that ships with the sample

        options
          --steps N       derivatives: simulated steps (default 20)
          --data FILE     calibrate: the measured series (default measured.csv beside the program)
          --plot FILE     calibrate: where the plot goes (default artifacts/digital-twin.png)
          --output FILE   generate: where the series goes (default measured.csv)
        """;

    private static string ShippedData => Path.Combine(AppContext.BaseDirectory, "measured.csv");

    /// <summary>What the series that ships with the sample was made from; the calibration starts from the data sheet instead.</summary>
    private static Parameters TrueBuilding()
    {
        var building = new Parameters();
        building.Tube.Resistivity = 3.1;
        building.Slab.SpecificHeat = 0.26;
        building.StartTemperature = 25;
        return building;
    }

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string command = arguments.Length == 0 || arguments[0].StartsWith('-') ? "all" : arguments[0];
        if (!TryReadOptions(arguments.AsSpan(arguments.Length > 0 && command == arguments[0] ? 1 : 0), command, out var options))
            return Fail();

        try
        {
            switch (command)
            {
                case "derivatives":
                    DerivativeReport.Print(options.Steps);
                    return 0;
                case "calibrate":
                    Calibrate(options);
                    return 0;
                case "time":
                    Timing.Print();
                    return 0;
                case "generate":
                    Measurements.Simulate(TrueBuilding(), Samples, Seed).Write(options.Output);
                    Console.WriteLine($"{Samples} samples written to {options.Output}");
                    return 0;
                case "all":
                    DerivativeReport.Print(options.Steps);
                    Console.WriteLine();
                    Calibrate(options);
                    Console.WriteLine();
                    Timing.Print();
                    return 0;
                default:
                    return Fail();
            }
        }
        catch (Exception error) when (error is IOException or FormatException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static void Calibrate(Options options)
    {
        var measured = Measurements.Read(options.Data);
        Console.WriteLine($"Calibration against {measured.Count} samples of {Path.GetFileName(options.Data)}");
        var before = new Parameters();
        var after = Calibrator.Run(measured);
        var truth = TrueBuilding();
        bool known = options.Data == ShippedData;
        PrintRow("tube.resistivity", p => p.Tube.Resistivity);
        PrintRow("slab.specificHeat", p => p.Slab.SpecificHeat);
        PrintRow("startTemperature", p => p.StartTemperature);
        Plot.Write(options.Plot, measured, before, after);
        Console.WriteLine($"Plot written to {options.Plot}");

        void PrintRow(string name, Func<Parameters, double> value)
        {
            string row = $"{name,-20} data sheet {value(before),8:F4}   calibrated {value(after),8:F4}";
            Console.WriteLine(known ? $"{row}   true {value(truth),8:F4} ({(value(after) / value(truth)) - 1,7:P2})" : row);
        }
    }

    private static bool TryReadOptions(ReadOnlySpan<string> arguments, string command, out Options options)
    {
        options = new Options(20, ShippedData, Path.Combine("artifacts", "digital-twin.png"), "measured.csv");
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
                return false;
            string value = arguments[i + 1];
            switch (arguments[i], command)
            {
                case ("--steps", "all" or "derivatives") when int.TryParse(value, CultureInfo.InvariantCulture, out int steps) && steps > 0:
                    options = options with { Steps = steps };
                    break;
                case ("--data", "all" or "calibrate"):
                    options = options with { Data = value };
                    break;
                case ("--plot", "all" or "calibrate"):
                    options = options with { Plot = value };
                    break;
                case ("--output", "generate"):
                    options = options with { Output = value };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static int Fail()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private sealed record Options(int Steps, string Data, string Plot, string Output);
}

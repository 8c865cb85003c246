using System.Globalization;
using AttitudeSample.Model;
using AutoDiff.Manifolds;
using static AutoDiff.DifferentialOperators;

namespace AttitudeSample;

/// <summary>Follows the attitude of a tumbling body by gradients on the manifold of unit quaternions.</summary>
internal static class Program
{
    private const double Agreement = 1e-8, Degrees = 180 / Math.PI, Wanted = 2;

    private static int Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var (truth, readings) = Sensors.Tumble(3000);
        if (!DerivativesAgree(UnitQuaternion.Exp(new(0.4, -0.1, 0.9)), readings[0]) | !DerivativesAgree(UnitQuaternion.Identity, readings[100]))
            return 1;

        var filter = new Filter();
        var blind = UnitQuaternion.Identity;
        double worst = 0;
        Console.WriteLine();
        Console.WriteLine($"{"seconds",-8} {"error of the filter",20} {"of the rates alone",20}");
        for (int i = 0; i < readings.Length; i++)
        {
            filter.Take(readings[i]);
            blind *= UnitQuaternion.Exp(Sensors.Interval * readings[i].Rate);
            double error = Between(truth[i], filter.Attitude);
            if (i % 300 == 299)
                Console.WriteLine($"{(i + 1) * Sensors.Interval,-8:F1} {error,18:F2} ° {Between(truth[i], blind),18:F2} °");
            if (i >= readings.Length / 2)
                worst = Math.Max(worst, error);
        }

        Console.WriteLine($"bias found: {filter.Bias.X:F3} {filter.Bias.Y:F3} {filter.Bias.Z:F3} rad/s");
        if (worst < Wanted)
            return 0;
        Console.Error.WriteLine($"the filter is {worst:F2} ° off");
        return 1;
    }

    private static double Between(UnitQuaternion a, UnitQuaternion b)
    {
        var turn = (a.Inverse() * b).Log();
        return Degrees * Math.Sqrt(Vector3D.Dot(turn, turn));
    }

    private static bool DerivativesAgree(UnitQuaternion at, Reading reading)
    {
        RotationVector slope = Gradient(at: at, of: q => Filter.Misfit(q, reading));
        Console.WriteLine($"{"turn",-8} {"derivative",24} {"central difference",24}");
        return Agrees("about x", slope.AboutX, new(1, 0, 0)) & Agrees("about y", slope.AboutY, new(0, 1, 0)) & Agrees("about z", slope.AboutZ, new(0, 0, 1));

        bool Agrees(string name, double derivative, RotationVector along)
        {
            const double Step = 1e-5;
            double difference = (Filter.Misfit(at.Moved(Step * along), reading) - Filter.Misfit(at.Moved(-Step * along), reading)) / (2 * Step);
            Console.WriteLine($"{name,-8} {derivative,24:R} {difference,24:G10}");
            if (Math.Abs(derivative - difference) <= Agreement)
                return true;
            Console.Error.WriteLine("the derivative and the difference disagree");
            return false;
        }
    }
}

using AutoDiff.Manifolds;

namespace AttitudeSample.Model;

/// <summary>What a body measures in its own coordinates: how fast it turns, where down is, and where north is.</summary>
/// <param name="Rate">Radians per second about its own axes, with a bias and noise.</param>
/// <param name="Down">The direction of gravity, with noise.</param>
/// <param name="North">The direction of the magnetic field, with noise.</param>
public readonly record struct Reading(Vector3D Rate, Vector3D Down, Vector3D North);

/// <summary>A body that tumbles, and the readings of its sensors, which are made up: a fixed seed and known errors.</summary>
public static class Sensors
{
    public const double Interval = 0.02;

    public static readonly Vector3D Gravity = new(0, 0, -1);

    public static readonly Vector3D Field = new(0.6, 0, -0.8);

    private const double Noise = 0.02;

    private static readonly Vector3D s_bias = new(0.05, -0.04, 0.03);

    public static (UnitQuaternion[] Truth, Reading[] Readings) Tumble(int count)
    {
        var random = new Random(1);
        var truth = new UnitQuaternion[count];
        var readings = new Reading[count];
        var attitude = UnitQuaternion.Exp(new(0.3, -0.2, 0.5));
        for (int i = 0; i < count; i++)
        {
            double time = i * Interval;
            var rate = new Vector3D(0.9 * Math.Sin(time), 0.7 * Math.Cos(0.6 * time), 0.4);
            attitude *= UnitQuaternion.Exp(Interval * rate);
            truth[i] = attitude;
            var back = attitude.Inverse();
            readings[i] = new(rate + s_bias + Error(random), back.Rotate(Gravity) + Error(random), back.Rotate(Field) + Error(random));
        }

        return (truth, readings);
    }

    private static Vector3D Error(Random random) => new(Normal(random), Normal(random), Normal(random));

    /// <summary>A normal number by the method of Box and Muller (1958).</summary>
    private static double Normal(Random random) =>
        Noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

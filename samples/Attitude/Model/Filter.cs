using AutoDiff.Manifolds;
using static AutoDiff.DifferentialOperators;

namespace AttitudeSample.Model;

/// <summary>
/// An attitude, turned by what the rate says, then moved a step down the gradient of the misfit of the two directions, on the manifold of rotations (the idea
/// of S. Madgwick, An efficient orientation filter, 2010, with the gradient on the manifold instead of in four numbers). What has to be corrected again and
/// again is taken for the bias of the rate.
/// </summary>
public sealed class Filter
{
    private const double Gain = 0.05, BiasGain = 0.01;

    public UnitQuaternion Attitude { get; private set; } = UnitQuaternion.Identity;

    public Vector3D Bias { get; private set; }

    /// <summary>Half the squared distance of the directions that are measured from those that an attitude says.</summary>
    public static double Misfit(UnitQuaternion attitude, Reading reading)
    {
        var back = attitude.Inverse();
        var down = back.Rotate(Sensors.Gravity) - reading.Down;
        var north = back.Rotate(Sensors.Field) - reading.North;
        return (Vector3D.Dot(down, down) + Vector3D.Dot(north, north)) / 2;
    }

    public void Take(Reading reading)
    {
        Attitude *= UnitQuaternion.Exp(Sensors.Interval * (reading.Rate - Bias));
        RotationVector slope = Gradient(at: Attitude, of: q => Misfit(q, reading));
        Attitude = Attitude.Moved(-Gain * slope);
        Bias += BiasGain * new Vector3D(slope.AboutX, slope.AboutY, slope.AboutZ);
    }
}

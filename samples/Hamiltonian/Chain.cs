using static AutoDiff.DifferentialOperators;

namespace Hamiltonian;

/// <summary>Masses of one in a row, held together by springs: dq/dt = p, dp/dt = −∂V/∂q − friction · p.</summary>
internal static class Chain
{
    private const int Steps = 60;
    private const int Sightings = 6;
    private const double TimeStep = 0.05;

    private static double[] Start => [0, 1.3, 2.1, 3.4, 4.0];

    /// <summary>The potential energy V of the springs, which are at rest at length one.</summary>
    public static double Potential(double[] q, Springs springs)
    {
        double energy = 0;
        for (int i = 0; i + 1 < q.Length; i++)
        {
            double stretch = q[i + 1] - q[i] - 1;
            energy += (0.5 * springs.Stiffness * stretch * stretch) + (0.25 * springs.Hardening * stretch * stretch * stretch * stretch);
        }

        return energy;
    }

    /// <summary>Where the masses are at a few times, one after the other.</summary>
    public static double[] Simulate(Springs springs)
    {
        double[] q = Start, p = new double[q.Length], seen = new double[Sightings * q.Length];
        for (int sighting = 0; sighting < Sightings; sighting++)
        {
            Leapfrog(q, p, springs, Steps / Sightings);
            Array.Copy(q, 0, seen, sighting * q.Length, q.Length);
        }

        return seen;
    }

    public static double EnergyAtStart(Springs springs) => Potential(Start, springs);

    public static double EnergyAtEnd(Springs springs)
    {
        double[] q = Start, p = new double[q.Length];
        Leapfrog(q, p, springs, Steps);
        return Potential(q, springs) + (0.5 * p.Sum(e => e * e));
    }

    /// <summary>Half a step of the momenta, a step of the places, half a step of the momenta.</summary>
    private static void Leapfrog(double[] q, double[] p, Springs springs, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Push(q, p, springs);
            for (int i = 0; i < q.Length; i++)
                q[i] += TimeStep * p[i];
            Push(q, p, springs);
        }
    }

    private static void Push(double[] q, double[] p, Springs springs)
    {
        double[] slopes = Gradient(at: q, of: places => Potential(places, springs));
        for (int i = 0; i < p.Length; i++)
            p[i] -= 0.5 * TimeStep * (slopes[i] + (springs.Friction * p[i]));
    }
}

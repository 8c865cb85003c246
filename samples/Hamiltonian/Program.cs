using System.Globalization;
using static AutoDiff.DifferentialOperators;

namespace Hamiltonian;

/// <summary>
/// A chain of masses and springs is simulated with forces that are gradients of its energy; how far it ends from where it was seen is differentiated once more,
/// with respect to the parameters of the energy, and those are found from that.
/// </summary>
internal static class Program
{
    private const double Agreement = 1e-6;

    private static int Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var truth = new Springs { Stiffness = 3.2, Hardening = 0.15, Friction = 0.02 };
        double[] seen = Chain.Simulate(truth);
        var guess = new Springs { Stiffness = 3.1, Hardening = 0.12, Friction = 0.03 };

        if (!DerivativesAgree(guess, seen))
            return 1;
        var still = truth with { Friction = 0 };
        Console.WriteLine($"energy without friction, at the start and at the end: {Chain.EnergyAtStart(still):F6} {Chain.EnergyAtEnd(still):F6}");
        Console.WriteLine();
        Console.WriteLine($"{"step",-5} {"misfit",12} {"stiffness",12} {"hardening",12} {"friction",12}");
        var found = Fit(guess, seen);
        bool isRight = Math.Abs(found.Stiffness - truth.Stiffness) < 1e-4 && Math.Abs(found.Hardening - truth.Hardening) < 1e-4
            && Math.Abs(found.Friction - truth.Friction) < 1e-4;
        if (!isRight)
            Console.Error.WriteLine("the parameters were not found");
        return isRight ? 0 : 1;
    }

    private static double Misfit(Springs springs, double[] seen)
    {
        double[] places = Chain.Simulate(springs);
        double sum = 0;
        for (int i = 0; i < places.Length; i++)
            sum += (places[i] - seen[i]) * (places[i] - seen[i]);
        return sum;
    }

    /// <summary>Newton's method for three parameters, by the products of the Hessian with the three unit directions.</summary>
    private static Springs Fit(Springs springs, double[] seen)
    {
        for (int step = 0; step < 8; step++)
        {
            Springs at = springs;
            var (misfit, slopes) = ValueWithGradient(at: at, of: s => Misfit(s, seen));
            Console.WriteLine($"{step,-5} {misfit,12:E3} {at.Stiffness,12:F6} {at.Hardening,12:F6} {at.Friction,12:F6}");
            var a = HessianVectorProduct(at: at, along: new Springs { Stiffness = 1 }, of: s => Misfit(s, seen));
            var b = HessianVectorProduct(at: at, along: new Springs { Hardening = 1 }, of: s => Misfit(s, seen));
            var c = HessianVectorProduct(at: at, along: new Springs { Friction = 1 }, of: s => Misfit(s, seen));
            double whole = Determinant(a, b, c);
            springs = new Springs
            {
                Stiffness = at.Stiffness - (Determinant(slopes, b, c) / whole),
                Hardening = at.Hardening - (Determinant(a, slopes, c) / whole),
                Friction = at.Friction - (Determinant(a, b, slopes) / whole),
            };
        }

        return springs;
    }

    private static double Determinant(Springs a, Springs b, Springs c) =>
        (a.Stiffness * ((b.Hardening * c.Friction) - (c.Hardening * b.Friction)))
        - (b.Stiffness * ((a.Hardening * c.Friction) - (c.Hardening * a.Friction)))
        + (c.Stiffness * ((a.Hardening * b.Friction) - (b.Hardening * a.Friction)));

    private static bool DerivativesAgree(Springs at, double[] seen)
    {
        var slopes = Gradient(at: at, of: s => Misfit(s, seen));
        Console.WriteLine($"{"parameter",-10} {"derivative",24} {"central difference",24}");
        return Agrees("stiffness", slopes.Stiffness, h => at with { Stiffness = at.Stiffness + h })
            & Agrees("hardening", slopes.Hardening, h => at with { Hardening = at.Hardening + h })
            & Agrees("friction", slopes.Friction, h => at with { Friction = at.Friction + h });

        bool Agrees(string name, double slope, Func<double, Springs> shifted)
        {
            const double Step = 1e-6;
            double difference = (Misfit(shifted(Step), seen) - Misfit(shifted(-Step), seen)) / (2 * Step);
            Console.WriteLine($"{name,-10} {slope,24:R} {difference,24:G10}");
            if (Math.Abs(slope - difference) <= Agreement * Math.Max(1, Math.Abs(difference)))
                return true;
            Console.Error.WriteLine("the derivative and the difference disagree");
            return false;
        }
    }
}

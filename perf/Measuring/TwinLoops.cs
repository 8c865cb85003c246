using static AutoDiff.DifferentialOperators;
using Double = DigitalTwin.Model;
using Single = AutoDiff.Perf.Cases.SinglePrecision;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops over the digital twin, in both precisions.</summary>
internal static class TwinLoops
{
    public static IEnumerable<BenchmarkCase> Cases =>
    [
        new("twin-20-float", Single20Value, Single20Gradient, Single20Hand) { Derivative = Single20Derivative, Iterations = 20 },
        new("twin-20-double", Double20Value, Double20Gradient, Double20Hand)
        {
            Derivative = Double20Derivative, Curvature = Double20Curvature, Iterations = 20,
        },
        new("twin-1000-float", Single1000Value, Single1000Gradient, Single1000Hand) { Derivative = Single1000Derivative, Iterations = 1000 },
        new("twin-1000-double", Double1000Value, Double1000Gradient, Double1000Hand)
        {
            Derivative = Double1000Derivative, Curvature = Double1000Curvature, Iterations = 1000,
        },
    ];

    private static double Double20Value(int calls)
    {
        var building = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            sum += Double.Simulation.LossAfter20Steps(building);
        }

        return sum;
    }

    private static double Double20Gradient(int calls)
    {
        var building = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            var gradient = Gradient(at: building, of: Double.Simulation.LossAfter20Steps);
            sum += gradient.Tube.Resistivity + gradient.Slab.SpecificHeat + gradient.StartTemperature;
        }

        return sum;
    }

    private static double Double20Hand(int calls)
    {
        var building = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            Hand.TwinGradient.LossWithGradient(building, 20, out var gradient);
            sum += gradient.Tube.Resistivity + gradient.Slab.SpecificHeat + gradient.StartTemperature;
        }

        return sum;
    }

    private static double Double1000Value(int calls)
    {
        var building = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            sum += Double.Simulation.LossAfter1000Steps(building);
        }

        return sum;
    }

    private static double Double1000Gradient(int calls)
    {
        var building = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            var gradient = Gradient(at: building, of: Double.Simulation.LossAfter1000Steps);
            sum += gradient.Tube.Resistivity + gradient.Slab.SpecificHeat + gradient.StartTemperature;
        }

        return sum;
    }

    private static double Double1000Hand(int calls)
    {
        var building = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            Hand.TwinGradient.LossWithGradient(building, 1000, out var gradient);
            sum += gradient.Tube.Resistivity + gradient.Slab.SpecificHeat + gradient.StartTemperature;
        }

        return sum;
    }

    private static double Single20Value(int calls)
    {
        var building = new Single.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3f + ((i & 7) * 0.01f);
            sum += Single.Simulation.LossAfter20Steps(building);
        }

        return sum;
    }

    private static double Single20Gradient(int calls)
    {
        var building = new Single.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3f + ((i & 7) * 0.01f);
            var gradient = Gradient(at: building, of: Single.Simulation.LossAfter20Steps);
            sum += gradient.Tube.Resistivity + gradient.Slab.SpecificHeat + gradient.StartTemperature;
        }

        return sum;
    }

    private static double Single20Hand(int calls)
    {
        var building = new Single.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3f + ((i & 7) * 0.01f);
            Hand.SinglePrecision.TwinGradient.LossWithGradient(building, 20, out var gradient);
            sum += gradient.Tube.Resistivity + gradient.Slab.SpecificHeat + gradient.StartTemperature;
        }

        return sum;
    }

    private static double Single1000Value(int calls)
    {
        var building = new Single.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3f + ((i & 7) * 0.01f);
            sum += Single.Simulation.LossAfter1000Steps(building);
        }

        return sum;
    }

    private static double Single1000Gradient(int calls)
    {
        var building = new Single.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3f + ((i & 7) * 0.01f);
            var gradient = Gradient(at: building, of: Single.Simulation.LossAfter1000Steps);
            sum += gradient.Tube.Resistivity + gradient.Slab.SpecificHeat + gradient.StartTemperature;
        }

        return sum;
    }

    private static double Single1000Hand(int calls)
    {
        var building = new Single.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3f + ((i & 7) * 0.01f);
            Hand.SinglePrecision.TwinGradient.LossWithGradient(building, 1000, out var gradient);
            sum += gradient.Tube.Resistivity + gradient.Slab.SpecificHeat + gradient.StartTemperature;
        }

        return sum;
    }

    private static double Single20Derivative(int calls)
    {
        var building = new Single.Parameters();
        var direction = new Single.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3f + ((i & 7) * 0.01f);
            sum += JacobianVectorProduct(at: building, along: direction, of: Single.Simulation.LossAfter20Steps);
        }

        return sum;
    }

    private static double Double20Derivative(int calls)
    {
        var building = new Double.Parameters();
        var direction = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            sum += JacobianVectorProduct(at: building, along: direction, of: Double.Simulation.LossAfter20Steps);
        }

        return sum;
    }

    private static double Double20Curvature(int calls)
    {
        var building = new Double.Parameters();
        var direction = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            var product = HessianVectorProduct(at: building, along: direction, of: Double.Simulation.LossAfter20Steps);
            sum += product.Tube.Resistivity + product.Slab.SpecificHeat + product.StartTemperature;
        }

        return sum;
    }

    private static double Double1000Curvature(int calls)
    {
        var building = new Double.Parameters();
        var direction = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            var product = HessianVectorProduct(at: building, along: direction, of: Double.Simulation.LossAfter1000Steps);
            sum += product.Tube.Resistivity + product.Slab.SpecificHeat + product.StartTemperature;
        }

        return sum;
    }

    private static double Single1000Derivative(int calls)
    {
        var building = new Single.Parameters();
        var direction = new Single.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3f + ((i & 7) * 0.01f);
            sum += JacobianVectorProduct(at: building, along: direction, of: Single.Simulation.LossAfter1000Steps);
        }

        return sum;
    }

    private static double Double1000Derivative(int calls)
    {
        var building = new Double.Parameters();
        var direction = new Double.Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            sum += JacobianVectorProduct(at: building, along: direction, of: Double.Simulation.LossAfter1000Steps);
        }

        return sum;
    }
}

namespace AutoDiff.Perf.Cases.SinglePrecision;

/// <summary>A tank feeds a tube laid in a concrete slab; every time step moves heat from tank to water to slab. In single precision.</summary>
public static class Simulation
{
    /// <summary>The time step, s.</summary>
    public const float TimeStep = 0.1f;

    /// <summary>The slab temperature that was measured after twenty steps, °C.</summary>
    public const float MeasuredTemperature = 27.344767f;

    /// <summary>Distance between the measured slab temperature and the simulated one, K.</summary>
    public static float Loss(Parameters building, int steps) => Absolute(SlabTemperature(building, steps) - MeasuredTemperature);

    /// <summary><see cref="Loss"/> after twenty steps, two seconds.</summary>
    public static float LossAfter20Steps(Parameters building) => Loss(building, 20);

    /// <summary><see cref="Loss"/> after a thousand steps.</summary>
    public static float LossAfter1000Steps(Parameters building) => Loss(building, 1000);

    /// <summary>The slab temperature after some steps, °C.</summary>
    public static float SlabTemperature(Parameters building, int steps)
    {
        building = Start(building);
        for (int i = 0; i < steps; i++)
            building = Step(building);
        return building.Slab.Temperature;
    }

    /// <summary>The building at time zero.</summary>
    public static Parameters Start(Parameters building)
    {
        building.Slab.Temperature = building.StartTemperature;
        return building;
    }

    /// <summary>The building one <see cref="TimeStep"/> later.</summary>
    public static Parameters Step(Parameters building)
    {
        (building.Tank, building.Water) = HeatWater(building.Tank, building.Water);
        building.Water = Warm(building.Water);
        (building.Water, float power) = HeatSlab(building.Tube, building.Slab, building.Water);
        building.Water = Warm(building.Water);
        building.Slab = Warm(building.Slab, power);
        return building;
    }

    /// <summary>Heat flow between the tank and the water that enters the tube.</summary>
    private static (Tank Tank, Water Water) HeatWater(Tank tank, Water water)
    {
        float massFlow = water.Flow * water.Density;
        float power = (tank.Temperature - water.Temperature) * massFlow * water.SpecificHeat;
        water.Power = power;
        tank.Temperature += power * TimeStep / tank.SpecificHeat / (tank.Volume * tank.Density);
        return (tank, water);
    }

    /// <summary>Heat flow through the wall of the tube; the load takes what the water loses.</summary>
    private static (Water Water, float LoadPower) HeatSlab(Tube tube, Slab slab, Water water)
    {
        float conductance = 1 / Resistance(tube, slab);
        float power = (slab.Temperature - water.Temperature) * conductance;
        water.Power = power;
        return (water, -power);
    }

    /// <summary>Thermal resistance between water and slab, K/W.</summary>
    private static float Resistance(Tube tube, Slab slab) =>
        tube.Resistivity * tube.Thickness / (slab.Area / tube.Spacing * MathF.PI * tube.Diameter) * 10;

    private static Water Warm(Water water)
    {
        float mass = water.Flow * TimeStep * water.Density;
        water.Temperature += water.Power * TimeStep / water.SpecificHeat / mass;
        water.Power = 0;
        return water;
    }

    private static Slab Warm(Slab slab, float power)
    {
        slab.Temperature += power * TimeStep / slab.SpecificHeat / (slab.Area * slab.Thickness * slab.Density);
        return slab;
    }

    private static float Absolute(float value)
    {
        if (value < 0)
            return -value;
        return value;
    }
}

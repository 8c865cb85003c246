namespace AutoDiff.Perf.Cases.SinglePrecision;

/// <summary>The tube that carries warm water through the slab.</summary>
public struct Tube
{
    /// <summary>Distance between neighbouring runs, m.</summary>
    public float Spacing = 0.50292f;

    /// <summary>Diameter, m.</summary>
    public float Diameter = 0.019f;

    /// <summary>Wall thickness, m.</summary>
    public float Thickness = 0.001588f;

    /// <summary>Thermal resistivity of the wall, K·m/W.</summary>
    public float Resistivity = 2.43f;

    public Tube()
    {
    }
}

/// <summary>The concrete floor.</summary>
public struct Slab
{
    /// <summary>Temperature, °C.</summary>
    public float Temperature = 21.1111111f;

    /// <summary>Heated area, m².</summary>
    public float Area = 100;

    /// <summary>Specific heat, in the units of the original model.</summary>
    public float SpecificHeat = 0.2f;

    /// <summary>Density, kg/m³.</summary>
    public float Density = 2242.58f;

    /// <summary>Thickness, m.</summary>
    public float Thickness = 0.101f;

    public Slab()
    {
    }
}

/// <summary>The water that is in the tube during one time step.</summary>
public struct Water
{
    /// <summary>Heat flow into the water that has not yet warmed it, W.</summary>
    public float Power = 0;

    /// <summary>Temperature, °C.</summary>
    public float Temperature = 60;

    /// <summary>Volume flow, m³/s.</summary>
    public float Flow = 0.0006309f;

    /// <summary>Density, kg/m³.</summary>
    public float Density = 1000;

    /// <summary>Specific heat, J/(kg·K).</summary>
    public float SpecificHeat = 4180;

    public Water()
    {
    }
}

/// <summary>The hot-water tank.</summary>
public struct Tank
{
    /// <summary>Temperature, °C.</summary>
    public float Temperature = 70;

    /// <summary>Volume, m³.</summary>
    public float Volume = 0.0757082f;

    /// <summary>Specific heat, J/(kg·K).</summary>
    public float SpecificHeat = 4180;

    /// <summary>Density, kg/m³.</summary>
    public float Density = 1000;

    /// <summary>Mass, kg; the equations use volume and density instead.</summary>
    public float Mass = 75.708f;

    public Tank()
    {
    }
}

/// <summary>The whole building: everything that the simulation depends on.</summary>
public struct Parameters
{
    /// <summary>The tube in the slab.</summary>
    public Tube Tube = new();

    /// <summary>The slab.</summary>
    public Slab Slab = new();

    /// <summary>The water in the tube.</summary>
    public Water Water = new();

    /// <summary>The tank that feeds the tube.</summary>
    public Tank Tank = new();

    /// <summary>Temperature of the slab at the start, °C.</summary>
    public float StartTemperature = 33.3f;

    public Parameters()
    {
    }
}

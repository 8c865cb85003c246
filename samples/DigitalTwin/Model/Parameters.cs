namespace DigitalTwin.Model;

/// <summary>The tube that carries warm water through the slab.</summary>
public struct Tube
{
    /// <summary>Distance between neighbouring runs, m.</summary>
    public double Spacing = 0.50292;

    /// <summary>Diameter, m.</summary>
    public double Diameter = 0.019;

    /// <summary>Wall thickness, m.</summary>
    public double Thickness = 0.001588;

    /// <summary>Thermal resistivity of the wall, K·m/W.</summary>
    public double Resistivity = 2.43;

    public Tube()
    {
    }
}

/// <summary>The concrete floor.</summary>
public struct Slab
{
    /// <summary>Temperature, °C.</summary>
    public double Temperature = 21.1111111;

    /// <summary>Heated area, m².</summary>
    public double Area = 100;

    /// <summary>Specific heat, in the units of the original model.</summary>
    public double SpecificHeat = 0.2;

    /// <summary>Density, kg/m³.</summary>
    public double Density = 2242.58;

    /// <summary>Thickness, m.</summary>
    public double Thickness = 0.101;

    public Slab()
    {
    }
}

/// <summary>The water that is in the tube during one time step.</summary>
public struct Water
{
    /// <summary>Heat flow into the water that has not yet warmed it, W.</summary>
    public double Power = 0;

    /// <summary>Temperature, °C.</summary>
    public double Temperature = 60;

    /// <summary>Volume flow, m³/s.</summary>
    public double Flow = 0.0006309;

    /// <summary>Density, kg/m³.</summary>
    public double Density = 1000;

    /// <summary>Specific heat, J/(kg·K).</summary>
    public double SpecificHeat = 4180;

    public Water()
    {
    }
}

/// <summary>The hot-water tank.</summary>
public struct Tank
{
    /// <summary>Temperature, °C.</summary>
    public double Temperature = 70;

    /// <summary>Volume, m³.</summary>
    public double Volume = 0.0757082;

    /// <summary>Specific heat, J/(kg·K).</summary>
    public double SpecificHeat = 4180;

    /// <summary>Density, kg/m³.</summary>
    public double Density = 1000;

    /// <summary>Mass, kg; the equations use volume and density instead.</summary>
    public double Mass = 75.708;

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
    public double StartTemperature = 33.3;

    public Parameters()
    {
    }
}

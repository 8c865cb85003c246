namespace DigitalTwin.Model;

/// <summary>Picks one number of the building.</summary>
public delegate ref double ParameterField(ref Parameters building);

/// <summary>The twenty parameters by name, in the order of their declaration; a gradient has the same fields.</summary>
public static class NamedParameters
{
    /// <summary>All parameters.</summary>
    public static IReadOnlyList<(string Name, ParameterField Field)> All { get; } =
    [
        ("tube.spacing", (ref Parameters p) => ref p.Tube.Spacing),
        ("tube.diameter", (ref Parameters p) => ref p.Tube.Diameter),
        ("tube.thickness", (ref Parameters p) => ref p.Tube.Thickness),
        ("tube.resistivity", (ref Parameters p) => ref p.Tube.Resistivity),
        ("slab.temperature", (ref Parameters p) => ref p.Slab.Temperature),
        ("slab.area", (ref Parameters p) => ref p.Slab.Area),
        ("slab.specificHeat", (ref Parameters p) => ref p.Slab.SpecificHeat),
        ("slab.density", (ref Parameters p) => ref p.Slab.Density),
        ("slab.thickness", (ref Parameters p) => ref p.Slab.Thickness),
        ("water.power", (ref Parameters p) => ref p.Water.Power),
        ("water.temperature", (ref Parameters p) => ref p.Water.Temperature),
        ("water.flow", (ref Parameters p) => ref p.Water.Flow),
        ("water.density", (ref Parameters p) => ref p.Water.Density),
        ("water.specificHeat", (ref Parameters p) => ref p.Water.SpecificHeat),
        ("tank.temperature", (ref Parameters p) => ref p.Tank.Temperature),
        ("tank.volume", (ref Parameters p) => ref p.Tank.Volume),
        ("tank.specificHeat", (ref Parameters p) => ref p.Tank.SpecificHeat),
        ("tank.density", (ref Parameters p) => ref p.Tank.Density),
        ("tank.mass", (ref Parameters p) => ref p.Tank.Mass),
        ("startTemperature", (ref Parameters p) => ref p.StartTemperature),
    ];
}

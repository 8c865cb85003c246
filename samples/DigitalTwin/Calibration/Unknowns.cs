using DigitalTwin.Model;

namespace DigitalTwin.Calibration;

/// <summary>What is calibrated, each as a factor of the value in the data sheet, so that all three are about one.</summary>
public struct Unknowns
{
    /// <summary>Tube resistivity, relative to the data sheet.</summary>
    public double Resistivity;

    /// <summary>Specific heat of the slab, relative to the data sheet.</summary>
    public double SpecificHeat;

    /// <summary>Temperature of the slab at the start, relative to the data sheet.</summary>
    public double StartTemperature;

    /// <summary>The data sheet itself.</summary>
    public static Unknowns DataSheet => new() { Resistivity = 1, SpecificHeat = 1, StartTemperature = 1 };

    /// <summary>The building with these factors applied.</summary>
    public readonly Parameters ApplyTo(Parameters building)
    {
        building.Tube.Resistivity *= Resistivity;
        building.Slab.SpecificHeat *= SpecificHeat;
        building.StartTemperature *= StartTemperature;
        return building;
    }
}

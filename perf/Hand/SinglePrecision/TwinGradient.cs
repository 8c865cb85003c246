using System.Runtime.CompilerServices;
using AutoDiff.Perf.Cases.SinglePrecision;

namespace AutoDiff.Perf.Hand.SinglePrecision;

/// <summary>
/// The twin's loss and gradient as an expert writes them: the forward sweep computes exactly what the simulation computes, with what does not change
/// taken out of the loop, and keeps the two heat flows of every step; the reverse sweep has no division and gathers the derivatives of five factors,
/// from which those of the parameters follow once. Parameters that divide must not be zero, as in the simulation; nor must flow, area and the tube's numbers.
/// </summary>
public static class TwinGradient
{
    private const int LargestOnStack = 4096;

    [SkipLocalsInit]
    public static float LossWithGradient(Parameters p, int steps, out Parameters gradient)
    {
        Span<(float Tank, float Load)> flows = steps <= LargestOnStack ? stackalloc (float, float)[steps] : new (float, float)[steps];
        const float dt = Simulation.TimeStep;

        float massFlow = p.Water.Flow * p.Water.Density;
        float waterMass = p.Water.Flow * dt * p.Water.Density;
        float tankMass = p.Tank.Volume * p.Tank.Density;
        float slabMass = p.Slab.Area * p.Slab.Thickness * p.Slab.Density;
        float resistance = p.Tube.Resistivity * p.Tube.Thickness / (p.Slab.Area / p.Tube.Spacing * MathF.PI * p.Tube.Diameter) * 10;
        float conductance = 1 / resistance;

        float slab = p.StartTemperature, water = p.Water.Temperature, tank = p.Tank.Temperature;
        for (int i = 0; i < flows.Length; i++)
        {
            float power = (tank - water) * massFlow * p.Water.SpecificHeat;
            tank += power * dt / p.Tank.SpecificHeat / tankMass;
            water += power * dt / p.Water.SpecificHeat / waterMass;
            float load = (slab - water) * conductance;
            water += load * dt / p.Water.SpecificHeat / waterMass;
            slab += -load * dt / p.Slab.SpecificHeat / slabMass;
            flows[i] = (power, load);
        }

        // Per step: tank += power*perTank, water += power*perWater, water += load*perWater, slab -= load*perSlab.
        float exchange = massFlow * p.Water.SpecificHeat;
        float perTank = dt / (p.Tank.SpecificHeat * tankMass);
        float perWater = dt / (p.Water.SpecificHeat * waterMass);
        float perSlab = dt / (p.Slab.SpecificHeat * slabMass);

        float distance = slab - Simulation.MeasuredTemperature;
        float dSlab = distance < 0 ? -1 : 1, dWater = 0, dTank = 0;
        float ofExchange = 0, ofTank = 0, ofWater = 0, ofSlab = 0, ofConductance = 0;
        for (int i = flows.Length - 1; i >= 0; i--)
        {
            var (power, load) = flows[i];
            float dLoad = (dWater * perWater) - (dSlab * perSlab);
            ofSlab -= dSlab * load;
            ofWater += dWater * load;
            ofConductance += dLoad * load;
            dSlab += dLoad * conductance;
            dWater -= dLoad * conductance;

            float dPower = (dWater * perWater) + (dTank * perTank);
            ofWater += dWater * power;
            ofTank += dTank * power;
            ofExchange += dPower * power;
            dTank += dPower * exchange;
            dWater -= dPower * exchange;
        }

        // The five factors are products and quotients of parameters: factor * dfactor / parameter, with either sign.
        ofTank *= perTank;
        ofWater *= perWater;
        ofSlab *= perSlab;
        float ofFlow = ofExchange - ofWater;
        gradient = default;
        gradient.Tube.Spacing = -ofConductance / p.Tube.Spacing;
        gradient.Tube.Diameter = ofConductance / p.Tube.Diameter;
        gradient.Tube.Thickness = -ofConductance / p.Tube.Thickness;
        gradient.Tube.Resistivity = -ofConductance / p.Tube.Resistivity;
        gradient.Slab.Area = (ofConductance - ofSlab) / p.Slab.Area;
        gradient.Slab.SpecificHeat = -ofSlab / p.Slab.SpecificHeat;
        gradient.Slab.Density = -ofSlab / p.Slab.Density;
        gradient.Slab.Thickness = -ofSlab / p.Slab.Thickness;
        gradient.Water.Temperature = dWater;
        gradient.Water.Flow = ofFlow / p.Water.Flow;
        gradient.Water.Density = ofFlow / p.Water.Density;
        gradient.Water.SpecificHeat = ofFlow / p.Water.SpecificHeat;
        gradient.Tank.Temperature = dTank;
        gradient.Tank.Volume = -ofTank / p.Tank.Volume;
        gradient.Tank.SpecificHeat = -ofTank / p.Tank.SpecificHeat;
        gradient.Tank.Density = -ofTank / p.Tank.Density;
        gradient.StartTemperature = dSlab;
        return distance < 0 ? -distance : distance;
    }
}

using AutoDiff;

namespace PerceptronSample.Model;

/// <summary>Two numbers in.</summary>
[Differentiable]
public partial record struct Inputs(double First, double Second);

/// <summary>The layer: a weighted sum, with a bias or without. Whether there is one has no derivative.</summary>
[Differentiable]
public partial struct Perceptron
{
    public Inputs Weight { get; set; }

    public double Bias { get; set; }

    public bool UseBias { get; set; }

    public readonly double Apply(Inputs x)
    {
        double sum = (Weight.First * x.First) + (Weight.Second * x.Second);
        return UseBias ? sum + Bias : sum;
    }
}

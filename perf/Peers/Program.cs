using System.Diagnostics;
using System.Globalization;
using AutoDiff.Perf.Peers;
using DigitalTwin.Model;
using static AutoDiff.DifferentialOperators;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var torch = new TorchTwin(new Parameters());
var torchGradient = new double[NamedParameters.All.Count];
torch.LossWithGradient(20, torchGradient);
var ours = Gradient(at: new Parameters(), of: Simulation.LossAfter20Steps);
double worst = 0;
for (int i = 0; i < torchGradient.Length; i++)
    worst = Math.Max(worst, Math.Abs(torchGradient[i] - NamedParameters.All[i].Field(ref ours)) / Math.Max(1e-12, Math.Abs(torchGradient[i])));
Console.WriteLine($"largest relative difference of the gradients: {worst:E1}");
if (!(worst < 1e-9))
    return 1;

for (int round = 0; round < 5; round++)
{
    OurGradients(2000);
    torch.LossWithGradient(20, torchGradient);
    Thread.Sleep(200);
}

var ourTimes = new List<double>();
var torchTimes = new List<double>();
for (int round = 0; round < 21; round++)
{
    ourTimes.Add(Seconds(() => OurGradients(2000)) / 2000);
    torchTimes.Add(Seconds(() => torch.LossWithGradient(20, torchGradient)));
}

double us = ourTimes.Order().ElementAt(10), them = torchTimes.Order().ElementAt(10);
Console.WriteLine($"RATIO twin-20-double G/TorchSharp {us / them:G3}");
return 0;

static double OurGradients(int calls)
{
    var building = new Parameters();
    double sum = 0;
    for (int i = 0; i < calls; i++)
    {
        building.StartTemperature = 33.3 + ((i & 7) * 0.01);
        sum += Gradient(at: building, of: Simulation.LossAfter20Steps).Tube.Resistivity;
    }

    return sum;
}

static double Seconds(Func<double> run)
{
    long start = Stopwatch.GetTimestamp();
    double result = run();
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    return double.IsNaN(result) ? double.NaN : seconds;
}

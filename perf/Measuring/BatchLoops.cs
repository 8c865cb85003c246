using AutoDiff.Perf.Cases;
using static AutoDiff.DifferentialOperators;
using Double = DigitalTwin.Model;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops over batches, each beside the same gradients one at a time (S in place of H).</summary>
internal static class BatchLoops
{
    private const int Lanes = 8;

    private static readonly Quote[] s_few = BlackScholes.Quotes(Lanes);
    private static readonly VariancePath[] s_paths = Heston.Paths(Lanes);
    private static readonly Quote[] s_many = BlackScholes.Quotes(10_000);
    private static readonly Double.Parameters[] s_buildings = [.. Enumerable.Range(0, Lanes).Select(Building)];
    private static readonly Double.Parameters[] s_more = [.. Enumerable.Range(0, 256).Select(Building)];

    public static IEnumerable<BenchmarkCase> Cases =>
    [
        Twins("twin-20-batch-8", s_buildings, parallel: false),
        Twins("twin-20-parallel-256", s_more, parallel: true),
        Options("black-scholes-batch-8", s_few, parallel: false),
        Options("black-scholes-parallel-10k", s_many, parallel: true),
        Paths("heston-batch-8", s_paths),
    ];

    private static Double.Parameters Building(int i) => new() { StartTemperature = 33.3 + ((i & 7) * 0.01) };

    private static BenchmarkCase Twins(string name, Double.Parameters[] at, bool parallel)
    {
        var into = new Double.Parameters[at.Length];

        double Values(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                foreach (var building in at)
                    sum += Double.Simulation.LossAfter20Steps(building);
            }

            return sum;
        }

        double Batches(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                at[0].StartTemperature = 33.3 + ((i & 7) * 0.01);
                Gradients(at: at, into: into, of: Double.Simulation.LossAfter20Steps, parallel: parallel);
                sum += into[^1].StartTemperature;
            }

            return sum;
        }

        double OneByOne(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                foreach (var building in at)
                    sum += Gradient(at: building, of: Double.Simulation.LossAfter20Steps).StartTemperature;
            }

            return sum;
        }

        return new(name, Values, Batches, OneByOne) { Beside = "S" };
    }

    private static BenchmarkCase Options(string name, Quote[] quotes, bool parallel)
    {
        double Values(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                var market = new Market(100 + (i & 7), 0.02, 0.2);
                foreach (var quote in quotes)
                    sum += BlackScholes.SquaredError(market, quote);
            }

            return sum;
        }

        double Batches(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                var market = new Market(100 + (i & 7), 0.02, 0.2);
                sum += ValueWithGradient(at: market, over: quotes, of: BlackScholes.SquaredError, parallel: parallel).Gradient.Volatility;
            }

            return sum;
        }

        double OneByOne(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                var market = new Market(100 + (i & 7), 0.02, 0.2);
                foreach (var quote in quotes)
                    sum += Gradient(at: market, of: m => BlackScholes.SquaredError(m, quote)).Volatility;
            }

            return sum;
        }

        return new(name, Values, Batches, OneByOne) { Beside = "S" };
    }

    private static BenchmarkCase Paths(string name, VariancePath[] paths)
    {
        double Values(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                var model = new VarianceModel(2, 0.04 + ((i & 7) * 0.001), 0.3, -0.7);
                foreach (var path in paths)
                    sum += Heston.Payoff(model, path);
            }

            return sum;
        }

        double Batches(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                var model = new VarianceModel(2, 0.04 + ((i & 7) * 0.001), 0.3, -0.7);
                sum += ValueWithGradient(at: model, over: paths, of: Heston.Payoff).Gradient.Mean;
            }

            return sum;
        }

        double OneByOne(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                var model = new VarianceModel(2, 0.04 + ((i & 7) * 0.001), 0.3, -0.7);
                foreach (var path in paths)
                    sum += Gradient(at: model, of: m => Heston.Payoff(m, path)).Mean;
            }

            return sum;
        }

        return new(name, Values, Batches, OneByOne) { Beside = "S" };
    }
}

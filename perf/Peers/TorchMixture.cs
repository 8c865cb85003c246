using AutoDiff.Perf.Cases.AdBench;
using TorchSharp;
using static TorchSharp.torch;

namespace AutoDiff.Perf.Peers;

/// <summary>
/// The Gaussian mixture on tensors, vectorised over points and components: the products with the triangular factors are one batched product of matrices.
/// </summary>
internal sealed class TorchMixture
{
    private readonly GaussianMixtureInput _input;
    private readonly Tensor _points;
    private readonly Tensor _places;

    public TorchMixture(GaussianMixtureInput input)
    {
        _input = input;
        var problem = input.Problem;
        int d = problem.Dimension;
        _points = tensor(problem.Points, [1, problem.Count, d]);

        // Where the diagonal and then the strict lower triangle, column by column, lie in a matrix.
        var places = Enumerable.Range(0, d).Select(i => (long)((i * d) + i))
            .Concat(Enumerable.Range(0, d).SelectMany(column => Enumerable.Range(column + 1, d - column - 1).Select(row => (long)((row * d) + column))));
        _places = tensor(places.ToArray());
    }

    public Derivatives ValueWithGradient()
    {
        using var scope = NewDisposeScope();
        var problem = _input.Problem;
        int d = problem.Dimension, k = problem.Components;
        var alphas = tensor(_input.Alphas, requires_grad: true);
        var means = tensor(_input.Means, [k, d], requires_grad: true);
        var factors = tensor(_input.Factors, [k, problem.FactorSize], requires_grad: true);
        var value = Objective(alphas, means, factors);
        value.backward();
        return new([value.item<double>()], [.. Numbers(alphas.grad!), .. Numbers(means.grad!), .. Numbers(factors.grad!)]);
    }

    private static double[] Numbers(Tensor tensor) => tensor.data<double>().ToArray();

    private Tensor Objective(Tensor alphas, Tensor means, Tensor factors)
    {
        var problem = _input.Problem;
        int d = problem.Dimension, k = problem.Components;
        var logarithms = factors.narrow(1, 0, d);
        var entries = cat([logarithms.exp(), factors.narrow(1, d, problem.FactorSize - d)], 1);
        var matrices = zeros(k, d * d, dtype: ScalarType.Float64).index_copy(1, _places, entries).view(k, d, d);
        var scaled = (_points - means.unsqueeze(1)).bmm(matrices.transpose(1, 2));
        var logDeterminants = logarithms.sum(1);
        var terms = (alphas + logDeterminants).unsqueeze(1) - (0.5 * scaled.square().sum(2));
        var prior = (0.5 * problem.Gamma * problem.Gamma * entries.square().sum()) - (problem.Degrees * logDeterminants.sum());
        return problem.Constant + terms.logsumexp(0).sum() - (problem.Count * alphas.logsumexp(0)) + prior;
    }
}

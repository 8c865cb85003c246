namespace AutoDiff;

/// <summary>
/// A function of parameters and of one scenario (a sample, a path, a measurement), which is constant to its derivative. What is converted to it is
/// differentiated at build time, as with <see cref="DifferentiableFunc{T, TResult}"/>.
/// </summary>
/// <typeparam name="T">The type of the parameters: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
/// <typeparam name="TScenario">The type of a scenario: anything.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <param name="parameters">The parameters.</param>
/// <param name="scenario">The scenario.</param>
/// <returns>What the function returns for that scenario.</returns>
[Differentiable]
public delegate TResult ScenarioFunc<in T, in TScenario, out TResult>(T parameters, [NoDerivative] TScenario scenario);

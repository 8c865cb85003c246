using System.Numerics;

namespace AutoDiff;

/// <content>Gradients of sums over scenarios.</content>
public static partial class DifferentialOperators
{
    /// <summary>
    /// The sum of a function over scenarios, Σₛ f(p, s), and its gradient with respect to the parameters p: what Monte Carlo and learning from samples want.
    /// All scenarios add to one gradient, so that memory does not grow with their number.
    /// </summary>
    /// <typeparam name="T">The type of the parameters: a scalar, array, struct or object that has a tangent, and is its own.</typeparam>
    /// <typeparam name="TScenario">The type of a scenario: anything. It is constant to the derivative.</typeparam>
    /// <typeparam name="TResult">The type of the result: <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <param name="at">The parameters p.</param>
    /// <param name="over">The scenarios.</param>
    /// <param name="of">The function f of the parameters and one scenario.</param>
    /// <param name="mean">Whether to divide both by the number of scenarios.</param>
    /// <param name="parallel">
    /// Whether to use all cores: the function must not change what it shares between calls. The scenarios are cut into at most 64 pieces whose sums are added
    /// in order, so that the result is the same on any number of cores; its last digits are not those of one after the other. Of several exceptions, that of
    /// the first piece comes out.
    /// </param>
    /// <returns>The sum, or the mean, and its gradient, of the shape of <paramref name="at"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The mean of no scenarios is asked for.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static (TResult Value, T Gradient) ValueWithGradient<T, TScenario, TResult>(
        T at, IReadOnlyList<TScenario> over, ScenarioFunc<T, TScenario, TResult> of, bool mean = false, bool parallel = false)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var sum = SumOf(at, of);
        ArgumentNullException.ThrowIfNull(over);
        return OverAll(sum, over, Shadow.Like(at), mean, parallel);
    }

    /// <summary>The sum of a function over scenarios and its gradient, in memory of the caller's.</summary>
    /// <param name="at">The parameters p.</param>
    /// <param name="over">The scenarios.</param>
    /// <param name="into">
    /// Memory of the shape of <paramref name="at"/>: arrays and objects whose numbers are overwritten, whatever they were, and undefined after an exception.
    /// </param>
    /// <param name="of">The function f of the parameters and one scenario.</param>
    /// <param name="mean">Whether to divide both by the number of scenarios.</param>
    /// <param name="parallel">Whether to use all cores; the result is the same on any number of them.</param>
    /// <returns>The sum, or the mean, and its gradient, whose arrays and objects are those of <paramref name="into"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The mean of no scenarios is asked for, the shapes differ, or what is written is part of <paramref name="at"/>.
    /// </exception>
    /// <inheritdoc
    ///     cref="ValueWithGradient{T, TScenario, TResult}(T, IReadOnlyList{TScenario}, ScenarioFunc{T, TScenario, TResult}, bool, bool)"
    ///     path="/*[self::typeparam or self::remarks]"/>
    public static (TResult Value, T Gradient) ValueWithGradient<T, TScenario, TResult>(
        T at, IReadOnlyList<TScenario> over, T into, ScenarioFunc<T, TScenario, TResult> of, bool mean = false, bool parallel = false)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var sum = SumOf(at, of);
        ArgumentNullException.ThrowIfNull(over);
        default(GivenMemory).Take(into, at);
        return OverAll(sum, over, Shadow.Zeroed(into), mean, parallel);
    }

    /// <inheritdoc cref="ValueWithGradient{T, TScenario, TResult}(T, IReadOnlyList{TScenario}, ScenarioFunc{T, TScenario, TResult}, bool, bool)"/>
    public static (TResult Value, T Gradient) ValueWithGradient<T, TScenario, TResult>(
        T at, ReadOnlySpan<TScenario> over, ScenarioFunc<T, TScenario, TResult> of, bool mean = false)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var sum = SumOf(at, of);
        T gradient = Shadow.Like(at);
        TResult value = sum.Add(over, ref gradient);
        return Finished(value, gradient, over.Length, mean);
    }

    private static ScenarioSum<T, TScenario, TResult> SumOf<T, TScenario, TResult>(T at, ScenarioFunc<T, TScenario, TResult> of)
        where TResult : struct, IFloatingPoint<TResult> =>
        new(DifferentiableFunction.Of<DifferentiableFunction<T, TScenario, TResult>>(of, "ValueWithGradient(at:, over:, of:)"), at);

    private static (TResult Value, T Gradient) OverAll<T, TScenario, TResult>(
        ScenarioSum<T, TScenario, TResult> sum, IReadOnlyList<TScenario> over, T gradient, bool mean, bool parallel)
        where TResult : struct, IFloatingPoint<TResult>
    {
        TResult value = parallel ? sum.AddInParallel(over, ref gradient) : sum.Add(over, 0, over.Count, ref gradient);
        return Finished(value, gradient, over.Count, mean);
    }

    private static (TResult Value, T Gradient) Finished<T, TResult>(TResult value, T gradient, int count, bool mean)
        where TResult : struct, IFloatingPoint<TResult>
    {
        if (!mean)
            return (value, gradient);
        if (count == 0)
            throw new ArgumentException("there are no scenarios, which have no mean");
        new ScalingWalk(1.0 / count).Through(ref gradient, ref gradient);
        return (value / TResult.CreateChecked(count), gradient);
    }
}

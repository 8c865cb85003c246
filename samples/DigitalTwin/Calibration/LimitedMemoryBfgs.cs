using static AutoDiff.DifferentialOperators;

namespace DigitalTwin.Calibration;

/// <summary>
/// Minimises a function by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5), written in the vector-space operations
/// that come with the unknowns' own type: there is no flattening into arrays.
/// </summary>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 6;
    private const double FirstStep = 0.05;

    /// <summary>Minimises from a starting point until the gradient's norm falls below the tolerance or no step improves the value.</summary>
    /// <param name="start">The starting point.</param>
    /// <param name="objective">Returns value and gradient.</param>
    /// <param name="tolerance">Stops when the gradient has become smaller than this share of the first gradient.</param>
    /// <param name="progress">Told after every iteration: its number, the point, the value.</param>
    public static Unknowns Minimise(
        Unknowns start,
        Func<Unknowns, (double Value, Unknowns Gradient)> objective,
        double tolerance,
        Action<int, Unknowns, double> progress)
    {
        var history = new List<(Unknowns Step, Unknowns Change)>();
        var x = start;
        var (value, gradient) = objective(x);
        double goal = tolerance * Norm(gradient);
        for (int iteration = 1; iteration <= 100 && Norm(gradient) > goal; iteration++)
        {
            var direction = Direction(gradient, history);
            if (!TrySearch(objective, x, value, gradient, direction, out var next))
                break;

            history.Add((Scale(direction, next.Length), Add(next.Gradient, Scale(gradient, -1))));
            if (history.Count > Memory)
                history.RemoveAt(0);
            x = Moved(x, along: direction, by: next.Length);
            (value, gradient) = (next.Value, next.Gradient);
            progress(iteration, x, value);
        }

        return x;
    }

    /// <summary>The two-loop recursion: minus the approximate inverse Hessian times the gradient.</summary>
    private static Unknowns Direction(Unknowns gradient, List<(Unknowns Step, Unknowns Change)> history)
    {
        if (history.Count == 0)
            return Scale(gradient, -FirstStep / Norm(gradient));

        var q = gradient;
        var weights = new double[history.Count];
        for (int i = history.Count - 1; i >= 0; i--)
        {
            var (step, change) = history[i];
            weights[i] = Dot(step, q) / Dot(change, step);
            q = Moved(q, along: change, by: -weights[i]);
        }

        var (lastStep, lastChange) = history[^1];
        q = Scale(q, Dot(lastStep, lastChange) / Dot(lastChange, lastChange));
        for (int i = 0; i < history.Count; i++)
        {
            var (step, change) = history[i];
            q = Moved(q, along: step, by: weights[i] - (Dot(change, q) / Dot(change, step)));
        }

        return Scale(q, -1);
    }

    /// <summary>Bisection for the weak Wolfe conditions, which keep the curvature Dot(change, step) positive.</summary>
    private static bool TrySearch(
        Func<Unknowns, (double Value, Unknowns Gradient)> objective,
        Unknowns x,
        double value,
        Unknowns gradient,
        Unknowns direction,
        out (double Length, double Value, Unknowns Gradient) next)
    {
        double slope = Dot(gradient, direction);
        double shortest = 0, longest = double.PositiveInfinity, length = 1;
        for (int trial = 0; trial < 40; trial++)
        {
            var (newValue, newGradient) = objective(Moved(x, along: direction, by: length));
            next = (length, newValue, newGradient);

            // Written so that a NaN counts as too long a step.
            if (!(newValue <= value + (1e-4 * length * slope)))
                longest = length;
            else if (Dot(newGradient, direction) < 0.9 * slope)
                shortest = length;
            else
                return true;

            length = double.IsInfinity(longest) ? 2 * shortest : (shortest + longest) / 2;
        }

        next = default;
        return false;
    }
}

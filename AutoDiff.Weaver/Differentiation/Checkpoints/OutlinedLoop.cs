using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>
/// A loop that became methods, which run complete iterations. Both take the carried values, numbers that do not change, everything else that the loop uses, and
/// how many iterations to run at most, in this order, and return the first two with the number of iterations in a tuple.
/// </summary>
/// <param name="Run">Runs no further than to the beginning of the iteration in which the loop ends.</param>
/// <param name="Steps">Runs as many iterations as it is told, which are known not to be the last.</param>
/// <param name="Carried">How many values go from one iteration to the next.</param>
/// <param name="Numbers">How many numbers, or structs of numbers, are the same in all iterations.</param>
/// <param name="Snapshots">At how many iterations the state is kept.</param>
/// <param name="AreApart">Whether what two arguments refer to is known to be two arrays.</param>
internal sealed record OutlinedLoop(MethodDefinition Run, MethodDefinition Steps, int Carried, int Numbers, int Snapshots, Func<int, int, bool> AreApart);

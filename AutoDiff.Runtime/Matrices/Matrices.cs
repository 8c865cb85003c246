namespace AutoDiff;

/// <summary>
/// Products, linear equations and factorisations of matrices of <see cref="double"/> or <see cref="float"/>, with derivatives by matrix calculus in both
/// modes.
/// </summary>
/// <remarks>
/// <para>A matrix is a rectangular array, or its numbers row by row in an array or a span, given with its dimensions. Nothing is written to but what is named
/// as the place of the result, which must not overlap with what is read.</para>
/// <para>Derivatives follow Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation" (2008).</para>
/// </remarks>
public static partial class Matrices;

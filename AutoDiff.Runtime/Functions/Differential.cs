namespace AutoDiff;

/// <summary>
/// The forward derivative of a function at a point, a linear map: takes the tangents of the arguments, returns that of the result,
/// <c>tangent ↦ J·tangent</c> with J the Jacobian at that point.
/// </summary>
/// <remarks>
/// It can be called repeatedly, from several threads at once, and is unaffected by later changes to the inputs. Every call runs the function again.
/// </remarks>
/// <typeparam name="TTangent">The type of the function's argument, or the tuple of its arguments' types.</typeparam>
/// <typeparam name="TResult">The type of the function's result.</typeparam>
/// <param name="tangent">The tangents of the arguments, each of its argument's shape.</param>
/// <returns>The tangent of the result, of the result's shape.</returns>
public delegate TResult Differential<in TTangent, out TResult>(TTangent tangent);

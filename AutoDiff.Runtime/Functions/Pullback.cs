namespace AutoDiff;

/// <summary>
/// The reverse derivative of a function at a point, a linear map: takes the cotangent of the result, returns the cotangents of the arguments,
/// <c>cotangent ↦ Jᵀ·cotangent</c> with J the Jacobian at that point.
/// </summary>
/// <remarks>
/// It can be called repeatedly and is unaffected by later changes to the inputs. It serves one caller at a time: using one pullback from two threads at
/// once throws <see cref="InvalidOperationException"/>.
/// </remarks>
/// <typeparam name="TCotangent">The type of the function's result.</typeparam>
/// <typeparam name="TTangent">The type of the function's argument, or the tuple of its arguments' types.</typeparam>
/// <param name="cotangent">The cotangent of the result, of the result's shape.</param>
/// <returns>The cotangents of the arguments, each of its argument's shape.</returns>
public delegate TTangent Pullback<in TCotangent, out TTangent>(TCotangent cotangent);

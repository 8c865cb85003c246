namespace AutoDiff;

/// <summary>
/// A differentiable function: a delegate that carries its derivative. A lambda or method group converts to it as to any delegate; the weaver attaches
/// the derivative where the delegate is created, and reports there, at build time, what cannot be differentiated.
/// </summary>
/// <remarks>
/// It can be stored, passed on, composed and called like any function. <c>f.Invoke</c> turns it into a plain delegate; a plain delegate cannot become one.
/// Variables that a lambda captures are constants when an operator differentiates it.
/// </remarks>
/// <typeparam name="T">The type of the argument.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <param name="arg">The argument.</param>
/// <returns>The value of the function.</returns>
public delegate TResult DifferentiableFunc<in T, out TResult>(T arg);

/// <summary>A differentiable function of two arguments.</summary>
/// <inheritdoc cref="DifferentiableFunc{T, TResult}" path="/remarks"/>
public delegate TResult DifferentiableFunc<in T1, in T2, out TResult>(T1 arg1, T2 arg2);

/// <summary>A differentiable function of three arguments.</summary>
/// <inheritdoc cref="DifferentiableFunc{T, TResult}" path="/remarks"/>
public delegate TResult DifferentiableFunc<in T1, in T2, in T3, out TResult>(T1 arg1, T2 arg2, T3 arg3);

/// <summary>A differentiable function of four arguments.</summary>
/// <inheritdoc cref="DifferentiableFunc{T, TResult}" path="/remarks"/>
public delegate TResult DifferentiableFunc<in T1, in T2, in T3, in T4, out TResult>(T1 arg1, T2 arg2, T3 arg3, T4 arg4);

/// <summary>A differentiable function of five arguments.</summary>
/// <inheritdoc cref="DifferentiableFunc{T, TResult}" path="/remarks"/>
public delegate TResult DifferentiableFunc<in T1, in T2, in T3, in T4, in T5, out TResult>(T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5);

/// <summary>A differentiable function of six arguments.</summary>
/// <inheritdoc cref="DifferentiableFunc{T, TResult}" path="/remarks"/>
public delegate TResult DifferentiableFunc<in T1, in T2, in T3, in T4, in T5, in T6, out TResult>(
    T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6);

/// <summary>A differentiable function of seven arguments.</summary>
/// <inheritdoc cref="DifferentiableFunc{T, TResult}" path="/remarks"/>
public delegate TResult DifferentiableFunc<in T1, in T2, in T3, in T4, in T5, in T6, in T7, out TResult>(
    T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7);

/// <summary>A differentiable function of eight arguments.</summary>
/// <inheritdoc cref="DifferentiableFunc{T, TResult}" path="/remarks"/>
public delegate TResult DifferentiableFunc<in T1, in T2, in T3, in T4, in T5, in T6, in T7, in T8, out TResult>(
    T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8);

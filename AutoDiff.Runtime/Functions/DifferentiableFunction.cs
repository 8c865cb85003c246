using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// A function together with its derivative: the target of a woven <see cref="DifferentiableFunc{T, TResult}"/> delegate, of any number of arguments.
/// Generated code derives from the generic classes; users need not.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DifferentiableFunction
{
    private protected DifferentiableFunction()
    {
    }

    /// <summary>Returns the derivative that travels with a delegate.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">No derivative is attached: the code that created the delegate was not woven.</exception>
    /// <exception cref="NotDifferentiableException">The delegate was converted, by variance, from one with other type arguments.</exception>
    internal static TFunction Of<TFunction>(Delegate of, string call)
        where TFunction : DifferentiableFunction
    {
        ArgumentNullException.ThrowIfNull(of);
        return of.Target as TFunction ?? throw Missing(of, call);
    }

    private protected static NotDifferentiableException WithoutDifferential() => new(
        "The function was made differentiable by an assembly that uses no operator of forward mode, and came without a differential. "
        + "Use the operators of reverse mode, or one of forward mode (Differential, JacobianVectorProduct, Derivative) in the assembly that makes the "
        + "function.");

    private protected static NotDifferentiableException WithoutSecondDerivative() => new(
        "The function was made differentiable by an assembly that uses no second derivatives, and came without one. Use an operator of second derivatives "
        + "(HessianVectorProduct, Hessian, ValueGradientAndHessian) in the assembly that makes the function.");

    private static InvalidOperationException Missing(Delegate of, string call) => of.Target is DifferentiableFunction
        ? new NotDifferentiableException(
            $"{call}: the function was created with other argument or result types than {of.GetType()}. Create the delegate with exactly these types.")
        : NotWovenException.ForCall(call);
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace AutoDiff;

/// <summary>What generated code asks and says where the method behind a virtual call or a delegate is only known at run time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Dispatch
{
    /// <summary>Whether calling a delegate calls this method and no other.</summary>
    /// <param name="function">The delegate.</param>
    /// <param name="method">The method.</param>
    /// <exception cref="NullReferenceException"><paramref name="function"/> is null, as calling it would say.</exception>
    [NoDerivative]
    [SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "Takes the place of the call itself.")]
    public static bool IsFunction(Delegate function, RuntimeMethodHandle method) => IsSingle(function) && function.Method.MethodHandle == method;

    /// <summary>Whether calling a delegate calls this method of a struct, on the content of a box, and no other.</summary>
    /// <param name="function">The delegate.</param>
    /// <param name="method">The method.</param>
    /// <param name="type">The struct.</param>
    /// <exception cref="NullReferenceException"><paramref name="function"/> is null, as calling it would say.</exception>
    [NoDerivative]
    [SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "Takes the place of the call itself.")]
    public static bool IsStructFunction(Delegate function, RuntimeMethodHandle method, RuntimeTypeHandle type) =>
        // The handle of a method of a struct is not the one that a delegate has: that takes a box. And methods of generic structs share handles.
        IsSingle(function) && function.Target?.GetType() == Type.GetTypeFromHandle(type) && function.Method == MethodBase.GetMethodFromHandle(method, type);

    /// <summary>Takes the place of a call of an override or function that has no derivative.</summary>
    /// <param name="receiver">The object whose member was to be called, or the delegate.</param>
    /// <param name="member">The member as the source names it.</param>
    /// <exception cref="NotDifferentiableException">Always, unless <paramref name="receiver"/> is null.</exception>
    /// <exception cref="NullReferenceException"><paramref name="receiver"/> is null, as the call itself would say.</exception>
    [NoDerivative]
    [DoesNotReturn]
    public static void Refuse(object receiver, string member) => throw new NotDifferentiableException(
        receiver is Delegate { Method: var method }
            ? $"cannot differentiate the call of a {receiver.GetType()} bound to '{method.DeclaringType}.{method.Name}': the function was not known when "
                + "the caller was built. Create the delegate in the same assembly, or use a DifferentiableFunc<…>."
            : $"cannot differentiate the call of '{member}' on an object of the class {receiver.GetType()}: its override was not known when the caller was "
                + "built. Build it together with the caller, or make the class of the object known there.");

    /// <summary>Takes the place of a call of an override or function that is known to have no derivative.</summary>
    /// <param name="receiver">The object whose member was to be called, or the delegate.</param>
    /// <param name="reason">Why it has none.</param>
    /// <exception cref="NotDifferentiableException">Always, unless <paramref name="receiver"/> is null.</exception>
    /// <exception cref="NullReferenceException"><paramref name="receiver"/> is null, as the call itself would say.</exception>
    [NoDerivative]
    [DoesNotReturn]
    public static void RefuseBecause(object receiver, string reason)
    {
        _ = receiver.GetType();
        throw new NotDifferentiableException(reason);
    }

    /// <summary>
    /// What a handler of a derivative does first: that something has no derivative is not for the program to handle, which would go on as if
    /// its function had failed.
    /// </summary>
    /// <param name="exception">What was caught.</param>
    /// <exception cref="NotDifferentiableException">That is what was caught, by itself or among what parallel loops threw.</exception>
    [NoDerivative]
    public static void LetPass(object exception)
    {
        if (exception is NotDifferentiableException refusal)
            ExceptionDispatchInfo.Throw(refusal);
        if (exception is AggregateException several && several.Flatten().InnerExceptions.OfType<NotDifferentiableException>().FirstOrDefault() is { } first)
            ExceptionDispatchInfo.Throw(first);
    }

#if NET9_0_OR_GREATER
    internal static bool IsSingle(Delegate function) => function.HasSingleTarget;
#else
    internal static bool IsSingle(Delegate function) => function.GetInvocationList().Length == 1;
#endif
}

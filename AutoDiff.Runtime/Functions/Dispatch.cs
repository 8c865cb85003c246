using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff;

/// <summary>What generated code says when a virtual call leads to an override that was not known when it was generated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Dispatch
{
    /// <summary>Takes the place of a call of an override that has no derivative.</summary>
    /// <param name="receiver">The object whose member was to be called.</param>
    /// <param name="member">The member as the source names it.</param>
    /// <exception cref="NotDifferentiableException">Always, unless <paramref name="receiver"/> is null.</exception>
    /// <exception cref="NullReferenceException"><paramref name="receiver"/> is null, as the call itself would say.</exception>
    [NoDerivative]
    [DoesNotReturn]
    public static void Refuse(object receiver, string member) => throw new NotDifferentiableException(
        $"cannot differentiate the call of '{member}' on an object of the class {receiver.GetType()}: its override was not known when the caller was built. Build it together with the caller, or make the class of the object known there.");
}

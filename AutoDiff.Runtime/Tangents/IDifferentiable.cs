using System.Numerics;

namespace AutoDiff;

/// <summary>
/// A struct whose tangent is of another type: one with fewer members, or with other ones (a rotation, whose tangent is a vector). Operators take and return
/// <typeparamref name="TTangent"/> for it. A type that does not implement this is its own tangent.
/// </summary>
/// <remarks>
/// <para>A field of the tangent belongs to the field or property of the same name and type (or whose tangent has that type). Code that works on such members is
/// differentiated as it stands; a member without a counterpart is refused where its derivative is needed, unless it is marked
/// <see cref="NoDerivativeAttribute"/> or read through a property or method that has a rule.</para>
/// <para>Where a field of the tangent belongs to no member, only rules (<see cref="PullbackAttribute"/>, <see cref="DerivativeAttribute"/>) say how the type's
/// properties, methods and constructors are differentiated. Rules take and return the tangent type for cotangents.</para>
/// <para>The tangent is a number or a struct of numbers; cotangents are added number by number.</para>
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TTangent">Its tangent.</typeparam>
public interface IDifferentiable<TSelf, TTangent>
    where TSelf : IDifferentiable<TSelf, TTangent>
    where TTangent : IAdditionOperators<TTangent, TTangent, TTangent>, IAdditiveIdentity<TTangent, TTangent>
{
    /// <summary>The exponential map: the point reached from this one by moving along a tangent.</summary>
    /// <param name="along">The tangent.</param>
    /// <returns>The new point.</returns>
    TSelf Moved(TTangent along);
}

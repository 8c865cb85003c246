namespace AutoDiff;

/// <summary>
/// Treats a field, property, parameter, or the result of a method or lambda as a constant: nothing flows through it and it has no place in a gradient.
/// </summary>
/// <remarks>In the tangent of a type, a member so marked keeps its default (structs) or is copied (objects).</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Method, Inherited = false)]
public sealed class NoDerivativeAttribute : Attribute;

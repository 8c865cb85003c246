namespace AutoDiff;

/// <summary>
/// Registers a static method as the differential of another member without a closure: it takes the member's arguments, its result, and the tangents of all
/// arguments that have one, in order, and returns the tangent of the result.
/// </summary>
/// <remarks>
/// <para>The counterpart of <see cref="PullbackAttribute"/> for forward mode. Without it, forward mode takes partial derivatives from the pullback, which
/// serves members whose result is a few numbers and whose arguments are numbers.</para>
/// <para>Arrays and spans come as they are when the member has returned. The tangent of one is an array or span of the same shape; where nothing in it depends
/// on what is differentiated, it is null (a span: empty). The tangent of a result that is an array is a new array. Where the member writes to an
/// argument, the rule writes to its tangent.</para>
/// <para>What is used as part of a second derivative is differentiated itself: its body is read like any other, or has rules for what it calls.</para>
/// </remarks>
/// <param name="type">The type that declares the member.</param>
/// <param name="member">
/// The member's metadata name: a method's name, a property's name, <c>"op_Addition"</c> and the like for operators.
/// </param>
/// <example><code>
/// [Differential(typeof(Native), nameof(Native.Scale), Writes = [nameof(destination)])]
/// static void Scale(double[] x, double factor, double[] destination, double[]? xTangent, double factorTangent, double[] destinationTangent)
/// {
///     for (int i = 0; i &lt; x.Length; i++)
///         destinationTangent[i] = (factorTangent * x[i]) + (xTangent is null ? 0 : factor * xTangent[i]);
/// }
/// </code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DifferentialAttribute(Type type, string member) : Attribute
{
    /// <summary>Gets the type that declares the member.</summary>
    public Type Type { get; } = type;

    /// <summary>Gets the member's metadata name.</summary>
    public string Member { get; } = member;

    /// <summary>Gets or sets the member's parameter types; by default they are the rule's own argument types.</summary>
    public Type[]? ParameterTypes { get; set; }

    /// <summary>Gets or sets the names of the parameters the rule differentiates, in order; by default every parameter that has a tangent.</summary>
    public string[]? WithRespectTo { get; set; }

    /// <summary>Gets or sets the names of the arrays and spans that the member writes to; by default all but read-only spans.</summary>
    public string[]? Writes { get; set; }
}

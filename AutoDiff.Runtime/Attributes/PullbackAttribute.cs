namespace AutoDiff;

/// <summary>
/// Registers a static method as the pullback of another member without a closure: it takes the member's arguments, its result and the result's
/// cotangent, and returns the cotangent of the one argument that has a tangent, or a tuple of the cotangents of all that have one, in order.
/// </summary>
/// <remarks>
/// <para>The rule is inlined into the reverse sweep. Inputs that it does not read are not kept, so prefer <c>result</c> to computing it again, and leave alone
/// what is not needed.</para>
/// <para>Integer, boolean and enum arguments get no cotangent. A rule always wins over differentiating the member's body; one method may serve several members.
/// Duplicate rules, rules whose signature does not fit and rules for members that do not exist are errors at the rule.</para>
/// <para>A member that works on arrays or spans of numbers has a rule that takes, after the result's cotangent, a cotangent for each of these arguments, of the
/// same shape (of a read-only span, a span), and adds to it; only cotangents of numbers are returned. An argument that nothing to be differentiated leads to
/// comes with null (a span: an empty one). Arrays and spans come as they are when the member has returned. What the member has overwritten, the rule
/// takes out of the cotangent and sets to zero there; <see cref="Writes"/> names these arguments. An array that the member returns is a new one.</para>
/// </remarks>
/// <param name="type">The type that declares the member.</param>
/// <param name="member">
/// The member's metadata name: a method's name, a property's name, <c>".ctor"</c> for a constructor, <c>"op_Addition"</c> and the like for operators.
/// </param>
/// <example><code>
/// [Pullback(typeof(Math), nameof(Math.Sqrt))]
/// static double Sqrt(double x, double result, double cotangent) =&gt; cotangent / (2 * result);
///
/// [Pullback(typeof(Native), nameof(Native.Scale), Writes = [nameof(destination)])]
/// static double Scale(double[] x, double factor, double[] destination, double[]? xCotangent, double[] destinationCotangent)
/// {
///     double factorCotangent = 0;
///     for (int i = 0; i &lt; x.Length; i++)
///     {
///         factorCotangent += destinationCotangent[i] * x[i];
///         if (xCotangent is not null)
///             xCotangent[i] += destinationCotangent[i] * factor;
///         destinationCotangent[i] = 0;
///     }
///     return factorCotangent;
/// }
/// </code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class PullbackAttribute(Type type, string member) : Attribute
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

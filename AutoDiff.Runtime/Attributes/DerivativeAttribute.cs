namespace AutoDiff;

/// <summary>
/// Registers a static method as the derivative of another member, in the general form: it takes the member's arguments and returns
/// <c>(R Value, Func&lt;dR, dT…&gt; Pullback)</c> or <c>(R Value, Func&lt;dT…, dR&gt; Differential)</c>.
/// </summary>
/// <remarks>
/// A registered derivative always wins over differentiating the member's body. Where no closure is needed, <see cref="PullbackAttribute"/> is the cheaper form.
/// Duplicate rules, rules whose signature does not fit and rules for members that do not exist are errors at the rule.
/// </remarks>
/// <param name="type">The type that declares the member.</param>
/// <param name="member">
/// The member's metadata name: a method's name, a property's name, <c>".ctor"</c> for a constructor, <c>"op_Addition"</c> and the like for operators.
/// </param>
/// <example><code>
/// [Derivative(typeof(Math), nameof(Math.Sqrt))]
/// static (double Value, Func&lt;double, double&gt; Pullback) Sqrt(double x)
/// {
///     double root = Math.Sqrt(x);
///     return (root, d =&gt; d / (2 * root));
/// }
/// </code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeAttribute(Type type, string member) : Attribute
{
    /// <summary>Gets the type that declares the member.</summary>
    public Type Type { get; } = type;

    /// <summary>Gets the member's metadata name.</summary>
    public string Member { get; } = member;

    /// <summary>Gets or sets the member's parameter types; by default they are the rule's own argument types.</summary>
    public Type[]? ParameterTypes { get; set; }

    /// <summary>Gets or sets the names of the parameters the rule differentiates, in order; by default every parameter that has a tangent.</summary>
    public string[]? WithRespectTo { get; set; }
}

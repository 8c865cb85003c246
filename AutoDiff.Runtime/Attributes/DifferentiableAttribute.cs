namespace AutoDiff;

/// <summary>
/// Declares that a member is differentiable. The promise is checked when the assembly is built, whether or not anyone asks for the derivative yet.
/// </summary>
/// <remarks>
/// <para>On a method, constructor, property or operator: differentiable with respect to the named parameters, by default all whose types have tangents,
/// <c>this</c> included.</para>
/// <para>On an interface or abstract member: every implementation must be differentiable.</para>
/// <para>On a delegate type: a delegate of that type carries its derivative, as <see cref="DifferentiableFunc{T, TResult}"/> does.</para>
/// <para>On a partial struct, class or record: a separate tangent type is wanted.</para>
/// <para>It is not a condition: methods without the attribute are differentiated on demand where their IL is at hand.</para>
/// </remarks>
/// <param name="parameters">Names of the differentiation parameters, <c>"this"</c> for the receiver; none means every parameter that has a tangent.</param>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Interface
    | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Delegate,
    Inherited = false)]
public sealed class DifferentiableAttribute(params string[] parameters) : Attribute
{
    /// <summary>Gets the names of the differentiation parameters; empty means every parameter that has a tangent.</summary>
    public string[] Parameters { get; } = parameters;
}

using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// Marks a struct in plain C# that takes the place of a framework type throughout differentiated bodies. It has methods of the same names and signatures,
/// with models in place of modelled types.
/// </summary>
/// <param name="type">The framework type.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelAttribute(Type type) : Attribute
{
    /// <summary>Gets the framework type.</summary>
    public Type Type { get; } = type;
}

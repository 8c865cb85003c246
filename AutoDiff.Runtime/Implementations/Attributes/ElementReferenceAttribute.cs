using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// Marks a static method that returns an address inside the container it is given first: a function of the container's structure and the other arguments,
/// without side effects. On the shadow of the container it gives the shadow of the address.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ElementReferenceAttribute : Attribute;

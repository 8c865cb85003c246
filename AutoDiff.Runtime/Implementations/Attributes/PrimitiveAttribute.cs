using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// Marks a static method that the forward sweep runs twice: on the primal, and on the shadow, where references are shadows, floating-point content of arguments
/// is zero, and everything else is as it is. The result of the second run is the shadow of the result.
/// </summary>
/// <remarks>
/// The reverse is a static method of the same class with the same generic parameters. It takes the arguments of the second run, then, unless the result is
/// void, the result's cotangent (for a result of reference type its shadow; for a struct with both, the shadow's references and the cotangent's numbers), then
/// the <see cref="Tape"/>. It undoes on the shadow what the forward run did to its structure and returns the cotangent of the one item argument, if there is
/// one. What puts the structure back goes to <see cref="Tape.Redo"/>.
/// </remarks>
/// <param name="reverse">The name of the reverse.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PrimitiveAttribute(string reverse) : Attribute
{
    /// <summary>Gets the name of the reverse.</summary>
    public string Reverse { get; } = reverse;

    /// <summary>Gets or sets a value indicating whether what it is given stays as it is.</summary>
    public bool OnlyReads { get; set; }
}

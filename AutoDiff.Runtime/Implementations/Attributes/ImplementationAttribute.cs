using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Marks a static method whose own IL stands in for a framework method where that is differentiated.</summary>
/// <remarks>
/// It takes <c>this</c> first, then the parameters, of the exact types; generic parameters are those of the declaring type, then the method's. For constructors
/// it returns the object. A constructor called on an object that is there already (of a class that derives from the type) makes it empty first; what it is
/// filled with is <see cref="Filling"/>.
/// </remarks>
/// <param name="type">The type that declares the method.</param>
/// <param name="member">The method's metadata name: <c>"get_Item"</c> for an accessor, <c>".ctor"</c> for a constructor.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImplementationAttribute(Type type, string member) : Attribute
{
    /// <summary>Names a method of a type that this library does not depend on.</summary>
    /// <param name="type">The full name of the type, which <see cref="Type"/> does not give.</param>
    /// <param name="member">The method's metadata name.</param>
    public ImplementationAttribute(string type, string member)
        : this(typeof(void), member) => TypeName = type;

    /// <summary>
    /// The member that stands for what a constructor puts into an object that was made empty: it takes the object, then the parameters of the constructor.
    /// </summary>
    public const string Filling = ".fill";

    /// <summary>Gets the type that declares the method.</summary>
    public Type Type { get; } = type;

    /// <summary>Gets the full name of the type, where the library does not depend on it.</summary>
    public string? TypeName { get; }

    /// <summary>Gets the method's metadata name.</summary>
    public string Member { get; } = member;
}

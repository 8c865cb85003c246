using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// What the runtime library has for types of the framework that the type system cannot take apart by itself. Here: nothing, so that such types stay whole.
/// </summary>
internal class StandIns
{
    /// <summary>The helper class for <c>Nullable&lt;T&gt;</c>; without it nullable values stay whole, as their pseudo fields could not be turned into calls
    /// again.</summary>
    public virtual TypeReference? Optional => null;

    /// <summary>The method that returns the address of an element of an inline array; without it these stay whole.</summary>
    public virtual MethodReference? RowElement => null;

    /// <summary>The method that stands for all elements of an inline array.</summary>
    public virtual MethodReference? AllRowElements => null;

    /// <summary>The method that returns the address of the key of a pair; without it pairs stay whole.</summary>
    public virtual MethodReference? PairKey => null;

    /// <summary>The method that returns the address of the value of a pair.</summary>
    public virtual MethodReference? PairValue => null;

    /// <summary>The struct is not taken apart, whatever it consists of.</summary>
    public virtual bool IsWhole(TypeReference type) => false;

    /// <summary>The type that a struct of the runtime library (or a generated one) stands for, or null.</summary>
    public virtual TypeReference? ModelledBy(TypeReference model) => null;

    /// <summary>The struct or class that stands for a type in the bodies that are differentiated, or null.</summary>
    public virtual TypeReference? ModelOf(TypeReference type) => null;
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>What a type consists of, as far as it matters to a derivative. Generated code derives from the generic class; users need not.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Layout
{
    private bool _hasOther;
    private bool _hasFloating;
    private bool _hasNumbers;
    private bool _hasReferences;

    private protected Layout()
    {
    }

    /// <summary>Gets what a location of the type holds, when the type is a struct.</summary>
    internal virtual Content Content =>
        _hasReferences ? Content.Structure
        : _hasNumbers || (_hasFloating && _hasOther) ? Content.Numbers
        : _hasFloating ? Content.Floating
        : Content.None;

    /// <summary>Gets a value indicating whether there is nothing to follow from here.</summary>
    internal bool IsFlat => Content != Content.Structure;

    /// <summary>Gets a value indicating whether no field can hold anything.</summary>
    internal bool IsEmpty => Content == Content.None;

    /// <summary>Notes a field that is visited.</summary>
    /// <typeparam name="TField">The type of the field.</typeparam>
    protected void Holds<TField>() => Holds(Slot<TField>.Content);

    /// <summary>Notes that there are fields that are not visited.</summary>
    protected void HoldsOther() => _hasOther = true;

    /// <summary>Notes what a field contains.</summary>
    internal void Holds(Content content)
    {
        _hasOther |= content == Content.None;
        _hasFloating |= content == Content.Floating;
        _hasNumbers |= content == Content.Numbers;
        _hasReferences |= content is Content.Structure or Content.Reference;
    }
}

/// <summary>The fields of a class or struct. Generated code derives from it; users need not.</summary>
/// <typeparam name="T">The class or struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Layout<T> : Layout
{
    private Action<object, Walk>? _transformBase;
    private Action<object, object, PairWalk>? _combineBase;

    /// <summary>Visits every field.</summary>
    /// <param name="left">One object; the only one, when there is one.</param>
    /// <param name="right">The other object.</param>
    /// <param name="visitor">The visitor.</param>
    public abstract void Visit(ref T left, ref T right, FieldVisitor visitor);

    /// <summary>Notes a base class that belongs to the framework and is nothing but its fields, which no code outside can name.</summary>
    /// <typeparam name="TBase">The base class.</typeparam>
    protected void HoldsBase<[DynamicallyAccessedMembers(Layouts.Fields)] TBase>()
        where TBase : class
    {
        Layouts.Declare<TBase>();
        foreach (var field in TypeContent.ActiveFields(typeof(TBase)))
            Holds(TypeContent.Of(field.FieldType));
        _transformBase = FieldVisitors.Transform(typeof(TBase));
        _combineBase = FieldVisitors.Combine(typeof(TBase));
    }

    internal virtual void Transform(ref T target, Walk walk)
    {
        Visit(ref target, ref target, new FieldVisitor(walk));
        _transformBase?.Invoke(target!, walk);
    }

    internal virtual void Combine(ref T left, ref T right, PairWalk walk)
    {
        Visit(ref left, ref right, new FieldVisitor(walk));
        _combineBase?.Invoke(left!, right!, walk);
    }
}

/// <summary>What happens to the fields that a <see cref="Layout{T}"/> visits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct FieldVisitor
{
    private readonly Walk? _walk;
    private readonly PairWalk? _pairWalk;

    internal FieldVisitor(Walk walk) => _walk = walk;

    internal FieldVisitor(PairWalk walk) => _pairWalk = walk;

    /// <summary>Gets a value indicating whether the first object changes.</summary>
    internal bool Writes => _pairWalk is null || _pairWalk.Writes;

    /// <summary>Visits a field of one object or the same field of two.</summary>
    /// <remarks>Not inlined: a layout may be compiled before <see cref="Slot{T}.Content"/> is a constant to the JIT.</remarks>
    /// <typeparam name="TField">The type of the field.</typeparam>
    /// <param name="left">The field of the first object.</param>
    /// <param name="right">The field of the second object.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Visit<TField>(ref TField left, ref TField right)
    {
        if (_walk is not null)
            Slot<TField>.Transform(ref left, _walk);
        else
            Slot<TField>.Combine(ref left, ref right, _pairWalk!);
    }
}

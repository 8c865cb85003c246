using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Objects that stand for themselves.</summary>
internal sealed class SharedShape : Shape
{
    public static SharedShape Instance { get; } = new();

    public override bool IsFlat => true;

    public override object Copy(object original, CopyingWalk walk) => original;

    public override object Clone(object original) => original;

    public override void Transform(object target, Walk walk)
    {
    }

    public override void Combine(object left, object right, PairWalk walk)
    {
    }
}

/// <summary>Classes: copied bit by bit, then field by field.</summary>
internal sealed class ObjectShape(Type type) : Shape
{
    private static readonly Func<object, object> s_clone =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly bool _hasFinalizer = ObjectKinds.HasFinalizer(type);
    private readonly Action<object, Walk> _transform = FieldVisitors.Transform(type);
    private readonly Lazy<Action<object, object, PairWalk>> _combine = new(() => FieldVisitors.Combine(type));

    public override bool IsFlat { get; } =
        TypeContent.ActiveFields(type).TrueForAll(f => TypeContent.Of(f.FieldType) is Content.Floating or Content.Numbers);

    /// <summary>Gets a value indicating whether the class has no field that could hold anything.</summary>
    public bool IsEmpty { get; } = TypeContent.ActiveFields(type).Count == 0;

    public override object Clone(object original)
    {
        object copy = s_clone(original);

        // A finaliser would give back what belongs to the original.
        if (_hasFinalizer)
            GC.SuppressFinalize(copy);
        return copy;
    }

    public override void Transform(object target, Walk walk)
    {
        if (!IsFlat || !walk.KeepsNumbers)
            _transform(target, walk);
    }

    public override void Combine(object left, object right, PairWalk walk) => _combine.Value(left, right, walk);
}

/// <summary>Boxed structs.</summary>
internal sealed class BoxShape<T> : Shape
    where T : struct
{
    public override bool IsFlat => Slot<T>.IsFlat;

    public override object Clone(object original) => (T)original;

    public override void Transform(object target, Walk walk) => Slot<T>.Transform(ref Unsafe.Unbox<T>(target), walk);

    public override void Combine(object left, object right, PairWalk walk) => Slot<T>.Combine(ref Unsafe.Unbox<T>(left), ref Unsafe.Unbox<T>(right), walk);
}

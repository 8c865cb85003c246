using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Objects that stand for themselves.</summary>
internal sealed class SharedShape : Shape
{
    public static SharedShape Instance { get; } = new();

    internal override bool IsFlat => true;

    internal override object Copy(object original, CopyingWalk walk) => original;

    internal override object Clone(object original) => original;

    internal override void Transform(object target, Walk walk)
    {
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
    }
}

/// <summary>Classes: copied bit by bit, then field by field.</summary>
internal abstract class ObjectShape(Type type) : Shape
{
    private static readonly Func<object, object> s_clone =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly bool _hasFinalizer = ObjectKinds.HasFinalizer(type);

    /// <summary>Gets a value indicating whether the class has no field that could hold anything.</summary>
    public abstract bool IsEmpty { get; }

    internal override object Clone(object original)
    {
        object copy = s_clone(original);

        // A finaliser would give back what belongs to the original.
        if (_hasFinalizer)
            GC.SuppressFinalize(copy);
        return copy;
    }
}

/// <summary>Classes that the weaver saw.</summary>
internal sealed class ClassShape<T>(Layout<T> fields) : ObjectShape(typeof(T))
    where T : class
{
    internal override bool IsFlat { get; } = fields.IsFlat;

    public override bool IsEmpty { get; } = fields.IsEmpty;

    internal override void Transform(object target, Walk walk)
    {
        if (IsFlat && walk.KeepsNumbers)
            return;
        T instance = Unsafe.As<T>(target);
        fields.Transform(ref instance, walk);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var (a, b) = (Unsafe.As<T>(left), Unsafe.As<T>(right));
        fields.Combine(ref a, ref b, walk);
    }
}

/// <summary>Classes that nobody saw before they were met, and those whose fields nobody can name.</summary>
internal sealed class ReflectedShape(Type type) : ObjectShape(type)
{
    private readonly Action<object, Walk> _transform = FieldVisitors.Transform(type);
    private readonly Lazy<Action<object, object, PairWalk>> _combine = new(() => FieldVisitors.Combine(type));

    internal override bool IsFlat { get; } =
        TypeContent.ActiveFields(type).TrueForAll(f => TypeContent.Of(f.FieldType) is Content.Floating or Content.Numbers);

    public override bool IsEmpty { get; } = TypeContent.ActiveFields(type).Count == 0;

    internal override void Transform(object target, Walk walk)
    {
        if (!IsFlat || !walk.KeepsNumbers)
            _transform(target, walk);
    }

    internal override void Combine(object left, object right, PairWalk walk) => _combine.Value(left, right, walk);
}

/// <summary>Boxed structs.</summary>
internal sealed class BoxShape<T>(Layout<T>? fields) : Shape
    where T : struct
{
    public BoxShape()
        : this(null)
    {
    }

    internal override bool IsFlat => Slot<T>.IsFlat;

    internal override Layout? Fields => fields;

    internal override object Clone(object original) => (T)original;

    internal override void Transform(object target, Walk walk) => Slot<T>.Transform(ref Unsafe.Unbox<T>(target), walk);

    internal override void Combine(object left, object right, PairWalk walk) => Slot<T>.Combine(ref Unsafe.Unbox<T>(left), ref Unsafe.Unbox<T>(right), walk);
}

/// <summary>Values that may be missing: never boxed as such, only met in locations.</summary>
internal sealed class NullableShape<T> : Shape
    where T : struct
{
    internal override bool IsFlat => Slot<T>.IsFlat;

    internal override Layout Fields { get; } = new NullableLayout<T>();

    internal override object Clone(object original) => throw new InvalidOperationException();

    internal override void Transform(object target, Walk walk) => throw new InvalidOperationException();

    internal override void Combine(object left, object right, PairWalk walk) => throw new InvalidOperationException();
}

using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="Lazy{T}"/>, for one thread.</summary>
[Model(typeof(Lazy<>))]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LazyModel<T>
{
    /// <summary>What makes the value, or null when that has been done.</summary>
    public Func<T>? Factory;

    /// <summary>The value, once it is made.</summary>
    public T Made = default!;

    /// <summary>A value that is made when it is asked for.</summary>
    public LazyModel(Func<T> valueFactory)
    {
        Throw.IfNull(valueFactory, nameof(valueFactory));
        Factory = valueFactory;
    }

    /// <summary>A value that is made when it is asked for.</summary>
    public LazyModel(Func<T> valueFactory, bool isThreadSafe)
        : this(valueFactory) => _ = isThreadSafe;

    /// <summary>A value that is there.</summary>
    public LazyModel(T value) => Made = value;

    /// <summary>Gets a value indicating whether the value was made.</summary>
    public bool IsValueCreated => Factory is null;

    /// <summary>Gets the value.</summary>
    public T Value
    {
        get
        {
            if (Factory is { } factory)
            {
                Made = factory();
                Factory = null;
            }

            return Made;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary><see cref="Lazy{T}"/>, for one thread.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "No value is made by its constructor.")]
public static class LazyImplementations
{
    /// <summary>Implements <see cref="Lazy{T}(Func{T})"/>.</summary>
    [Implementation(typeof(Lazy<>), ".ctor")]
    public static Lazy<T> Create<T>(Func<T> valueFactory)
    {
        Throw.IfNull(valueFactory, nameof(valueFactory));
        Lazy<T> lazy = LazyMemory.New<T>(isMade: false);
        LazyMemory.Factory(lazy) = valueFactory;
        return lazy;
    }

    /// <summary>Implements <see cref="Lazy{T}(Func{T}, bool)"/>.</summary>
    [Implementation(typeof(Lazy<>), ".ctor")]
    public static Lazy<T> Create<T>(Func<T> valueFactory, bool isThreadSafe)
    {
        _ = isThreadSafe;
        return Create(valueFactory);
    }

    /// <summary>Implements <see cref="Lazy{T}(Func{T}, LazyThreadSafetyMode)"/>.</summary>
    [Implementation(typeof(Lazy<>), ".ctor")]
    public static Lazy<T> Create<T>(Func<T> valueFactory, LazyThreadSafetyMode mode)
    {
        _ = mode;
        return Create(valueFactory);
    }

    /// <summary>Implements <see cref="Lazy{T}(T)"/>.</summary>
    [Implementation(typeof(Lazy<>), ".ctor")]
    public static Lazy<T> Create<T>(T value)
    {
        Lazy<T> lazy = LazyMemory.New<T>(isMade: true);
        LazyMemory.Made(lazy) = value;
        return lazy;
    }

    /// <summary>Implements <see cref="Lazy{T}.IsValueCreated"/>.</summary>
    [Implementation(typeof(Lazy<>), "get_IsValueCreated")]
    public static bool IsValueCreated<T>(Lazy<T> lazy) => LazyMemory.IsMade(lazy);

    /// <summary>Implements <see cref="Lazy{T}.Value"/>.</summary>
    [Implementation(typeof(Lazy<>), "get_Value")]
    public static T Value<T>(Lazy<T> lazy)
    {
        if (!LazyMemory.IsMade(lazy))
        {
            Func<T>? factory = LazyMemory.Factory(lazy);
            if (factory is null)
                Throw.WithoutFactory();
            LazyMemory.Made(lazy) = factory!();
            LazyMemory.Factory(lazy) = null;
            LazyMemory.Finish(lazy);
        }

        return LazyMemory.Made(lazy);
    }
}

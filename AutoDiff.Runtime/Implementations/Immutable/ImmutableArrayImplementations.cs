using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AutoDiff.Implementations;

/// <summary>The functions of <see cref="ImmutableArray"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImmutableArrayImplementations
{
    /// <summary>Implements <see cref="ImmutableArray.Create{T}()"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.Create))]
    public static ImmutableArrayModel<T> Create<T>() => ImmutableArrayModel<T>.Over(new T[0]);

    /// <summary>Implements <see cref="ImmutableArray.Create{T}(T)"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.Create))]
    public static ImmutableArrayModel<T> Create<T>(T item) => ImmutableArrayModel<T>.Over(new T[] { item });

    /// <summary>Implements <see cref="ImmutableArray.Create{T}(T, T)"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.Create))]
    public static ImmutableArrayModel<T> Create<T>(T item1, T item2) => ImmutableArrayModel<T>.Over(new T[] { item1, item2 });

    /// <summary>Implements <see cref="ImmutableArray.Create{T}(T, T, T)"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.Create))]
    public static ImmutableArrayModel<T> Create<T>(T item1, T item2, T item3) => ImmutableArrayModel<T>.Over(new T[] { item1, item2, item3 });

    /// <summary>Implements <see cref="ImmutableArray.Create{T}(T, T, T, T)"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.Create))]
    public static ImmutableArrayModel<T> Create<T>(T item1, T item2, T item3, T item4) => ImmutableArrayModel<T>.Over(new T[] { item1, item2, item3, item4 });

    /// <summary>Implements <see cref="ImmutableArray.Create{T}(T[])"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.Create))]
    public static ImmutableArrayModel<T> Create<T>(T[]? items) =>
        ImmutableArrayModel<T>.Over(items is null ? new T[0] : ArrayImplementations.Slice(items, 0, items.Length));

    /// <summary>Implements <see cref="ImmutableArray.Create{T}(ReadOnlySpan{T})"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.Create))]
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.ToImmutableArray))]
    public static ImmutableArrayModel<T> Create<T>(ReadOnlySpanModel<T> items) => ImmutableArrayModel<T>.Over(items.ToArray());

    /// <summary>Implements <see cref="ImmutableArray.CreateRange{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.CreateRange))]
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.ToImmutableArray))]
    public static ImmutableArrayModel<T> CreateRange<T>(IEnumerable<T> items) => ImmutableArrayModel<T>.Over(SequenceImplementations.ToArray(items));

    /// <summary>Implements <see cref="ImmutableArray.ToImmutableArray{T}(ImmutableArray{T}.Builder)"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.ToImmutableArray))]
    public static ImmutableArrayModel<T> ToImmutableArray<T>(ImmutableArrayBuilderModel<T> builder) => builder.ToImmutable();

    /// <summary>Implements <see cref="ImmutableArray.CreateBuilder{T}()"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.CreateBuilder))]
    public static ImmutableArrayBuilderModel<T> CreateBuilder<T>() => new(new T[8], 0);

    /// <summary>Implements <see cref="ImmutableArray.CreateBuilder{T}(int)"/>.</summary>
    [Implementation(typeof(ImmutableArray), nameof(ImmutableArray.CreateBuilder))]
    public static ImmutableArrayBuilderModel<T> CreateBuilder<T>(int initialCapacity)
    {
        Throw.IfNegative(initialCapacity, nameof(initialCapacity));
        return new(new T[initialCapacity], 0);
    }

    /// <summary>Implements <see cref="ImmutableCollectionsMarshal.AsImmutableArray{T}(T[])"/>.</summary>
    [Implementation(typeof(ImmutableCollectionsMarshal), nameof(ImmutableCollectionsMarshal.AsImmutableArray))]
    public static ImmutableArrayModel<T> AsImmutableArray<T>(T[]? array) => ImmutableArrayModel<T>.Over(array);

    /// <summary>Implements <see cref="ImmutableArrayExtensions.Select{T, TResult}(ImmutableArray{T}, Func{T, TResult})"/>.</summary>
    [Implementation(typeof(ImmutableArrayExtensions), nameof(ImmutableArrayExtensions.Select))]
    public static IEnumerable<TResult> Select<T, TResult>(ImmutableArrayModel<T> source, Func<T, TResult> selector) =>
        ProjectionImplementations.Select(source.Items!, selector);

    /// <summary>Implements <see cref="ImmutableArrayExtensions.Where{T}(ImmutableArray{T}, Func{T, bool})"/>.</summary>
    [Implementation(typeof(ImmutableArrayExtensions), nameof(ImmutableArrayExtensions.Where))]
    public static IEnumerable<T> Where<T>(ImmutableArrayModel<T> source, Func<T, bool> predicate) => PartImplementations.Where(source.Items!, predicate);

    /// <summary>Implements <see cref="ImmutableArrayExtensions.First{T}(ImmutableArray{T})"/>.</summary>
    [Implementation(typeof(ImmutableArrayExtensions), nameof(ImmutableArrayExtensions.First))]
    public static T First<T>(ImmutableArrayModel<T> source) => ElementImplementations.First(source.Items!);

    /// <summary>Implements <see cref="ImmutableArrayExtensions.Last{T}(ImmutableArray{T})"/>.</summary>
    [Implementation(typeof(ImmutableArrayExtensions), nameof(ImmutableArrayExtensions.Last))]
    public static T Last<T>(ImmutableArrayModel<T> source) => ElementImplementations.Last(source.Items!);

    /// <summary>
    /// Implements <see cref="ImmutableArrayExtensions.Aggregate{TAccumulate, T}(ImmutableArray{T}, TAccumulate, Func{TAccumulate, T, TAccumulate})"/>.
    /// </summary>
    [Implementation(typeof(ImmutableArrayExtensions), nameof(ImmutableArrayExtensions.Aggregate))]
    public static TAccumulate Aggregate<TAccumulate, T>(ImmutableArrayModel<T> source, TAccumulate seed, Func<TAccumulate, T, TAccumulate> func) =>
        AggregateImplementations.Aggregate(source.Items!, seed, func);

    /// <summary>Implements <see cref="ImmutableArrayExtensions.ToArray{T}(ImmutableArray{T})"/>.</summary>
    [Implementation(typeof(ImmutableArrayExtensions), nameof(ImmutableArrayExtensions.ToArray))]
    public static T[] ToArray<T>(ImmutableArrayModel<T> source) => source.ToArray();
}

using System.Collections;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Elements of a type, of <see cref="Enumerable"/>. What the elements are held as says how they are reached.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TypeImplementations
{
    /// <summary>Implements <see cref="Enumerable.OfType{TResult}(IEnumerable)"/> of an array.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OfType))]
    public static IEnumerable<TResult> OfType<TResult, TSource>(TSource[] source)
    {
        Throw.IfNull(source, nameof(source));
        return Those<TResult, TSource>(source);
    }

    /// <summary>Implements <see cref="Enumerable.OfType{TResult}(IEnumerable)"/> of a list.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OfType))]
    public static IEnumerable<TResult> OfType<TResult, TSource>(List<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        return Those<TResult, TSource>(ListImplementations.ToArray(source));
    }

    /// <summary>Implements <see cref="Enumerable.OfType{TResult}(IEnumerable)"/> of a sequence.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OfType))]
    public static IEnumerable<TResult> OfType<TResult, TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        return Those<TResult, TSource>(Sequences.ToArray(source));
    }

    /// <summary>Implements <see cref="Enumerable.OfType{TResult}(IEnumerable)"/> of any other.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OfType))]
    public static IEnumerable<TResult> OfType<TResult>(IEnumerable source)
    {
        Throw.IfNull(source, nameof(source));
        object[] boxed = source is IEnumerable<object> sequence ? Sequences.ToArray(sequence) : Sequences.RefuseCast(source);
        return Those<TResult, object>(boxed);
    }

    /// <summary>The elements that are of a type.</summary>
    public static TResult[] Those<TResult, TSource>(TSource[] items)
    {
        TResult[] kept = new TResult[items.Length];
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] is TResult found)
            {
                kept[count] = found;
                count++;
            }
        }

        return Sequences.Resized(kept, count, count);
    }
}

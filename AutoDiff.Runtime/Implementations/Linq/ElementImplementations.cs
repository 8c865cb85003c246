using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Single elements of <see cref="Enumerable"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElementImplementations
{
    /// <summary>Where the first element is that satisfies a condition, or -1.</summary>
    public static int IndexOf<TSource>(TSource[] items, Func<TSource, bool> predicate)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (predicate(items[i]))
                return i;
        }

        return -1;
    }

    /// <summary>Where the last element is that satisfies a condition, or -1.</summary>
    public static int LastIndexOf<TSource>(TSource[] items, Func<TSource, bool> predicate)
    {
        for (int i = items.Length - 1; i >= 0; i--)
        {
            if (predicate(items[i]))
                return i;
        }

        return -1;
    }

    /// <summary>Where the only element is that satisfies a condition, or -1.</summary>
    public static int SingleIndexOf<TSource>(TSource[] items, Func<TSource, bool> predicate)
    {
        int found = -1;
        for (int i = 0; i < items.Length; i++)
        {
            if (predicate(items[i]))
            {
                if (found >= 0)
                    throw new InvalidOperationException("Sequence contains more than one matching element");
                found = i;
            }
        }

        return found;
    }

    /// <summary>Implements <see cref="Enumerable.First{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.First))]
    public static TSource First<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source, 1);
        Throw.IfEmpty(items.Length);
        return items[0];
    }

    /// <summary>Implements <see cref="Enumerable.First{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.First))]
    public static TSource First<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = IndexOf(items, predicate);
        if (index < 0)
            Throw.NoMatch();
        return items[index];
    }

    /// <summary>Implements <see cref="Enumerable.FirstOrDefault{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.FirstOrDefault))]
    public static TSource? FirstOrDefault<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source, 1);
        return items.Length == 0 ? default : items[0];
    }

    /// <summary>Implements <see cref="Enumerable.FirstOrDefault{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.FirstOrDefault))]
    public static TSource? FirstOrDefault<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = IndexOf(items, predicate);
        return index < 0 ? default : items[index];
    }

    /// <summary>Implements <see cref="Enumerable.FirstOrDefault{TSource}(IEnumerable{TSource}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.FirstOrDefault))]
    public static TSource FirstOrDefault<TSource>(IEnumerable<TSource> source, TSource defaultValue)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        return items.Length == 0 ? defaultValue : items[0];
    }

    /// <summary>Implements <see cref="Enumerable.FirstOrDefault{TSource}(IEnumerable{TSource}, Func{TSource, bool}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.FirstOrDefault))]
    public static TSource FirstOrDefault<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = IndexOf(items, predicate);
        return index < 0 ? defaultValue : items[index];
    }

    /// <summary>Implements <see cref="Enumerable.Last{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Last))]
    public static TSource Last<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        return items[items.Length - 1];
    }

    /// <summary>Implements <see cref="Enumerable.Last{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Last))]
    public static TSource Last<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = LastIndexOf(items, predicate);
        if (index < 0)
            Throw.NoMatch();
        return items[index];
    }

    /// <summary>Implements <see cref="Enumerable.LastOrDefault{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LastOrDefault))]
    public static TSource? LastOrDefault<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        return items.Length == 0 ? default : items[items.Length - 1];
    }

    /// <summary>Implements <see cref="Enumerable.LastOrDefault{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LastOrDefault))]
    public static TSource? LastOrDefault<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = LastIndexOf(items, predicate);
        return index < 0 ? default : items[index];
    }

    /// <summary>Implements <see cref="Enumerable.LastOrDefault{TSource}(IEnumerable{TSource}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LastOrDefault))]
    public static TSource LastOrDefault<TSource>(IEnumerable<TSource> source, TSource defaultValue)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        return items.Length == 0 ? defaultValue : items[items.Length - 1];
    }

    /// <summary>Implements <see cref="Enumerable.LastOrDefault{TSource}(IEnumerable{TSource}, Func{TSource, bool}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LastOrDefault))]
    public static TSource LastOrDefault<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = LastIndexOf(items, predicate);
        return index < 0 ? defaultValue : items[index];
    }

    /// <summary>Implements <see cref="Enumerable.Single{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Single))]
    public static TSource Single<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        if (items.Length > 1)
            Throw.MoreThanOne();
        return items[0];
    }

    /// <summary>Implements <see cref="Enumerable.Single{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Single))]
    public static TSource Single<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = SingleIndexOf(items, predicate);
        if (index < 0)
            Throw.NoMatch();
        return items[index];
    }

    /// <summary>Implements <see cref="Enumerable.SingleOrDefault{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SingleOrDefault))]
    public static TSource? SingleOrDefault<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        if (items.Length > 1)
            Throw.MoreThanOne();
        return items.Length == 0 ? default : items[0];
    }

    /// <summary>Implements <see cref="Enumerable.SingleOrDefault{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SingleOrDefault))]
    public static TSource? SingleOrDefault<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = SingleIndexOf(items, predicate);
        return index < 0 ? default : items[index];
    }

    /// <summary>Implements <see cref="Enumerable.ElementAt{TSource}(IEnumerable{TSource}, int)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ElementAt))]
    public static TSource ElementAt<TSource>(IEnumerable<TSource> source, int index)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source, unchecked(index + 1));
        Throw.IfNotElement(index, items.Length, nameof(index));
        return items[index];
    }

    /// <summary>Implements <see cref="Enumerable.ElementAt{TSource}(IEnumerable{TSource}, Index)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ElementAt))]
    public static TSource ElementAt<TSource>(IEnumerable<TSource> source, Index index)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        int place = SpanImplementations.Offset(index, items.Length);
        Throw.IfNotElement(place, items.Length, nameof(index));
        return items[place];
    }

    /// <summary>Implements <see cref="Enumerable.ElementAtOrDefault{TSource}(IEnumerable{TSource}, int)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ElementAtOrDefault))]
    public static TSource? ElementAtOrDefault<TSource>(IEnumerable<TSource> source, int index)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source, unchecked(index + 1));
        return (uint)index < (uint)items.Length ? items[index] : default;
    }

    /// <summary>Implements <see cref="Enumerable.ElementAtOrDefault{TSource}(IEnumerable{TSource}, Index)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ElementAtOrDefault))]
    public static TSource? ElementAtOrDefault<TSource>(IEnumerable<TSource> source, Index index)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        int place = SpanImplementations.Offset(index, items.Length);
        return (uint)place < (uint)items.Length ? items[place] : default;
    }

    /// <summary>Implements <see cref="Enumerable.SingleOrDefault{TSource}(IEnumerable{TSource}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SingleOrDefault))]
    public static TSource SingleOrDefault<TSource>(IEnumerable<TSource> source, TSource defaultValue)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        if (items.Length > 1)
            Throw.MoreThanOne();
        return items.Length == 0 ? defaultValue : items[0];
    }

    /// <summary>Implements <see cref="Enumerable.SingleOrDefault{TSource}(IEnumerable{TSource}, Func{TSource, bool}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SingleOrDefault))]
    public static TSource SingleOrDefault<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate, TSource defaultValue)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int index = SingleIndexOf(items, predicate);
        return index < 0 ? defaultValue : items[index];
    }
}

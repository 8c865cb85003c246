using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary>
/// <see cref="Parallel"/>, with one iteration after the other. For bodies without races that is one of the orders in which the iterations may run, always the
/// same one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "What a body throws comes out wrapped, as it does from the "
    + "framework.")]
public static class ParallelImplementations
{
    /// <summary>Implements <see cref="Parallel.For(int, int, Action{int})"/>.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.For))]
    public static ParallelLoopResult For(int fromInclusive, int toExclusive, Action<int> body)
    {
        Throw.IfNull(body, nameof(body));
        try
        {
            for (int i = fromInclusive; i < toExclusive; i++)
                body(i);
        }
        catch (Exception exception)
        {
            throw new AggregateException(exception);
        }

        return Completed();
    }

    /// <summary>Implements <see cref="Parallel.For(int, int, ParallelOptions, Action{int})"/>.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.For))]
    public static ParallelLoopResult For(int fromInclusive, int toExclusive, ParallelOptions parallelOptions, Action<int> body)
    {
        Check(parallelOptions);
        return For(fromInclusive, toExclusive, body);
    }

    /// <summary>Implements <see cref="Parallel.For(long, long, Action{long})"/>.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.For))]
    public static ParallelLoopResult For(long fromInclusive, long toExclusive, Action<long> body)
    {
        Throw.IfNull(body, nameof(body));
        try
        {
            for (long i = fromInclusive; i < toExclusive; i++)
                body(i);
        }
        catch (Exception exception)
        {
            throw new AggregateException(exception);
        }

        return Completed();
    }

    /// <summary>Implements <see cref="Parallel.ForEach{TSource}(IEnumerable{TSource}, Action{TSource})"/>.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.ForEach))]
    public static ParallelLoopResult ForEach<TSource>(IEnumerable<TSource> source, Action<TSource> body)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(body, nameof(body));
        TSource[] items = Sequences.ToArray(source);
        try
        {
            for (int i = 0; i < items.Length; i++)
                body(items[i]);
        }
        catch (Exception exception)
        {
            throw new AggregateException(exception);
        }

        return Completed();
    }

    /// <summary>Implements <see cref="Parallel.ForEach{TSource}(IEnumerable{TSource}, ParallelOptions, Action{TSource})"/>.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.ForEach))]
    public static ParallelLoopResult ForEach<TSource>(IEnumerable<TSource> source, ParallelOptions parallelOptions, Action<TSource> body)
    {
        Check(parallelOptions);
        return ForEach(source, body);
    }

    /// <summary>Implements <see cref="Parallel.ForEach{TSource}(Partitioner{TSource}, Action{TSource})"/> over ranges.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.ForEach))]
    public static ParallelLoopResult ForEach(Partitioner<Tuple<int, int>> source, Action<Tuple<int, int>> body) => ForEach(Ranges(source), body);

    /// <summary>Implements <see cref="Parallel.ForEach{TSource}(Partitioner{TSource}, Action{TSource})"/> over ranges.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.ForEach))]
    public static ParallelLoopResult ForEach(Partitioner<Tuple<long, long>> source, Action<Tuple<long, long>> body) => ForEach(Ranges(source), body);

    /// <summary>Implements <see cref="Parallel.ForEach{TSource}(Partitioner{TSource}, ParallelOptions, Action{TSource})"/> over ranges.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.ForEach))]
    public static ParallelLoopResult ForEach(Partitioner<Tuple<int, int>> source, ParallelOptions parallelOptions, Action<Tuple<int, int>> body)
    {
        Check(parallelOptions);
        return ForEach(source, body);
    }

    /// <summary>Implements <see cref="Parallel.ForEach{TSource}(Partitioner{TSource}, ParallelOptions, Action{TSource})"/> over ranges.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.ForEach))]
    public static ParallelLoopResult ForEach(Partitioner<Tuple<long, long>> source, ParallelOptions parallelOptions, Action<Tuple<long, long>> body)
    {
        Check(parallelOptions);
        return ForEach(source, body);
    }

    /// <summary>Implements <see cref="Parallel.Invoke(Action[])"/>.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.Invoke))]
    public static void Invoke(Action[] actions)
    {
        Throw.IfNull(actions, nameof(actions));
        try
        {
            for (int i = 0; i < actions.Length; i++)
                actions[i]();
        }
        catch (Exception exception)
        {
            throw new AggregateException(exception);
        }
    }

    /// <summary>Implements <see cref="Parallel.Invoke(ParallelOptions, Action[])"/>.</summary>
    [Implementation(typeof(Parallel), nameof(Parallel.Invoke))]
    public static void Invoke(ParallelOptions parallelOptions, Action[] actions)
    {
        Check(parallelOptions);
        Invoke(actions);
    }

    /// <summary>What is divided, in its order.</summary>
    [NoDerivative]
    private static T[] Ranges<T>(Partitioner<T> source)
    {
        Throw.IfNull(source, nameof(source));
        using var partition = source.GetPartitions(1)[0];
        var ranges = new List<T>();
        while (partition.MoveNext())
            ranges.Add(partition.Current);
        return [.. ranges];
    }

    [NoDerivative]
    private static void Check(ParallelOptions options)
    {
        Throw.IfNull(options, nameof(options));
        options.CancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>What a loop returns that ran to its end.</summary>
    [NoDerivative]
    private static ParallelLoopResult Completed() => Parallel.For(0, 0, static _ => { });
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>The sum of a function over scenarios and of its gradients, which all go into one.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
/// <typeparam name="TScenario">The type of a scenario.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
internal readonly struct ScenarioSum<T, TScenario, TResult>(DifferentiableFunction<T, TScenario, TResult> function, T at)
    where TResult : struct, IFloatingPoint<TResult>
{
    private T At => at;

    /// <summary>Adds the gradients over all scenarios, one after the other.</summary>
    /// <returns>The sum of the values.</returns>
    public TResult Add(ReadOnlySpan<TScenario> over, ref T into)
    {
        (T Sum, TScenario Scenario) gradient = (into, default!);
        TResult sum = TResult.Zero;
        int next = 0;
        var attempts = default(LaneAttempts);
        for (; Vector512.IsHardwareAccelerated && next + LaneNumber.Count <= over.Length; next += LaneNumber.Count)
        {
            var several = over.Slice(next, LaneNumber.Count);
            if (!attempts.IsWorthwhile || !attempts.Note(function.AddGradients(at, ref MemoryMarshal.GetReference(several), ref gradient, ref sum)))
                sum = AddOneByOne(several, sum, ref gradient);
        }

        sum = AddOneByOne(over[next..], sum, ref gradient);
        into = gradient.Sum;
        return sum;
    }

    private TResult AddOneByOne(ReadOnlySpan<TScenario> over, TResult sum, ref (T, TScenario) gradient)
    {
        foreach (var scenario in over)
            sum += function.AddGradient(at, scenario, ref gradient);
        return sum;
    }

    /// <summary>Adds the gradients over some scenarios, one after the other.</summary>
    /// <returns>The sum of the values.</returns>
    public TResult Add(IReadOnlyList<TScenario> over, int first, int end, ref T into)
    {
        if (over is TScenario[] array)
            return Add(array.AsSpan(first, end - first), ref into);
        if (over is List<TScenario> list)
            return Add(CollectionsMarshal.AsSpan(list)[first..end], ref into);
        (T Sum, TScenario Scenario) gradient = (into, default!);
        TResult sum = TResult.Zero;
        for (int i = first; i < end; i++)
            sum += function.AddGradient(at, over[i], ref gradient);
        into = gradient.Sum;
        return sum;
    }

    /// <summary>Adds the gradients on all cores: sums of pieces of the scenarios are added in the order of the pieces, whoever was first.</summary>
    /// <returns>The sum of the values.</returns>
    public TResult AddInParallel(IReadOnlyList<TScenario> over, ref T into)
    {
        var sum = this;
        var total = new InOrder(into);
        var ranges = new Ranges(over.Count, (piece, first, end) =>
        {
            T gradient = total.Take(sum.At);
            TResult value = sum.Add(over, first, end, ref gradient);
            total.Add(piece, value, gradient);
        });
        ranges.Run();
        into = total.Gradient;
        return total.Value;
    }

    /// <summary>Adds what arrives in any order in the order of its number. What has been added is memory for what is still to be computed.</summary>
    private sealed class InOrder(T gradient)
    {
        private readonly object _gate = new();
        private readonly Stack<T> _free = new();
        private readonly Dictionary<int, (TResult Value, T Gradient)> _waiting = [];
        private int _next;

        public T Gradient => gradient;

        public TResult Value { get; private set; }

        public T Take(T like)
        {
            lock (_gate)
            {
                if (_free.TryPop(out var memory))
                    return memory;
            }

            return Shadow.Like(like);
        }

        public void Add(int piece, TResult value, T sum)
        {
            lock (_gate)
            {
                _waiting.Add(piece, (value, sum));
                while (_waiting.Remove(_next, out var arrived))
                {
                    Value += arrived.Value;
                    Shadow.Accumulate(ref gradient, arrived.Gradient);
                    _free.Push(Shadow.Zeroed(arrived.Gradient));
                    _next++;
                }
            }
        }
    }
}

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>
/// Containers that classes keep in fields: events in a priority queue, lazy values.
/// </summary>
public static class MoreContainers
{
    [Shape("4"), Positive]
    public static double T_Simulation(double[] x)
    {
        var simulation = new Simulation();
        simulation.At(x[0], x[1]);
        simulation.At(x[2] + 0.3, 2 * x[1]);
        simulation.Run(0.5 + x[3]);
        return simulation.Cost * simulation.Clock + simulation.Left;
    }

    [Shape("4")]
    public static double T_QueueAsAnArgument(double[] x)
    {
        var queue = new PriorityQueue<double, int>();
        queue.Enqueue(x[0] * 2, 3);
        queue.Enqueue(x[1] * x[2], 1);
        double first = queue.EnqueueDequeue(x[3], 2);
        queue.Enqueue(x[2], 7);
        double second = queue.DequeueEnqueue(first * x[1], 5);
        return Emptied(queue, x[3]) * second;
    }

    [Shape("3")]
    public static double T_QueuesInAList(double[] x)
    {
        List<PriorityQueue<double, double>> queues = [new(), new(2)];
        for (int i = 0; i < 9; i++)
            queues[i % 2].Enqueue(x[i % 3] * i, Math.Sin(i * 1.7));
        queues[1].Clear();
        queues[1].Enqueue(x[0], 1);
        double sum = 0;
        while (queues[0].TryDequeue(out double element, out double priority))
            sum = sum * 0.5 + element * element * priority;
        return sum * queues[1].Peek();
    }

    [Shape("4")]
    public static double T_LazyFields(double[] x)
    {
        List<Knot> knots = [];
        foreach (double v in x)
            knots.Add(new Knot(v, x[0]));
        double sum = 0;
        for (int i = 0; i < knots.Count; i++)
        {
            if (i % 2 == 0)
                sum += knots[i].Table[1] * knots[i].Weight + knots[i].Table[2];
            sum += knots[i].Weight;
        }

        return sum + knots.Count(k => k.IsTabulated);
    }

    [Shape("2")]
    public static double T_LazyShared(double[] x)
    {
        double calls = 0;
        var lazy = new Lazy<double>(() =>
        {
            calls += x[1];
            return x[0] * x[0];
        });
        var (a, b) = (new Reading(lazy), new Reading(lazy));
        return a.Value.Value * b.Value.Value + calls * x[0] + new Reading(new(x[1])).Value.Value;
    }

    [Shape("2")]
    public static double T_LazyStatic(double[] x)
    {
        double sum = 0;
        foreach (double node in s_nodes.Value)
            sum += node * x[0] * x[1];
        return sum;
    }

    public static void C_Arguments()
    {
        var queue = new PriorityQueue<double, int>();
        queue.Enqueue(2, 1);
        queue.Enqueue(3, 2);
        var (ofQueue, ofFactor) = Gradient(at: (queue, 0.5), of: Emptied);
        Check.Near(ofFactor, 4);
        Check.Equal(queue.Count, 2);
        Check.Near([ofQueue.Dequeue(), ofQueue.Dequeue()], 2, 6);
        var pull = Pullback(at: (queue, 0.5), of: Emptied);
        Check.Near(pull(-1.5).Item1.Peek(), -3);
        Check.Near(pull(2).Item1.Peek(), 4);

        var (ofLazy, ofNumber) = Gradient(at: (new Lazy<double>(3.0), 2.0), of: (lazy, k) => new Reading(lazy).Value.Value * lazy.Value * k);
        Check.Near([ofLazy.Value, ofNumber], 12, 9);
    }

    public static void C_BothModes() =>
        Check.Near(Derivative(at: 2.0, of: x => Emptied(Filled(x), x)), Gradient(at: 2.0, of: x => Emptied(Filled(x), x)));

    private static readonly Lazy<double[]> s_nodes = new(() => [0.5, 1.5, Math.Sqrt(2)]);

    private static PriorityQueue<double, int> Filled(double x)
    {
        var queue = new PriorityQueue<double, int>();
        for (int i = 0; i < 6; i++)
            queue.Enqueue(x * x * i, (i * 5) % 7);
        return queue;
    }

    private static double Emptied(PriorityQueue<double, int> queue, double k)
    {
        double sum = 0;
        while (queue.Count > 0)
        {
            double first = queue.Peek();
            sum = sum * k + queue.Dequeue() * first;
        }

        return sum;
    }

    private sealed class Simulation
    {
        private readonly PriorityQueue<Event, double> _events = new();

        public double Clock { get; private set; }

        public double Cost { get; private set; }

        public int Left => _events.Count;

        public void At(double time, double work) => _events.Enqueue(new Event { Time = time, Work = work }, time);

        public void Run(double rate)
        {
            while (_events.TryDequeue(out var next, out double time))
            {
                Clock = time;
                Cost += next.Work * (time - 0.1) * rate;
                if (next.Work > 0.3 && Clock < 5)
                    At(next.Time + rate * next.Work, next.Work * 0.7);
            }
        }
    }

    private sealed class Event
    {
        public double Time { get; init; }

        public double Work { get; init; }
    }

    private sealed class Knot(double x, double k)
    {
        private readonly Lazy<double> _weight = new(() => Math.Exp(-x * k));
        private readonly Lazy<double[]> _table = new(() => [x, x * x, k], isThreadSafe: false);

        public double Weight => _weight.Value;

        public double[] Table => _table.Value;

        public bool IsTabulated => _table.IsValueCreated;
    }

    private sealed record Reading(Lazy<double> Value);
}

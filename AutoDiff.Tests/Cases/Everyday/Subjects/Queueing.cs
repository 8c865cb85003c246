namespace Everyday.Queueing;

/// Discrete events of a service desk with two stages, in order of time: mean sojourn as a function of service means.
public enum EventKind { Arrival, FirstDone, SecondDone }

public sealed record Customer(int Id, double Arrived)
{
    public double? Left { get; set; }
    public double Sojourn => Left is double l ? l - Arrived : throw new InvalidOperationException($"customer {Id} is still here");
}

public readonly record struct Event(EventKind Kind, Customer Customer, double Time);

public interface IClock { double Now { get; } }

public sealed class Simulation : IClock
{
    private readonly PriorityQueue<Event, double> _agenda = new();
    private readonly Queue<Customer> _first = new(), _second = new();
    private readonly Func<double> _arrival, _service, _finishing;
    private int _freeFirst, _freeSecond;
    public double Now { get; private set; }
    public double AreaUnderQueue { get; private set; }
    public List<Customer> Served { get; } = [];

    public Simulation(int first, int second, Func<double> arrival, Func<double> service, Func<double> finishing)
    {
        (_freeFirst, _freeSecond) = (first, second);
        (_arrival, _service, _finishing) = (arrival, service, finishing);
    }

    private void Schedule(EventKind kind, Customer customer, double after)
    {
        double time = Now + after;
        _agenda.Enqueue(new Event(kind, customer, time), time);
    }

    private void Start()
    {
        while (_freeFirst > 0 && _first.TryDequeue(out var next))
        {
            _freeFirst--;
            Schedule(EventKind.FirstDone, next, _service());
        }
        while (_freeSecond > 0 && _second.Count > 0)
        {
            _freeSecond--;
            Schedule(EventKind.SecondDone, _second.Dequeue(), _finishing());
        }
    }

    public void Run(int customers)
    {
        int created = 0;
        Schedule(EventKind.Arrival, new Customer(created++, 0), 0);
        while (_agenda.TryDequeue(out var e, out double time))
        {
            AreaUnderQueue += (_first.Count + _second.Count) * (time - Now);
            Now = time;
            switch (e.Kind)
            {
                case EventKind.Arrival:
                    _first.Enqueue(e.Customer);
                    if (created < customers)
                    {
                        double gap = _arrival();
                        Schedule(EventKind.Arrival, new Customer(created++, Now + gap), gap);
                    }
                    break;
                case EventKind.FirstDone:
                    _freeFirst++;
                    _second.Enqueue(e.Customer);
                    break;
                case EventKind.SecondDone:
                    _freeSecond++;
                    e.Customer.Left = Now;
                    Served.Add(e.Customer);
                    break;
            }
            Start();
        }
    }
}

public static class Program
{
    static Func<double> Exponential(double mean, int seed)
    {
        var random = new Random(seed);
        return () => -mean * Math.Log(1 - random.NextDouble());
    }

    static Func<double> Erlang(double mean, int stages, int seed)
    {
        var stage = Exponential(mean / stages, seed);
        return () => Enumerable.Range(0, stages).Sum(_ => stage());
    }

    static double MeanSojourn(double[] p)
    {
        var simulation = new Simulation(2, 1, Exponential(p[0], 11), Erlang(p[1], 3, 12), Exponential(p[2], 13));
        simulation.Run(60);
        double mean = simulation.Served.Average(c => c.Sojourn);
        double late = simulation.Served.OrderByDescending(c => c.Sojourn).Take(5).Average(c => c.Sojourn);
        return mean + 0.1 * late + simulation.AreaUnderQueue / ((IClock)simulation).Now;
    }

    public static void Go() => Check.All(MeanSojourn, [1.0, 1.6, 0.7], "sojourn");
}

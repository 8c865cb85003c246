namespace Everyday.Thermostat;

/// A heating system run by a state machine that raises events; comfort and energy as functions of thresholds.
public enum Mode { Idle, Heating, Cooldown, Fault }

public sealed class ModeChangedEventArgs(Mode from, Mode to, double at) : EventArgs
{
    public Mode From { get; } = from;
    public Mode To { get; } = to;
    public double At { get; } = at;
}

public sealed class StateMachine<TState, TInput> where TState : struct, Enum
{
    private readonly Dictionary<TState, List<(Func<TInput, bool> Guard, TState Target)>> _transitions = new();
    private readonly Dictionary<TState, Action<TInput>> _entry = new();
    public TState Current { get; private set; }
    public event Action<TState, TState>? Changed;

    public StateMachine(TState initial) => Current = initial;

    public StateMachine<TState, TInput> On(TState from, Func<TInput, bool> guard, TState to)
    {
        if (!_transitions.TryGetValue(from, out var list))
            _transitions[from] = list = [];
        list.Add((guard, to));
        return this;
    }

    public StateMachine<TState, TInput> Entering(TState state, Action<TInput> action)
    {
        _entry[state] = action;
        return this;
    }

    public void Fire(TInput input)
    {
        if (!_transitions.TryGetValue(Current, out var candidates))
            return;
        foreach (var (guard, target) in candidates)
        {
            if (!guard(input))
                continue;
            var old = Current;
            Current = target;
            Changed?.Invoke(old, target);
            if (_entry.TryGetValue(target, out var action))
                action(input);
            return;
        }
    }
}

public sealed record Reading(double Time, double Room, double Flow);

public sealed class Controller
{
    private readonly StateMachine<Mode, Reading> _machine = new(Mode.Idle);
    private double _power, _since;
    public event EventHandler<ModeChangedEventArgs>? ModeChanged;

    public Controller(double low, double high, double nominal, double rest)
    {
        double now = 0;
        _machine
            .On(Mode.Idle, r => r.Room < low, Mode.Heating)
            .On(Mode.Heating, r => r.Flow > 75, Mode.Fault)
            .On(Mode.Heating, r => r.Room > high, Mode.Cooldown)
            .On(Mode.Cooldown, r => r.Time - _since > rest, Mode.Idle)
            .Entering(Mode.Heating, r => _power = nominal * (1 + 0.1 * (high - r.Room)))
            .Entering(Mode.Cooldown, r => (_power, _since) = (0.1 * nominal, r.Time))
            .Entering(Mode.Idle, _ => _power = 0);
        _machine.Changed += (from, to) => ModeChanged?.Invoke(this, new ModeChangedEventArgs(from, to, now));
        Measured += r => now = r.Time;
    }

    private event Action<Reading> Measured;

    public double Power(Reading reading)
    {
        Measured(reading);
        _machine.Fire(reading);
        return _machine.Current is Mode.Fault ? throw new InvalidOperationException("overheated") : _power;
    }
}

public static class Program
{
    static double Cost(double[] p)
    {
        double low = p[0], high = p[1], nominal = p[2], insulation = p[3], room = p[4], flow = 30, energy = 0, discomfort = 0;
        var controller = new Controller(low, high, nominal, rest: 4);
        var log = new List<ModeChangedEventArgs>();
        double switching = 0;
        controller.ModeChanged += (_, e) => log.Add(e);
        controller.ModeChanged += (sender, e) =>
        {
            if (sender is Controller && e is { To: Mode.Heating })
                switching += 0.05 * nominal;
        };
        for (int minute = 0; minute < 120; minute++)
        {
            double outside = 5 + 4 * Math.Sin(minute / 60.0);
            double power = controller.Power(new Reading(minute, room, flow));
            flow += 0.1 * (power - 0.5 * (flow - room));
            room += 0.02 * (0.5 * (flow - room) - insulation * (room - outside));
            energy += power / 60;
            discomfort += Math.Pow(Math.Max(0, 21 - room), 2) / 60;
        }
        double longest = log.Zip(log.Skip(1), (a, b) => b.At - a.At).DefaultIfEmpty().Max();
        return energy + discomfort + switching + 0.001 * longest + 0.01 * log.Count;
    }

    public static void Go() => Check.All(Cost, [20.03, 21.57, 11.3, 0.213, 19.1], "heating");
}

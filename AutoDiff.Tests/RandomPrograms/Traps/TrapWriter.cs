using System.Globalization;
using System.Text;

namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>The text of a method while it is made, what is in scope there, and which ways out there are.</summary>
/// <param name="random">Decides everything.</param>
/// <param name="features">What the program may be made of.</param>
internal sealed class TrapWriter(Random random, Features features)
{
    private readonly StringBuilder _text = new();
    private int _names;
    private int _indent = 2;

    public Features Features => features;

    public TrapScope Scope { get; private set; } = new(null);

    /// <summary>How many statements the innermost statement is in.</summary>
    public int Nesting { get; private set; }

    /// <summary>How many loops are around.</summary>
    public int Loops { get; private set; }

    public Exits Exits { get; private set; } = new(Return: true, Break: false, Throw: false);

    public override string ToString() => _text.ToString();

    public void Line(string text) => _text.Append(' ', 4 * _indent).AppendLine(text);

    public void Block(string header, Action inside) => Block(header, Exits, inside);

    /// <summary>A statement with a block of its own, in which there are other ways out.</summary>
    public void Block(string header, Exits exits, Action inside)
    {
        if (header.Length > 0)
            Line(header);
        Line("{");
        var before = Exits;
        (Scope, Exits) = (new(Scope), exits);
        _indent++;
        Nesting++;
        inside();
        Nesting--;
        _indent--;
        (Scope, Exits) = (Scope.Outer!, before);
        Line("}");
    }

    /// <summary>A loop of a few iterations.</summary>
    /// <param name="inside">Gets the counter.</param>
    public void Loop(Action<string> inside)
    {
        string i = Name("i");
        string header = random.Next(4) == 0
            ? $"for (int {i} = {random.Next(1, 4)}; {i} > 0; {i}--)"
            : $"for (int {i} = 0; {i} < {random.Next(2, 5)}; {i}++)";
        Loops++;
        Block(header, Exits with { Break = true }, () =>
        {
            Scope.Add(TrapScope.Integer, i);
            inside(i);
        });
        Loops--;
    }

    public string Name(string prefix) => $"{prefix}{_names++}";

    public string Pick(params IReadOnlyList<string> items) => items[random.Next(items.Count)];

    public string Any(string type) => Pick(Scope.All(type));

    public int Next(int below) => random.Next(below);

    public bool Has(Features feature) => (features & feature) != 0;

    /// <summary>One of a kind, made here if there is none yet.</summary>
    public string Some(string type, string prefix, string initial, Action<string> add)
    {
        if (Scope.All(type).Count > 0 && random.Next(3) != 0)
            return Any(type);
        string name = Name(prefix);
        Line($"{(type.Contains("Func<", StringComparison.Ordinal) ? type : "var")} {name} = {initial};");
        add(name);
        return name;
    }

    public string SomeArray() => Some(TrapScope.Array, "a", $"new double[] {{ {Moderate()}, {Leaf()}, {Bounded()}, {Leaf()} }}", n => Scope.AddArray(n));

    public string SomeList() => Some(TrapScope.List, "l", $"new List<double> {{ {Moderate()}, {Leaf()}, {Bounded()} }}", n => Scope.AddList(n));

    public string SomeCell() => Some(TrapScope.Cell, "c", $"new Cell({Moderate()}, {Leaf()})", n => Scope.AddCell(n));

    public string NewNumber(string initial)
    {
        string name = Name("v");
        Line($"double {name} = {initial};");
        Scope.AddNumber(name);
        return name;
    }

    public string Expression(int depth)
    {
        if (depth <= 0 || random.Next(8) == 0)
            return Leaf();
        string a() => Expression(depth - 1);
        return random.Next(has(Features.Guards) ? 22 : 17) switch
        {
            0 or 1 or 2 => $"({a()} + {a()})",
            3 or 4 => $"({a()} - {a()})",
            5 or 6 or 7 => $"({a()} * {a()})",
            8 => $"({a()} / (1.5 + Square({a()})))",
            9 => $"Math.Sin({a()})",
            10 => $"Math.Cos({a()})",
            11 => $"Math.Tanh({a()})",
            12 => $"Math.Sqrt(1 + Square({a()}))",
            13 => $"({Condition(depth - 1)} ? {a()} : {a()})",
            14 => $"Math.Max({a()}, {a()})",
            15 => $"Math.Abs({a()})",
            16 => $"new Pair({a()}, {a()}).Product",
            _ => Guards.Expression(this),
        };

        bool has(Features feature) => Has(feature);
    }

    public string Condition(int depth = 1)
    {
        var integers = Scope.All(TrapScope.Integer);
        if (integers.Count > 0 && random.Next(2) == 0)
            return $"{Pick(integers)} {Pick("==", "!=", ">", "<")} {random.Next(1, 3)}";
        return $"{Expression(depth - 1)} {Pick("<", ">", "<=", ">=", "==")} {Expression(depth - 1)}";
    }

    public string Leaf() => random.Next(6) switch
    {
        0 => Constant(),
        1 when Scope.All(TrapScope.Integer).Count > 0 => $"(0.3 * {Any(TrapScope.Integer)})",
        _ => Any(TrapScope.Readable),
    };

    public string Constant() => (random.Next(1, 21) / 10.0).ToString("F1", CultureInfo.InvariantCulture);

    public string Bounded(int depth = 2) => $"Math.{Pick("Sin", "Cos", "Tanh", "Atan")}({Expression(depth)})";

    /// <summary>What leaves the size of numbers as it is when it is assigned again and again.</summary>
    public string Moderate() => $"(0.6 * {Any(TrapScope.Readable)}) + {Bounded(1)}";

    /// <summary>A number that is not in a container: one that is enumerated must not change.</summary>
    public string Variable() => Pick([.. Scope.All(TrapScope.Settable).Where(n => !n.Contains('[', StringComparison.Ordinal))]);

    public void Assign(string value) => Line($"{Any(TrapScope.Settable)} = {value};");

    /// <summary>Adds something to a number.</summary>
    public void Use(string value)
    {
        string to = Any(TrapScope.Settable);
        Line($"{to} = (0.6 * {to}) + (0.5 * {value});");
    }
}

/// <summary>The ways out of a place.</summary>
/// <param name="Return">Whether the method may return; a <c>finally</c> handler may not.</param>
/// <param name="Break">Whether there is a loop that may be left or continued.</param>
/// <param name="Throw">Whether somebody catches a <c>Carrier</c>.</param>
internal sealed record Exits(bool Return, bool Break, bool Throw);

namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>
/// The variables that a statement can see, by their types as they are written in programs. Every array has four elements, every list and dictionary at least
/// those that programs index, so that no access fails by itself.
/// </summary>
internal sealed class TrapScope(TrapScope? outer)
{
    /// <summary>Expressions of type double.</summary>
    public const string Readable = "readable";

    /// <summary>Doubles that may be assigned to.</summary>
    public const string Settable = "settable";

    public const string Integer = "int";
    public const string Array = "double[]";
    public const string List = "List<double>";
    public const string Cell = "Cell";
    public const string Function = "Func<double, double>";

    private readonly Dictionary<string, List<string>> _names = [];

    public TrapScope? Outer => outer;

    public IReadOnlyList<string> All(string type) => [.. outer?.All(type) ?? [], .. _names.TryGetValue(type, out var names) ? names : []];

    public void Add(string type, string name)
    {
        if (!_names.TryGetValue(type, out var names))
            _names[type] = names = [];
        names.Add(name);
    }

    public void AddNumber(string name)
    {
        Add(Readable, name);
        Add(Settable, name);
    }

    public void AddArray(string name)
    {
        Add(Array, name);
        for (int i = 0; i < 4; i++)
            AddNumber($"{name}[{i}]");
    }

    public void AddList(string name)
    {
        Add(List, name);
        AddNumber($"{name}[0]");
        AddNumber($"{name}[2]");
        Add(Readable, $"{name}[^1]");
    }

    public void AddCell(string name)
    {
        Add(Cell, name);
        AddNumber($"{name}.V");
        AddNumber($"{name}.W");
        Add(Readable, $"{name}.Energy");
    }
}

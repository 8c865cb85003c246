namespace AutoDiff.Tests.RandomPrograms.Memory;

/// <summary>
/// The memory that a statement can see. Every array and span has four elements, every list at least three, every array of slots two, so that indices are in
/// range by construction.
/// </summary>
internal sealed class MemoryScope
{
    private readonly MemoryScope? _outer;
    private readonly Dictionary<Kind, List<string>> _names = [];

    public MemoryScope(MemoryScope? outer)
    {
        _outer = outer;
        Numbers = new(outer?.Numbers);
    }

    public enum Kind
    {
        Array,
        Span,
        List,
        Cell,
        Slots,

        /// <summary>Doubles that may be assigned to.</summary>
        Settable,

        /// <summary>Doubles that may be passed by reference.</summary>
        Variable,
    }

    /// <summary>What expressions may read.</summary>
    public Scope Numbers { get; }

    public IReadOnlyList<string> All(Kind kind) =>
        [.. _outer?.All(kind) ?? [], .. _names.TryGetValue(kind, out var names) ? names : []];

    public void AddVariable(string name)
    {
        AddSettable(name);
        Add(Kind.Variable, name);
    }

    public void AddArray(string name)
    {
        Add(Kind.Array, name);
        for (int i = 0; i < 4; i++)
            AddVariable($"{name}[{i}]");
    }

    public void AddSpan(string name)
    {
        Add(Kind.Span, name);
        for (int i = 0; i < 4; i++)
            AddVariable($"{name}[{i}]");
    }

    public void AddList(string name)
    {
        Add(Kind.List, name);
        for (int i = 0; i < 3; i++)
            AddSettable($"{name}[{i}]");
        Numbers.AddNumber($"{name}[^1]");
    }

    public void AddCell(string name)
    {
        Add(Kind.Cell, name);
        AddVariable($"{name}.V");
        AddSettable($"{name}.W");
        AddSettable($"{name}.Next.V");
        Add(Kind.Array, $"{name}.Data");
        AddVariable($"{name}.Data[1]");
        Numbers.AddNumber($"{name}.Energy");
    }

    public void AddSlots(string name)
    {
        Add(Kind.Slots, name);
        for (int i = 0; i < 2; i++)
        {
            AddVariable($"{name}[{i}].A");
            AddVariable($"{name}[{i}].B");
            Numbers.AddNumber($"{name}[{i}].Product");
        }
    }

    private void AddSettable(string name)
    {
        Numbers.AddNumber(name);
        Add(Kind.Settable, name);
    }

    private void Add(Kind kind, string name)
    {
        if (!_names.TryGetValue(kind, out var names))
            _names[kind] = names = [];
        names.Add(name);
    }
}

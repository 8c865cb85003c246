namespace AutoDiff.Tests.RandomPrograms;

/// <summary>The variables that a statement can see. Blocks nest: what a block declares is forgotten where it ends.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly List<string> _numbers = [];
    private readonly List<string> _integers = [];
    private readonly List<string> _pairs = [];
    private readonly List<string> _assignable = [];

    /// <summary>Expressions of type double: parameters, locals, fields.</summary>
    public IReadOnlyList<string> Numbers => outer is null ? _numbers : [.. outer.Numbers, .. _numbers];

    /// <summary>Integer locals: loop counters and parameters, never assigned to.</summary>
    public IReadOnlyList<string> Integers => outer is null ? _integers : [.. outer.Integers, .. _integers];

    /// <summary>Locals of type <c>Pair</c>.</summary>
    public IReadOnlyList<string> Pairs => outer is null ? _pairs : [.. outer.Pairs, .. _pairs];

    /// <summary>Doubles that may be assigned to or passed by reference.</summary>
    public IReadOnlyList<string> Assignable => outer is null ? _assignable : [.. outer.Assignable, .. _assignable];

    public void AddNumber(string name)
    {
        _numbers.Add(name);
        _assignable.Add(name);
    }

    public void AddInteger(string name) => _integers.Add(name);

    public void AddPair(string name)
    {
        _pairs.Add(name);
        AddNumber($"{name}.A");
        AddNumber($"{name}.B");
    }

    /// <summary>A local of type <c>Nest</c>, which holds a pair, a number and an integer.</summary>
    public void AddNest(string name)
    {
        AddPair($"{name}.P");
        AddNumber($"{name}.C");
        _integers.Add($"{name}.N");
    }
}

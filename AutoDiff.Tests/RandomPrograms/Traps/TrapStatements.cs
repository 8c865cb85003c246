namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Statements of all the kinds that a program may be made of, in one another.</summary>
internal sealed class TrapStatements
{
    private const int Deepest = 3;
    private const int MostLoops = 2;

    private readonly TrapWriter _w;
    private readonly List<Action> _kinds = [];
    private readonly ExitStatements _exits;

    public TrapStatements(TrapWriter w)
    {
        _w = w;
        _exits = new ExitStatements(w, Block);
        var exceptions = new ExceptionStatements(w, Block);
        var delegates = new DelegateStatements(w);
        var generics = new GenericStatements(w);
        var derived = new DerivedStatements(w);
        var views = new ViewStatements(w);
        Add(Features.Exceptions, () => { if (w.Nesting < Deepest) exceptions.Statement(); else Plain(); });
        Add(Features.Delegates, delegates.Statement);
        Add(Features.Generics, generics.Statement);
        Add(Features.Derived, derived.Statement);
        Add(Features.Views, views.Statement);
        Add(Features.Guards, () => Guards.Statement(w));
        Add(Features.Exits, () => { if (w.Nesting < 2 && w.Loops == 0) _exits.Statement(); else Plain(); });

        void Add(Features feature, Action statement)
        {
            if (w.Has(feature))
                _kinds.Add(statement);
        }
    }

    public void Body(int statements)
    {
        _w.NewNumber(_w.Expression(2));
        for (int i = 0; i < statements; i++)
            Statement();
        string arrays = string.Concat(_w.Scope.All(TrapScope.Array).Select(a => $" + (0.25 * Total({a}))"));
        string numbers = string.Concat(_w.Scope.All(TrapScope.Settable).Where(n => n.StartsWith('v')).Take(4).Select(n => $" + (0.7 * {n})"));
        _w.Line($"return {_w.Expression(2)}{numbers}{arrays};");
    }

    private void Block(int statements)
    {
        for (int i = 0; i < statements; i++)
            Statement();
    }

    private void Statement()
    {
        if (_w.Next(3) == 0 || _w.Nesting > Deepest)
            Plain();
        else
            _kinds[_w.Next(_kinds.Count)]();
    }

    private void Plain()
    {
        switch (_w.Next(_w.Nesting < Deepest ? 11 : 7))
        {
            case 0:
                _w.NewNumber(_w.Expression(2));
                break;
            case 1 or 2:
                _w.Assign(_w.Moderate());
                break;
            case 3:
                _w.Line($"{_w.Any(TrapScope.Settable)} {_w.Pick("+=", "-=", "*=")} {_w.Bounded()};");
                break;
            case 4:
                string a = _w.SomeArray();
                _w.Line($"{a}[{_w.Next(4)}] = {_w.Moderate()};");
                break;
            case 5:
                _w.Line($"{_w.SomeCell()}.Push({_w.Leaf()});");
                break;
            case 6:
                _w.Line($"{_w.SomeList()}.Add({_w.Moderate()});");
                break;
            case 7 or 8:
                _w.Block($"if ({_w.Condition(2)})", () => Block(_w.Next(2) + 1));
                if (_w.Next(2) == 0)
                    _w.Block("else", () => Block(1));
                break;
            case 9 when _w.Loops < MostLoops:
                _w.Loop(_ => Block(_w.Next(2) + 1));
                break;
            default:
                var ways = new List<string>();
                if (_w.Exits.Return)
                    ways.Add($"return {_w.Moderate()};");
                if (_w.Exits.Break)
                    ways.AddRange(["break;", "continue;"]);
                if (ways.Count > 0)
                    _w.Line($"if ({_w.Condition()}) {_w.Pick(ways)}");
                else
                    _w.Assign(_w.Moderate());
                break;
        }
    }
}

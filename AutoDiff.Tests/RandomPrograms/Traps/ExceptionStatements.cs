namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Exceptions that carry what the result depends on, and protected regions of all kinds in one another.</summary>
/// <param name="w">Gets the statements.</param>
/// <param name="block">Writes some statements of any kind.</param>
internal sealed class ExceptionStatements(TrapWriter w, Action<int> block)
{
    public void Statement()
    {
        switch (w.Next(15))
        {
            case 0 or 1:
                Protected(() => { block(1); Throw(); });
                break;
            case 2 or 3:
                Protected(Call);
                break;
            case 4:
                Rethrown();
                break;
            case 5:
                HandlerInHandler();
                break;
            case 6 or 7:
                Finally();
                break;
            case 8:
                FinallyInFinally();
                break;
            case 9 or 10:
                Using();
                break;
            case 11:
                Lock();
                break;
            case 12:
                WrappedExceptions();
                break;
            case 13:
                BranchBefore();
                break;
            default:
                w.Loop(_ => Protected(() => { Throw(); block(1); }));
                break;
        }
    }

    private Exits Caught => w.Exits with { Throw = true };

    private void Protected(Action inside)
    {
        w.Block("try", Caught, inside);
        Filtered();
        if (w.Next(3) == 0)
            Catch("Tagged", t => w.Use(w.Pick($"{t}.W", $"{t}.Weight", $"({t}.V * {t}.W)")));
        Catch("Carrier", Read);
        if (w.Next(4) == 0)
            w.Block("finally", new(false, false, false), () => block(1));
    }

    /// <summary>Handlers with filters, before the one that takes what they refuse.</summary>
    private void Filtered()
    {
        while (w.Next(3) == 0)
        {
            string e = w.Name("e"), type = w.Pick("Carrier", "Carrier", "Tagged", "Exception");
            string carrier = type == "Exception" ? $"((Carrier){e})" : e;
            string filter = w.Next(5) switch
            {
                0 => w.Condition(),
                1 => $"{carrier}.V > {w.Leaf()}",
                2 => $"{carrier}.Thing is not null && {w.Condition()}",
                3 => $"{carrier}.Weight < {w.Bounded(1)} || {carrier}.V < 0",
                _ => $"{e} is Tagged && {w.Condition()}",
            };
            w.Block($"catch ({type} {e}) when ({filter})", () =>
            {
                w.Scope.AddNumber($"{carrier}.V");
                if (type == "Exception")
                    w.Use($"{carrier}.V");
                else
                    Read(e);
            });
        }
    }

    private void Catch(string type, Action<string> inside)
    {
        string e = w.Name("e");
        w.Block($"catch ({type} {e})", () =>
        {
            w.Scope.AddNumber($"{e}.V");
            inside(e);
        });
    }

    private void Read(string e)
    {
        switch (w.Next(6))
        {
            case 0:
                w.Use($"{e}.Weight");
                break;
            case 1:
                w.Use($"({e}.V + {e}.Data3[1] + {e}.Data3[2])");
                break;
            case 2:
                w.Use($"({e}.Thing is null ? {e}.V : {e}.Thing.V * {e}.V)");
                break;
            case 3:
                w.Line($"if ({e}.Thing is {{ }} thing) {{ thing.Push({w.Leaf()}); {w.Any(TrapScope.Settable)} = thing.W; }}");
                break;
            case 4:
                w.Line($"if ({e} is Tagged tagged) {w.Any(TrapScope.Settable)} = 0.4 * tagged.W;");
                w.Use($"{e}.V");
                break;
            default:
                w.Use($"{e}.V");
                block(1);
                break;
        }
    }

    private void Throw()
    {
        string thrown = w.Next(5) switch
        {
            0 => $"new Carrier({w.Expression(1)}) {{ Data3 = [{w.Leaf()}, {w.Bounded(1)}, {w.Leaf()}] }}",
            1 => $"new Carrier({w.Expression(1)}) {{ Thing = new Cell({w.Leaf()}, {w.Bounded(1)}) }}",
            2 => $"new Tagged({w.Bounded(1)}, {w.Leaf()})",
            3 when w.Scope.All(TrapScope.Cell).Count > 0 => $"new Carrier(\"thing\", {w.Leaf()}) {{ Thing = {w.Any(TrapScope.Cell)} }}",
            _ => $"new Carrier({w.Expression(2)})",
        };
        if (w.Next(5) == 0)
            w.Line($"throw {thrown};");
        else if (w.Next(6) == 0)
            w.Assign($"{w.Condition()} ? {w.Moderate()} : throw {thrown}");
        else
            w.Line($"if ({w.Condition()}) throw {thrown};");
    }

    private void Call() => w.Assign(w.Next(5) switch
    {
        0 => $"Check({w.Bounded(1)}, {w.Leaf()})",
        1 => $"CheckFar({w.Bounded(1)}, {w.Leaf()})",
        2 => $"CheckDeep({w.SomeArray()}, {w.Leaf()}, {w.Next(6)})",
        3 => $"Always({w.Bounded(1)}, {w.Pick("1", "-1", w.Scope.All(TrapScope.Integer) is { Count: > 0 } i ? i[^1] : "0")})",
        _ => $"Check(CheckFar({w.Bounded(1)}, {w.Leaf()}), {w.Leaf()})",
    });

    private void Rethrown()
    {
        w.Block("try", Caught, () =>
        {
            w.Block("try", Caught, () =>
            {
                Throw();
                block(1);
            });
            Catch("Carrier", e =>
            {
                w.Line($"{e}.V = (0.5 * {e}.V) + {w.Bounded(1)};");
                w.Line(w.Next(3) switch
                {
                    0 => $"if ({w.Condition()}) throw;",
                    1 => $"if ({w.Condition()}) throw new Tagged({e}.V, {w.Leaf()});",
                    _ => "throw;",
                });
            });
        });
        Filtered();
        Catch("Carrier", Read);
    }

    private void HandlerInHandler()
    {
        w.Block("try", Caught, Throw);
        Catch("Carrier", e =>
        {
            w.Block("try", Caught, () => { block(1); w.Line($"if ({w.Condition()}) throw new Tagged({e}.V, {w.Leaf()});"); Call(); });
            Filtered();
            Catch("Carrier", f => w.Use($"({e}.V * {f}.Weight)"));
            if (w.Next(2) == 0)
                w.Block("finally", new(false, false, false), () => w.Use($"{e}.V"));
        });
    }

    private void Finally()
    {
        bool thrown = w.Exits.Throw;
        w.Block("try", () =>
        {
            block(1);
            if (thrown)
                Throw();
        });
        w.Block("finally", new(false, false, false), () => block(w.Next(2) + 1));
    }

    private void FinallyInFinally()
    {
        w.Block("try", () => block(1));
        w.Block("finally", new(false, false, false), () =>
        {
            block(1);
            switch (w.Next(5))
            {
                case 0:
                    w.Block("try", () => block(1));
                    w.Block("finally", () => { w.Assign(w.Moderate()); Using(); });
                    break;
                case 1:
                    string e = w.Name("e"), list = w.SomeList();
                    w.Line($"foreach (double {e} in {list}) {w.Variable()} += 0.3 * {e};");
                    w.Line($"{list}.Add({w.Moderate()});");
                    break;
                case 2:
                    Using();
                    break;
                case 3:
                    Protected(Throw);
                    break;
                default:
                    Lock();
                    break;
            }
        });
    }

    private void Using()
    {
        string u = w.Name("u");
        string made = w.Next(2) == 0 ? $"new Restore({w.SomeCell()})" : $"new Writer({w.SomeArray()}, {w.Next(4)}, {w.Moderate()})";
        bool writer = made.StartsWith("new Writer", StringComparison.Ordinal);
        w.Block($"using (var {u} = {made})", () =>
        {
            block(1);
            if (writer)
                w.Line($"{u}.By *= {w.Bounded(1)};");
            if (w.Exits.Throw && w.Next(2) == 0)
                Throw();
        });
    }

    private void Lock()
    {
        string gate = w.Name("gate");
        w.Line($"object {gate} = {(w.Scope.All(TrapScope.Cell).Count > 0 && w.Next(2) == 0 ? w.Any(TrapScope.Cell) : "new object()")};");
        w.Block($"lock ({gate})", () => block(1));
    }

    private void WrappedExceptions()
    {
        w.Block("try", Caught, () =>
        {
            w.Block("try", Caught, () => { w.Assign($"CheckAgain({w.Bounded(1)}, {w.Leaf()})"); Throw(); });
            Catch("Carrier", e => w.Line($"throw new Wrapped({w.Leaf()}, {e});"));
        });
        string wrapped = w.Name("e");
        w.Block($"catch (Wrapped {wrapped})", () =>
            w.Use(w.Pick($"({wrapped}.Share * {wrapped}.Inner.V)", $"({wrapped}.Log[0] + {wrapped}.Log[1])", $"{wrapped}.Inner.Weight")));
    }

    private void BranchBefore()
    {
        string v = w.NewNumber($"{w.Condition()} ? {w.Bounded(1)} : {w.Constant()}"), to = w.Any(TrapScope.Settable);
        w.Line($"try {{ {to} = Always({w.Leaf()}, {w.Next(2)}); }} catch (Carrier) {{ }}");
        w.Use(v);
    }
}

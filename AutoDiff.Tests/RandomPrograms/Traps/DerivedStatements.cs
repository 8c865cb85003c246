namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Objects of classes that derive from the framework's containers and have fields of their own.</summary>
/// <param name="w">Gets the statements.</param>
internal sealed class DerivedStatements(TrapWriter w)
{
    public void Statement()
    {
        switch (w.Next(5))
        {
            case 0 or 1:
                OnVector();
                break;
            case 2:
                OnBook();
                break;
            case 3 when w.Has(Features.Refused):
                OnLedger();
                break;
            default:
                OnQueues();
                break;
        }
    }

    private void OnVector()
    {
        string vec = w.Some("Vec", "vec", w.Pick(
            $"new Vec({w.Next(3) + 1}, {w.Leaf()})", $"new Vec {{ {w.Leaf()}, {w.Leaf()} }}", $"new Vec(2) {{ {w.Leaf()} }}", $"new Vec({w.SomeArray()})",
            $"(Vec)new Grid({w.Leaf()}, {w.Leaf()})"), n =>
        {
            w.Scope.Add("Vec", n);
            w.Scope.AddNumber($"{n}[0]");
            w.Scope.AddNumber($"{n}.Scale");
            w.Scope.Add(TrapScope.Readable, $"{n}.Last");
        });
        switch (w.Next(12))
        {
            case 0 or 1:
                w.Line($"{vec}.Add({w.Moderate()});");
                break;
            case 2:
                w.Use($"{vec}.Norm()");
                break;
            case 3:
                string e = w.Name("e"), to = w.Variable();
                w.Line($"foreach (double {e} in {vec}) {to} += 0.3 * {e};");
                break;
            case 4:
                w.Use($"{vec}.{w.Pick("Sum()", "Select(t => t * t).Sum()", "Average()")}");
                break;
            case 5:
                w.Line($"if ({vec} is Grid grid) grid.Smooth();");
                break;
            case 6:
                w.Line($"{vec}[{vec}.Count - 1] = {w.Moderate()};");
                break;
            case 7:
                w.Line($"{w.Pick("Set", "SetAll")}({vec}, {w.Leaf()});");
                break;
            case 8:
                w.Use($"{w.Pick("SumOf", "SumOfFar", "MeanOf", "SumFar")}({vec})");
                break;
            case 9:
                w.Line($"{vec}.AddRange({w.Pick(w.SomeArray(), vec + ".ToArray()")});");
                break;
            case 10:
                w.Line($"{vec}.{w.Pick("Reverse()", $"Insert(0, {w.Moderate()})")};");
                break;
            default:
                string list = w.Name("l");
                w.Line($"List<double> {list} = {vec};");
                w.Line($"{list}.Add({w.Leaf()});");
                w.Use($"({vec}.Last * {list}.Count)");
                break;
        }
    }

    private void OnBook()
    {
        string book = w.Some("Book", "book", w.Pick($"new Book({w.Leaf()})", $"new Book {{ [\"a\"] = {w.Leaf()}, [\"c\"] = {w.Leaf()} }}"), n =>
        {
            w.Scope.Add("Book", n);
            w.Scope.AddNumber($"{n}[\"a\"]");
            w.Scope.AddNumber($"{n}.Total");
        });
        switch (w.Next(6))
        {
            case 0 or 1:
                w.Line($"{book}.Post(\"{w.Pick("a", "b", "d")}\", {w.Moderate()});");
                break;
            case 2:
                string e = w.Name("e"), to = w.Variable();
                w.Line($"foreach (var {e} in {book}) {to} = (0.7 * {to}) + (0.3 * {e}.Value * {e}.Key.Length);");
                break;
            case 3:
                w.Use($"{w.Pick("SumOf", "SumOfFar")}({book}.Values)");
                break;
            case 4:
                w.Use($"Look({book}, \"{w.Pick("a", "b", "z")}\", {w.Leaf()})");
                break;
            default:
                w.Line($"PostFar({book}, {w.Moderate()});");
                break;
        }
    }

    private void OnQueues()
    {
        if (w.Next(2) == 0)
        {
            string lane = w.Some("Lane", "lane", $"new Lane({w.Leaf()})", n => Own("Lane", n, $"{n}.Passed"));
            if (w.Next(2) == 0)
                w.Use($"({lane}.Shift({w.Moderate()}) + {lane}.Peek())");
            else
                w.Loop(_ => w.Use($"{lane}.Shift({w.Leaf()})"));
            w.Use($"{lane}.{w.Pick("Sum()", "Passed", "Dequeue()")}");
            w.Line($"{lane}.Enqueue({w.Leaf()});");
        }
        else
        {
            string pile = w.Some("Pile", "pile", w.Pick($"new Pile({w.Leaf()})", "new Pile()"), n => w.Scope.Add("Pile", n));
            w.Line($"{pile}.Push({w.Leaf()});");
            w.Line($"{pile}.Push({w.Moderate()});");
            w.Use($"{pile}.{w.Pick("Fold()", "Sum()", "Peek()", "Pop()")}");
        }
    }

    private void OnLedger()
    {
        string ledger = w.Some("Ledger", "ledger", w.Pick($"new Ledger {{ {w.Leaf()}, {w.Leaf()} }}"), n => Own("Ledger", n, $"{n}.Sum", $"{n}[0]"));
        switch (w.Next(4))
        {
            case 0:
                w.Line($"{ledger}.Add({w.Moderate()});");
                break;
            case 1:
                w.Line($"{ledger}[1] = {w.Moderate()};");
                break;
            case 2:
                w.Use($"{w.Pick("SumOf", "SumOfFar", "MeanOf")}({ledger})");
                break;
            default:
                string e = w.Name("e"), to = w.Variable();
                w.Line($"foreach (double {e} in {ledger}) {to} += 0.2 * {e};");
                break;
        }
    }

    private void Own(string type, string name, params ReadOnlySpan<string> numbers)
    {
        w.Scope.Add(type, name);
        foreach (string number in numbers)
            w.Scope.AddNumber(number);
    }
}

namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Generic methods and classes that classes, structs and interfaces go through alike, and structs in boxes.</summary>
/// <param name="w">Gets the statements.</param>
internal sealed class GenericStatements(TrapWriter w)
{
    private static readonly string[] s_types = ["Bag", "Sack", "Purse", "Pouch", "IBag"];

    public void Statement()
    {
        string type = w.Pick(s_types), bag = Variable(type);
        switch (w.Next(16))
        {
            case 0 or 1:
                w.Use($"{w.Pick("Fill", "Hand", "HandFar")}({bag}, {w.Leaf()}).Get()");
                break;
            case 2:
                w.Line($"{bag} = {w.Pick("Fill", "Hand", "HandFar")}({bag}, {w.Moderate()});");
                w.Use($"{bag}.Get()");
                break;
            case 3:
                w.Use($"Drain({bag}, {w.Leaf()})");
                break;
            case 4:
                w.Line($"Pour(ref {bag}, {w.Moderate()});");
                w.Use($"{bag}.Level");
                break;
            case 5:
                w.Use($"Sweep(new {type}[] {{ {bag}, {New(type)}, {bag} }}, {w.Leaf()})");
                break;
            case 6:
                w.Use($"Gather(new List<{type}> {{ {bag}, {New(type)} }}, {w.Leaf()})");
                break;
            case 7:
                w.Use(
                    $"SweepFar({w.Pick($"new {type}[] {{ {bag}, {New(type)} }}", $"new List<{type}> {{ {bag}, {New(type)} }}", $"new {type}[] {{ {bag} }}.ToList()")}, {w.Leaf()})");
                break;
            case 8:
                w.Use($"SetAll({Numbers()}, {w.Leaf()})[0]");
                break;
            case 9:
                w.Use($"SumFar({Numbers()})");
                break;
            case 10:
                Boxed();
                break;
            case 11:
                string concrete = w.Pick("Bag", "Sack", "Purse", "Pouch"), stash = w.Name("stash");
                w.Line($"var {stash} = new Stash<{concrete}>({New(concrete)});");
                w.Loop(_ => w.Line($"{stash}.Put({w.Leaf()});"));
                w.Use($"{stash}.Get()");
                break;
            case 12 when w.Has(Features.Refused):
                string visitor = w.Name("visitor");
                w.Line($"Visitor {visitor} = "
                    + $"{w.Pick("new Putter()", $"new Leveller({w.Leaf()})", $"{w.Condition()} ? new Putter() : new Leveller({w.Leaf()})")};");
                w.Use($"{visitor}.Visit({bag}, {w.Leaf()})");
                break;
            case 13 when w.Has(Features.Refused):
                w.Use($"Make<{w.Pick("Bag", "Sack", "Purse", "Pouch")}>({w.Moderate()}).Get()");
                break;
            case 14:
                w.Use($"Read({w.Pick(bag, New("Pouch"), w.Any(TrapScope.Readable), New("Purse"))})");
                break;
            default:
                w.Line($"{bag}.Put({w.Moderate()});");
                w.Line($"{bag}.Level *= {w.Bounded(1)};");
                break;
        }
    }

    private string Numbers() =>
        w.Pick(w.SomeArray(), w.SomeList(), $"new double[] {{ {w.Leaf()}, {w.Leaf()} }}", $"new List<double> {{ {w.Leaf()} }}");

    private string Variable(string type) => w.Some(type, "bag", New(type), n => w.Scope.Add(type, n));

    private string New(string type) => type switch
    {
        "Pouch" => $"new Pouch({w.Leaf()})",
        "IBag" => $"(IBag){New(w.Pick("Bag", "Sack", "Purse", "Pouch"))}",
        _ => $"new {type}()",
    };

    private void Boxed()
    {
        string pouch = Variable("Pouch"), box = w.Name("box");
        w.Line($"{w.Pick("object", "IBag")} {box} = {pouch};");
        w.Line($"((IBag){box}).Put({w.Moderate()});");
        w.Line($"{pouch}.Put({w.Leaf()});");
        switch (w.Next(4))
        {
            case 0:
                w.Use($"(((Pouch){box}).Get() + {pouch}.Get())");
                break;
            case 1:
                w.Line($"if ({box} is Pouch p && p.Get() > {w.Leaf()}) {{ p.Put(0.5); {w.Any(TrapScope.Settable)} = p.Get(); }}");
                break;
            case 2:
                w.Use($"Read({box})");
                break;
            default:
                w.Use($"Hand((IBag){box}, {w.Leaf()}).Get()");
                break;
        }
    }
}

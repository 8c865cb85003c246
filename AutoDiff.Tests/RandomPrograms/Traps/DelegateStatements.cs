namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Delegates of methods of structs, classes and interfaces, of generic and extension methods, of lambdas, kept in all sorts of places.</summary>
/// <param name="w">Gets the statements.</param>
internal sealed class DelegateStatements(TrapWriter w)
{
    public void Statement()
    {
        switch (w.Next(14))
        {
            case 0 or 1 or 2:
                Declare();
                break;
            case 3:
                w.Use($"((Func<double, double>){Function()})({w.Leaf()})");
                break;
            case 4:
                w.Use($"{w.Pick("Apply", "ApplyFar")}({Function()}, {w.Leaf()})");
                break;
            case 5:
                w.Use($"{w.SomeArray()}.{w.Pick($"Select({Function()}).Sum()", $"Sum({Function()})", $"Select({Function()}).Select({Function()}).Average()")}");
                break;
            case 6:
                Kept();
                break;
            case 7:
                Mutating();
                break;
            case 8:
                string converted = w.Name("a");
                w.Line($"double[] {converted} = Array.ConvertAll({w.SomeArray()}, {Line()}.{w.Pick("At", "Push")});");
                w.Scope.AddArray(converted);
                break;
            case 9:
                string start = w.Any(TrapScope.Readable);
                w.Use($"{w.SomeList()}.{w.Pick($"Where({Line()}.Above).Sum()", $"Aggregate({start}, {Line()}.Both)", $"Aggregate({start}, Mean)")}");
                break;
            case 10:
                w.Line($"Each({w.SomeArray()}, "
                    + $"{w.Pick($"{Line()}.Tilt", $"t => {w.Any(TrapScope.Settable)} += 0.1 * t", $"{w.SomeCell()}.Push", w.Has(Features.Refused) ? $"{w.SomeList()}.Add" : $"t => {w.SomeList()}.Add(t)")});");
                break;
            case 11:
                Captured();
                break;
            case 12:
                string line = Line(), f = w.Name("f");
                w.Line($"Func<double, double> {f} = {line}.{w.Pick("At", "Push")};");
                w.Line($"{line}.K = {w.Moderate()};");
                w.Line($"{f}({w.Leaf()});");
                w.Use($"({f}({w.Leaf()}) + {line}.K)");
                w.Scope.Add(TrapScope.Function, f);
                break;
            default:
                if (w.Has(Features.Multicast))
                    Multicast();
                else
                    w.Use($"ApplyAll([{Function()}, {Function()}, {Function()}], {w.Leaf()})");
                break;
        }
    }

    private void Declare()
    {
        string made = Function(), f = w.Name("f");
        w.Line($"Func<double, double> {f} = {made};");
        w.Scope.Add(TrapScope.Function, f);
    }

    /// <summary>A struct in a variable, whose numbers may be read and written.</summary>
    private string Line() => w.Some("Line", "line", $"new Line({w.Moderate()}, {w.Leaf()})", n =>
    {
        w.Scope.Add("Line", n);
        w.Scope.AddNumber($"{n}.K");
        w.Scope.AddNumber($"{n}.C");
    });

    private string Curve()
    {
        var known = w.Scope.All("Curve");
        if (known.Count > 0 && w.Next(3) != 0)
            return w.Pick(known);
        string name = w.Name("curve");
        w.Line($"Curve {name} = "
            + $"{w.Pick($"new Curve({w.Moderate()})", $"new Bend({w.Leaf()}, {w.Leaf()})", $"{w.Condition()} ? new Curve({w.Leaf()}) : new Bend({w.Leaf()}, {w.Leaf()})")};");
        w.Scope.Add("Curve", name);
        w.Scope.AddNumber($"{name}.W");
        return name;
    }

    private string Shape()
    {
        string name = w.Name("shape");
        w.Line($"IShape {name} = {w.Pick($"new Line({w.Leaf()}, {w.Leaf()})", $"new Pin({w.Leaf()})", Curve(), Line())};");
        return name;
    }

    private string Function()
    {
        var known = w.Scope.All(TrapScope.Function);
        if (known.Count > 0 && w.Next(3) == 0)
            return w.Pick(known);
        return w.Next(20) switch
        {
            0 => $"new Line({w.Leaf()}, {w.Leaf()}).At",
            1 => $"{Line()}.At",
            2 => $"{Line()}.Push",
            3 => "Line.Fixed",
            4 => "Bump",
            5 => "Same<double>",
            6 => $"{Curve()}.At",
            7 => $"{Curve()}.Push",
            8 => $"{w.SomeCell()}.Stretch",
            9 => $"{w.SomeArray()}.Weigh",
            10 => $"{Curve()}.Shift",
            11 => $"{w.SomeList()}.Rank",
            12 => $"{Shape()}.At",
            13 => $"{Shape()}.Doubled",
            14 => $"new Pin({w.Leaf()}).At",
            15 => $"AsFunc({w.Pick(Shape(), Line(), $"new Pin({w.Leaf()})")})",
            16 => $"Bind({w.Pick("Mean", $"{Line()}.Both")}, {w.Leaf()})",
            17 when known.Count > 1 => $"Then({w.Pick(known)}, {w.Pick(known)})",
            18 when known.Count > 1 => $"({w.Condition()} ? {w.Pick(known)} : {w.Pick(known)})",
            _ => Lambda(),
        };
    }

    private string Lambda()
    {
        string t = w.Name("t");
        return w.Pick(
            $"({t} => ({w.Leaf()} * Math.Sin({t})) + {w.Leaf()})",
            $"({t} => {Curve()}.At({t}) * {w.Leaf()})",
            $"({t} => Through({w.Pick(Line(), Curve(), $"new Pin({w.Leaf()})")}, {t}))",
            $"(static {t} => 0.5 * {t} * Math.Cos({t}))");
    }

    private void Kept()
    {
        string kept = w.Name("k");
        switch (w.Next(6))
        {
            case 0:
                w.Line($"var {kept} = new List<Func<double, double>> {{ {Function()}, {Function()} }};");
                w.Line($"{kept}.Add({Function()});");
                string g = w.Name("g"), to = w.Variable();
                w.Line($"foreach (var {g} in {kept}) {to} = 0.8 * {g}({to});");
                break;
            case 1:
                w.Line($"var {kept} = new Dictionary<string, Func<double, double>> {{ [\"a\"] = {Function()}, [\"b\"] = {Function()} }};");
                w.Use($"{kept}[{w.Condition()} ? \"a\" : \"b\"]({w.Leaf()})");
                break;
            case 2:
                string curve = Curve();
                w.Line($"{curve}.Inner = {Function()};");
                w.Use($"{curve}.Chain({w.Leaf()})");
                break;
            case 3:
                w.Line($"var {kept} = new Func<double, double>[] {{ {Function()}, {Function()}, {Function()} }};");
                w.Loop(i => w.Use($"{kept}[{i} % 3]({w.Leaf()})"));
                break;
            case 4:
                w.Line($"(Func<double, double> F, double C) {kept} = ({Function()}, {w.Leaf()});");
                w.Use($"{kept}.F({kept}.C)");
                break;
            default:
                w.Line($"Func<double, double> {kept} = {Function()};");
                w.Loop(_ => w.Line($"{kept} = Then({kept}, {Function()});"));
                w.Use($"{kept}({w.Leaf()})");
                break;
        }
    }

    private void Mutating()
    {
        string line = Line(), f = w.Name("f");
        w.Line($"Func<double, double> {f} = {line}.Push;");
        w.Loop(_ => w.Use($"{f}({w.Leaf()})"));
        w.Use($"{line}.K");
    }

    private void Captured()
    {
        string v = w.NewNumber(w.Moderate()), add = w.Name("add"), t = w.Name("t");
        w.Line($"Action<double> {add} = {t} => {v} = (0.5 * {v}) + Math.Sin({t});");
        w.Loop(_ => w.Line($"{add}({w.Leaf()});"));
        w.Line($"{w.SomeList()}.ForEach({add});");
    }

    private void Multicast()
    {
        string all = w.Name("all"), v = w.NewNumber(w.Leaf()), t = w.Name("t");
        w.Line($"Action<double> {all} = {t} => {v} += 0.5 * {t};");
        w.Line($"{all} += {w.Pick($"{Line()}.Tilt", $"{w.SomeCell()}.Push")};");
        w.Line($"{all}({w.Leaf()});");
    }
}
